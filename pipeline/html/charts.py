"""Charts, diagrams and overviews as SVG: the shapes that the picture in the Word file is drawn from.

Every colour stands in the SVG as it is on paper, and beside it a class of its own, so that the style of the page can
replace it where the screen is dark (templates/html/charts.css). There is neither id nor reference: any number of charts
can stand on a page. Text stays text, held to the width that the layout has given it, so that no label grows into
another, whatever font a reader has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from pipeline.content.drawing import (
    GREY,
    INK,
    LIGHT_PETROL,
    PETROL,
    RULE,
    TINT,
    WHITE,
    Area,
    Disc,
    Drawing,
    Outline,
    RoundedBox,
    Stroke,
    Words,
)
from pipeline.content.typeface import millimetres, text_width
from pipeline.figures.settings import TEXT_WIDTH
from pipeline.html.escaping import Html, text
from pipeline.html.svg_shapes import DOT, MARKER_RADIUS, hatch_dots, hatch_lines, marker_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.content.drawing import Point, Shape
    from pipeline.content.model import Figure

#: The type: Carlito as on paper, Calibri, which is as wide, or the reader's own.
_FONTS: Final = "Carlito, Calibri, system-ui, sans-serif"

#: What a colour is for, which is its class.
_CLASSES: Final = {
    PETROL: "strong",
    LIGHT_PETROL: "soft",
    TINT: "tint",
    INK: "ink",
    GREY: "grey",
    RULE: "rule",
    WHITE: "paper",
}
#: The class of white text, which stands on the strong colour and not on paper.
_ON_STRONG: Final = "on-strong"

#: Of the size of the text around it, what a millimetre is: text of 9 points is nearly as large as that of a table.
_EM: Final = 0.28

_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}

#: Line widths in points: around a pattern, of its strokes, around a box and a marker. Radius of a box's corners in mm.
_EDGE: Final = 0.8
_HATCH: Final = 0.9
_BOX_EDGE: Final = 0.9
_MARKER_EDGE: Final = 0.9
_CORNER: Final = 1.2


def chart_svg(figure: Figure) -> Html | None:
    """A chart, diagram or overview for a page: an element whose accessible name is the text alternative.

    The caption, which is read out beside it, is not in it again.

    It holds the drawing, and the same laid out again for narrow screens; the style of the page shows the one that there
    is room for (templates/html/charts.css). Without that style it is the drawing itself.

    Args:
        figure: with the picture that was drawn for it.

    Returns:
        The element, always to the same characters; None for a picture from a file.
    """
    drawing = figure.picture.source
    if not isinstance(drawing, Drawing):
        return None
    names = {"middle" if narrower.width >= TEXT_WIDTH else "narrow": narrower for narrower in drawing.narrower}
    look = " ".join(("chart", *(f"not-{name}" for name in names)))
    drawn = [_svg(drawing, f"{look} wide" if drawing.width > TEXT_WIDTH else look)]
    drawn += [_svg(narrower, f"chart {name}", ' display="none"') for name, narrower in names.items()]
    shown = "\n".join(drawn)
    said = figure.alt_beside or figure.alt
    return Html(f'<div class="drawn" role="img" aria-label="{text(said)}">\n{shown}\n</div>')


def _svg(drawing: Drawing, look: str, shown: str = "") -> str:
    width, height = drawing.width, drawing.height
    size = f'width="{_number(width * _EM)}em" height="{_number(height * _EM)}em"'
    paper = f'<rect width="{_number(width)}" height="{_number(height)}" {_fill(WHITE)}/>'
    turned = _Turned(height)
    shapes = "\n".join(part for shape in drawing.shapes for part in turned.shape(shape))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{look}" aria-hidden="true"{shown} direction="ltr" '
        f'viewBox="0 0 {_number(width)} {_number(height)}" {size} font-family="{_FONTS}">\n{paper}\n{shapes}\n</svg>'
    )


class _Turned:
    """Writes shapes with the origin in the upper left corner, as SVG has it."""

    def __init__(self, height: float) -> None:
        self._height = height

    def shape(self, shape: Shape) -> Iterator[str]:
        """The elements of a shape, from the bottom up."""
        match shape:
            case Words():
                yield self._words(shape)
            case Area():
                yield from self._area(shape)
            case RoundedBox():
                edge = f"{_stroke(shape.edge, _BOX_EDGE)} {_fill(shape.colour, line=shape.edge)}"
                yield f'<rect {self._rectangle(shape)} rx="{_number(_CORNER)}" {edge}/>'
            case Outline():
                yield f'<path d="{self._path(shape.points)}Z" {_fill(shape.colour)}/>'
            case Disc():
                yield f'<circle {self._centre((shape.x, shape.y))} r="{_number(shape.radius)}" {_fill(shape.colour)}/>'
            case Stroke():
                yield from self._line(shape)
            case _:
                assert_never(shape)

    def _words(self, words: Words) -> str:
        width = text_width(words.text, words.size, bold=words.bold)
        attributes = [
            f'x="{_number(words.x)}" y="{self._down(words.y)}" font-size="{_number(millimetres(words.size))}"',
            f'textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"',
        ]
        if words.horizontal != "left":
            attributes.append(f'text-anchor="{_ANCHORS[words.horizontal]}"')
        if words.bold:
            attributes.append('font-weight="bold"')
        attributes.append(_fill(words.colour, _ON_STRONG if words.colour == WHITE else ""))
        return f"<text {' '.join(attributes)}>{text(words.text)}</text>"

    def _area(self, area: Area) -> Iterator[str]:
        colour = area.fill.colour
        if not area.fill.hatch:
            yield f"<rect {self._rectangle(area)} {_fill(colour)}/>"
            return
        yield f"<rect {self._rectangle(area)} {_stroke(colour, _EDGE)} {_fill(WHITE, line=colour)}/>"
        strokes = "".join(self._path(ends) for ends in hatch_lines(area))
        if strokes:
            yield f'<path d="{strokes}" {_stroke(colour, _HATCH, alone=True)}/>'
        # a stroke of no length with round ends is a dot
        dots = "".join(f"M{_number(x)} {self._down(y)}h0" for x, y in hatch_dots(area))
        if dots:
            yield f'<path d="{dots}" {_stroke(colour, _points(2 * DOT), alone=True)} stroke-linecap="round"/>'

    def _line(self, stroke: Stroke) -> Iterator[str]:
        dashes = " ".join(_number(millimetres(dash * stroke.width)) for dash in stroke.dashes)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        if len(stroke.points) > 1:
            line = _stroke(stroke.colour, stroke.width, alone=True)
            yield f'<path d="{self._path(stroke.points)}" {line}{dashed} stroke-linejoin="round"/>'
        if not stroke.marker:
            return
        look = f"{_stroke(WHITE, _MARKER_EDGE)} {_fill(stroke.colour, line=WHITE)}"
        for point in stroke.points:
            corners = marker_points(stroke.marker, point)
            if corners is None:
                yield f'<circle {self._centre(point)} r="{_number(MARKER_RADIUS)}" {look}/>'
            else:
                yield f'<path d="{self._path(corners)}Z" {look}/>'

    def _down(self, y: float) -> str:
        return _number(self._height - y)

    def _centre(self, point: Point) -> str:
        return f'cx="{_number(point[0])}" cy="{self._down(point[1])}"'

    def _rectangle(self, area: Area | RoundedBox) -> str:
        place = f'x="{_number(area.x)}" y="{self._down(area.y + area.height)}"'
        return f'{place} width="{_number(area.width)}" height="{_number(area.height)}"'

    def _path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{_number(x)} {self._down(y)}" for x, y in points)


def _fill(colour: str, name: str = "", *, line: str = "") -> str:
    """The colour of an area, and the classes of the area and of the line around it."""
    classes = [name or _CLASSES.get(colour, ""), f"{_CLASSES[line]}-line" if line in _CLASSES else ""]
    return f'class="{" ".join(filter(None, classes))}" fill="{colour}"'


def _stroke(colour: str, points: float, *, alone: bool = False) -> str:
    """The colour and width of a line; `alone` for one around no area."""
    line = f'stroke="{colour}" stroke-width="{_number(millimetres(points))}"'
    return f'class="{_CLASSES.get(colour, "")}-line" fill="none" {line}' if alone else line


def _points(length: float) -> float:
    return length / millimetres(1)


def _number(value: float) -> str:
    """Millimetres to the thousandth, without noughts at the end."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
