"""Labels of charts: none over another, none off the sheet, all large enough, written the Swedish way."""

import re
from decimal import Decimal

import pytest
from chart_checks import ANSWERS, HARD, LONG, YEARS, chart, half_covered, numbers, off_sheet, overlapping
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.charts import chart_sheet
from pipeline.content.plotting import spread
from pipeline.content.typeface import millimetres
from pipeline.faults import Faults


def texts(made):
    return [text.text for text in chart_sheet(made).texts()]


@pytest.mark.parametrize("name", HARD)
def test_no_text_lies_over_another_or_off_the_sheet_or_half_on_a_mark(name):
    sheet = chart_sheet(HARD[name])
    assert (overlapping(sheet), off_sheet(sheet), half_covered(sheet)) == ([], [], [])


WORDS = st.sampled_from((*YEARS, *LONG, *ANSWERS, "A", "Förvaltningsprocessenheten i Norrköping", "1 januari"))
VALUES = st.one_of(st.none(), st.integers(0, 9), st.integers(-400, 10**9), st.decimals("-2", "2", places=4))


@st.composite
def charts(draw):
    chart_type = draw(st.sampled_from(("bar", "stacked-bar", "line")))
    categories = draw(st.lists(WORDS, min_size=2, max_size=8))
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    known = st.lists(VALUES, min_size=len(categories), max_size=len(categories))
    series = {name: numbers(*draw(known)) for name in names}
    if chart_type == "stacked-bar":
        series = {name: [value and abs(value) for value in values] for name, values in series.items()}
    series[names[0]] = (Decimal(draw(st.integers(1, 99))), *series[names[0]][1:])
    width = draw(st.sampled_from((60.0, 120.0, 237.0)))
    return chart(chart_type, categories, series, category_title=draw(st.sampled_from(("", "Avgång"))), width=width)


@settings(max_examples=150, deadline=None)
@given(charts())
def test_whatever_the_data_labels_keep_apart_or_the_chart_is_refused(made):
    faults = Faults()
    with faults.collecting():
        sheet = chart_sheet(made)
        assert (overlapping(sheet), off_sheet(sheet), half_covered(sheet)) == ([], [], [])
    assert {fault.code for fault in faults} <= {"I253"}


@pytest.mark.parametrize("name", HARD)
def test_no_text_is_smaller_than_eight_points(name):
    sheet = chart_sheet(HARD[name])
    assert min(text.size for text in sheet.texts()) >= 8
    assert millimetres(8) == pytest.approx(2.82, abs=0.01)


def test_numbers_have_no_break_spaces_decimal_commas_and_real_minus_signs():
    shown = [text for made in HARD.values() for text in texts(made) if re.search(r"\d", text)]
    assert "\N{MINUS SIGN}1\u00a0204,5" in shown
    assert "123\u00a0456\u00a0789\u00a0012,0" in shown
    assert not [text for text in shown if re.search(r"\d[ .]\d|-\d|(?<!,)\d{4},|(?<![,\d])\d{5}", text)]


def test_values_that_differ_from_nought_are_not_written_as_nought():
    assert {"0,00040", "0,00012", "0,00310"} <= set(texts(HARD["tiny bars"]))


def test_a_missing_value_has_its_sign_and_nought_is_a_number():
    assert {"..", "0"} <= set(texts(HARD["nought and a gap"]))


def test_bars_begin_at_nought():
    sheet = chart_sheet(chart("bar", YEARS, {"A": numbers(1000, 1001, 1002)}))
    heights = [shape.height for shape in sheet.shapes if hasattr(shape, "fill")]
    assert heights[2] / heights[0] == pytest.approx(1.002)


def test_decimals_are_those_of_the_table_where_it_says_them():
    assert "5,30" in texts(chart("bar", YEARS, {"A": numbers("5.3", 6, 7)}, decimals=2))


def test_each_stack_has_its_sum_unless_a_part_is_missing():
    made = chart("stacked-bar", YEARS, {"A": numbers(1398, 2000, 7), "B": numbers(3264, None, 5)})
    shown = texts(made)
    assert {"4\u00a0662", "12"} <= set(shown)
    assert "2\u00a0000" in shown
    assert shown.count("2\u00a0000") == 1, "the part, not the sum of it and an unknown one"


def test_stacks_of_shares_have_no_sums():
    assert "100" not in texts(chart("stacked-bar", YEARS, {"A": numbers(51, 60, 50), "B": numbers(49, 40, 50)}))


def test_lines_end_in_their_names_and_last_values():
    made = chart("line", YEARS, {"Kvinnor": numbers("6.6", "6.9", "6.0"), "Män": numbers("4.5", "4.9", None)})
    assert {"Kvinnor 6,0", "Män 4,9"} <= set(texts(made))


def test_the_values_of_several_lines_are_written_all_or_none():
    far = chart("line", YEARS, {"A": numbers(1, 2, 3), "B": numbers(31, 32, 33)})
    near = chart("line", YEARS, {name: numbers(31 + at, 31 + at, 35) for at, name in enumerate("ABC")})
    assert {"1", "2", "31", "32"} <= set(texts(far))
    assert not {"31", "32", "33"} & set(texts(near))


def test_a_long_single_line_has_only_its_telling_values():
    made = chart("line", map(str, range(2001, 2021)), {"A": numbers(5, 7, *[6] * 14, 1, 3, 4, 8)})
    assert [text.text for text in chart_sheet(made).texts() if text.bold] == ["5", "1", "8"]


@pytest.mark.parametrize(
    ("aims", "heights", "middles"),
    [
        ([5, 20], [4, 4], [5, 20]),
        ([10, 10], [4, 4], [8, 12]),
        ([1, 1, 1], [4, 4, 4], [2, 6, 10]),
        ([29, 29], [4, 4], [24, 28]),
        ([20, 10], [4, 4], [20, 10]),
        ([3, 3], [20, 20], None),
    ],
)
def test_labels_make_room_for_each_other(aims, heights, middles):
    assert spread(aims, heights, 0, 30) == (None if middles is None else pytest.approx(middles))
