"""Dates and months as Swedish texts write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dates import (
    MONTHS,
    ImpossibleDateError,
    format_date,
    format_month,
    month_number,
    parse_date,
    parse_month,
)


@pytest.mark.parametrize(
    "text",
    [
        "2008-08-31",
        "31 augusti 2008",
        "31 Augusti 2008",
        "31 aug 2008",
        "31 aug. 2008",
        "den 31 augusti 2008",
        " 31\u00a0augusti  2008 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert parse_date(text) == date(2008, 8, 31)


@pytest.mark.parametrize(
    "text",
    ["", "juni 2008", "2008", "31/8 2008", "08-31-2008", "31 august 08", "20080831", "31 foo 2008", "٣١ augusti 2008"],
)
def test_what_is_not_a_day_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["2026-13-40", "2023-02-29", "31 juni 2008", "0 maj 2008", "0000-01-01"])
def test_a_day_that_does_not_exist_is_told_from_other_text(text):
    with pytest.raises(ImpossibleDateError):
        parse_date(text)


@pytest.mark.parametrize("text", ["juni 2008", "Juni 2008", "jun. 2008", "2008-06"])
def test_a_month_is_its_first_day(text):
    assert parse_month(text) == date(2008, 6, 1)


@pytest.mark.parametrize("text", ["", "juni", "2008", "ju 2008", "2008-13", "2008-00", "senast juni 2008", "juni 0000"])
def test_what_is_not_a_month_is_none(text):
    assert parse_month(text) is None


@pytest.mark.parametrize(("name", "number"), [("januari", 1), ("Dec.", 12), ("maj", 5), ("ma", None), ("foo", None)])
def test_months_have_numbers(name, number):
    assert month_number(name) == number


def test_no_two_months_share_three_letters():
    assert [month_number(month[:3]) for month in MONTHS] == list(range(1, 13))


@given(st.dates())
def test_every_day_is_read_back_from_its_two_forms(day):
    long = f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"
    assert parse_date(long) == parse_date(day.isoformat()) == day
    assert parse_month(f"{MONTHS[day.month - 1]} {day.year:04d}") == day.replace(day=1)


def test_days_and_months_are_written_in_words():
    assert format_date(date(2008, 8, 31)) == "31 augusti 2008"
    assert format_month(date(2008, 8, 31)) == "augusti 2008"
