"""Times in headings: what they name, and the same heading at another time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.periods import (
    Shift,
    one_time,
    period_of,
    shift_since,
    span,
    spanned,
    stated_period,
)
from pipeline.sources.dates import MONTHS

TERTIAL = "2023-05/2023-08"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", "2023"),
        ("Andel 2023", "2023"),
        ("2021 / Kvinnor", "2021"),
        ("2023 (första året)", "2023"),
        ("antal_2023", "2023"),
        *((text, TERTIAL) for text in ("2023-T2", "2023 T2", "2023T2", "T2 2023", "Tertial 2, 2023", "2023 tertial 2")),
        *((text, "2023-04/2023-06") for text in ("2023K2", "Q2 2023", "kv. 2 2023", "Andra kvartalet 2023")),
        *((text, "2023-07/2023-12") for text in ("2023-H2", "andra halvåret 2023", "halvår 2 2023")),
        *((text, "2023-06") for text in ("2023-06", "2023M06", "jun 2023", "Juni 2023", "jun. 2023", "2023 juni")),
        ("mars–april 2023", "2023-03/2023-04"),
        ("2023-06-30", "2023-06-30"),
        ("den 30 juni 2023", "2023-06-30"),
        ("Kvartal 2 2023 (apr–jun 2023)", "2023-04/2023-06"),
        ("jan 2023 och mars 2023", "2023"),
        ("Trafik 2023", "2023"),
    ],
)
def test_a_heading_names_a_time(text, period):
    assert period_of(text) == period


@pytest.mark.parametrize(
    "text",
    ["", "Antal", "2021–2023", "2022/23", "1 juli 2022–30 juni 2023", "1.2.2.1-2021-15627", "Stab/009/2024", "12023"],
)
def test_other_headings_name_none_or_several(text):
    assert period_of(text) == ""


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-02-30", "T4 2023", "K0 2023", "32 maj 2023", "0000", "igår", "2023/2022"]
)
def test_no_calendar_has_such_a_period(text):
    assert stated_period(text) == ""


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", "2023"),
        ("2023-T2", TERTIAL),
        ("maj–augusti 2023", TERTIAL),
        ("2023-01-15/2023-06", "2023-01-15/2023-06"),
    ],
)
def test_a_stated_period_is_nothing_but_a_period(text, period):
    assert stated_period(text) == period
    assert stated_period(f"Antal {text}") == ""


months = st.tuples(st.integers(1901, 2099), st.integers(1, 12))


@given(
    months,
    st.sampled_from(["{name} {year}", "{short} {year}", "{year}-{month:02}", "{year}M{month:02}"]),
    st.booleans(),
)
def test_a_month_is_read_in_every_form(month, form, capital):
    name = MONTHS[month[1] - 1]
    text = form.format(year=month[0], month=month[1], name=name, short=name[:3])
    text = f"Antal ({text.capitalize() if capital else text})"
    assert period_of(text) == f"{month[0]}-{month[1]:02}"
    assert span(period_of(text))[0] == date(*month, 1)


@given(st.lists(months, min_size=1, max_size=4))
def test_several_periods_span_from_the_first_day_to_the_last(found):
    periods = [f"{year}-{month:02}" for year, month in found]
    first, last = span(spanned(periods))
    assert first == min(span(period)[0] for period in periods)
    assert last == max(span(period)[1] for period in periods)


def test_parts_of_a_year_that_make_it_are_the_year():
    assert spanned(["2023-01/2023-04", "2023-05/2023-08", "2023-09/2023-12"]) == "2023"
    assert spanned(["2023", TERTIAL]) == "2023"
    assert spanned(["2022", "2023"]) == "2022/2023"
    assert spanned([]) == ""


def test_several_months_are_one_time_for_a_change_since_a_year_only():
    assert one_time(("2023-01", "2023-02"), "2022") == "2023-01/2023-02"
    assert one_time(("2023-01", "2023-02"), "2022-01") == ""
    assert one_time(("2022-01", "2023-02"), "2021") == ""
    assert one_time(("2022/2023",), "2021") == "2022/2023"


@pytest.mark.parametrize(
    ("about", "since", "text", "shifted"),
    [
        ("2023", "2022", "Andel 2023", "Andel 2022"),
        ("2023", "2022", "12023 och 20234", "12023 och 20234"),
        (TERTIAL, "2022", "Antal 2023-T2", "Antal 2022-T2"),
        (TERTIAL, "2023-T1", "Antal 2023-T2", "Antal 2023-T1"),
        (TERTIAL, "2023-T1", "Antal 2023-T3", "Antal 2023-T3"),
        (TERTIAL, "T2 2022", "T2 2023 och 2023-T2", "T2 2022 och T2 2022"),
        ("2023-01/2023-06", "första halvåret 2022", "Första halvåret 2023", "Första halvåret 2022"),
        ("2023-01", "dec 2022", "jan 2023", "dec 2022"),
        ("2022-01/2023-04", "2022-T1", "2023-T1", "2022-T1"),
        (TERTIAL, "2023-T1", TERTIAL, "2023-01/2023-04"),
    ],
)
def test_a_heading_is_found_at_another_time(about, since, text, shifted):
    shift = shift_since(about, since)
    assert shift is not None
    assert shift.of(text) == shifted


@pytest.mark.parametrize(
    ("about", "since"),
    [
        ("2023", "2023"),
        ("2023", "2024"),
        (TERTIAL, "2023-T2"),
        (TERTIAL, "2023-T3"),
        ("", "2022"),
        ("2023", "igår"),
        ("2023-04/2023-05", "mars–april 2023"),
        ("2023-08", "T1 2023"),
    ],
)
def test_only_an_earlier_time_is_one_to_compare_with(about, since):
    assert shift_since(about, since) is None


def test_a_shift_is_one_and_the_same_wherever_it_is_asked_for():
    assert {shift_since("2023", "2022"), shift_since("2023", "2022")} == {Shift("2023", "2022")}
