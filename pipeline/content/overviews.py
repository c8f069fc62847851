"""Activity overviews (aktivitetsöversikter, Gantt charts): a bar from first to last day, a diamond for a single day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, PETROL, RULE, TINT, WHITE, Fill, Sheet, words
from pipeline.content.plotting import MARGIN, Scale, highest, refuse
from pipeline.content.timespans import days_in_short, fitting_axis, ticks_of
from pipeline.content.typeface import (
    CAPITALS,
    SMALL_SIZE,
    check_characters,
    line_height,
    millimetres,
    text_width,
    wrapped,
)
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.content.drawing import Words
    from pipeline.content.timespans import Tick
    from pipeline.figures.book import Activity, Axis, OverviewDefinition

#: Thickness of a bar, half a diamond, the least that a bar is wide, and the least height of a row; millimetres.
_BAR: Final = 3.4
_DIAMOND: Final = 2.1
_SHORTEST: Final = 1.0
_ROW: Final = 5.8
_PADDING: Final = 1.8

#: Part of the width that the names may take; more where a name cannot be divided otherwise.
_NAMES: Final = (0.32, 0.42)
_GAP: Final = 3.0

#: Ticks that an axis has at least.
_FEWEST: Final = 3

#: Room of the axis: two lines of text.
_AXIS: Final = 2 * line_height(SMALL_SIZE) + 2.4

#: What a group's heading says where its activities go on in another picture.
_CONTINUED: Final = "{} (forts.)"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: an activity, or the heading of a group when there is none."""

    lines: tuple[str, ...]
    activity: Activity | None = None

    @property
    def height(self) -> float:
        return max(_ROW, line_height() * len(self.lines) + _PADDING)


@dataclass(frozen=True, slots=True)
class OverviewSheet:
    """One picture of an overview, and the activities in it."""

    sheet: Sheet
    activities: tuple[Activity, ...]


def overview_sheets(overview: OverviewDefinition) -> tuple[OverviewSheet, ...]:
    """The pictures of an overview: several where its rows do not stand on one page.

    Raises:
        FaultError: I253 a name that does not fit, too little height, or a character that cannot be drawn.
    """
    texts = [text for one in overview.activities for text in (one.label, one.group)]
    check_characters(texts, overview.place)
    axis = _TimeAxis(overview)
    most = overview.height or highest(overview.width)
    feet = MARGIN + (line_height(SMALL_SIZE) + 1.0 if overview.status_date else 0)
    room = most - MARGIN - _AXIS - feet
    if room < 3 * _ROW:
        raise refuse(overview, "is too low for its activities", "Give it a greater height.")
    return tuple(_page(overview, axis, page, feet) for page in _pages(overview, axis.room, room))


class _TimeAxis:
    """The axis: where the names end, where a day lies, and what stands above."""

    def __init__(self, overview: OverviewDefinition) -> None:
        days = [day for one in overview.activities for day in (one.first, one.last)]
        if overview.status_date is not None:
            days.append(overview.status_date)
        first, last = min(days), max(days)
        self.room = _name_room(overview)
        self.ticks = _ticks(first, last, overview.axis or fitting_axis(first, last))
        self.start, self.end = MARGIN + self.room + _GAP, overview.width - MARGIN
        self.years = first.year != last.year
        self._scale = Scale(self.ticks[0].first.toordinal(), self.ticks[-1].after.toordinal(), self.start, self.end)

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self._scale(day.toordinal())

    def middle(self, day: date) -> float:
        """Where a day has its middle."""
        return self._scale(day.toordinal() + 0.5)

    def names(self) -> list[tuple[Tick, str]]:
        """The ticks that are named and their names: the longest that all have room for, or every second, third."""
        widths = [self.at(tick.after) - self.at(tick.first) - 0.8 for tick in self.ticks]
        forms = len(self.ticks[0].names)
        for form in range(forms):
            names = [tick.names[form] for tick in self.ticks]
            if all(text_width(name, SMALL_SIZE) <= width for name, width in zip(names, widths, strict=True)):
                return list(zip(self.ticks, names, strict=True))
        names = [tick.names[min(1, forms - 1)] for tick in self.ticks]
        widest = max(text_width(name, SMALL_SIZE) for name in names) + 1.6
        every = int(-(-widest // (min(widths) + 0.8)))
        return list(zip(self.ticks, names, strict=True))[::every]


def _ticks(first: date, last: date, axis: Axis) -> list[Tick]:
    """The ticks, with one more on either side where there are so few that they would say little."""
    ticks = ticks_of(first, last, axis)
    return ticks if len(ticks) >= _FEWEST else ticks_of(ticks[0].first - timedelta(1), ticks[-1].after, axis)


def _name_room(overview: OverviewDefinition) -> float:
    longest = max(text_width(one.label) for one in overview.activities)
    for part in _NAMES:
        room = min(longest + 0.5, overview.width * part)
        lines = (line for one in overview.activities for line in wrapped(one.label, room))
        if all(text_width(line) <= room for line in lines):
            return room
    raise refuse(overview, "is too narrow for its names", "Give it a greater width, or shorter names.")


def _pages(overview: OverviewDefinition, room: float, most: float) -> list[list[_Line]]:
    """The rows, divided so that each picture is at most `most` high; a heading stays with what follows it."""
    pages: list[list[_Line]] = [[]]
    used = 0.0
    group = ""
    across = overview.width - 2 * MARGIN - 2.0
    for one in overview.activities:
        row = _Line(tuple(wrapped(one.label, room)), one)
        heading = _heading(one.group, across) if one.group and one.group != group else None
        group = one.group
        needed = row.height + (heading.height if heading else 0)
        if pages[-1] and used + needed > most:
            pages.append([])
            used = 0.0
            if group and heading is None:
                heading = _heading(_CONTINUED.format(group), across)
                needed += heading.height
        if heading is not None:
            pages[-1].append(heading)
        pages[-1].append(row)
        used += needed
    return pages


def _heading(text: str, across: float) -> _Line:
    return _Line(tuple(wrapped(text, across, bold=True)))


def _page(overview: OverviewDefinition, axis: _TimeAxis, page: Sequence[_Line], feet: float) -> OverviewSheet:
    height = sum(row.height for row in page)
    sheet = Sheet(overview.width, round(MARGIN + _AXIS + height + feet, 1))
    top = sheet.height - MARGIN - _AXIS
    _draw_axis(sheet, axis, top, top - height)
    labels: list[Words] = []
    y = top
    for row in page:
        under = y - row.height
        if row.activity is None:
            sheet.area(MARGIN, under, sheet.width - 2 * MARGIN, row.height, Fill(TINT))
            sheet.lines(MARGIN + 1.0, y - _centred(row), row.lines, bold=True)
        else:
            sheet.lines(MARGIN + axis.room, y - _centred(row), row.lines, horizontal="right")
            labels.append(_draw_activity(overview, sheet, axis, row.activity, (y + under) / 2))
            if overview.status_date is not None:
                _draw_status(sheet, axis.middle(overview.status_date), y, under)
        y = under
    for label in labels:  # above the lines of the axis and of the status
        box = label.box
        if label.colour == WHITE:
            middle = label.y + millimetres(SMALL_SIZE * CAPITALS / 2)
            sheet.area(box.left - 0.4, middle - _BAR / 2, box.right - box.left + 0.8, _BAR, Fill(PETROL))
        else:
            sheet.area(box.left - 0.4, box.bottom, box.right - box.left + 0.8, box.top - box.bottom, Fill(WHITE))
        sheet.shapes.append(label)
    sheet.line([(MARGIN, y), (sheet.width - MARGIN, y)], colour=RULE, width=0.6)
    if overview.status_date is not None:
        _write_status(sheet, axis.middle(overview.status_date), overview.status_date, y)
    return OverviewSheet(sheet, tuple(row.activity for row in page if row.activity is not None))


def _centred(row: _Line) -> float:
    """From a row's top to its first line of text."""
    return (row.height - line_height() * len(row.lines)) / 2


def _draw_axis(sheet: Sheet, axis: _TimeAxis, top: float, foot: float) -> None:
    step = line_height(SMALL_SIZE)
    lower = top + 1.2 + step * 0.22
    for tick in axis.ticks[1:]:
        x = axis.at(tick.first)
        sheet.line([(x, top), (x, foot)], colour=RULE, width=0.5)
    for tick, name in axis.names():
        middle = (axis.at(tick.first) + axis.at(tick.after)) / 2
        half = text_width(name, SMALL_SIZE) / 2
        middle = max(axis.start + half, min(middle, axis.end - half))
        line = words(middle, lower, name, SMALL_SIZE, colour=GREY, horizontal="center")
        if sheet.is_free(line.box):
            sheet.shapes.append(line)
    group = ""
    for index, tick in enumerate(axis.ticks):
        if tick.group == group:
            continue
        group = tick.group
        after = next((other for other in axis.ticks[index:] if other.group != group), None)
        x, end = axis.at(tick.first), axis.at(after.first) if after else axis.end
        if index:
            sheet.line([(x, top + _AXIS), (x, foot)], colour=RULE, width=1.2)
        forms = (group, group.rpartition(" ")[0])
        name = next((form for form in forms if text_width(form, SMALL_SIZE, bold=True) + 1.0 < end - x), "")
        sheet.text(x + 0.8, lower + step, name, size=SMALL_SIZE, bold=True, colour=GREY)
    sheet.line([(MARGIN, top), (sheet.width - MARGIN, top)], colour=INK, width=0.8)


def _draw_activity(
    overview: OverviewDefinition, sheet: Sheet, axis: _TimeAxis, activity: Activity, middle: float
) -> Words:
    """Draw a bar or a diamond; returns its days as a label, beside it where there is room, else in it."""
    if activity.first == activity.last:
        x = axis.middle(activity.first)
        left, right = x - _DIAMOND, x + _DIAMOND
        sheet.shape([(x, middle + _DIAMOND), (right, middle), (x, middle - _DIAMOND), (left, middle)], PETROL)
    else:
        left, right = axis.at(activity.first), axis.at(activity.last + timedelta(1))
        right = max(right, left + _SHORTEST)
        sheet.area(left, middle - _BAR / 2, right - left, _BAR, Fill(PETROL))
    for text in _days(activity, years=axis.years):
        label = _label(overview, axis, text, (left, right), middle)
        if label is not None:
            return label
    raise refuse(overview, "is too narrow for the days at its bars", "Give it a greater width.")


def _days(activity: Activity, *, years: bool) -> tuple[str, ...]:
    """The days as a label says them, the fullest first; the years stand above the axis too."""
    short = days_in_short(activity.first, activity.last, year=False)
    return (days_in_short(activity.first, activity.last, year=True), short) if years else (short,)


def _label(
    overview: OverviewDefinition, axis: _TimeAxis, text: str, bar: tuple[float, float], middle: float
) -> Words | None:
    """A label behind its bar, before it, or in it; None where it fits nowhere."""
    left, right = bar
    width = text_width(text, SMALL_SIZE)
    if right + 1.2 + width <= overview.width - MARGIN:
        return words(right + 1.2, middle, text, SMALL_SIZE, vertical="center")
    if left - 1.2 - width >= axis.start:
        return words(left - 1.2, middle, text, SMALL_SIZE, horizontal="right", vertical="center")
    if width + 2.0 <= right - left:
        x = left + 1.0
        if overview.status_date is not None and x - 1.0 < axis.middle(overview.status_date) < x + width + 1.0:
            beyond = axis.middle(overview.status_date) + 1.2
            x = beyond if beyond + width <= right - 0.8 else x
        return words(x, middle, text, SMALL_SIZE, colour=WHITE, vertical="center")
    return None


def _draw_status(sheet: Sheet, x: float, top: float, foot: float) -> None:
    """A dashed line through a row, on white so that it shows on bars too."""
    sheet.line([(x, top), (x, foot)], colour=WHITE, width=2.6)
    sheet.line([(x, top), (x, foot)], colour=INK, width=1.1, dashes=(2.4, 1.6))


def _write_status(sheet: Sheet, x: float, day: date, foot: float) -> None:
    """Below the line, what it stands for."""
    text = f"Läget den {format_date(day)}"
    half = text_width(text, SMALL_SIZE, bold=True) / 2
    middle = max(MARGIN + half, min(x, sheet.width - MARGIN - half))
    sheet.line([(x, foot), (x, foot - 1.0)], colour=INK, width=1.1)
    sheet.lines(middle, foot - 1.0, [text], size=SMALL_SIZE, bold=True, horizontal="center")
