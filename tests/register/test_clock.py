"""The year turns at midnight in Stockholm, and time does not run backwards."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.faults import FaultError
from pipeline.register.changing import change
from pipeline.register.desk import Register
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

#: 1 January 2025, 00:00:00 in Stockholm.
MIDNIGHT = datetime(2024, 12, 31, 23, 0, tzinfo=UTC)


def at(place, moment):
    return Register(place, SERIES, by="anna", clock=lambda: moment)


@pytest.mark.parametrize(
    ("seconds", "series", "number"),
    [(-1, "im", "IM 2024-001"), (0, "im", "IM 2025-001"), (3599, "utc", "U2024-1"), (3600, "utc", "U2025-1")],
)
def test_the_year_turns_at_midnight_where_the_series_counts(place, seconds, series, number):
    with at(place, MIDNIGHT + timedelta(seconds=seconds)) as register:
        assert register.reserve(Request(series)).number == number


def test_in_summer_midnight_is_two_hours_before_that_of_utc(place):
    with at(place, datetime(2024, 6, 30, 22, 0, tzinfo=UTC)) as register:
        given = register.reserve(Request("im", opened=True, subject="Ärende"))
    assert given.record.state["opened"] == "2024-07-01"
    assert given.record.state["registered"] == "2024-06-30T22:00:00Z"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 3, 30, 22, 59, 59), "2024-03-30"),
        (datetime(2024, 3, 30, 23, 0, 0), "2024-03-31"),
        (datetime(2024, 3, 31, 0, 59, 59), "2024-03-31"),
        (datetime(2024, 3, 31, 1, 0, 0), "2024-03-31"),
        (datetime(2024, 3, 31, 21, 59, 59), "2024-03-31"),
        (datetime(2024, 3, 31, 22, 0, 0), "2024-04-01"),
        (datetime(2024, 10, 26, 21, 59, 59), "2024-10-26"),
        (datetime(2024, 10, 26, 22, 0, 0), "2024-10-27"),
        (datetime(2024, 10, 27, 22, 59, 59), "2024-10-27"),
        (datetime(2024, 10, 27, 23, 0, 0), "2024-10-28"),
    ],
)
def test_days_turn_at_midnight_also_on_those_of_23_and_25_hours(place, moment, day):
    with at(place, moment.replace(tzinfo=UTC)) as register:
        given = register.reserve(Request("im", opened=True, subject="Ärende"))
    assert given.record.state["opened"] == day


def test_the_hour_that_comes_twice_in_autumn_is_registered_in_its_order(place):
    twice = [datetime(2024, 10, 27, hour, 30, tzinfo=UTC) for hour in (0, 1)]  # both are 02:30 in Stockholm
    registered = []
    for moment in twice:
        with at(place, moment) as register:
            registered.append(register.reserve(Request("im")).record.state["registered"])
    assert registered == ["2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"]
    assert list(verify(place).faults) == []


def test_processes_whose_clocks_differ_around_midnight_give_each_year_its_count(place):
    """A machine that is a minute behind still gives a number of the year in which the register already is."""
    with at(place, MIDNIGHT + timedelta(seconds=1)) as register:
        assert register.reserve(Request("im")).number == "IM 2025-001"
    with at(place, MIDNIGHT - timedelta(minutes=1)) as register:
        assert register.reserve(Request("im")).number == "IM 2025-002"
    assert list(verify(place).faults) == []


def test_the_count_begins_anew_with_the_year_and_the_old_one_goes_on_for_who_asks(place):
    with at(place, MIDNIGHT - timedelta(seconds=1)) as register:
        assert register.reserve(Request("stab")).number == "Stab/001/2024"
    with at(place, MIDNIGHT) as register:
        assert register.reserve(Request("stab")).number == "Stab/001/2025"
        assert register.reserve(Request("stab", year=2024)).number == "Stab/002/2024"


def test_a_case_closes_on_the_day_it_is_in_stockholm(place):
    with at(place, MIDNIGHT - timedelta(seconds=1)) as register:
        number = register.reserve(Request("im", opened=True, subject="Ärende")).number
    with at(place, MIDNIGHT) as register, register.writing() as writing:
        closed = change(writing, number, {"status": "closed"})
    assert (closed.state["opened"], closed.state["closed"]) == ("2024-12-31", "2025-01-01")


def test_nothing_is_registered_earlier_than_what_was_registered_before(place):
    with at(place, MIDNIGHT) as register:
        register.reserve(Request("im"))
    with at(place, MIDNIGHT - timedelta(minutes=5)) as register:
        given = register.reserve(Request("im"))
    assert given.number == "IM 2025-002"
    assert given.record.state["registered"] == "2024-12-31T23:00:00Z"


def test_a_clock_that_is_far_behind_the_register_is_a_fault(place):
    with at(place, MIDNIGHT) as register:
        register.reserve(Request("im"))
    with at(place, MIDNIGHT - timedelta(minutes=5, seconds=1)) as register, pytest.raises(FaultError) as error:
        register.reserve(Request("im"))
    assert codes(error.value.faults) == ["R115"]
