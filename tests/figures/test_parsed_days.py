"""Wordings of days read back: what is written is the day, the month, the year or the range."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.parsed import WordingNotReadError
from pipeline.figures.parsed_days import parse_days
from pipeline.figures.shown_days import day_text, days_text

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
forms = st.sampled_from(["long", "short", "month", "year"])


@given(days, forms)
def test_a_day_is_read_as_the_day_its_month_or_its_year(day, form):
    first, last = parse_days(day_text(day, form).replace(" ", "\u00a0"))
    assert first <= day <= last
    assert day_text(first, form) == day_text(last, form) == day_text(day, form)
    if form in ("long", "short"):
        assert first == last


@given(days, days, forms, st.booleans())
def test_a_range_of_days_is_read_as_its_ends(one, other, form, between):
    begin, end = sorted((one, other))
    if day_text(begin, form) == day_text(end, form):
        return
    first, last = parse_days(days_text(begin, end, form, between=between))
    assert (day_text(first, form), day_text(last, form)) == (day_text(begin, form), day_text(end, form))
    assert first <= begin < end <= last


def test_what_two_days_share_is_said_once():
    assert days_text(date(2008, 5, 3), date(2008, 5, 5), "long") == "3–5 maj 2008"
    assert days_text(date(2008, 5, 3), date(2008, 6, 5), "long") == "3 maj–5 juni 2008"
    assert days_text(date(2008, 5, 3), date(2009, 5, 3), "long") == "3 maj 2008–3 maj 2009"
    assert days_text(date(2008, 5, 3), date(2008, 5, 5), "long", between=True) == "mellan den 3 och den 5 maj 2008"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("den 31 augusti 2008", date(2008, 8, 31), date(2008, 8, 31)),
        ("Augusti 2008", date(2008, 8, 1), date(2008, 8, 31)),
        ("februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("3–5 maj 2008", date(2008, 5, 3), date(2008, 5, 5)),
        ("mellan augusti och december 2008", date(2008, 8, 1), date(2008, 12, 31)),
    ],
)
def test_wordings_of_days_are_read(text, first, last):
    assert parse_days(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "63 procent", "31 februari 2008", "5–3 maj 2008", "5–5 maj 2008", "2009–2008", "hösten 2008", "5 maj"]
)
def test_other_text_is_no_day(text):
    with pytest.raises(WordingNotReadError):
        parse_days(text)
