"""Charts and diagrams: the same bytes each time, readable in grey, faults instead of a bad picture."""

import io
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from subprocess import run

import pytest
from PIL import Image

from pipeline.content import drawing, lines
from pipeline.content.alternatives import chart_alternative, diagram_alternative
from pipeline.content.charts import draw_bar, draw_line, draw_stacked
from pipeline.content.diagrams import draw_chain, draw_steps
from pipeline.content.plotting import FILLS, STROKES, nice_ticks
from pipeline.faults import FaultError
from pipeline.figures.book import ChartDefinition, DiagramDefinition, Series, Step
from pipeline.places import Place

HERE = Place("figures.yaml", 4)
YEARS = ("2021", "2022", "2023")
LONG = ("Efterkontroller av beviljade tillstånd", "Samverkan med regionala prövningsstödsnätverk", "Övrigt", "X" * 30)


def values(*numbers):
    return [None if number is None else Decimal(str(number)) for number in numbers]


TWO = {"Kvinnor": values(6.6, 6.9, "6.0"), "Män": values(4.5, None, 4.1)}
STEPS = (Step("Insats", "Det som görs."), Step("Utfall", "Det som blir."), Step("Effekt"))

DRAWINGS = {
    "upright bars": lambda: draw_bar(YEARS, TWO, unit="procent", category_title="År"),
    "lying bars": lambda: draw_bar(LONG, {"Antal": values(1240, -5, None, 0)}, unit="antal"),
    "lying groups": lambda: draw_bar(LONG, {"2022": values(1, 2, 3, 4), "2023": values(4, 3, 2, 1)}),
    "upright stacks": lambda: draw_stacked(YEARS, TWO, unit="procent"),
    "lying stacks": lambda: draw_stacked(LONG, {"A": values(1, 2, 3, 4), "B": values(0, 1, None, 9)}, unit="antal"),
    "line": lambda: draw_line(YEARS, {"Alla": values(5.6, 6, 5.3)}, unit="procent", category_title="År"),
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
    assert max(colours)[1] in ((255, 255, 255), (231, 240, 243)), "the sheet is white, boxes are tinted"
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


def contrast(one, other):
    """WCAG 2.1, 1.4.11."""

    def luminance(colour):
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_mark_stands_out_from_the_paper():
    colours = {fill.colour for fill in FILLS} | {colour for colour, _, _ in STROKES} | {drawing.PETROL, drawing.GREY}
    assert min(contrast(colour, drawing.WHITE) for colour in colours) >= 3


def test_neighbours_differ_by_pattern_or_by_contrast_and_so_do_lines():
    for one, other in combinations(FILLS, 2):
        assert one.hatch != other.hatch or contrast(one.colour, other.colour) >= 2.5
    assert len({marker for _, _, marker in STROKES}) == len(STROKES)


def test_text_stands_out_from_what_it_is_written_on():
    assert contrast(drawing.INK, drawing.WHITE) >= 7
    assert contrast(drawing.GREY, drawing.WHITE) >= 4.5
    assert contrast(drawing.INK, drawing.TINT) >= 7
    assert contrast(drawing.PETROL, drawing.TINT) >= 4.5
    for fill in FILLS:
        assert contrast(fill.text, drawing.WHITE if fill.hatch else fill.colour) >= 4.5


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
def test_scales_have_round_numbers_around_the_values(low, high, ticks):
    assert nice_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: draw_bar(YEARS, {"A": values(1, 2, 3)}, height=20, place=HERE), "too low"),
        (lambda: draw_bar(LONG * 3, {"A": values(*range(12))}, height=40, place=HERE), "too low"),
        (lambda: draw_line(YEARS, TWO, height=25, place=HERE), "too low"),
        (lambda: draw_line(YEARS, TWO, width=45, height=40, place=HERE), "too narrow"),
        (lambda: draw_bar(LONG, dict.fromkeys(LONG[:2], values(1, 2, 3, 4)), width=60, place=HERE), "too narrow"),
        (lambda: draw_bar(("🌱", "B"), {"A": values(1, 2)}, place=HERE), "cannot be drawn"),
        (lambda: draw_bar(("A", "B"), {"A": values(1)}, place=HERE), "1 values for 2"),
    ],
)
def test_what_does_not_fit_is_refused(draw, told):
    with pytest.raises(FaultError) as caught:
        draw()
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I253", HERE)
    assert told in fault.message


def test_a_word_wider_than_its_box_is_refused():
    with pytest.raises(FaultError) as caught:
        draw_steps([Step("Förvaltningsprocessrättsspecialistkompetens")] * 4, place=HERE)
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("I254", HERE)]


def test_signs_of_formulas_are_drawn_as_they_are():
    assert draw_bar(("$a$", "b_1"), {"": values(1, 2)}).data != draw_bar(("a", "b_1"), {"": values(1, 2)}).data


def chart(**changes):
    given = {
        "name": "fig-a",
        "type": "line",
        "categories": YEARS,
        "series": tuple(Series(name, tuple(numbers)) for name, numbers in TWO.items()),
        "unit": "procent",
        "category_title": "År",
        "caption": "Sjukfrånvaron.",
        "alt": "",
        "notes": (),
        "width": 140,
        "height": None,
        "place": HERE,
        "caption_place": HERE,
        "note_places": (),
    }
    return ChartDefinition(**{**given, **changes})


def test_the_text_alternative_of_a_chart_names_every_value():
    assert chart_alternative(chart()) == (
        "Linjediagram: Sjukfrånvaron, procent. Kvinnor: 2021 6,6; 2022 6,9; 2023 6,0. Män: 2021 4,5; 2022 ..; 2023 4,1."
    )


def test_the_text_alternative_of_a_diagram_names_every_box():
    diagram = DiagramDefinition("fig-b", "chain", STEPS, "Kedjan", "", (), 140, HERE, HERE, ())
    assert diagram_alternative(diagram) == (
        "Kedjan: tre rutor i följd med pilar emellan. 1. Insats. Det som görs. 2. Utfall. Det som blir. 3. Effekt."
    )


def test_a_figure_of_the_report_has_its_own_alternative_or_one_from_the_data(report):
    chart_block, diagram = report.prose("![](fig-beslut)\n\n![](fig-kedja)").blocks
    assert chart_block.alt == "Stapeldiagram: Avgjorda ärenden, antal. Avgjorda: 2022 12\u00a0345; 2023 13\u00a0001."
    assert diagram.alt == "Två rutor med en pil emellan."
    assert (chart_block.label, diagram.label) == ("fig-beslut", "fig-kedja")


def test_an_axis_that_does_not_begin_at_nought_says_so():
    high = (Series("A", tuple(values(60, 61, 62, 61, 63))),)
    assert lines._ticks(chart(series=high, categories=tuple("abcde")), 4)[1][0] == "60"
    assert lines._unit(chart(), 60, "60") == "procent (axeln börjar vid 60)"
    assert lines._unit(chart(unit=""), 60, "60") == "axeln börjar vid 60"
    assert lines._ticks(chart(), 4)[1] == ["0", "2", "4", "6", "8"]
    assert lines._unit(chart(), 0, "0") == "procent"
