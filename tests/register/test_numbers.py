"""Diary numbers: one series a year, none twice, none changed."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.faults import FaultError
from pipeline.register.numbers import Numbers


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "register.sqlite"


def test_a_document_keeps_its_number(path):
    first = Numbers(path).give("plan", "1.3.4", 2008)
    again = Numbers(path).give("plan", "1.3.4", 2008)
    assert first == again
    assert first.case_number == "1.3.4-2008-1"


def test_a_document_keeps_its_number_when_date_and_classification_change(path):
    Numbers(path).give("plan", "1.3.4", 2008)
    assert Numbers(path).give("plan", "2.1", 2009).case_number == "1.3.4-2008-1"


def test_serials_run_through_one_series_a_year(path):
    numbers = Numbers(path)
    given = [numbers.give(name, "1.3", year).case_number for name, year in [("a", 2008), ("b", 2008), ("c", 2009)]]
    assert given == ["1.3-2008-1", "1.3-2008-2", "1.3-2009-1"]


def test_asking_gives_nothing_and_makes_no_file(path):
    assert Numbers(path).find("plan") is None
    assert not path.exists()


def test_a_given_number_cannot_be_changed_or_deleted(path):
    Numbers(path).give("plan", "1.3.4", 2008)
    database = sqlite3.connect(path)
    for statement in ("UPDATE number SET serial = 7", "DELETE FROM number"):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
    database.close()
    assert Numbers(path).find("plan").serial == 1


def test_a_pattern_that_gives_the_same_number_twice_is_refused(path):
    numbers = Numbers(path, "{classification}-{year}")
    numbers.give("a", "1.3", 2008)
    with pytest.raises(FaultError) as error:
        numbers.give("b", "1.3", 2008)
    assert error.value.faults[0].code == "R103"
    assert numbers.find("b") is None


def test_a_file_that_is_no_register_is_a_fault(path):
    path.parent.mkdir()
    path.write_bytes(b"This is no database at all, but it is long enough to be looked at." * 20)
    with pytest.raises(FaultError) as error:
        Numbers(path).give("plan", "1.3.4", 2008)
    assert error.value.faults[0].code == "R101"


def test_a_database_of_something_else_is_a_fault(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE number (x)")
    for ask in (
        lambda numbers: numbers.find("plan"),
        lambda numbers: numbers.next_serial(2008),
        lambda numbers: numbers.give("plan", "1.3.4", 2008),
    ):
        with pytest.raises(FaultError) as error:
            ask(Numbers(path))
        assert error.value.faults[0].code == "R101"


def test_a_folder_that_may_not_be_looked_into_is_a_fault(path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(FaultError) as error:
        Numbers(path).find("plan")
    assert error.value.faults[0].code == "R101"


def _give_some(path, names):
    for name in names:
        Numbers(path).give(name, "1.3", 2024)


def test_processes_at_once_share_the_series_without_gap_or_double(path):
    lots = [[f"{worker}-{i}" for i in range(25)] for worker in range(4)]
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_give_some, args=(path, names)) for names in lots]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    serials = sorted(Numbers(path).find(name).serial for names in lots for name in names)
    assert serials == list(range(1, 101))
