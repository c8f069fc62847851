"""Stacked bars, each part labelled beside or above the stack."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.bars import lay_out
from pipeline.content.drawing import GREY, INK, SMALL_SIZE, WHITE, Fill, Sheet, line_height, text_width, wrapped
from pipeline.content.numbers import decimals_for, number
from pipeline.content.plotting import FILLS, MARGIN, Scale, headline, headline_height, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.content.model import Picture
    from pipeline.figures.book import ChartDefinition

_WIDEST_BAR: Final = 20.0

#: White between the parts of a stack, so that each stands out from its neighbours.
_SEAM: Final = 0.5


def _parts(chart: ChartDefinition, index: int) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Number of the series, where its part begins, and its value, for one category."""
    start = Decimal(0)
    for place, series in enumerate(chart.series):
        value = series.values[index]
        if value:
            yield place, start, value
            start += value


def _highest(chart: ChartDefinition) -> float:
    totals = (
        sum((value for _, _, value in _parts(chart, index)), Decimal(0)) for index in range(len(chart.categories))
    )
    return float(max(totals)) or 1.0


def draw_upright_stacks(chart: ChartDefinition) -> Picture:
    """Upright stacks; the names stand to the right of the last one."""
    sheet = Sheet(chart.width, chart.height or chart.width * 0.5)
    step = line_height()
    room = min(chart.width * 0.3, max(text_width(series.name) for series in chart.series)) + 4.0
    slot = (sheet.width - 2 * MARGIN - room) / len(chart.categories)
    bar = min(_WIDEST_BAR, slot * 0.66)
    names = [wrapped(name, slot - 1.0) for name in chart.categories]
    bottom = MARGIN + step * max(map(len, names)) + 1.2
    bottom += line_height(SMALL_SIZE) + 0.6 if chart.category_title else 0
    scale = Scale(0, _highest(chart), bottom, headline(chart, sheet, MARGIN) - 1.0)
    if scale.end - scale.start < 15 or bar < 6:
        raise refuse(chart, "is too small for its bars", "Give it a greater width and height.")
    decimals = decimals_for(chart)
    for index, lines in enumerate(names):
        middle = MARGIN + slot * (index + 0.5)
        for place, start, value in _parts(chart, index):
            y, height = scale(start), scale(start + value) - scale(start) - _SEAM
            sheet.area(middle - bar / 2, y, bar, max(height, 0.2), FILLS[place])
            shown = number(value, decimals)
            if height > step * 0.9 and text_width(shown, bold=True) < bar - 1.0:
                _write_inside(sheet, middle, y + height / 2, shown, FILLS[place])
        sheet.lines(middle, bottom - 1.0, lines, horizontal="center")
    sheet.line([(MARGIN, bottom), (sheet.width - MARGIN - room, bottom)], colour=INK, width=0.8)
    if chart.category_title:
        middle = (sheet.width - room) / 2
        sheet.text(middle, MARGIN, chart.category_title, size=SMALL_SIZE, horizontal="center", colour=GREY)
    _write_names(chart, sheet, scale, MARGIN + slot * (len(names) - 0.5) + bar / 2, room)
    return sheet.picture()


def _write_names(chart: ChartDefinition, sheet: Sheet, scale: Scale, edge: float, room: float) -> None:
    """Names at the middle of the last stack's parts, moved apart upwards where they would touch."""
    step = line_height()
    x = sheet.width - MARGIN - room + 4.0
    last = len(chart.categories) - 1
    middles = {place: scale(start + value / 2) for place, start, value in _parts(chart, last)}
    free = 0.0
    for place, series in enumerate(chart.series):
        lines = wrapped(series.name, room - 4.0)
        height = step * len(lines)
        aim = middles.get(place, free + height / 2)
        middle = max(aim, free + height / 2 + 0.4)
        free = middle + height / 2
        if place in middles:
            sheet.line([(edge + 0.6, aim), (x - 1.0, middle)], colour=GREY, width=0.6)
        else:  # nothing in the last stack to point at
            sheet.area(x - 4.0, middle - 1.2, 3.0, 2.4, FILLS[place])
        sheet.lines(x, middle + height / 2, lines)


def draw_lying_stacks(chart: ChartDefinition) -> Picture:
    """Lying stacks; the names stand above the first one, or in a row above them all with their fills."""
    step = line_height(SMALL_SIZE)
    lanes = lay_out(chart, 1, above=step + 1.6)
    sheet = lanes.sheet
    scale = Scale(0, _highest(chart), lanes.left, sheet.width - MARGIN)
    decimals = decimals_for(chart)
    for index, top in enumerate(lanes.tops):
        for place, start, value in _parts(chart, index):
            x, width = scale(start), scale(start + value) - scale(start) - _SEAM
            sheet.area(x, top - lanes.bar, max(width, 0.2), lanes.bar, FILLS[place])
            shown = number(value, decimals)
            if text_width(shown, bold=True) < width - 1.0:
                _write_inside(sheet, x + width / 2, top - lanes.bar / 2, shown, FILLS[place])
    above = lanes.tops[0] + 1.4
    spots = [(scale(start), scale(start + value)) for _, start, value in _parts(chart, 0)]
    widths = [text_width(series.name, SMALL_SIZE) for series in chart.series]
    if len(spots) == len(widths) and all(
        end - begin > width for (begin, end), width in zip(spots, widths, strict=True)
    ):
        for (begin, _), series in zip(spots, chart.series, strict=True):
            sheet.text(begin, above, series.name, size=SMALL_SIZE, colour=INK)
        return sheet.picture()
    _write_key(chart, sheet, lanes.left, widths)
    return sheet.picture()


def _write_key(chart: ChartDefinition, sheet: Sheet, x: float, widths: Sequence[float]) -> None:
    """The names of the series with their fills, in a row above the bars."""
    y = sheet.height - headline_height(chart) - line_height(SMALL_SIZE) * 0.78
    if x + sum(widths) + 8.5 * len(widths) > sheet.width:
        x = MARGIN
    if x + sum(widths) + 8.5 * len(widths) - 4.0 > sheet.width:
        raise refuse(chart, "has names of series that do not fit in a row", "Shorten them.")
    for place, (series, width) in enumerate(zip(chart.series, widths, strict=True)):
        sheet.area(x, y - 0.3, 3.2, 2.8, FILLS[place])
        sheet.text(x + 4.3, y, series.name, size=SMALL_SIZE, colour=INK)
        x += width + 8.5


def _write_inside(sheet: Sheet, x: float, y: float, shown: str, fill: Fill) -> None:
    """A number on its part of a stack; on a pattern it gets a white ground."""
    if fill.hatch:
        width = text_width(shown, bold=True) + 1.4
        sheet.area(x - width / 2, y - 2.0, width, 4.0, Fill(WHITE))
    sheet.text(x, y, shown, bold=True, horizontal="center", vertical="center", colour=fill.text)
