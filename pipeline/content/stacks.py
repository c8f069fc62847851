"""Stacked bars, each part labelled beside or above the stack, each stack with its sum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.bars import lay_out, list_lanes, write_key
from pipeline.content.drawing import GREY, INK, WHITE, Fill, Sheet
from pipeline.content.keys import Key
from pipeline.content.numbers import MISSING, decimals_for, number
from pipeline.content.plotting import (
    FILLS,
    MARGIN,
    Scale,
    category_title_height,
    headline,
    refuse,
    spread,
    unit_height,
    write_category_title,
)
from pipeline.content.typeface import SMALL_SIZE, line_height, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.figures.book import ChartDefinition

_WIDEST_BAR: Final = 20.0
_WIDEST_SLOT: Final = 40.0

#: The last stack carries the names where it is at least this part of the highest one.
_REACH: Final = 0.4

#: White between the parts of a stack, so that each stands out from its neighbours.
_SEAM: Final = 0.5

#: Half the line around a pattern, which reaches beyond the part itself.
_OUTLINE: Final = 0.2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stack: the number of its series, where it begins, and its value."""

    place: int
    start: Decimal
    value: Decimal


def parts(chart: ChartDefinition, index: int) -> Iterator[Part]:
    """The parts of one category's stack that can be seen, from its foot."""
    start = Decimal(0)
    for place, series in enumerate(chart.series):
        value = series.values[index]
        if value:
            yield Part(place, start, value)
            start += value


def sums(chart: ChartDefinition) -> list[Decimal | None]:
    """The sum of each stack; None where a part is missing, so that the sum would not be one.

    A part that there cannot be (“.”) is not missing.
    """
    found = []
    for index in range(len(chart.categories)):
        values = [one.values[index] for one in chart.series if not (one.signs and one.signs[index] == ".")]
        known = [value for value in values if value is not None]
        found.append(sum(known, Decimal(0)) if known and len(known) == len(values) else None)
    return found


def shown_sums(chart: ChartDefinition) -> list[Decimal | None]:
    """The sums that are worth writing: none at all where every stack is a whole of 100."""
    found = sums(chart)
    known = {value for value in found if value is not None}
    shares = len(chart.series) < 2 or (known and all(abs(value - 100) <= 1 for value in known))
    return [None] * len(found) if shares else found


def _highest(chart: ChartDefinition) -> float:
    tops = (sum((part.value for part in parts(chart, index)), Decimal(0)) for index in range(len(chart.categories)))
    return float(max(tops)) or 1.0


def upright_stack_sheet(chart: ChartDefinition) -> Sheet:
    """Upright stacks; the names stand to the right of the last one, or above them all where it has not every part."""
    names = _Names(chart)
    sheet = Sheet(chart.width, chart.height or chart.width * 0.5)
    step, decimals, totals = line_height(), decimals_for(chart), shown_sums(chart)
    slot = min(_WIDEST_SLOT, (sheet.width - 2 * MARGIN - names.room) / len(chart.categories))
    bar = min(_WIDEST_BAR, slot * 0.66)
    lines = [wrapped(name, slot - 1.0) for name in chart.categories]
    bottom = MARGIN + step * max(map(len, lines)) + 1.2
    bottom += category_title_height(chart)
    top = headline(chart, sheet) - names.above
    scale = Scale(0, _highest(chart), bottom, top - (step + 0.8 if any(totals) else 1.0))
    wide = any(text_width(line) > slot - 1.0 for name in lines for line in name)
    wide = wide or any(text_width(number(total, decimals), bold=True) > slot - 1.0 for total in totals if total)
    if scale.end - scale.start < 15 or bar < 6 or wide:
        raise refuse(chart, "is too small for its bars", "Give it a greater width and height.")
    for index, name in enumerate(lines):
        middle = MARGIN + slot * (index + 0.5)
        end = bottom
        for part in parts(chart, index):
            y, end = scale(part.start), scale(part.start + part.value)
            height = max(end - y - _SEAM, 0.2)
            sheet.area(middle - bar / 2, y, bar, height, FILLS[part.place])
            shown = number(part.value, decimals)
            if height > step * 0.9 and text_width(shown) < bar - 1.0:
                _write_inside(sheet, middle, y + height / 2, shown, FILLS[part.place])
            end = max(end, y + height + (_OUTLINE if FILLS[part.place].hatch else 0.0))
        _write_sum(sheet, chart, index, totals[index], (middle, end + 0.7))
        sheet.lines(middle, bottom - 1.0, name, horizontal="center")
    sheet.line([(MARGIN, bottom), (MARGIN + slot * len(lines), bottom)], colour=INK, width=0.8)
    write_category_title(chart, sheet, MARGIN + slot * len(lines) / 2)
    if names.key:
        write_key(chart, sheet, names.key)
    else:
        _write_names(chart, sheet, scale, MARGIN + slot * (len(lines) - 0.5) + bar / 2, names.room)
    return sheet


class _Names:
    """Where the names of the series stand: at the last stack's parts, or in rows of a key above.

    Attributes:
        room: millimetres that they take to the right; 0 for a key.
        key: None where there is none.
        above: millimetres that the key takes.
    """

    def __init__(self, chart: ChartDefinition) -> None:
        last = list(parts(chart, len(chart.categories) - 1))
        height = sum((part.value for part in last), Decimal(0))
        reaches = float(height) >= _REACH * _highest(chart)
        self.key = None if len(last) == len(chart.series) and reaches else _key(chart)
        self.above = self.key.height if self.key else 0.0
        longest = max(text_width(series.name) for series in chart.series)
        self.room = 0.0 if self.key else min(chart.width * 0.32, longest + 0.5) + 5.0


def _write_sum(
    sheet: Sheet, chart: ChartDefinition, index: int, total: Decimal | None, place: tuple[float, float]
) -> None:
    """The sum above a stack; the sign for a missing value where there is no stack."""
    if total is not None:
        sheet.text(*place, number(total, decimals_for(chart)), bold=True, horizontal="center")
    elif all(series.values[index] is None for series in chart.series):
        sheet.text(*place, MISSING, colour=GREY, horizontal="center")


def _write_names(chart: ChartDefinition, sheet: Sheet, scale: Scale, edge: float, room: float) -> None:
    """Names at the middle of the last stack's parts, moved apart where they would touch."""
    step = line_height()
    x = edge + 5.0
    aims = [scale(part.start + part.value / 2) for part in parts(chart, len(chart.categories) - 1)]
    lines = [wrapped(series.name, room - 5.0) for series in chart.series]
    heights = [step * len(name) + 0.4 for name in lines]
    top = sheet.height - MARGIN - unit_height(chart)
    middles = spread(aims, heights, scale.start - 1.0, top)
    if middles is None or any(text_width(line) > room - 5.0 for name in lines for line in name):
        raise refuse(chart, "is too small for the names of its series", "Make it larger, or shorten them.")
    for name, aim, middle in zip(lines, aims, middles, strict=True):
        sheet.line([(edge + 0.6, aim), (x - 1.0, middle)], colour=GREY, width=0.6)
        sheet.lines(x, middle + step * len(name) / 2, name)


def lying_stack_sheet(chart: ChartDefinition, *, listed: bool = False) -> Sheet:
    """Lying stacks; the names stand above the first one, or in rows above them all with their fills.

    Args:
        chart: what to draw.
        listed: whether the names of categories stand above their stacks, for a narrow screen.
    """
    decimals = decimals_for(chart)
    key = Key([series.name for series in chart.series], chart.width) if listed else _key(chart)
    lanes = (list_lanes if listed else lay_out)(chart, 1, above=key.height)
    sheet, totals = lanes.sheet, shown_sums(chart)
    widest = max((text_width(number(total, decimals), bold=True) for total in totals if total is not None), default=0.0)
    scale = Scale(0, _highest(chart), lanes.left, sheet.width - MARGIN - (widest + 1.2 if widest else 0))
    if scale.end - scale.start < lanes.least:
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    for index, top in enumerate(lanes.tops):
        end = lanes.left
        for part in parts(chart, index):
            x, end = scale(part.start), scale(part.start + part.value)
            width = max(end - x - _SEAM, 0.2)
            sheet.area(x, top - lanes.bar, width, lanes.bar, FILLS[part.place])
            shown = number(part.value, decimals)
            if text_width(shown) < width - 1.0:
                _write_inside(sheet, x + width / 2, top - lanes.bar / 2, shown, FILLS[part.place])
        total, middle = totals[index], top - lanes.bar / 2
        if total is not None:
            sheet.text(end + 1.2, middle, number(total, decimals), bold=True, vertical="center")
        elif all(series.values[index] is None for series in chart.series):
            sheet.text(end + 1.2, middle, MISSING, colour=GREY, vertical="center")
    lanes.draw_foot(lanes.left)
    spots = [(scale(part.start), scale(part.start + part.value)) for part in parts(chart, 0)]
    widths = [text_width(series.name, SMALL_SIZE) for series in chart.series]
    fit = (
        not listed
        and len(spots) == len(widths)
        and all(end - begin > width + 1.0 for (begin, end), width in zip(spots, widths, strict=True))
    )
    if fit:
        for (begin, _), series in zip(spots, chart.series, strict=True):
            sheet.text(begin, lanes.tops[0] + 1.6, series.name, size=SMALL_SIZE, colour=INK)
    else:
        write_key(chart, sheet, key)
    return sheet


def _key(chart: ChartDefinition) -> Key:
    key = Key([series.name for series in chart.series], chart.width)
    if not key.fits:
        raise refuse(chart, "has a name of a series that is wider than the chart", "Shorten it.")
    return key


def _write_inside(sheet: Sheet, x: float, y: float, shown: str, fill: Fill) -> None:
    """A number on its part of a stack; on a pattern it gets a white ground."""
    if fill.hatch:
        width = text_width(shown) + 1.4
        sheet.area(x - width / 2, y - 1.7, width, 3.4, Fill(WHITE))
    sheet.text(x, y, shown, horizontal="center", vertical="center", colour=fill.text)
