"""Charts printed in grey: what lies side by side differs by three to one or by its pattern (WCAG 2.1, 1.4.11)."""

import io
from itertools import combinations, pairwise

import pytest
from chart_checks import ANSWERS, YEARS, chart, numbers
from PIL import Image

from pipeline.content import drawing, plotting
from pipeline.content.charts import chart_sheet
from pipeline.content.drawing import Area, Fill
from pipeline.content.plotting import FILLS, STROKES

DOTS = 300 / 25.4


def luminance(red, green, blue):
    """Relative luminance of a colour of 0–255 (WCAG 2.1)."""
    parts = (part / 255 for part in (red, green, blue))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    lighter, darker = sorted((one, other), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast(one, other):
    return ratio(*(luminance(*(int(colour[at : at + 2], 16) for at in (1, 3, 5))) for colour in (one, other)))


def test_every_mark_stands_out_from_the_paper():
    colours = {fill.colour for fill in FILLS} | {colour for colour, _, _ in STROKES} | {drawing.PETROL, drawing.GREY}
    assert min(contrast(colour, drawing.WHITE) for colour in colours) >= 3


def test_fills_differ_by_three_to_one_or_by_their_pattern():
    for one, other in combinations(FILLS, 2):
        assert one.hatch != other.hatch or contrast(one.colour, other.colour) >= 3


def test_lines_differ_by_their_markers_and_neighbours_by_more():
    assert len({marker for _, _, marker in STROKES}) == len(STROKES)
    for (colour, dashes, _), (other, others, _) in pairwise(STROKES):
        assert colour != other or dashes != others


def test_text_stands_out_from_what_it_is_written_on():
    assert contrast(drawing.INK, drawing.WHITE) >= 7
    assert contrast(drawing.GREY, drawing.WHITE) >= 4.5
    assert contrast(drawing.INK, drawing.TINT) >= 7
    assert contrast(drawing.PETROL, drawing.TINT) >= 4.5
    for fill in FILLS:
        assert contrast(fill.text, drawing.WHITE if fill.hatch else fill.colour) >= 4.5


@pytest.fixture(scope="module")
def parts():
    """The luminances of each part of a drawn stack of five, without the numbers in them."""
    made = chart("stacked-bar", YEARS, {name: numbers(3, 3, 3) for name in ANSWERS}, height=120.0)
    sheet = chart_sheet(made)
    with Image.open(io.BytesIO(sheet.picture().data)) as image:
        grey = image.convert("L")
    found = {}
    for shape in sheet.shapes:
        if isinstance(shape, Area) and shape.fill in FILLS and shape.fill not in found:
            left, top = shape.x + 0.6, sheet.height - shape.y - shape.height + 0.6
            box = (left, top, shape.x + shape.width / 2 - 4, top + shape.height - 1.2)
            pixels = grey.crop(tuple(round(edge * DOTS) for edge in box)).tobytes()
            found[shape.fill] = [luminance(pixel, pixel, pixel) for pixel in pixels]
    return found


def is_solid(levels):
    return max(levels) - min(levels) < 0.02


def test_every_series_is_drawn(parts):
    assert list(parts) == list(FILLS)


def test_solid_parts_have_three_to_one_to_each_other_and_to_the_paper_in_grey(parts):
    solid = [levels[0] for fill, levels in parts.items() if not fill.hatch]
    assert all(is_solid(levels) for fill, levels in parts.items() if not fill.hatch)
    assert min(ratio(one, other) for one, other in combinations([*solid, 1.0], 2)) >= 3


def test_patterns_show_in_grey(parts):
    for fill, levels in parts.items():
        if fill.hatch:
            dark = sum(level < 0.3 for level in levels) / len(levels)
            assert ratio(min(levels), max(levels)) >= 3
            assert 0.08 < dark < 0.6, "neither white nor solid from afar"


def test_parts_of_a_stack_have_white_between_them():
    made = chart("stacked-bar", YEARS, {name: numbers(3, 3, 3) for name in ANSWERS[:2]})
    areas = [shape for shape in chart_sheet(made).shapes if isinstance(shape, Area) and shape.fill in FILLS]
    below, above = areas[:2]
    assert above.y - (below.y + below.height) == pytest.approx(0.5)


def test_the_bars_of_an_overview_are_dark_on_light():
    assert contrast(drawing.PETROL, drawing.WHITE) >= 7
    assert plotting.FILLS[0] == Fill(drawing.PETROL)
