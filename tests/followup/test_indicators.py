"""Indicators over time."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.followup.indicators import Period, parse_period, read_indicators

HEAD = "Indikator;Enhet;Period;Värde\n"
AS_OF = date(2008, 8, 31)


def test_an_indicators_points_stand_in_order_of_time(tables):
    text = (
        HEAD
        + "Andel;procent;2008-02;57\nAntal;antal;2008-K1;1 200\nAndel;procent;2008-01;56,25\nAndel;procent;2008-03;..\n"
    )
    share, count = tables.read(read_indicators, text, AS_OF)
    assert [(point.period.number, point.value) for point in share.points] == [
        (1, Decimal("56.25")),
        (2, Decimal(57)),
        (3, None),
    ]
    assert (share.unit, share.decimals, share.kind) == ("procent", 2, "month")
    assert (count.kind, count.points[0].value, count.points[0].place.row) == ("quarter", Decimal(1200), 3)


def test_a_period_that_cannot_be_read(tables):
    assert tables.faults(read_indicators, HEAD + "Andel;procent;2008-13;57\nAndel;procent;maj;57\n", AS_OF) == [
        ("I340", 2, "Period"),
        ("I340", 3, "Period"),
    ]


def test_a_period_that_had_not_ended(tables):
    text = HEAD + "Andel;procent;2008-08;57\nAndel;procent;2008-09;58\nAntal;antal;2008-K3;5\n"
    assert tables.faults(read_indicators, text, AS_OF) == [("I341", 3, "Period"), ("I341", 4, "Period")]


def test_two_values_for_a_period_another_unit_and_months_beside_quarters(tables):
    text = (
        HEAD + "Andel;procent;2008-01;57\nAndel;procent;2008-01;58\nAndel;antal;2008-02;59\nAndel;procent;2008-K2;60\n"
    )
    assert tables.faults(read_indicators, text, AS_OF) == [
        ("I342", 3, "Period"),
        ("I343", 4, "Enhet"),
        ("I344", 5, "Period"),
    ]


def test_a_value_that_is_no_number(tables):
    assert tables.faults(read_indicators, HEAD + "Andel;procent;2008-01;många\n", AS_OF) == [("I131", 2, "Värde")]


@given(st.integers(1950, 2150), st.integers(1, 12))
def test_months_and_quarters_are_read_and_end_on_their_last_day(year, month):
    found = parse_period(f"{year}-{month:02}")
    assert found == Period(year, month, "month")
    assert found.last_day.month == month
    quarter = parse_period(f"{year}-k{(month + 2) // 3}")
    assert quarter is not None
    assert quarter.last_day >= found.last_day


@given(st.text())
def test_any_other_text_is_no_period(text):
    found = parse_period(text)
    assert found is None or text.strip()[:4] == str(found.year)
