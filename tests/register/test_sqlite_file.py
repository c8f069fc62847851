"""The register as a file: each byte of it, a full disk, a file that is something else, moved, of the first version."""

import random
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from pipeline.faults import FaultError
from pipeline.register import quick
from pipeline.register.desk import Register, take_over_first
from pipeline.register.reserving import Request
from pipeline.register.seal import broken_pages
from pipeline.register.verifying import verify
from tests.conftest import ROOT
from tests.register.conftest import SERIES, codes


def case(key, **more):
    return Request("cases", key=key, classification="1.3", year=2024, **more)


def give(place, *keys, **more):
    with Register(place, SERIES, by="anna") as register:
        return [register.reserve(case(key, **more)).number for key in keys]


def test_a_changed_byte_anywhere_in_the_file_is_named(place):
    give(place, *"abcdefgh", subject="Återvändande")
    data = place.file.read_bytes()
    chance = random.Random(7)
    unnoticed = []
    for offset in {*range(100), *(chance.randrange(len(data)) for _ in range(250))}:
        changed = bytearray(data)
        changed[offset] ^= chance.randrange(1, 256)
        place.file.write_bytes(changed)
        faults = list(verify(place).faults)
        page = offset // 4096 + 1
        if page not in [fault.data.get("page") for fault in faults if fault.code == "R128"]:
            unnoticed.append(offset)
        for end in ("-wal", "-shm"):
            place.file.with_name(f"{place.file.name}{end}").unlink(missing_ok=True)
    assert unnoticed == []
    place.file.write_bytes(data)
    assert list(verify(place).faults) == []


def test_a_changed_byte_in_an_event_names_the_event(place):
    give(place, *"abcdefgh", subject="Återvändande")
    data = place.file.read_bytes()
    offset = data.index("Återvändande".encode())
    place.file.write_bytes(data[:offset] + b"Inresande   " + data[offset + 12 :])
    named = [fault for fault in verify(place).faults if fault.code == "R120"]
    assert len(named) == 1
    assert "case:1.3-2024-" in named[0].message


def test_a_file_that_is_cut_off_or_gone_is_named(place):
    give(place, *"abc")
    data = place.file.read_bytes()
    pages = len(data) // 4096
    place.file.write_bytes(data[: pages // 2 * 4096])
    gone = [fault.data["page"] for fault in verify(place).faults if fault.code == "R128"]
    assert sorted(gone) == list(range(pages // 2 + 1, pages + 1))
    place.file.unlink()
    assert codes(verify(place).faults) == ["R123"]


def test_writing_breaks_the_seal_and_the_last_to_leave_puts_it_back(place):
    give(place, "a")
    assert broken_pages(place) == ()
    with Register(place, SERIES, by="anna") as register:
        register.reserve(case("b"))
        assert not place.seal.exists()
    assert broken_pages(place) == ()
    place.seal.unlink()
    verdict = verify(place)
    assert (list(verdict.faults), verdict.sealed) == ([], False)


def test_insert_or_replace_does_not_get_around_the_guards(place):
    give(place, *"ab")
    with closing(sqlite3.connect(place.file)) as database:
        columns = "position, hash, body, record, kind, case_number, series, scope, year, serial, external, number, key"
        for changes in ("position", "3"):
            statement = (
                f"INSERT OR REPLACE INTO event SELECT {columns.replace('position', changes, 1)} FROM event LIMIT 1"
            )
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(statement)
    assert verify(place).events == 2


def test_a_full_disk_is_a_fault_and_the_register_is_unharmed(place):
    give(place, "a")
    with Register(place, SERIES, by="anna") as register:
        event.listen(register.store.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 12"))
        given = []

        def fill():
            for number in range(200):
                given.extend([register.reserve(case(f"{number}", subject="x" * 900)).number])

        with pytest.raises(FaultError) as error:
            fill()
    assert codes(error.value.faults) == ["R104"]
    verdict = verify(place)
    assert list(verdict.faults) == []
    assert verdict.events == 1 + len(given)
    assert give(place, f"{len(given)}") == [f"1.3-2024-{len(given) + 2}"], "room again, and no number is missing"


def test_a_file_that_may_not_grow_is_a_fault_and_the_register_is_unharmed(place):
    give(place, "a")
    script = (
        "import sys; from pathlib import Path; from tests.register.test_sqlite_file import give;"
        "from pipeline.register.place import RegisterPlace; from pipeline.faults import FaultError\n"
        "try:\n    give(RegisterPlace(Path(sys.argv[1])), *map(str, range(400)))\n"
        "except FaultError as error:\n    print(error.faults[0].code)"
    )
    limit = 300_000
    ended = subprocess.run(
        [sys.executable, "-c", script, place.file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert ended.stdout.strip() == "R104", ended.stderr
    verdict = verify(place)
    assert list(verdict.faults) == []
    assert verdict.events > 1
    assert give(place, "one more") == [f"1.3-2024-{verdict.events + 1}"]


def test_a_register_that_is_moved_while_it_is_written_gives_no_number(place):
    give(place, "a")
    with Register(place, SERIES, by="anna") as register:
        register.reserve(case("b"))
        place.file.rename(place.file.with_name("elsewhere.sqlite"))
        with pytest.raises(FaultError) as error:
            register.reserve(case("c"))
    assert codes(error.value.faults) == ["R101"]


def test_a_file_that_is_no_register_is_a_fault(place):
    place.file.parent.mkdir()
    place.file.write_bytes(b"This is no database at all, but it is long enough to be looked at." * 20)
    for ask in (lambda: give(place, "a"), lambda: quick.known_number(place, "a")):
        with pytest.raises(FaultError) as error:
            ask()
        assert codes(error.value.faults) == ["R101"]
    assert codes(verify(place).faults)[0] == "R101"


def test_a_database_of_something_else_is_left_alone(place):
    place.file.parent.mkdir()
    with closing(sqlite3.connect(place.file)) as database:
        database.execute("CREATE TABLE invoice (number TEXT)")
    data = place.file.read_bytes()
    with pytest.raises(FaultError) as error:
        give(place, "a")
    assert codes(error.value.faults) == ["R117"]
    with closing(sqlite3.connect(place.file)) as database:
        assert [row[0] for row in database.execute("SELECT name FROM sqlite_master")] == ["invoice"]
    assert len(place.file.read_bytes()) == len(data)


def test_a_register_of_a_later_version_is_left_alone(place):
    give(place, "a")
    with closing(sqlite3.connect(place.file)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(FaultError) as error:
        give(place, "b")
    assert codes(error.value.faults) == ["R117"]


def test_a_folder_that_may_not_be_looked_into_is_a_fault(place, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(FaultError) as error:
        quick.known_number(place, "plan")
    assert codes(error.value.faults) == ["R101"]


# ------------------------------------------------------------------------------------------- the first version's file

FIRST = """
CREATE TABLE number (
    year INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    document TEXT NOT NULL UNIQUE,
    classification TEXT NOT NULL,
    case_number TEXT NOT NULL UNIQUE,
    PRIMARY KEY (year, serial)
) STRICT;
CREATE TRIGGER number_stays BEFORE UPDATE ON number
    BEGIN SELECT raise(ABORT, 'a number that is given does not change'); END;
CREATE TRIGGER number_is_kept BEFORE DELETE ON number
    BEGIN SELECT raise(ABORT, 'a number that is given is never taken back'); END;
INSERT INTO number VALUES (2009, 1, 'c', '1.3', '1.3-2009-1');
INSERT INTO number VALUES (2008, 2, 'b', '1.3', '1.3-2008-2');
INSERT INTO number VALUES (2008, 1, 'a', '1.3', '1.3-2008-1');
"""


@pytest.fixture
def first(place):
    place.file.parent.mkdir()
    with closing(sqlite3.connect(place.file)) as database:
        database.executescript(FIRST)
    return place


def test_numbers_of_the_first_version_are_known_before_they_are_taken_over(first):
    assert quick.known_number(first, "build:b") == quick.Known("1.3-2008-2", void=False)
    assert quick.known_number(first, "build:x") is None
    assert quick.next_serial(first, SERIES["cases"], "", 2008) == 3


def test_a_register_of_the_first_version_is_taken_over_without_losing_a_number(first):
    with Register(first, SERIES, by="anna") as register:
        kept = [register.reserve(case(f"build:{name}")).number for name in "cab"]
        new = register.reserve(Request("cases", key="build:d", classification="1.3", year=2008)).number
    assert kept == ["1.3-2009-1", "1.3-2008-1", "1.3-2008-2"]
    assert new == "1.3-2008-3"
    verdict = verify(first)
    assert (list(verdict.faults), verdict.events) == ([], 4)
    with closing(sqlite3.connect(first.file)) as database:
        assert database.execute("SELECT count(*) FROM number").fetchone() == (3,)
        with pytest.raises(sqlite3.IntegrityError, match="moved"):
            database.execute("INSERT INTO number VALUES (2008, 3, 'x', '1.3', '1.3-2008-3')")


def test_it_is_taken_over_once(first):
    take_over_first(first)
    take_over_first(first)
    give(first, "d")
    assert verify(first).events == 4


def test_a_number_of_the_first_version_that_is_missing_afterwards_is_named(first, tampered):
    take_over_first(first)
    with tampered() as connection:
        connection.exec_driver_sql("INSERT INTO number VALUES (2008, 9, 'x', '1.3', '1.3-2008-9')")
    assert "R130" in codes(verify(first).faults)


# ---------------------------------------------------------------------------------------------------- the quick way


def test_the_quick_way_knows_what_the_register_knows(place):
    from pipeline.register.changing import void

    assert quick.known_number(place, "a") is None
    assert quick.next_serial(place, SERIES["cases"], "", 2024) == 1
    assert not place.file.exists()
    give(place, *"abc")
    with Register(place, SERIES, by="anna") as register:
        register.reserve(Request("cases", number="1.3-2024-4"))
        with register.writing() as writing:
            void(writing, "1.3-2024-3", why="fel")
    assert quick.known_number(place, "b") == quick.Known("1.3-2024-2", void=False)
    assert quick.known_number(place, "c") == quick.Known("1.3-2024-3", void=True)
    assert quick.next_serial(place, SERIES["cases"], "", 2024) == 5
    assert quick.numbers_beginning(place, "1.3-2024-") == tuple(f"1.3-2024-{n}" for n in (4, 3, 2, 1))
    assert broken_pages(place) == ()


def test_who_may_only_read_can_still_look_numbers_up(place, monkeypatch):
    give(place, "a")
    connect = sqlite3.connect

    def read_only(address, **more):
        if "mode=rw" in address:
            address = address.replace(".sqlite?", ".absent?")  # as SQLite says it of a folder nobody may write in
        return connect(address, **more)

    monkeypatch.setattr(quick.sqlite3, "connect", read_only)
    assert quick.known_number(place, "a").number == "1.3-2024-1"


def test_an_unchanged_build_loads_no_sqlalchemy():
    script = "import sys, pipeline.building.run; print('sqlalchemy' in sys.modules or 'pydantic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"
