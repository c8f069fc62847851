"""Whatever is changed, deleted or put in behind the register's back is named."""

import pytest

from pipeline.faults import FaultError
from pipeline.register import chain
from pipeline.register.desk import Register
from pipeline.register.entering import FileEntry, attach, enter_document
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import codes


@pytest.fixture
def filled(register):
    """Nine events: cases, a document and its file, a void number."""
    from pipeline.register.changing import void

    for name in "abcde":
        register.reserve(Request("cases", key=name, classification="1.3", year=2024, subject=f"Ärende {name}"))
    with register.writing() as writing:
        document = enter_document(writing, "1.3-2024-1", {"title": "Plan", "date": "2024-06-01"}).number
        attach(writing, document, FileEntry("plan.txt", "outputs", "x-fmt/111", 4, digest_of(b"plan"), "archive copy"))
        void(writing, "1.3-2024-5", why="fel")
    register.__exit__(None, None, None)


def digest_of(data):
    import hashlib

    return hashlib.sha256(data).hexdigest()


def found(place, **more):
    return [(fault.code, fault.data.get("position")) for fault in verify(place, **more).faults]


def test_a_register_that_nobody_touched_is_as_it_was_written(filled, place):
    verdict = verify(place)
    assert list(verdict.faults) == []
    assert verdict.events == 9
    assert verdict.numbers == {"issued": 1, "reserved": 3, "void": 1}


@pytest.mark.parametrize("statement", ["UPDATE event SET body = 'x' WHERE position = 2", "DELETE FROM event"])
def test_the_database_refuses_to_change_or_delete_events(filled, register, place, statement):
    with pytest.raises(FaultError, match=r"never deleted|does not change"), register.store.connected() as connection:
        connection.exec_driver_sql(statement)
    register.store.close()
    assert list(verify(place).faults) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE event SET body = replace(body, 'Ärende b', 'Ärende x') WHERE position = 2", [("R120", 2)]),
        ("UPDATE event SET hash = 'x' WHERE position = 2", [("R120", 2), ("R120", 3)]),
        ("UPDATE event SET serial = 77 WHERE position = 3", [("R122", 3)]),
        ("UPDATE event SET number = '1.3-2024-77' WHERE position = 3", [("R122", 3)]),
        ("UPDATE event SET external = 1 WHERE position = 3", [("R122", 3)]),
        ("UPDATE event SET key = NULL WHERE position = 1", [("R122", 1)]),
        ("UPDATE event SET case_number = 'x' WHERE position = 7", [("R122", 7)]),
        ("DELETE FROM event WHERE position = 4", [("R121", 4), ("R125", None)]),
        ("DELETE FROM event WHERE position = 9", [("R123", 8)]),
        ("DELETE FROM event WHERE position > 6", [("R123", 6)]),
        ("DELETE FROM event", [("R123", None)]),
    ],
)
def test_a_changed_or_deleted_row_is_named(filled, place, tampered, statement, expected):
    with tampered() as connection:
        connection.exec_driver_sql(statement)
    named = [one for one in found(place) if one[0] != "R128"]
    assert sorted(named, key=str) == sorted(expected, key=str)


def rewrite(connection, position, old, new):
    """Change an event and work all hashes out anew from there: what only a head kept elsewhere can tell."""
    from sqlalchemy import select, update

    from pipeline.register.tables import EVENT

    previous = chain.BEGINNING
    for row in connection.execute(select(EVENT).order_by(EVENT.c.position)).all():
        body = row.body.replace(old, new) if row.position == position else row.body
        previous = chain.digest(previous, body)
        values = {"body": body, "hash": previous}
        connection.execute(update(EVENT).where(EVENT.c.position == row.position).values(**values))


def test_a_chain_that_was_written_anew_is_told_by_the_head_beside_it(filled, place, tampered):
    with tampered() as connection:
        rewrite(connection, 2, "Ärende b", "Ärende x")
    assert [one for one in found(place) if one[0] != "R128"] == [("R123", 9)]


def test_a_chain_that_was_written_anew_with_its_head_is_told_by_a_head_kept_elsewhere(filled, place, tampered):
    kept = verify(place).head
    assert list(verify(place, head=kept).faults) == []
    with tampered() as connection:
        rewrite(connection, 2, "Ärende b", "Ärende x")
    place.head.unlink()
    assert "R123" not in codes(verify(place).faults)
    assert "R123" in codes(verify(place, head=kept).faults)


def test_every_head_that_the_register_has_had_is_in_it(register, place):
    heads = []
    for name in "abc":
        register.reserve(Request("cases", key=name, classification="1.3", year=2024))
        with register.reading() as connection:
            from pipeline.register.exporting import head_of

            heads.append(head_of(connection)[1])
    register.__exit__(None, None, None)
    assert [codes(verify(place, head=head).faults) for head in heads] == [[], [], []]
    assert codes(verify(place, head="0" * 63 + "1").faults) == ["R123"]


def test_triggers_that_are_missing_are_named(filled, place, register):
    from pipeline.register.store import Store

    on = "" if place.url is None else " ON event"
    with Store(place) as store, store.connected() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER event_stays{on}")
    faults = [fault for fault in verify(place).faults if fault.code == "R124"]
    assert [fault.data["name"] for fault in faults] == ["event_stays"]


def test_a_file_that_is_not_what_was_registered_is_named(filled, place, tmp_path):
    (tmp_path / "outputs").mkdir()
    assert verify(place, tmp_path).files == {"absent": 1}
    path = tmp_path / "outputs" / "plan.txt"
    path.write_bytes(b"plan")
    assert verify(place, tmp_path).files == {"right": 1}
    path.write_bytes(b"plam")
    verdict = verify(place, tmp_path)
    assert verdict.files == {"wrong": 1}
    (fault,) = verdict.faults
    assert (fault.code, fault.place.file) == ("R126", "outputs/plan.txt")


def test_of_two_files_that_were_registered_under_one_name_it_may_be_either(filled, place, register, clock, tmp_path):
    with Register(place, register.series, by="anna", clock=clock) as again, again.writing() as writing:
        later = enter_document(writing, "1.3-2024-1", {"title": "Plan", "date": "2024-07-01"}).number
        attach(writing, later, FileEntry("plan.txt", "outputs", "x-fmt/111", 5, digest_of(b"later"), "archive copy"))
    (tmp_path / "outputs").mkdir()
    for data in (b"plan", b"later"):
        (tmp_path / "outputs" / "plan.txt").write_bytes(data)
        verdict = verify(place, tmp_path)
        assert (verdict.files, list(verdict.faults)) == ({"right": 1, "absent": 1}, [])
    (tmp_path / "outputs" / "plan.txt").write_bytes(b"neither")
    assert [fault.code for fault in verify(place, tmp_path).faults] == ["R126"]


def test_a_damaged_head_is_named_and_stops_nobody(filled, place, register, clock):
    place.head.write_text("not a head")
    assert codes(verify(place).faults) == ["R129"]
    with Register(place, register.series, by="anna", clock=clock) as again:
        again.reserve(Request("cases", key="f", classification="1.3", year=2024))
    assert codes(verify(place).faults) == ["R129"]


def test_events_out_of_time_are_named(register, place, clock, monkeypatch):
    from datetime import timedelta

    register.reserve(Request("cases", classification="1.3", year=2024))
    monkeypatch.setattr("pipeline.register.journal._not_before", lambda moment, newest: moment)
    clock.moment -= timedelta(days=1)
    register.reserve(Request("cases", classification="1.3", year=2024))
    register.__exit__(None, None, None)
    assert found(place) == [("R131", 2)]
