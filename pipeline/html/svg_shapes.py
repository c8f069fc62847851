"""The patterns and markers of charts in SVG, as lines and outlines of their own: a pattern of SVG's needs an id."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.content.drawing import Area, Point

#: Millimetres between the strokes of a pattern, across; between dots of a row, and their radius.
_STROKES: Final = 1.5
_DOTS: Final = 1.5
DOT: Final = 0.25

#: Size of a marker, millimetres: six points.
_MARKER: Final = 6 * 25.4 / 72

#: Markers as polygons, in parts of their size from the middle, upwards positive; a disc has none.
_MARKERS: Final[dict[str, tuple[Point, ...]]] = {
    "s": ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "D": ((0.0, -math.sqrt(0.5)), (math.sqrt(0.5), 0.0), (0.0, math.sqrt(0.5)), (-math.sqrt(0.5), 0.0)),
    "^": ((0.0, 0.5), (-0.5, -0.5), (0.5, -0.5)),
    "v": ((0.0, -0.5), (-0.5, 0.5), (0.5, 0.5)),
}
MARKER_RADIUS: Final = _MARKER / 2


def hatch_lines(area: Area) -> Iterator[tuple[Point, Point]]:
    """The strokes of an area's pattern, cut at its edges: rising ones for `/` and `x`, falling ones for `x`."""
    if "/" in area.fill.hatch or "x" in area.fill.hatch:
        yield from _rising(area)
    if "x" in area.fill.hatch:
        for (x, y), (other_x, other_y) in _rising(area):
            mirror = 2 * area.x + area.width
            yield (mirror - x, y), (mirror - other_x, other_y)


def _rising(area: Area) -> Iterator[tuple[Point, Point]]:
    """Strokes of 45 degrees, at the same distance from each other and from the area's upper left corner."""
    right, top = area.x + area.width, area.y + area.height
    step = _STROKES * math.sqrt(2)
    count = int((area.width + area.height) / step) + 1
    for number in range(count):
        # where the stroke meets the line through the left edge, measured down from the top
        down = step * (number + 0.5)
        start = (area.x + max(0.0, down - area.height), max(area.y, top - down))
        end = (min(right, area.x + down), top - max(0.0, down - area.width))
        if start[0] < right and end[1] > area.y:
            yield start, end


def hatch_dots(area: Area) -> Iterator[Point]:
    """The middles of an area's dots, every second row moved half a step; none for other patterns."""
    if "." not in area.fill.hatch or min(area.width, area.height) < 2 * DOT:
        return
    columns = max(1, int(area.width / _DOTS))
    rows = max(1, int(area.height / (_DOTS / 2)))
    across, down = area.width / columns, area.height / rows
    for row in range(rows):
        for column in range(columns - row % 2):
            yield area.x + across * (column + 0.5 + 0.5 * (row % 2)), area.y + down * (row + 0.5)


def marker_points(marker: str, at: Point) -> tuple[Point, ...] | None:
    """The corners of a marker (a sign of matplotlib's) around a point; None for a disc."""
    corners = _MARKERS.get(marker)
    if corners is None:
        return None
    return tuple((at[0] + x * _MARKER, at[1] + y * _MARKER) for x, y in corners)
