"""Whoever may write in the file can change anything in it: every column, every guard, every byte."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.register import chain
from pipeline.register.changing import void
from pipeline.register.desk import Register
from pipeline.register.entering import enter_document
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

COLUMNS = ("position", "hash", "body", "record", "kind", "case_number", "series", "scope", "year", "serial", "external",
           "number", "key")  # fmt: skip


@pytest.fixture
def filled(place):
    """Seven events; what is done to them stays within the file."""
    with Register(place, SERIES, by="anna") as register:
        for key in "abcd":
            register.reserve(Request("cases", key=key, classification="1.3", year=2024, subject="Återvändande"))
        with register.writing() as writing:
            enter_document(writing, "1.3-2024-1", {"title": "Plan"})
            void(writing, "1.3-2024-4", why="fel")
    return place


def done(place, *statements, seal=False):
    """Statements that the guards do not hear of; the seal is taken away with them, as a killed process would."""
    with closing(sqlite3.connect(place.file)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, sql in guards:
            database.execute(sql)
        database.commit()
    if not seal:
        place.seal.unlink(missing_ok=True)


def altered(value):
    return st.sampled_from(
        [one for one in (None, "", "x", 0, 1, 7, f"{value} ", str(value).upper(), b"x", 2**40) if one != value]
    )


@given(column=st.sampled_from(COLUMNS), position=st.integers(1, 7), data=st.data())
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_another_value_in_any_column_of_any_row_is_named_without_a_seal(filled, column, position, data):
    before = filled.file.read_bytes()
    try:
        with closing(sqlite3.connect(filled.file)) as database:
            (value,) = database.execute(f"SELECT {column} FROM event WHERE position = ?", (position,)).fetchone()
        new = data.draw(altered(value))
        try:
            with closing(sqlite3.connect(filled.file)) as database:
                database.execute("DROP TRIGGER event_stays")
                database.execute(f"UPDATE event SET {column} = ? WHERE position = ?", (new, position))
                database.commit()
        except sqlite3.IntegrityError:
            return  # the table itself refuses it: another type, or a number twice
        filled.seal.unlink(missing_ok=True)
        with closing(sqlite3.connect(filled.file)) as database:
            (stored,) = database.execute(
                f"SELECT {column} FROM event WHERE {'position' if column != 'position' else 'rowid'} = ?",
                (position if column != "position" else new,),
            ).fetchone()
        found = set(codes(verify(filled).faults)) - {"R124"}
        assert stored == value or found & {"R120", "R121", "R122"}, (column, value, new)
    finally:
        filled.file.write_bytes(before)


EVENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(
    part=st.sampled_from(
        ["action", "at", "by", "kind", "record", "case", "state", "taken", "key", "serial", "external"]
    ),
    value=EVENTS,
)
@settings(
    max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_an_event_of_another_form_that_is_hashed_anew_is_told_by_the_head_and_stops_nothing(filled, part, value):
    before = filled.file.read_bytes()
    try:
        with closing(sqlite3.connect(filled.file)) as database:
            rows = database.execute("SELECT position, body FROM event ORDER BY position").fetchall()
            database.execute("DROP TRIGGER event_stays")
            previous = chain.BEGINNING
            for position, body in rows:
                if position == 2:
                    content = json.loads(body)
                    within = content["taken"] if part in ("serial", "external") else content
                    within[part] = value
                    body = chain.canonical(content)
                previous = chain.digest(previous, body)
                database.execute("UPDATE event SET hash = ?, body = ? WHERE position = ?", (previous, body, position))
            database.commit()
        assert "R123" in codes(verify(filled).faults) or body_is_the_same(rows, part, value)
    finally:
        filled.file.write_bytes(before)


def body_is_the_same(rows, part, value):
    content = json.loads(rows[1][1])
    within = content["taken"] if part in ("serial", "external") else content
    return part in within and within[part] == value


def test_an_event_nested_too_deep_to_be_read_is_named(filled):
    body = "[" * 200_000 + "]" * 200_000
    done(filled, f"UPDATE event SET body = '{body}' WHERE position = 3")
    assert codes(verify(filled).faults) == ["R120"]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER event_stays",
        "DROP TRIGGER event_is_kept",
        "DROP TRIGGER event_follows",
        "DROP VIEW record_now",
        "DROP VIEW case_now",
        "DROP INDEX event_case",
        "CREATE TRIGGER more BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END",
        "CREATE TRIGGER case_now BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END",
        "CREATE TRIGGER event BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END",
        "CREATE TABLE more (a)",
        "CREATE INDEX more ON event (body)",
        "CREATE VIEW more AS SELECT 1",
        "ALTER TABLE event ADD COLUMN more TEXT",
        "PRAGMA application_id = 0",
        "PRAGMA user_version = 7",
    ],
)
def test_what_guards_the_events_is_named_without_a_seal(filled, statement):
    with closing(sqlite3.connect(filled.file)) as database:
        database.execute(statement)
        database.commit()
    filled.seal.unlink()
    assert "R124" in codes(verify(filled).faults)


def test_a_trigger_with_the_name_of_a_view_is_named_also_when_the_view_was_made_after_it(filled):
    with closing(sqlite3.connect(filled.file)) as database:
        (view,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'number_now'").fetchone()
        database.execute("DROP VIEW number_now")
        database.execute("CREATE TRIGGER number_now BEFORE INSERT ON event BEGIN SELECT raise(IGNORE); END")
        database.execute(view)
        database.commit()
    faults = [fault for fault in verify(filled).faults if fault.code == "R124"]
    assert [(fault.level, fault.data["name"]) for fault in faults] == [("error", "number_now")]


def test_a_view_that_hides_rows_is_made_anew_by_the_next_who_looks(filled):
    from pipeline.register.reading import entries

    with closing(sqlite3.connect(filled.file)) as database:
        database.execute("DROP VIEW record_now")
        database.execute(
            "CREATE VIEW record_now AS SELECT position, record, kind, case_number, body FROM event WHERE 0"
        )
        database.commit()
    # an earlier version of the program may have made it so
    assert [fault.level for fault in verify(filled).faults if fault.code == "R124"] == ["warning"]
    with Register(filled, SERIES, by="bo") as register, register.reading() as connection:
        assert len(entries(connection)) == 5
    assert "R124" not in codes(verify(filled).faults)


@pytest.mark.parametrize("delete", [False, True])
def test_an_index_that_says_otherwise_than_the_table_is_named_without_a_seal(filled, delete):
    data = filled.file.read_bytes()
    places = [at for at in range(len(data)) if data.startswith(b"1.3-2024-2", at)]
    named, told = 0, set()
    for at in places:
        changed = bytearray(data)
        changed[at + 9] = ord("7")
        filled.file.write_bytes(changed)
        filled.seal.unlink(missing_ok=True)
        if delete:
            filled.head.unlink(missing_ok=True)
        errors = [fault for fault in verify(filled).faults if fault.level == "error"]
        named += bool(errors)
        told |= set(codes(errors))
    assert named == len(places) > 3
    assert "R127" in told


def test_a_number_taken_twice_is_named_when_nothing_hindered_it(filled):
    with closing(sqlite3.connect(filled.file)) as database:
        rows = database.execute("SELECT * FROM event ORDER BY position").fetchall()
        names = ", ".join(COLUMNS)
        database.execute("CREATE TEMP TABLE kept AS SELECT * FROM event")
        for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            database.execute(f"DROP VIEW {view}")
        database.execute("DROP TABLE event")
        database.execute(f"CREATE TABLE event ({names})")
        database.execute("INSERT INTO event SELECT * FROM kept")
        again = dict(zip(COLUMNS, rows[0], strict=True))
        again |= {"position": len(rows) + 1, "hash": chain.digest(rows[-1][1], again["body"])}
        database.execute(f"INSERT INTO event VALUES ({', '.join('?' * len(COLUMNS))})", tuple(again.values()))
        database.commit()
    assert "R135" in codes(verify(filled).faults)


def in_the_log(place):
    """Leave the newest event in the write-ahead log alone, as a killed process does."""
    database = sqlite3.connect(place.file)
    database.execute("PRAGMA wal_autocheckpoint = 0")
    return database


def test_a_changed_byte_in_the_write_ahead_log_is_named(filled, tmp_path):
    holder = in_the_log(filled)  # as long as it is open, nobody brings the log into the file
    holder.execute("SELECT count(*) FROM event").fetchone()
    with Register(filled, SERIES, by="anna") as register:
        holder.execute("BEGIN")
        holder.execute("SELECT count(*) FROM event").fetchone()
        register.reserve(Request("cases", key="z", classification="1.3", year=2024))
        log = filled.file.with_name("register.sqlite-wal")
        kept = {path: path.read_bytes() for path in (filled.file, log, filled.head)}
    holder.close()
    assert len(kept[log]) > 4096
    unnoticed = []
    for offset in range(0, len(kept[log]), 61):
        changed = bytearray(kept[log])
        changed[offset] ^= 0x55
        folder = tmp_path / f"{offset}"
        folder.mkdir()
        for path, data in kept.items():
            (folder / path.name).write_bytes(bytes(changed) if path == log else data)
        copy = filled.__class__(folder / "register.sqlite")
        if not any(fault.level == "error" for fault in verify(copy).faults):
            unnoticed.append(offset)
    assert unnoticed == []


def test_a_damaged_row_that_claims_a_number_far_away_does_not_hold_verify_up(filled):
    done(filled, "UPDATE event SET serial = 1000000000000, body = 'x' WHERE position = 3")
    faults = {fault.code: fault.message for fault in verify(filled).faults}
    assert "lacks 3, 5, 6, 7, 8" in faults["R125"]
    assert "and 999999999976 more" in faults["R125"]
