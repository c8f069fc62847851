"""Stretches of days in Swedish, and the ticks of a time axis."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.timespans import days_in_short, days_in_words, fitting_axis, ticks_of

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "words", "short"),
    [
        ("2008-04-30", "2008-04-30", "30 april 2008", "30 april"),
        ("2008-05-01", "2008-05-31", "1–31 maj 2008", "1–31 maj"),
        ("2008-05-01", "2008-09-30", "1 maj–30 september 2008", "1 maj–30 sept"),
        ("2008-12-01", "2009-01-15", "1 december 2008–15 januari 2009", "1 dec–15 jan"),
    ],
)
def test_days_are_said_as_briefly_as_they_can_be(first, last, words, short):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    assert days_in_words(first, last) == words
    assert days_in_short(first, last, year=False) == short


def test_short_days_have_their_year_where_the_axis_has_several():
    assert days_in_short(date(2024, 5, 1), date(2024, 6, 2), year=True) == "1 maj–2 juni 2024"
    assert days_in_short(date(2024, 5, 1), date(2025, 6, 2), year=True) == "1 maj 2024–2 juni 2025"


def test_weeks_are_those_of_the_calendar():
    ticks = ticks_of(date(2020, 12, 30), date(2021, 1, 12), "week")
    assert [(tick.first, tick.names[2], tick.group) for tick in ticks] == [
        (date(2020, 12, 28), "53", "december 2020"),
        (date(2021, 1, 4), "1", "januari 2021"),
        (date(2021, 1, 11), "2", "januari 2021"),
    ]


@given(DAYS, st.integers(0, 800), st.sampled_from(("week", "month", "quarter")))
def test_ticks_follow_on_each_other_and_hold_the_first_and_the_last_day(first, days, axis):
    last = first + timedelta(days)
    ticks = ticks_of(first, last, axis)
    assert all(one.after == other.first for one, other in pairwise(ticks))
    assert ticks[0].first <= first < ticks[0].after
    assert ticks[-1].first <= last < ticks[-1].after


@pytest.mark.parametrize(("days", "axis"), [(0, "week"), (69, "week"), (70, "month"), (759, "month"), (800, "quarter")])
def test_the_axis_suits_the_time_that_it_reaches_over(days, axis):
    assert fitting_axis(date(2024, 1, 1), date(2024, 1, 1) + timedelta(days)) == axis
