"""Lines over time, each with its name and last value at its end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, RULE, Rectangle, Sheet, Stroke, words
from pipeline.content.keys import LINE_SIGN, Key
from pipeline.content.numbers import decimals_for, number, values_of
from pipeline.content.plotting import (
    MARGIN,
    STROKES,
    Scale,
    category_title_height,
    headline,
    headline_height,
    nice_ticks,
    refuse,
    spread,
    unit_height,
    write_category_title,
)
from pipeline.content.typeface import SMALL_SIZE, TEXT_SIZE, line_height, text_width, wrapped
from pipeline.figures.wording import decimals_of, swedish_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.content.drawing import Point, Words
    from pipeline.figures.book import ChartDefinition

#: Lines of at most so many points together have their values written at them, where there is room.
_LABELLED: Final = 15

#: An axis begins at nought unless the lowest value is above this part of the highest, and the line has so many points
#: that its course matters more than its height.
_FROM_NOUGHT: Final = 0.5
_COURSE: Final = 5

#: Height of the lines alone on a narrow screen, millimetres.
_KEYED: Final = 42.0

#: Part of the width of a narrow screen that last values may take; room to the right of the last point without them.
_LAST_VALUES: Final = 0.3
_EDGE: Final = 5.0

#: Millimetres from the first to the last point at least.
_NARROWEST: Final = 25.0
_NARROWEST_KEYED: Final = 12.0

#: Lines that a category's name may take.
_CATEGORY_LINES: Final = 3


def line_sheet(chart: ChartDefinition, *, keyed: bool = False) -> Sheet:
    """Lines with markers, a quiet grid, and names at the ends.

    Args:
        chart: what to draw.
        keyed: whether the names of several lines stand above them, for a narrow screen; then it is as high as it takes.
    """
    several = len(chart.series) > 1
    key = Key([series.name for series in chart.series], chart.width, LINE_SIGN) if keyed and several else None
    height = chart.height or chart.width * 0.5
    ticks, marks = _ticks(chart, 6 if keyed or height > 55 else 4)
    left = MARGIN + max(text_width(mark, SMALL_SIZE) for mark in marks) + 1.8
    room = _name_room(chart, named=key is None) if several else _EDGE
    named = several and (key is None or room <= chart.width * _LAST_VALUES)
    room = room if named else _EDGE
    right = chart.width - MARGIN - room
    across = Scale(0, len(chart.categories) - 1, left + 5.0, right - 3.0)
    if across.end - across.start < (_NARROWEST_KEYED if keyed else _NARROWEST):
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    categories = _shown_categories(chart, across, keyed=keyed)
    lines = max(len(name) for name in categories.values())
    bottom = MARGIN + line_height() * lines + 1.8 + category_title_height(chart)
    unit = replace(chart, unit=_unit(chart, ticks[0]))
    if keyed:
        height = round(bottom + _KEYED + 2.0 + (key.height if key else 0.0) + headline_height(unit), 1)
    sheet = Sheet(chart.width, height)
    top = headline(unit, sheet) - 2.0
    if key is not None:
        _write_key(sheet, key, top + 2.0)
        top -= key.height
    if top - bottom < 18:
        raise refuse(chart, "is too low for its lines", "Give it a greater height.")
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    _draw_grid(sheet, scale, list(zip(ticks, marks, strict=True)), left, right)
    _write_categories(chart, sheet, across, bottom, categories)
    _draw_lines(chart, sheet, across, scale)
    if named:
        _write_names(chart, sheet, across, scale, right, room, named=key is None)
    if len(chart.categories) * len(chart.series) <= _LABELLED:
        _write_values(chart, sheet, across, scale)
    elif not several:
        _write_values(chart, sheet, across, scale, only=_telling(chart))
    return sheet


def _draw_grid(sheet: Sheet, scale: Scale, ticks: Sequence[tuple[float, str]], left: float, right: float) -> None:
    for tick, mark in ticks:
        y, base = scale(tick), tick in (ticks[0][0], 0.0)
        sheet.line([(left, y), (right, y)], colour=INK if base else RULE, width=0.8 if base else 0.6)
        sheet.text(left - 1.2, y, mark, size=SMALL_SIZE, horizontal="right", vertical="center", colour=GREY)


def _draw_lines(chart: ChartDefinition, sheet: Sheet, across: Scale, scale: Scale) -> None:
    for index in reversed(range(len(chart.series))):
        colour, dashes, marker = STROKES[index]
        for points in _unbroken(chart.series[index].values, across, scale):
            sheet.line(points, colour=colour, width=1.9, dashes=dashes, marker=marker)


def _write_key(sheet: Sheet, key: Key, top: float) -> None:
    """The names of the lines with a stretch of each, above them all."""

    def sign(place: int, x: float, y: float) -> None:
        colour, dashes, marker = STROKES[place]
        middle = y + 1.0
        sheet.line([(x, middle), (x + LINE_SIGN, middle)], colour=colour, width=1.9, dashes=dashes)
        sheet.line([(x + LINE_SIGN / 2, middle)], colour=colour, width=1.9, marker=marker)

    key.write(sheet, top, sign)


def _name_room(chart: ChartDefinition, *, named: bool) -> float:
    widest = max(text_width(number(value, decimals_for(chart)), bold=True) for value in values_of(chart))
    if not named:
        return widest + 3.0
    longest = max(text_width(f"{series.name} ", bold=True) for series in chart.series)
    return min(max(chart.width * 0.3, widest), longest + widest + 0.5) + 3.0


def _ticks(chart: ChartDefinition, most: int) -> tuple[list[float], list[str]]:
    """Round numbers along the axis, and how they are written."""
    values = [float(value) for value in values_of(chart)]
    low, high = min(values), max(values)
    from_nought = low < high * _FROM_NOUGHT or len(chart.categories) < _COURSE
    if (low >= 0 and from_nought) or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    ticks = nice_ticks(low, high, most, least=10.0 ** -decimals_for(chart))
    exact = [Decimal(repr(tick)).normalize() for tick in ticks]
    decimals = max(map(decimals_of, exact))
    return ticks, [swedish_number(tick, decimals) for tick in exact]


def _unit(chart: ChartDefinition, lowest: float) -> str:
    """The unit, and a word about an axis that does not begin at nought, where lines look steeper than they are."""
    if lowest <= 0:
        return chart.unit
    note = f"axeln börjar vid {swedish_number(Decimal(repr(lowest)).normalize())}"
    return f"{chart.unit} ({note})" if chart.unit else note


def _unbroken(values: Sequence[Decimal | None], across: Scale, scale: Scale) -> list[list[Point]]:
    """Stretches of points without a gap."""
    stretches: list[list[Point]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            stretches[-1].append((across(index), scale(value)))
        elif stretches[-1]:
            stretches.append([])
    return [points for points in stretches if points]


def _shown_categories(chart: ChartDefinition, across: Scale, *, keyed: bool) -> dict[int, list[str]]:
    """The names below the axis, in one or two lines: every one, or every second, third …, always with the last.

    Where not even the first and the last fit, they are cut anywhere on a narrow screen (`keyed`), else refused.
    """
    count = len(chart.categories)
    slot = (across.end - across.start) / (count - 1)
    edges = (across.start, chart.width - across.end)
    for every in range(1, count):
        room = slot * every - 2.0
        # at the ends, the sheet's edge may be nearer than the next name
        rooms = {0: min(room, 2 * edges[0]), count - 1: min(room, 2 * edges[1])}
        names = {
            index: wrapped(name, rooms.get(index, room))
            for index, name in enumerate(chart.categories)
            if (count - 1 - index) % every == 0
        }
        if keyed and every == count - 1:
            return {index: wrapped(chart.categories[index], rooms[index], anywhere=True) for index in names}
        fit = (text_width(line) <= rooms.get(index, room) for index, name in names.items() for line in name)
        if all(len(name) <= _CATEGORY_LINES for name in names.values()) and all(fit):
            return names
    raise refuse(chart, "is too narrow for its categories", "Give it a greater width, or shorter names.")


def _write_categories(
    chart: ChartDefinition, sheet: Sheet, across: Scale, bottom: float, names: Mapping[int, list[str]]
) -> None:
    for index in range(len(chart.categories)):
        x = across(index)
        sheet.line([(x, bottom), (x, bottom - 0.9)], colour=INK, width=0.6)
        sheet.lines(x, bottom - 1.2, names.get(index, []), horizontal="center")
    write_category_title(chart, sheet, (across.start + across.end) / 2)


def _telling(chart: ChartDefinition) -> frozenset[int]:
    """The points of a single long line whose values say most: the first, the last, the highest and the lowest."""
    known = [(value, index) for index, value in enumerate(chart.series[0].values) if value is not None]
    highest, lowest = max(value for value, _ in known), min(value for value, _ in known)
    peak = next(index for value, index in known if value == highest)
    foot = next(index for value, index in known if value == lowest)
    return frozenset({known[0][1], known[-1][1], peak, foot})


def _write_values(
    chart: ChartDefinition, sheet: Sheet, across: Scale, scale: Scale, only: frozenset[int] | None = None
) -> None:
    """Values at the points, on the side that the lines leave free.

    Of one line, those are left out that would cover something. Of several, all are written or none, each nearer to its
    own point than to any other; the last ones stand behind the names.
    """
    decimals = decimals_for(chart)
    strokes = [shape for shape in sheet.shapes if isinstance(shape, Stroke) and shape.marker]
    several = len(chart.series) > 1
    before = len(sheet.shapes)
    for place, series in enumerate(chart.series):
        last = max((index for index, value in enumerate(series.values) if value is not None), default=-1)
        for index, value in enumerate(series.values):
            if value is None or (only is not None and index not in only) or (several and index == last):
                continue
            others = [scale(other) for at, other in _at(chart, index) if at != place]
            point = (across(index), scale(value))
            hollow = _lies_low(chart, place, index)
            found = _free_spot(sheet, point, number(value, decimals), strokes, others, bottom=scale.start, low=hollow)
            if found is not None:
                sheet.shapes.append(found)
            elif several:
                del sheet.shapes[before:]
                return


def _at(chart: ChartDefinition, index: int) -> Iterator[tuple[int, Decimal]]:
    """The series that have a value there, and the values."""
    for place, series in enumerate(chart.series):
        value = series.values[index]
        if value is not None:
            yield place, value


def _lies_low(chart: ChartDefinition, place: int, index: int) -> bool:
    """Whether a value is better written below its point: below the other lines, or where its own line turns up."""
    values = chart.series[place].values
    value = values[index]
    assert value is not None
    if len(chart.series) > 1:
        return all(value < other for at, other in _at(chart, index) if at != place)
    beside = [
        other for other in (*values[max(index - 1, 0) : index], *values[index + 1 : index + 2]) if other is not None
    ]
    return bool(beside) and value < sum(beside) / len(beside)


def _free_spot(
    sheet: Sheet,
    point: Point,
    text: str,
    strokes: Sequence[Stroke],
    others: Sequence[float],
    *,
    bottom: float,
    low: bool,
) -> Words | None:
    """The text above or below a point, where it covers nothing and is nearer to its point than to the others."""
    x, y = point
    above, under = y + 2.0, y - 1.8 - line_height() * 0.6
    for baseline in (under, above) if low else (above, under):
        line = words(x, baseline, text, bold=not others, horizontal="center")
        middle = baseline + line_height() * 0.26
        near = all(abs(middle - other) > abs(middle - y) for other in others)
        around = Rectangle(max(0.0, line.box.left - 1.0), line.box.bottom, line.box.right, line.box.top)
        if near and sheet.is_free(around) and baseline > bottom + 0.6 and not _covers(line.box, strokes):
            return line
    return None


def _covers(box: Rectangle, strokes: Sequence[Stroke]) -> bool:
    """Whether a line or a marker runs through a place."""
    return any(_near(box, point) for stroke in strokes for point in _along(stroke.points))


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Points along a line, half a millimetre apart at the most."""
    yield from points
    for (x, y), (other_x, other_y) in pairwise(points):
        steps = int(max(abs(other_x - x), abs(other_y - y)) * 2) + 1
        for step in range(1, steps):
            yield x + (other_x - x) * step / steps, y + (other_y - y) * step / steps


def _near(box: Rectangle, point: Point) -> bool:
    x, y = point
    return box.left - 0.2 < x < box.right + 0.2 and box.bottom + 0.1 < y < box.top - 0.1


def _write_names(
    chart: ChartDefinition, sheet: Sheet, across: Scale, scale: Scale, right: float, room: float, *, named: bool
) -> None:
    """The series' names and last values to the right of their last points, moved apart where they would touch.

    Without the names where they stand in a key (not `named`).
    """
    step = line_height()
    ends = []
    for index, series in enumerate(chart.series):
        known = [(place, value) for place, value in enumerate(series.values) if value is not None]
        if known:
            place, value = known[-1]
            shown = number(value, decimals_for(chart))
            label = wrapped(f"{series.name} {shown}", room - 2.0, bold=True) if named else [shown]
            ends.append((scale(value), across(place), index, label))
    if any(text_width(line, TEXT_SIZE, bold=True) > room - 1.4 for *_, lines in ends for line in lines):
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    # where two lines end at the same height, the one that comes first in the data stands above
    ends.sort(key=lambda end: (end[0], -end[2]))
    heights = [step * len(lines) + 0.4 for *_, lines in ends]
    top = sheet.height - MARGIN - unit_height(chart) if named else scale.end + step / 2
    # not below the axis, where the names of the categories stand
    middles = spread([end[0] for end in ends], heights, scale.start, top)
    if middles is None:
        raise refuse(chart, "is too low for the names of its lines", "Give it a greater height, or shorter names.")
    for (y, x, index, lines), middle in zip(ends, middles, strict=True):
        colour = STROKES[index][0]
        if abs(middle - y) > 1.2 or x < right - 4.0:
            sheet.line([(x + 1.6, y), (right + 0.8, middle)], colour=colour, width=0.6)
        sheet.lines(right + 1.4, middle + step * len(lines) / 2, lines, bold=True, colour=INK)
