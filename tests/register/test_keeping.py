"""Backups verify, and putting one back loses no number."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.desk import Register
from pipeline.register.exporting import closing, everything, records_as_csv
from pipeline.register.head import read_head
from pipeline.register.keeping import back_up, restore
from pipeline.register.place import RegisterPlace
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes


def give(place, clock, *keys):
    with Register(place, SERIES, by="anna", clock=clock) as register:
        return [register.reserve(Request("cases", key=key, classification="1.3", year=2024)).number for key in keys]


def refused(act):
    with pytest.raises(FaultError) as error:
        act()
    return codes(error.value.faults)


def test_a_backup_verifies_and_holds_every_event(place, clock, tmp_path):
    give(place, clock, "a", "b")
    kept = back_up(place, tmp_path / "backup.sqlite")
    verdict = verify(RegisterPlace(tmp_path / "backup.sqlite"))
    assert (list(verdict.faults), verdict.events, verdict.head) == ([], 2, kept.head)
    assert kept.head == verify(place).head
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["backup.sqlite"]
    # One file: whoever opens it needs no write-ahead log beside it (SQLite's file format, 1.3.3).
    assert (tmp_path / "backup.sqlite").read_bytes()[18:20] == b"\x01\x01"


def test_a_backup_is_not_written_over_a_file(place, clock, tmp_path):
    give(place, clock, "a")
    (tmp_path / "backup.sqlite").write_bytes(b"something else")
    assert refused(lambda: back_up(place, tmp_path / "backup.sqlite")) == ["R132"]
    assert (tmp_path / "backup.sqlite").read_bytes() == b"something else"
    assert refused(lambda: back_up(place, tmp_path / "no folder" / "backup.sqlite")) == ["R132"]


def test_a_backup_that_lacks_numbers_given_since_is_not_restored(place, clock, tmp_path):
    give(place, clock, "a", "b")
    back_up(place, tmp_path / "backup.sqlite")
    give(place, clock, "c")
    assert refused(lambda: restore(place, tmp_path / "backup.sqlite")) == ["R133"]
    assert verify(place).events == 3
    assert list(verify(place).faults) == []


def test_a_backup_that_was_changed_is_not_restored(place, clock, tmp_path):
    give(place, clock, "a", "b")
    backup = tmp_path / "backup.sqlite"
    back_up(place, backup)
    data = backup.read_bytes()
    assert b"1.3-2024-2" in data
    backup.write_bytes(data.replace(b"1.3-2024-2", b"1.3-2024-9"))
    assert refused(lambda: restore(place, backup)) == ["R134"]
    backup.write_bytes(b"no database")
    assert refused(lambda: restore(place, backup)) == ["R134"]
    assert refused(lambda: restore(place, tmp_path / "absent.sqlite")) == ["R134"]
    assert verify(place).events == 2


def test_the_same_numbers_go_on_after_a_restore(place, clock, tmp_path):
    first = give(place, clock, "a", "b")
    back_up(place, tmp_path / "backup.sqlite")
    restore(place, tmp_path / "backup.sqlite", rehearsed=True)
    restore(place, tmp_path / "backup.sqlite")
    assert give(place, clock, "a", "b", "c") == [*first, "1.3-2024-3"]
    verdict = verify(place)
    assert (list(verdict.faults), verdict.events) == ([], 3)


def test_a_restore_puts_a_head_in_the_place_of_a_damaged_one(place, clock, tmp_path):
    give(place, clock, "a")
    kept = back_up(place, tmp_path / "backup.sqlite")
    place.head.write_text("not a head")
    restore(place, tmp_path / "backup.sqlite")
    assert read_head(place.head) == (1, kept.head)
    assert list(verify(place).faults) == []


def test_the_yearly_closing_accounts_for_every_number(register, place):
    from pipeline.register.changing import void

    for key in "abc":
        register.reserve(Request("cases", key=key, classification="1.3", year=2024, subject=f"Ärende {key}"))
    register.reserve(Request("cases", classification="1.3", year=2025))
    register.reserve(Request("cases", number="1.3-2024-77", subject="Utifrån"))
    with register.writing() as writing:
        void(writing, "1.3-2024-2", why="dubblett")
    with register.reading() as connection:
        closed = closing(connection, 2024)
    assert [(row["number"], row["state"], row["about"]) for row in closed.rows] == [
        ("1.3-2024-1", "reserved", "Ärende a"),
        ("1.3-2024-2", "void", "dubblett"),
        ("1.3-2024-3", "reserved", "Ärende c"),
        ("1.3-2024-77", "issued", "Utifrån"),
    ]
    assert closed.counts == {"issued": 1, "reserved": 2, "void": 1}
    assert closed.head[0] == 6


def test_an_export_holds_everything_and_can_be_walked_by_hand(register):
    import hashlib

    for key in "ab":
        register.reserve(Request("cases", key=key, classification="1.3", year=2024, subject="=1+1"))
    with register.reading() as connection:
        told = everything(connection, public=False)
        public = everything(connection, public=True)
        table = records_as_csv(connection, "case", public=True)
    previous = "0" * 64
    for event in told["events"]:
        previous = hashlib.sha256(f"{previous}\n{event['body']}".encode()).hexdigest()
        assert event["hash"] == previous
    assert told["head"] == {"position": 2, "hash": previous}
    assert [case["number"] for case in told["cases"]] == ["1.3-2024-1", "1.3-2024-2"]
    assert "events" not in public
    assert table.splitlines()[1].startswith("1.3-2024-1,cases,2024,1,1.3,,'=1+1,reserved")
