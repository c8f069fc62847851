"""Bars side by side: upright when all names fit below, lying when they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pipeline.content.drawing import GREY, INK, Sheet
from pipeline.content.keys import SIGN, Key
from pipeline.content.numbers import decimals_for, shown_value, values_of
from pipeline.content.plotting import (
    FILLS,
    MARGIN,
    Scale,
    category_title_height,
    headline,
    headline_height,
    highest,
    refuse,
    write_category_title,
)
from pipeline.content.typeface import SMALL_SIZE, TEXT_SIZE, line_height, text_width, wrapped

if TYPE_CHECKING:
    from pipeline.figures.book import ChartDefinition

#: Thickness of lying bars and the gap between groups, in millimetres: for few bars and for many.
_THICK: Final = (5.6, 3.6)
_DENSE: Final = (4.4, 2.2)
_FEW: Final = 14

#: Thinnest bars whose labels do not touch each other.
_THIN: Final = 3.4

#: Widest upright bar, and the most that a category takes of the sheet's width.
_WIDEST_BAR: Final = 18.0
_WIDEST_SLOT: Final = 42.0

#: Below a name that stands above its bars, and below those; millimetres.
_NAME_GAP: Final = 1.0
_LISTED_GAP: Final = 2.6

#: Millimetres that the longest of lying bars has at least.
_SHORTEST: Final = 20.0
_SHORTEST_LISTED: Final = 8.0

#: Part of the width of a narrow screen that the labels of bars may take with the names of the series in them.
_LABELS: Final = 0.5

#: Part of the width that the names of lying bars may take; more where a name cannot be divided otherwise.
_NAMES: Final = (0.38, 0.5)


def _slot(chart: ChartDefinition) -> float:
    return min(_WIDEST_SLOT, (chart.width - 2 * MARGIN) / len(chart.categories))


def fits_upright(chart: ChartDefinition) -> bool:
    """Whether the names of categories, and of series below each bar, fit below upright bars."""
    slot = _slot(chart)
    lines = [wrapped(name, slot - 2.0) for name in chart.categories]
    if any(len(name) > 2 or any(text_width(line) > slot - 2.0 for line in name) for name in lines):
        return False
    if chart.type == "stacked-bar":
        return slot >= 12.0
    decimals = decimals_for(chart)
    bar = min(_WIDEST_BAR, slot * 0.78 / len(chart.series))
    labels = (shown_value(series, index, decimals) for series in chart.series for index in range(len(chart.categories)))
    # a value may be wider than its bar only where no other bar stands beside it
    room = bar - 0.4 if len(chart.series) > 1 else min(bar * 1.18, slot - 1.5)
    if any(text_width(label, bold=True) > room for label in labels):
        return False
    return len(chart.series) == 1 or all(text_width(item.name, SMALL_SIZE) <= bar - 0.6 for item in chart.series)


def has_short_names(chart: ChartDefinition) -> bool:
    """Whether the names of categories stand on a line each beside lying bars."""
    return all(text_width(name) <= chart.width * _NAMES[0] for name in chart.categories)


def upright_sheet(chart: ChartDefinition) -> Sheet:
    """Upright bars, their values on top and their names below."""
    sheet = Sheet(chart.width, chart.height or chart.width * 0.5)
    decimals, slot, step = decimals_for(chart), _slot(chart), line_height()
    several = len(chart.series) > 1
    bar = min(_WIDEST_BAR, slot * 0.78 / len(chart.series))
    names = [wrapped(name, slot - 2.0) for name in chart.categories]
    below = MARGIN + step * max(len(lines) for lines in names) + 1.2
    below += line_height(SMALL_SIZE) + 0.8 if several else 0
    below += category_title_height(chart)
    top = headline(chart, sheet) - step - 0.6
    low = min(0.0, *map(float, values_of(chart)))
    high = max(0.0, *map(float, values_of(chart)))
    bottom = below + (step + 0.8 if low < 0 else 0)
    if top - bottom < 15:
        raise refuse(chart, "is too low for its bars", "Give it a greater height.")
    scale = Scale(low, high if high > low else 1.0, bottom, top)
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
            shown = shown_value(series, index, decimals)
            colour = GREY if value is None else INK
            sheet.text(x, y, shown, bold=value is not None, horizontal="center", colour=colour)
            if several:
                under = below - line_height(SMALL_SIZE) * 0.78 - 0.9
                sheet.text(x, under, series.name, size=SMALL_SIZE, horizontal="center", colour=GREY)
        start = below - 1.0 - (line_height(SMALL_SIZE) + 0.8 if several else 0)
        sheet.lines(middle, start, lines, horizontal="center", bold=several)
    right = MARGIN + slot * len(names)
    sheet.line([(MARGIN, zero), (right, zero)], colour=INK, width=0.8)
    write_category_title(chart, sheet, (MARGIN + right) / 2)
    return sheet


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where lying bars lie: the sheet, their names, and each category's top edge.

    Attributes:
        left: where bars begin.
        bar: thickness of one bar.
        bars: in each lane.
        tops: top edge of each category's bars.
        listed: whether the names stand above their bars instead of beside them.
    """

    sheet: Sheet
    left: float
    bar: float
    bars: int
    tops: tuple[float, ...]
    listed: bool = False

    @property
    def least(self) -> float:
        """Millimetres that the longest bar has at least."""
        return _SHORTEST_LISTED if self.listed else _SHORTEST

    def draw_foot(self, x: float) -> None:
        """The line that the bars begin at, which does not run through the names."""
        beyond = 0.6 if self.listed else 1.2
        thick = self.bar * self.bars
        spans = [(top, top - thick) for top in self.tops] if self.listed else [(self.tops[0], self.tops[-1] - thick)]
        for top, foot in spans:
            self.sheet.line([(x, top + beyond), (x, foot - beyond)], colour=INK, width=0.8)


def lay_out(chart: ChartDefinition, bars: int, above: float = 0.0) -> Lanes:
    """Divide a sheet into lanes for lying bars, and write the names of the categories and the unit.

    Args:
        chart: what to draw.
        bars: number of bars in each lane.
        above: millimetres to leave free below the unit.

    Raises:
        FaultError: I253 the chart's height leaves too little for each bar, or a page does; its width for a name.
    """
    room, names = _names(chart)
    step, count = line_height(), len(names)
    thick, gap = _THICK if count * bars <= _FEW else _DENSE
    bar = thick if bars == 1 else max(_THIN, thick * 0.86)
    left = MARGIN + room + 2.5
    heads = headline_height(chart) + above
    lanes = [max(bar * bars, step * len(lines)) for lines in names]
    wanted = heads + sum(lanes) + gap * count + MARGIN
    most = chart.height or highest(chart.width)
    if wanted > most:
        squeeze = (most - heads - MARGIN) / (sum(lanes) + gap * count)
        bar, gap = bar * squeeze, gap * squeeze
        lanes = [max(bar * bars, step * len(lines)) for lines in names]
        # names are no lower than they were
        gap = min(gap, (most - heads - MARGIN - sum(lanes)) / count)
        if bar < _THIN or gap < 0:
            problem = f"is too low for {count} categories" if chart.height else f"would be {wanted:.0f} mm high"
            todo = f"It needs {wanted:.0f} mm in height." if wanted <= highest(chart.width) else ""
            raise refuse(chart, problem, todo or "Show fewer categories or series, or make it a line or a table.")
        wanted = most
    elif chart.height is not None:
        gap += (chart.height - wanted) / count
    sheet = Sheet(chart.width, chart.height or round(wanted, 1))
    top = headline(chart, sheet) - above - gap / 2
    tops = []
    for lane, lines in zip(lanes, names, strict=True):
        sheet.lines(left - 2.0, top - (lane - step * len(lines)) / 2, lines, horizontal="right")
        tops.append(top - (lane - bar * bars) / 2)
        top -= lane + gap
    return Lanes(sheet, left, bar, bars, tuple(tops))


def list_lanes(chart: ChartDefinition, bars: int, above: float = 0.0) -> Lanes:
    """The same for a narrow screen: names stand above their bars, which have all of the width; as high as it takes."""
    step, bar = line_height(), _THICK[0] if bars == 1 else _DENSE[0]
    names = [wrapped(name, chart.width - 2 * MARGIN, anywhere=True) for name in chart.categories]
    lanes = [step * len(lines) + _NAME_GAP + bar * bars + _LISTED_GAP for lines in names]
    sheet = Sheet(chart.width, round(headline_height(chart) + above + sum(lanes) + MARGIN, 1))
    top = headline(chart, sheet) - above
    tops = []
    for lane, lines in zip(lanes, names, strict=True):
        tops.append(sheet.lines(MARGIN, top, lines) - _NAME_GAP)
        top -= lane
    return Lanes(sheet, MARGIN + 0.2, bar, bars, tuple(tops), listed=True)


def _names(chart: ChartDefinition) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The room that the names of lying bars get, and their lines."""
    longest = max(text_width(name) for name in chart.categories)
    for part in _NAMES:
        room = min(longest + 0.5, chart.width * part)
        names = tuple(tuple(wrapped(name, room)) for name in chart.categories)
        if all(text_width(line) <= room for lines in names for line in lines):
            return room, names
    raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")


def lying_sheet(chart: ChartDefinition, *, listed: bool = False) -> Sheet:
    """Lying bars: names to the left, values and the names of series at the bars' ends.

    Args:
        chart: what to draw.
        listed: whether the names of categories stand above their bars, for a narrow screen; those of series may then
            stand in a key.
    """
    named = len(chart.series) > 1
    labels = _labels(chart, named=named)
    key = None
    if listed and named and sum(_label_rooms(chart, labels, listed=True)) > chart.width * _LABELS:
        labels, key = _labels(chart, named=False), Key([series.name for series in chart.series], chart.width)
    lanes = (list_lanes if listed else lay_out)(chart, len(chart.series), above=key.height if key else 0.0)
    sheet = lanes.sheet
    if key is not None:
        write_key(chart, sheet, key)
    low, high = min(0.0, *map(float, values_of(chart))), max(0.0, *map(float, values_of(chart)))
    room, before = _label_rooms(chart, labels, listed=listed)
    start = lanes.left + (before + 1.0 if low < 0 else 0)
    scale = Scale(low, high if high > low else 1.0, start, sheet.width - MARGIN - room)
    if scale.end - scale.start < lanes.least:
        raise refuse(chart, "is too narrow for its names", "Give it a greater width, or shorter names.")
    zero = scale(0)
    for index, top in enumerate(lanes.tops):
        for place, series in enumerate(chart.series):
            value = series.values[index]
            y = top - lanes.bar * (place + 1)
            end = zero if value is None else scale(value)
            if end != zero:
                inner = 0.25 if named else 0.0
                sheet.area(min(zero, end), y + inner, abs(end - zero), lanes.bar - 2 * inner, FILLS[place])
            shown, name, width = labels[place, index]
            x = end + 1.2 if end >= zero else end - 1.2 - width
            middle = y + lanes.bar / 2
            colour = GREY if value is None else INK
            sheet.text(x, middle, shown, bold=value is not None, vertical="center", colour=colour)
            x += text_width(shown, bold=value is not None) + 1.2
            sheet.text(x, middle, name, size=SMALL_SIZE, vertical="center", colour=GREY)
    lanes.draw_foot(zero)
    return sheet


def write_key(chart: ChartDefinition, sheet: Sheet, key: Key) -> None:
    """The names of the series with their fills, in rows below the unit."""

    def sign(place: int, x: float, y: float) -> None:
        sheet.area(x, y - 0.3, *SIGN, FILLS[place])

    key.write(sheet, sheet.height - headline_height(chart), sign)


#: Number, name and their width in millimetres, by series and category.
_Labels: TypeAlias = "dict[tuple[int, int], tuple[str, str, float]]"


def _labels(chart: ChartDefinition, *, named: bool) -> _Labels:
    decimals = decimals_for(chart)
    return {
        (place, index): _label(shown_value(series, index, decimals), series.name if named else "")
        for place, series in enumerate(chart.series)
        for index in range(len(series.values))
    }


def _label_rooms(chart: ChartDefinition, labels: _Labels, *, listed: bool) -> tuple[float, float]:
    """Millimetres for labels behind the bars and before them: on a narrow screen no more than those there take."""
    if not listed:
        return _widest(labels) + 1.2, _widest(labels) + 1.2
    below = {key for key in labels if (chart.series[key[0]].values[key[1]] or 0) < 0}
    behind = [width for key, (_, _, width) in labels.items() if key not in below]
    return max(behind, default=0.0) + 1.2, max((labels[key][2] for key in below), default=0.0) + 1.2


def _widest(labels: _Labels) -> float:
    return max(width for _, _, width in labels.values())


def _label(shown: str, name: str) -> tuple[str, str, float]:
    """Number, name and their width in millimetres."""
    width = text_width(shown, TEXT_SIZE, bold=True)
    return shown, name, width + (1.2 + text_width(name, SMALL_SIZE) if name else 0)
