"""Numbers are given once, counted where the series says, and void ones stay."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.changing import change, void
from pipeline.register.desk import Register
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes


def asked(key=None, **more):
    return Request("cases", key=key, **{"classification": "1.3.4", "year": 2008, **more})


def numbers(register, *requests):
    return [register.reserve(request).number for request in requests]


def test_asking_again_with_the_same_key_gives_the_same_number(register):
    first = register.reserve(asked("plan"))
    again = register.reserve(asked("plan", classification="2.1", year=2009))
    assert (first.number, first.new) == ("1.3.4-2008-1", True)
    assert (again.number, again.new) == ("1.3.4-2008-1", False)


def test_without_a_key_each_asking_gives_a_new_number(register):
    assert numbers(register, asked(), asked()) == ["1.3.4-2008-1", "1.3.4-2008-2"]


def test_one_count_a_year_runs_through_all_classifications_of_an_agency(register):
    given = numbers(register, asked(), asked(classification="2.1"), asked(year=2009))
    assert given == ["1.3.4-2008-1", "2.1-2008-2", "1.3.4-2009-1"]


def test_units_and_classes_count_for_themselves_where_the_series_says_so(register):
    units = [Request("units", unit=unit, year=2024) for unit in ("Nord", "Syd", "Nord")]
    assert numbers(register, *units) == ["Nord-2024-1", "Syd-2024-1", "Nord-2024-2"]
    classes = [Request("classes", classification=name, year=2024) for name in ("1.1", "1.2", "1.1")]
    assert numbers(register, *classes) == ["K1.1/2024/1", "K1.2/2024/1", "K1.1/2024/2"]


def test_every_series_counts_for_itself_and_writes_as_its_pattern_says(register):
    given = numbers(register, Request("stab"), Request("im"), Request("old", year=2011), Request("stab"))
    assert given == ["Stab/001/2024", "IM 2024-001", "11/1", "Stab/002/2024"]


@pytest.mark.parametrize(
    ("request_", "code", "said"),
    [
        (Request("cases", year=2024), "R108", "classification"),
        (Request("units", year=2024), "R108", "unit"),
        (Request("units", unit="A-2024", year=2024), "R108", "read back"),
        (Request("old", year=1969), "R108", "read back"),
        (Request("stabb"), "R107", "“stab”"),
        (Request("stab", number="Stab/9/2024"), "R106", "Stab/{serial:03}/{year}"),
        (Request("old", number="11/1066-9"), "R106", "{yy}/{case}-{document}"),
        (asked(subject="två\nrader"), "R112", "subject"),
        (asked(subject="\ud800"), "R112", "subject"),
    ],
)
def test_what_cannot_be_numbered_is_a_fault_and_takes_no_number(register, place, request_, code, said):
    with pytest.raises(FaultError) as error:
        register.reserve(request_)
    (fault,) = error.value.faults
    assert fault.code == code
    assert said in f"{fault.message} {fault.todo}"
    assert fault.todo
    assert verify(place).events == 0


def test_a_number_from_elsewhere_is_entered_once(register):
    external = Request("cases", number="1.3.1-2024-8647", subject="Hållbarhetsredovisning")
    given = register.reserve(external)
    assert given.number == "1.3.1-2024-8647"
    assert given.record.state["external"] is True
    assert given.record.state["status"] == "open"
    with pytest.raises(FaultError) as error:
        register.reserve(external)
    assert codes(error.value.faults) == ["R103"]
    with pytest.raises(FaultError) as error:
        register.reserve(Request("cases", number="2.1-2024-8647"))
    assert codes(error.value.faults) == ["R103"], "the same count under another classification"


def test_numbers_from_elsewhere_neither_move_the_count_nor_are_met_by_it(register, place):
    register.reserve(Request("cases", number="1.3-2024-2"))
    register.reserve(Request("cases", number="1.3-2024-8647"))
    given = numbers(register, asked(classification="1.3", year=2024), asked(classification="1.3", year=2024))
    assert given == ["1.3-2024-1", "1.3-2024-3"]
    assert list(verify(place).faults) == []


def test_a_key_that_was_used_for_another_series_is_refused(register):
    register.reserve(asked("k"))
    with pytest.raises(FaultError) as error:
        register.reserve(Request("stab", key="k"))
    assert codes(error.value.faults) == ["R114"]


def test_two_series_that_write_the_same_number_are_told(place, clock):
    alike = SERIES | {"other": SERIES["im"].__class__("other", SERIES["im"].pattern)}
    with Register(place, alike, by="anna", clock=clock) as register:
        register.reserve(Request("im"))
        with pytest.raises(FaultError) as error:
            register.reserve(Request("other"))
    assert codes(error.value.faults) == ["R103"]


def test_a_void_number_stays_with_who_when_and_why_and_is_not_given_again(register, place):
    register.reserve(asked("a"))
    with register.writing() as writing:
        gone = void(writing, "1.3.4-2008-1", why="fel år")
    assert {"voided-by": "anna", "void-reason": "fel år", "status": "void"}.items() <= gone.state.items()
    assert gone.state["voided"].startswith("2024-06-19T08:00:")
    assert register.reserve(asked("b")).number == "1.3.4-2008-2"
    for again in (lambda writing: void(writing, "1.3.4-2008-1", why="igen"),
                  lambda writing: change(writing, "1.3.4-2008-1", {"status": "open"})):  # fmt: skip
        with pytest.raises(FaultError) as error, register.writing() as writing:
            again(writing)
        assert codes(error.value.faults) == ["R109"]
    assert verify(place).numbers == {"void": 1, "reserved": 1}


def test_a_number_is_not_made_void_without_a_reason(register):
    register.reserve(asked("a"))
    with pytest.raises(FaultError) as error, register.writing() as writing:
        void(writing, "1.3.4-2008-1", why=" ")
    assert codes(error.value.faults) == ["R111"]


def test_a_rehearsal_enters_nothing(register, place):
    from pipeline.register.reserving import reserve

    with register.writing(rehearsed=True) as writing:
        assert reserve(writing, asked("a")).number == "1.3.4-2008-1"
    assert verify(place).events == 0
    assert register.reserve(asked("b")).number == "1.3.4-2008-1"


def test_a_transaction_that_fails_enters_nothing_of_it(register, place):
    from pipeline.register.reserving import reserve

    def both():
        with register.writing() as writing:
            reserve(writing, asked("a"))
            reserve(writing, Request("cases"))

    with pytest.raises(FaultError):
        both()
    assert verify(place).events == 0
