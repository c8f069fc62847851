"""What is drawn for narrow screens beside the words: bars, lines, boxes and signs, as many as on paper."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.content.charts import draw_bar, draw_line, draw_stacked
from pipeline.content.diagrams import draw_chain, draw_steps
from pipeline.content.drawing import GREY, PETROL, Area, Disc, Outline, RoundedBox, Stroke
from pipeline.content.keys import LINE_SIGN, SIGN
from pipeline.content.plotting import FILLS, STROKES
from pipeline.content.timespans import days_in_short
from pipeline.figures.settings import WIDEST
from tests.content.test_screens import FIVE, LONG, STEPS, YEARS, drawn, five, numbers, overview, texts


def of(kind, drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, kind)]


def narrow(picture):
    return picture.source.narrower[-1]


def said(drawing):
    return " ".join(words.text for words in texts(drawing))


def test_each_activity_has_its_bar_or_diamond_and_the_line_of_the_status_day_runs_through_all():
    plan = overview(8)
    (picture,) = drawn(plan)
    for drawing in (picture.source, narrow(picture)):
        bars = [area for area in of(Area, drawing) if area.fill.colour == PETROL]
        assert len(bars) >= sum(one.first != one.last for one in plan.activities)
        assert len(of(Outline, drawing)) == sum(one.first == one.last for one in plan.activities)
        dashed = [stroke for stroke in of(Stroke, drawing) if stroke.dashes]
        assert len(dashed) == len(plan.activities)
        assert len({x for stroke in dashed for x, _ in stroke.points}) == 1
        assert "Läget den 30 juni 2024" in said(drawing)


def test_in_the_text_names_stand_beside_their_bars_and_on_a_telephone_above_them():
    (picture,) = drawn(overview(4, width=WIDEST))
    middle, last = picture.source.narrower
    for drawing, beside in ((middle, True), (last, False)):
        bars = [area for area in of(Area, drawing) if area.fill.colour == PETROL]
        names = [words for words in texts(drawing) if words.text.startswith("Ta fram")]
        assert (max(words.box.right for words in names) < min(bar.x for bar in bars)) == beside


def test_a_bar_of_two_days_in_thirty_years_can_be_seen():
    plan = overview(1, status_date=date(2053, 1, 1))
    short = replace(plan.activities[0], last=plan.activities[0].first + timedelta(1))
    (picture,) = drawn(replace(plan, activities=(short,)))
    for drawing in (picture.source, narrow(picture)):
        assert min(area.width for area in of(Area, drawing) if area.fill.colour == PETROL) >= 1


def test_days_have_their_years_where_there_are_several():
    plan = overview(4, status_date=date(2026, 1, 1))
    (picture,) = drawn(plan)
    for one in plan.activities:
        assert days_in_short(one.first, one.last, year=True) in said(narrow(picture))


@pytest.mark.parametrize("draw", [draw_bar, draw_stacked])
def test_the_signs_of_a_key_look_as_the_bars_of_their_series(draw):
    drawing = narrow(draw(LONG, five(4, 20)))
    signs = [area for area in of(Area, drawing) if (area.width, area.height) == SIGN]
    assert [sign.fill for sign in signs] == list(FILLS)
    bars = [area.fill for area in of(Area, drawing) if area.fill in FILLS and area not in signs]
    assert {bars.count(fill) for fill in FILLS} == {len(LONG)}


def test_the_signs_of_a_key_look_as_the_lines_of_their_series():
    drawing = narrow(draw_line(YEARS, five(5)))
    assert all(name in said(drawing) for name in FIVE[:4])
    signs = [
        (stroke.colour, stroke.dashes)
        for stroke in of(Stroke, drawing)
        if len(stroke.points) == 2 and stroke.points[1][0] - stroke.points[0][0] == pytest.approx(LINE_SIGN)
    ]
    assert signs == [(colour, dashes) for colour, dashes, _ in STROKES]
    markers = [stroke.marker for stroke in of(Stroke, drawing) if len(stroke.points) == 1]
    assert markers == [marker for *_, marker in STROKES]


def test_a_line_stops_where_a_value_is_missing_and_an_axis_says_where_it_begins():
    picture = draw_line((*YEARS, "2024"), {"Alla": numbers(61.2, 71.1, None, 62.6, 64, 66)}, unit="procent")
    for drawing in (picture.source, narrow(picture)):
        assert [len(stroke.points) for stroke in of(Stroke, drawing) if stroke.marker] == [2, 3]
        assert re.search(r"Procent \(axeln börjar vid \d+\)", said(drawing))


def test_short_names_stand_below_upright_bars_and_beside_lying_ones():
    upright = of(Area, narrow(draw_bar(("A", "B"), {"Antal": numbers(1, 2)})))
    assert upright[0].y == upright[1].y
    assert upright[0].x < upright[1].x
    drawing = narrow(draw_bar([f"Kommun {at}" for at in range(24)], {"Antal": numbers(*range(1, 25))}))
    names = [words for words in texts(drawing) if words.text.startswith("Kommun")]
    assert max(words.box.right for words in names) < min(area.x for area in of(Area, drawing))


def test_a_missing_value_has_its_grey_sign():
    for picture in (
        draw_bar(LONG, {"Antal": numbers(1, None, 3, 4)}),
        draw_stacked(LONG, {"A": numbers(1, None, 3, 4), "B": numbers(2, None, 3, 4)}),
    ):
        (sign,) = [words for words in texts(narrow(picture)) if words.text in ("..", "–", "…")]
        assert sign.colour == GREY


def test_boxes_stand_beside_each_other_in_the_text_and_below_each_other_on_a_telephone():
    middle, last = draw_chain(STEPS[::2], width=WIDEST).source.narrower
    assert len({box.x for box in of(RoundedBox, middle)}) > 1
    assert len({box.x for box in of(RoundedBox, last)}) == 1
    discs = of(Disc, narrow(draw_steps(STEPS[::2])))
    assert [disc.x for disc in discs] == sorted({disc.x for disc in discs})
