"""Bars side by side: upright when all names fit below, lying when they do not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, SMALL_SIZE, TEXT_SIZE, Sheet, line_height, text_width, wrapped
from pipeline.content.numbers import decimals_for, number, values_of
from pipeline.content.plotting import FILLS, MARGIN, Scale, headline, headline_height, refuse

if TYPE_CHECKING:
    from pipeline.content.model import Picture
    from pipeline.figures.book import ChartDefinition

#: Thickness of lying bars, the gap between groups, and the thinnest that can be told apart; millimetres.
_THICK: Final = 5.6
_GAP: Final = 3.6
_THIN: Final = 2.4

_WIDEST_BAR: Final = 18.0


def fits_upright(chart: ChartDefinition) -> bool:
    """Whether the names of categories, and of series below each bar, fit below upright bars."""
    slot = (chart.width - 2 * MARGIN) / len(chart.categories)
    lines = [wrapped(name, slot - 2.0) for name in chart.categories]
    if any(len(name) > 2 or any(text_width(line) > slot - 2.0 for line in name) for name in lines):
        return False
    if chart.type == "stacked-bar":
        return slot >= 12.0
    decimals = decimals_for(chart)
    bar = min(_WIDEST_BAR, slot * 0.78 / len(chart.series))
    if any(text_width(number(value, decimals)) > bar * 1.18 for value in values_of(chart)):
        return False
    return len(chart.series) == 1 or all(text_width(item.name, SMALL_SIZE) <= bar - 0.6 for item in chart.series)


def draw_upright(chart: ChartDefinition) -> Picture:
    """Upright bars, their values on top and their names below."""
    sheet = Sheet(chart.width, chart.height or chart.width * 0.5)
    decimals = decimals_for(chart)
    slot = (sheet.width - 2 * MARGIN) / len(chart.categories)
    bar = min(_WIDEST_BAR, slot * 0.78 / len(chart.series))
    names = [wrapped(name, slot - 2.0) for name in chart.categories]
    several = len(chart.series) > 1
    step = line_height()
    below = MARGIN + step * max(len(lines) for lines in names) + 1.2
    below += line_height(SMALL_SIZE) + 0.8 if several else 0
    below += line_height(SMALL_SIZE) + 0.6 if chart.category_title else 0
    top = headline(chart, sheet, MARGIN) - step - 0.6
    low = min(0.0, *map(float, values_of(chart)))
    high = max(0.0, *map(float, values_of(chart)))
    bottom = below + (step + 0.8 if low < 0 else 0)
    if top - bottom < 15:
        raise refuse(chart, "is too low for its bars", "Give it a greater height.")
    scale = Scale(low, high or 1.0, bottom, top)
    zero = scale(0)
    for index, lines in enumerate(names):
        middle = MARGIN + slot * (index + 0.5)
        left = middle - bar * len(chart.series) / 2
        for place, series in enumerate(chart.series):
            value = series.values[index]
            x = left + bar * place + bar / 2
            end = zero if value is None else scale(value)
            if value is not None and end != zero:
                inner = 0.25 if several else 0.0
                sheet.area(x - bar / 2 + inner, min(zero, end), bar - 2 * inner, abs(end - zero), FILLS[place])
            y = end + 0.9 if end >= zero else end - step * 0.78 - 0.5
            colour = GREY if value is None else INK
            sheet.text(x, y, number(value, decimals), bold=value is not None, horizontal="center", colour=colour)
            if several:
                under = below - line_height(SMALL_SIZE) * 0.78 - 0.9
                sheet.text(x, under, series.name, size=SMALL_SIZE, horizontal="center", colour=GREY)
        start = below - 1.0 - (line_height(SMALL_SIZE) + 0.8 if several else 0)
        sheet.lines(middle, start, lines, horizontal="center", bold=several)
    sheet.line([(MARGIN, zero), (sheet.width - MARGIN, zero)], colour=INK, width=0.8)
    if chart.category_title:
        sheet.text(sheet.width / 2, MARGIN, chart.category_title, size=SMALL_SIZE, horizontal="center", colour=GREY)
    return sheet.picture()


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where lying bars lie: the sheet, their names, and each category's top edge.

    Attributes:
        left: where bars begin.
        bar: thickness of one bar.
        tops: top edge of each category's bars.
        names: lines of each category's name.
    """

    sheet: Sheet
    left: float
    bar: float
    tops: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]


def lay_out(chart: ChartDefinition, bars: int, above: float = 0.0) -> Lanes:
    """Divide a sheet into lanes for lying bars, and write the names of the categories and the unit.

    Args:
        chart: what to draw.
        bars: number of bars in each lane.
        above: millimetres to leave free below the unit.

    Raises:
        FaultError: I253 the chart's height leaves too little for each bar.
    """
    longest = max(text_width(name) for name in chart.categories)
    room = min(longest + 0.5, chart.width * 0.38)
    names = tuple(tuple(wrapped(name, room)) for name in chart.categories)
    step = line_height()
    bar = _THICK if bars == 1 else _THICK * 0.86
    heads = headline_height(chart) + above
    lanes = [max(bar * bars, step * len(lines)) for lines in names]
    gap = _GAP
    wanted = heads + sum(lanes) + gap * len(lanes) + MARGIN
    if chart.height is not None and chart.height < wanted:
        squeeze = (chart.height - heads - MARGIN) / (sum(lanes) + gap * len(lanes))
        bar, gap = bar * squeeze, gap * squeeze
        lanes = [max(bar * bars, step * len(lines)) for lines in names]
        if bar < _THIN or heads + sum(lanes) + MARGIN > chart.height:
            raise refuse(chart, f"is too low for {len(lanes)} categories", f"It needs {wanted:.0f} mm in height.")
    elif chart.height is not None:
        gap += (chart.height - wanted) / len(lanes)
    sheet = Sheet(chart.width, chart.height or round(wanted, 1))
    left = MARGIN + room + 2.5
    top = headline(chart, sheet, left) - above - gap / 2
    tops = []
    for lane, lines in zip(lanes, names, strict=True):
        sheet.lines(left - 2.0, top - (lane - step * len(lines)) / 2, lines, horizontal="right")
        tops.append(top - (lane - bar * bars) / 2)
        top -= lane + gap
    return Lanes(sheet, left, bar, tuple(tops), names)


def draw_lying(chart: ChartDefinition) -> Picture:
    """Lying bars: names to the left, values and the names of series at the bars' ends."""
    lanes = lay_out(chart, len(chart.series))
    sheet, decimals = lanes.sheet, decimals_for(chart)
    several = len(chart.series) > 1
    labels = {
        (place, index): _label(number(value, decimals), series.name if several else "")
        for place, series in enumerate(chart.series)
        for index, value in enumerate(series.values)
    }
    room = max(width for _, _, width in labels.values()) + 1.2
    low, high = min(0.0, *map(float, values_of(chart))), max(0.0, *map(float, values_of(chart)))
    start = lanes.left + (room if low < 0 else 0)
    scale = Scale(low, high or 1.0, start, sheet.width - MARGIN - room)
    if scale.end - scale.start < 20:
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    zero = scale(0)
    for index, top in enumerate(lanes.tops):
        for place, series in enumerate(chart.series):
            value = series.values[index]
            y = top - lanes.bar * (place + 1)
            end = zero if value is None else scale(value)
            if end != zero:
                inner = 0.25 if several else 0.0
                sheet.area(min(zero, end), y + inner, abs(end - zero), lanes.bar - 2 * inner, FILLS[place])
            shown, name, width = labels[place, index]
            x = end + 1.2 if end >= zero else end - 1.2 - width
            middle = y + lanes.bar / 2
            colour = GREY if value is None else INK
            sheet.text(x, middle, shown, bold=value is not None, vertical="center", colour=colour)
            x += text_width(shown, bold=True) + 1.2
            sheet.text(x, middle, name, size=SMALL_SIZE, vertical="center", colour=GREY)
    ends = [lanes.tops[0] + 1.2, lanes.tops[-1] - lanes.bar * len(chart.series) - 1.2]
    for above, under in pairwise(ends):
        sheet.line([(zero, above), (zero, under)], colour=INK, width=0.8)
    return sheet.picture()


def _label(shown: str, name: str) -> tuple[str, str, float]:
    """Number, name and their width in millimetres."""
    width = text_width(shown, TEXT_SIZE, bold=True)
    return shown, name, width + (1.2 + text_width(name, SMALL_SIZE) if name else 0)
