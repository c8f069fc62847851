"""The time axis of activity overviews: its names and lines, the bars and diamonds along it, the line for a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, PETROL, RULE, WHITE, Fill, Sheet, words
from pipeline.content.plotting import MARGIN, Scale
from pipeline.content.timespans import fitting_axis, ticks_of
from pipeline.content.typeface import SMALL_SIZE, line_height, text_width
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.content.drawing import Words
    from pipeline.content.timespans import Tick
    from pipeline.figures.book import Activity, Axis, OverviewDefinition

#: Thickness of a bar, half a diamond, the least that a bar is wide; millimetres.
BAR: Final = 3.4
_DIAMOND: Final = 2.1
_SHORTEST: Final = 1.0

#: From the names of activities to where the axis begins.
_GAP: Final = 3.0

#: From a line to the name behind it; millimetres.
_ASIDE: Final = 0.8

#: Ticks that an axis has at least.
_FEWEST: Final = 3

#: Ticks that are nearer to each other have no lines.
_CROWDED: Final = 1.2

#: Room of the axis: two lines of text.
AXIS: Final = 2 * line_height(SMALL_SIZE) + 2.4


class TimeAxis:
    """The axis: where the names end, where a day lies, and what stands above."""

    def __init__(self, overview: OverviewDefinition, room: float) -> None:
        """Lay it out behind `room` millimetres for names; 0 where they stand above their bars."""
        days = [day for one in overview.activities for day in (one.first, one.last)]
        if overview.status_date is not None:
            days.append(overview.status_date)
        first, last = min(days), max(days)
        self.room = room
        self.ticks = _ticks(first, last, overview.axis or fitting_axis(first, last))
        self.start, self.end = MARGIN + (room + _GAP if room else 0.0), overview.width - MARGIN
        self.years = first.year != last.year
        self._scale = Scale(self.ticks[0].first.toordinal(), self.ticks[-1].after.toordinal(), self.start, self.end)

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self._scale(day.toordinal())

    def middle(self, day: date) -> float:
        """Where a day has its middle."""
        return self._scale(day.toordinal() + 0.5)

    def names(self) -> list[Words]:
        """The names of the ticks, with their base line at 0: the longest that all have room for, or every second one.

        None at all where not one in a year, or in a month of weeks, would be named.
        """
        widths = [self.at(tick.after) - self.at(tick.first) - _ASIDE for tick in self.ticks]
        forms = len(self.ticks[0].names)
        for form in range(forms):
            names = [tick.names[form] for tick in self.ticks]
            if all(text_width(name, SMALL_SIZE) <= width for name, width in zip(names, widths, strict=True)):
                middles = ((self.at(tick.first) + self.at(tick.after)) / 2 for tick in self.ticks)
                return [self._name(middle, name) for middle, name in zip(middles, names, strict=True)]
        names = [tick.names[min(1, forms - 1)] for tick in self.ticks]
        widest = max(text_width(name, SMALL_SIZE) for name in names) + 2 * _ASIDE
        every = int(-(-widest // (min(widths) + _ASIDE)))
        if every > max(Counter(tick.group for tick in self.ticks).values()):
            return []
        # behind the line that the tick begins with, which may be that of a year
        lefts = [self.at(tick.first) + _ASIDE for tick in self.ticks]
        named = [self._name(x + text_width(name, SMALL_SIZE) / 2, name) for x, name in zip(lefts, names, strict=True)]
        return named[::every]

    def _name(self, middle: float, name: str) -> Words:
        half = text_width(name, SMALL_SIZE) / 2
        middle = max(self.start + half, min(middle, self.end - half))
        return words(middle, 0.0, name, SMALL_SIZE, colour=GREY, horizontal="center")

    def groups(self) -> list[tuple[float, str]]:
        """Where each year, or month of weeks, begins, and its name; only some have one where room is scarce."""
        begins = [tick for before, tick in zip([None, *self.ticks], self.ticks, strict=False) if _begins(before, tick)]
        edges = [*(self.at(tick.first) for tick in begins), self.end]
        rooms = [end - x - 1.0 for x, end in pairwise(edges)]
        names = [
            next((form for form in (tick.group, tick.group.rpartition(" ")[0]) if _bold(form) < room), "")
            for tick, room in zip(begins, rooms, strict=True)
        ]
        if not any(names[1:-1]) and len(names) > _FEWEST:
            widest = max(_bold(tick.group) for tick in begins)
            every = int(-(-(widest + 2.0) // (min(rooms[1:-1]) + 1.0)))
            names = [
                tick.group if at % every == 1 and x + 1.0 + _bold(tick.group) < self.end else ""
                for at, (tick, x) in enumerate(zip(begins, edges, strict=False))
            ]
        return list(zip(edges, names, strict=False))


def _begins(before: Tick | None, tick: Tick) -> bool:
    """Whether a year, or a month of weeks, begins with a tick."""
    return before is None or before.group != tick.group


def _bold(text: str) -> float:
    return text_width(text, SMALL_SIZE, bold=True)


def _ticks(first: date, last: date, axis: Axis) -> list[Tick]:
    """The ticks, with one more on either side where there are so few that they would say little."""
    ticks = ticks_of(first, last, axis)
    return ticks if len(ticks) >= _FEWEST else ticks_of(ticks[0].first - timedelta(1), ticks[-1].after, axis)


def draw_axis(sheet: Sheet, axis: TimeAxis, spans: Sequence[tuple[float, float]]) -> None:
    """The names of the axis, and its lines through what lies between a top and a foot, the first right below them."""
    (top, foot), *others = spans
    step = line_height(SMALL_SIZE)
    base = top + 1.2 + step * 0.22  # of the names of the ticks
    lines = [axis.at(tick.first) for tick in axis.ticks[1:]]
    crowded = (axis.end - axis.start) / len(axis.ticks) < _CROWDED
    for x in () if crowded else lines:
        for upper, lower in spans:
            sheet.line([(x, upper), (x, lower)], colour=RULE, width=0.5)
    for name in axis.names():
        placed = replace(name, y=base)
        if sheet.is_free(placed.box):
            sheet.shapes.append(placed)
    named = 0.0
    for index, (x, group) in enumerate(axis.groups()):
        if index:
            # not through the name of a year before
            for upper, lower in ((top + AXIS if x >= named else top, foot), *others):
                sheet.line([(x, upper), (x, lower)], colour=RULE, width=1.2)
        named = x + _ASIDE + _bold(group) if group else named
        sheet.text(x + _ASIDE, base + step, group, size=SMALL_SIZE, bold=True, colour=GREY)
    sheet.line([(MARGIN, top), (sheet.width - MARGIN, top)], colour=INK, width=0.8)


def draw_bar(sheet: Sheet, axis: TimeAxis, activity: Activity, middle: float) -> tuple[float, float]:
    """Draw a bar, or a diamond for a single day; returns where it begins and ends."""
    if activity.first == activity.last:
        x = axis.middle(activity.first)
        left, right = x - _DIAMOND, x + _DIAMOND
        sheet.shape([(x, middle + _DIAMOND), (right, middle), (x, middle - _DIAMOND), (left, middle)], PETROL)
    else:
        left, right = axis.at(activity.first), axis.at(activity.last + timedelta(1))
        right = max(right, left + _SHORTEST)
        sheet.area(left, middle - BAR / 2, right - left, BAR, Fill(PETROL))
    return left, right


def feet_of(overview: OverviewDefinition) -> float:
    """Room below the rows: for the name of the status line, where there is one."""
    return MARGIN + (line_height(SMALL_SIZE) + 1.0 if overview.status_date else 0)


def draw_status(sheet: Sheet, x: float, top: float, foot: float) -> None:
    """A dashed line through a row, on white so that it shows on bars too."""
    sheet.line([(x, top), (x, foot)], colour=WHITE, width=2.6)
    sheet.line([(x, top), (x, foot)], colour=INK, width=1.1, dashes=(2.4, 1.6))


def write_status(sheet: Sheet, x: float, day: date, foot: float) -> None:
    """Below the line, what it stands for."""
    text = f"Läget den {format_date(day)}"
    half = text_width(text, SMALL_SIZE, bold=True) / 2
    middle = max(MARGIN + half, min(x, sheet.width - MARGIN - half))
    sheet.line([(x, foot), (x, foot - 1.0)], colour=INK, width=1.1)
    sheet.lines(middle, foot - 1.0, [text], size=SMALL_SIZE, bold=True, horizontal="center")
