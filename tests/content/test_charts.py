"""Charts and diagrams: the same bytes each time, readable in grey, faults instead of a bad picture."""

import io
import sys
from pathlib import Path
from subprocess import run

import pytest
from chart_checks import HERE, YEARS, chart, numbers
from PIL import Image

from pipeline.content.charts import chart_sheet, draw_bar, draw_line, draw_stacked
from pipeline.content.diagrams import draw_chain, draw_steps
from pipeline.content.drawing import Area
from pipeline.content.plotting import nice_ticks
from pipeline.faults import FaultError
from pipeline.figures.book import Step

LONG = ("Efterkontroller av beviljade tillstånd", "Samverkan med regionala prövningsstödsnätverk", "Övrigt", "X" * 30)


TWO = {"Kvinnor": numbers(6.6, 6.9, "6.0"), "Män": numbers(4.5, None, 4.1)}
STEPS = (Step("Insats", "Det som görs."), Step("Utfall", "Det som blir."), Step("Effekt"))

DRAWINGS = {
    "upright bars": lambda: draw_bar(YEARS, TWO, unit="procent", category_title="År"),
    "lying bars": lambda: draw_bar(LONG, {"Antal": numbers(1240, -5, None, 0)}, unit="antal"),
    "lying groups": lambda: draw_bar(LONG, {"2022": numbers(1, 2, 3, 4), "2023": numbers(4, 3, 2, 1)}),
    "upright stacks": lambda: draw_stacked(YEARS, TWO, unit="procent"),
    "lying stacks": lambda: draw_stacked(LONG, {"A": numbers(1, 2, 3, 4), "B": numbers(0, 1, None, 9)}, unit="antal"),
    "line": lambda: draw_line(YEARS, {"Alla": numbers(5.6, 6, 5.3)}, unit="procent", category_title="År"),
    "lines": lambda: draw_line(YEARS, TWO, unit="procent"),
    "chain": lambda: draw_chain(STEPS),
    "chain in rows": lambda: draw_chain(STEPS * 3),
    "steps": lambda: draw_steps(STEPS),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_a_picture_of_300_dots_in_its_size_without_transparency_or_metadata(name):
    made = DRAWINGS[name]()
    with Image.open(io.BytesIO(made.data)) as image:
        image.load()
        assert image.format == "PNG"
        assert set(image.info) == {"dpi"}
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.size == pytest.approx((made.width / 25.4 * 300, made.height / 25.4 * 300), abs=1)
        colours = image.convert("RGB").getcolors(100_000)
    assert max(colours)[1] in ((255, 255, 255), (230, 238, 240)), "the sheet is white, boxes are tinted"
    assert len(colours) > 3


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_bytes_each_time(name):
    assert DRAWINGS[name]().data == DRAWINGS[name]().data


def test_a_drawing_is_the_same_bytes_in_another_process_with_other_settings(tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 20\nlines.linewidth: 9\ntext.hinting: default\n")
    code = "from test_charts import DRAWINGS; import sys; sys.stdout.buffer.write(DRAWINGS['lines']().data)"
    folder = Path(__file__).parent
    paths = f"{folder}:{folder.parent.parent}"
    other = run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": paths}, capture_output=True, check=True)
    assert other.stdout == DRAWINGS["lines"]().data


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 6.9, [0, 2, 4, 6, 8]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-340, 1234, [-500, 0, 500, 1000, 1500]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (1, 1.02, [1, 1.005, 1.01, 1.015, 1.02]),
    ],
)
def test_scales_have_round_numbers_around_the_numbers(low, high, ticks):
    assert nice_ticks(low, high) == pytest.approx(ticks)


def test_an_axis_of_whole_numbers_has_whole_numbers():
    years = ("2019", "2020", "2021", "2022", "2023")
    sheet = chart_sheet(chart("line", years, {"Alla": numbers(1001, 1002, 1003, 1001, 1002)}))
    assert not [text.text for text in sheet.texts() if "," in text.text]
    assert nice_ticks(0, 2, least=1) == [0, 1, 2]


def test_the_sum_of_a_stack_stands_clear_of_its_thinnest_part():
    values = {name: numbers(low, high) for name, low, high in (("A", 1240, 5000), ("B", 350, 9), ("C", 1, 900))}
    sheet = chart_sheet(chart("stacked-bar", ("2022", "2023"), values))
    (total,) = [text for text in sheet.texts() if text.text == "1\u00a0591"]
    left = [shape for shape in sheet.shapes if isinstance(shape, Area) and shape.x < total.x < shape.x + shape.width]
    assert len(left) >= 3
    assert total.y > max(shape.y + shape.height for shape in left) + 0.6


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: draw_bar(YEARS, {"A": numbers(1, 2, 3)}, height=20, place=HERE), "too low"),
        (lambda: draw_bar(LONG * 3, {"A": numbers(*range(12))}, height=40, place=HERE), "too low"),
        (lambda: draw_line(YEARS, TWO, height=25, place=HERE), "too low"),
        (lambda: draw_line(YEARS, TWO, width=45, height=40, place=HERE), "too narrow"),
        (lambda: draw_bar(LONG, dict.fromkeys(LONG[:2], numbers(1, 2, 3, 4)), width=60, place=HERE), "too narrow"),
        (lambda: draw_bar(("🌱", "B"), {"A": numbers(1, 2)}, place=HERE), "cannot be drawn"),
        (lambda: draw_bar(("A", "B"), {"A": numbers(1)}, place=HERE), "1 values for 2"),
    ],
)
def test_what_does_not_fit_is_refused(draw, told):
    with pytest.raises(FaultError) as caught:
        draw()
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I253", HERE)
    assert told in fault.message


def test_a_long_word_in_a_box_is_divided():
    assert draw_steps([Step("Förvaltningsprocessrättsspecialistkompetens")] * 4, place=HERE).height > 20


def test_a_word_wider_than_its_box_that_cannot_be_divided_is_refused():
    with pytest.raises(FaultError) as caught:
        draw_steps([Step("https://www.migrationsverket.se/")] * 6, place=HERE)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("I254", HERE)]


def test_signs_of_formulas_are_drawn_as_they_are():
    assert draw_bar(("$a$", "b_1"), {"": numbers(1, 2)}).data != draw_bar(("a", "b_1"), {"": numbers(1, 2)}).data


def test_a_picture_is_drawn_only_when_its_bytes_are_asked_for():
    code = (
        "import sys; from test_charts import DRAWINGS; made = DRAWINGS['lines'](); "
        "assert 'matplotlib' not in sys.modules; made.data; assert 'matplotlib' in sys.modules"
    )
    folder = Path(__file__).parent
    run([sys.executable, "-c", code], env={"PYTHONPATH": f"{folder}:{folder.parent.parent}"}, check=True)


def test_equal_data_make_equal_pictures_before_they_are_drawn():
    assert DRAWINGS["lines"]() == DRAWINGS["lines"]()
    assert DRAWINGS["lines"]() != DRAWINGS["line"]()


def test_an_axis_that_does_not_begin_at_nought_says_so():
    high, low = ({"A": numbers(*given)} for given in ((60, 61, 62, 61, 63), (6, 5, 4, 5, 1)))

    def first(series, **changes):
        return next(text.text for text in chart_sheet(chart("line", "abcde", series, **changes)).texts())

    assert first(high, unit="procent") == "Procent (axeln börjar vid 60)"
    assert first(high, unit="") == "Axeln börjar vid 60"
    assert first(low, unit="procent") == "Procent"
