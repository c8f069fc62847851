"""Lines over time, each with its name at its end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, RULE, SMALL_SIZE, Sheet, line_height, text_width, wrapped
from pipeline.content.numbers import decimals_for, number, values_of
from pipeline.content.plotting import MARGIN, STROKES, Scale, headline, nice_ticks, refuse
from pipeline.figures.wording import decimals_of, swedish_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Picture
    from pipeline.figures.book import ChartDefinition

#: A single line of at most so many points has its values written at them.
_LABELLED: Final = 12

#: An axis begins at nought unless the lowest value is above this part of the highest, and the line has so many points
#: that its course matters more than its height.
_FROM_NOUGHT: Final = 0.5
_COURSE: Final = 5


def draw_lines(chart: ChartDefinition) -> Picture:
    """Lines with markers, a quiet grid, and names at the ends."""
    sheet = Sheet(chart.width, chart.height or chart.width * 0.5)
    ticks, marks = _ticks(chart, 6 if sheet.height > 55 else 4)
    top = headline(replace(chart, unit=_unit(chart, ticks[0], marks[0])), sheet, MARGIN) - 2.0
    bottom = MARGIN + line_height() + 1.8 + (line_height(SMALL_SIZE) + 0.6 if chart.category_title else 0)
    if top - bottom < 18:
        raise refuse(chart, "is too low for its lines", "Give it a greater height.")
    left = MARGIN + max(text_width(mark, SMALL_SIZE) for mark in marks) + 1.8
    several = len(chart.series) > 1
    longest = max(text_width(series.name, bold=True) for series in chart.series)
    room = min(chart.width * 0.3, longest + 0.2) + 3.0 if several else 5.0
    right = sheet.width - MARGIN - room
    across = Scale(0, len(chart.categories) - 1, left + 4.0, right - 2.0)
    if across.end - across.start < 25:
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    scale = Scale(ticks[0], ticks[-1], bottom, top)
    for tick, mark in zip(ticks, marks, strict=True):
        y, base = scale(tick), tick == ticks[0]
        sheet.line([(left, y), (right, y)], colour=INK if base else RULE, width=0.8 if base else 0.6)
        sheet.text(left - 1.2, y, mark, size=SMALL_SIZE, horizontal="right", vertical="center", colour=GREY)
    _write_categories(chart, sheet, across, bottom)
    for index in reversed(range(len(chart.series))):
        colour, dashes, marker = STROKES[index]
        for points in _unbroken(chart.series[index].values, across, scale):
            sheet.line(points, colour=colour, width=1.9, dashes=dashes, marker=marker)
    if several:
        _write_names(chart, sheet, across, scale, right, room)
    elif len(chart.categories) <= _LABELLED:
        _write_values(chart, sheet, across, scale)
    return sheet.picture()


def _ticks(chart: ChartDefinition, most: int) -> tuple[list[float], list[str]]:
    """Round numbers along the axis, and how they are written."""
    values = [float(value) for value in values_of(chart)]
    low, high = min(values), max(values)
    from_nought = low < high * _FROM_NOUGHT or len(chart.categories) < _COURSE
    if (low >= 0 and from_nought) or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    ticks = nice_ticks(low, high, most)
    exact = [Decimal(repr(tick)).normalize() for tick in ticks]
    decimals = max(map(decimals_of, exact))
    return ticks, [swedish_number(tick, decimals) for tick in exact]


def _unit(chart: ChartDefinition, lowest: float, mark: str) -> str:
    """The unit, and a word about an axis that does not begin at nought, where lines look steeper than they are."""
    if lowest <= 0:
        return chart.unit
    note = f"axeln börjar vid {mark}"
    return f"{chart.unit} ({note})" if chart.unit else note


def _unbroken(values: Sequence[Decimal | None], across: Scale, scale: Scale) -> list[list[tuple[float, float]]]:
    """Stretches of points without a gap."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            stretches[-1].append((across(index), scale(value)))
        elif stretches[-1]:
            stretches.append([])
    return [points for points in stretches if points]


def _write_categories(chart: ChartDefinition, sheet: Sheet, across: Scale, bottom: float) -> None:
    """Names below the axis; every second, third … where all do not fit, the last one always."""
    slot = (across.end - across.start) / (len(chart.categories) - 1)
    widest = max(text_width(name) for name in chart.categories) + 2.0
    every = max(1, int(-(-widest // slot)))
    for index, name in enumerate(chart.categories):
        x = across(index)
        sheet.line([(x, bottom), (x, bottom - 0.9)], colour=INK, width=0.6)
        if (len(chart.categories) - 1 - index) % every == 0:
            sheet.text(x, bottom - 1.2 - line_height() * 0.78, name, horizontal="center")
    if chart.category_title:
        middle = (across.start + across.end) / 2
        sheet.text(middle, MARGIN, chart.category_title, size=SMALL_SIZE, horizontal="center", colour=GREY)


def _write_values(chart: ChartDefinition, sheet: Sheet, across: Scale, scale: Scale) -> None:
    """Values at the points of a single line, on the side that the line leaves free."""
    decimals = decimals_for(chart)
    values = chart.series[0].values
    for index, value in enumerate(values):
        if value is None:
            continue
        beside = [other for other in (*values[max(index - 1, 0) : index], *values[index + 1 : index + 2]) if other]
        hollow = bool(beside) and value < sum(beside) / len(beside)
        y = scale(value) + (-2.0 - line_height() * 0.72 if hollow else 2.0)
        sheet.text(across(index), y, number(value, decimals), bold=True, horizontal="center")


def _write_names(chart: ChartDefinition, sheet: Sheet, across: Scale, scale: Scale, right: float, room: float) -> None:
    """The series' names to the right of their last points, moved apart where they would touch."""
    step = line_height()
    ends = []
    for index, series in enumerate(chart.series):
        known = [(place, value) for place, value in enumerate(series.values) if value is not None]
        if known:
            place, value = known[-1]
            ends.append((scale(value), across(place), index, wrapped(series.name, room - 3.0, bold=True)))
    ends.sort(key=lambda end: (-end[0], end[2]))
    free = sheet.height
    for y, x, index, lines in ends:
        height = step * len(lines)
        middle = min(y, free - height / 2)
        middle = max(middle, MARGIN + height / 2)
        free = middle - height / 2 - 0.6
        colour = STROKES[index][0]
        if abs(middle - y) > 1.2 or x < right - 3.0:
            sheet.line([(x + 1.6, y), (right + 0.6, middle)], colour=colour, width=0.6)
        sheet.lines(right + 1.4, middle + height / 2, lines, bold=True, colour=INK)
