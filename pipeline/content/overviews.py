"""Activity overviews (aktivitetsöversikter, Gantt charts): a bar from first to last day, a diamond for a single day."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import PETROL, RULE, WHITE, Fill, Sheet, words
from pipeline.content.listed_overviews import listed_sheet
from pipeline.content.overview_rows import ROW, Row, above_text, draw_heading, heading_row
from pipeline.content.plotting import MARGIN, highest, refuse
from pipeline.content.screens import NARROW, narrower_sheets
from pipeline.content.time_axis import (
    AXIS,
    BAR,
    TimeAxis,
    draw_axis,
    draw_bar,
    draw_status,
    feet_of,
    write_status,
)
from pipeline.content.timespans import days_in_short
from pipeline.content.typeface import (
    CAPITALS,
    SMALL_SIZE,
    check_characters,
    millimetres,
    text_width,
    wrapped,
)
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.drawing import Words
    from pipeline.figures.book import Activity, OverviewDefinition

#: Part of the width that the names may take; more where a name cannot be divided otherwise.
_NAMES: Final = (0.32, 0.42)

#: What a group's heading says where its activities go on in another picture.
_CONTINUED: Final = "{} (forts.)"


@dataclass(frozen=True, slots=True)
class OverviewSheet:
    """One picture of an overview, the same for narrower screens, and the activities in it."""

    sheet: Sheet
    activities: tuple[Activity, ...]
    narrower: tuple[Sheet, ...] = ()


def overview_sheets(overview: OverviewDefinition) -> tuple[OverviewSheet, ...]:
    """The pictures of an overview: several where its rows do not stand on one page.

    Raises:
        FaultError: I253 a name that does not fit, too little height, or a character that cannot be drawn.
    """
    texts = [text for one in overview.activities for text in (one.label, one.group)]
    check_characters(texts, overview.place)
    axis = TimeAxis(overview, _name_room(overview))
    most = overview.height or highest(overview.width)
    room = most - MARGIN - AXIS - feet_of(overview)
    if room < 3 * ROW:
        raise refuse(overview, "is too low for its activities", "Give it a greater height.")
    return tuple(
        OverviewSheet(
            _page(overview, axis, page),
            tuple(row.activity for row in page if row.activity is not None),
            narrower_sheets(overview.width, partial(_sheet_for_screen, overview, page)),
        )
        for page in _pages(overview, axis.room, room)
    )


def _sheet_for_screen(overview: OverviewDefinition, page: Sequence[Row], width: float) -> Sheet:
    """A page's rows in another width, as high as it takes: on a telephone, names stand above their bars."""
    overview = replace(overview, width=width, height=None)
    if width > NARROW:
        with suppress(FaultError):
            axis = TimeAxis(overview, _name_room(overview))
            rows = [_row(row.activity, axis.room) if row.activity else heading_row(row.text, overview) for row in page]
            return _page(overview, axis, rows)
    return listed_sheet(overview, page)


def _name_room(overview: OverviewDefinition) -> float:
    longest = max(text_width(one.label) for one in overview.activities)
    for part in _NAMES:
        room = min(longest + 0.5, overview.width * part)
        lines = (line for one in overview.activities for line in wrapped(one.label, room))
        if all(text_width(line) <= room for line in lines):
            return room
    raise refuse(overview, "is too narrow for its names", "Give it a greater width, or shorter names.")


def _pages(overview: OverviewDefinition, room: float, most: float) -> list[list[Row]]:
    """The rows, divided so that each picture is at most `most` high; a heading stays with what follows it."""
    pages: list[list[Row]] = [[]]
    used = 0.0
    group = ""
    for one in overview.activities:
        row = _row(one, room)
        heading = heading_row(one.group, overview) if one.group and one.group != group else None
        group = one.group
        needed = row.height + (heading.height if heading else 0)
        if pages[-1] and used + needed > most:
            pages.append([])
            used = 0.0
            if group and heading is None:
                heading = heading_row(_CONTINUED.format(group), overview)
                needed += heading.height
        if heading is not None:
            pages[-1].append(heading)
        pages[-1].append(row)
        used += needed
    return pages


def _row(activity: Activity, room: float) -> Row:
    return Row(activity.label, tuple(wrapped(activity.label, room)), activity)


def _page(overview: OverviewDefinition, axis: TimeAxis, page: Sequence[Row]) -> Sheet:
    height = sum(row.height for row in page)
    sheet = Sheet(overview.width, round(MARGIN + AXIS + height + feet_of(overview), 1))
    top = sheet.height - MARGIN - AXIS
    draw_axis(sheet, axis, [(top, top - height)])
    labels: list[Words] = []
    y = top
    for row in page:
        under = y - row.height
        if row.activity is None:
            draw_heading(sheet, row, y)
        else:
            sheet.lines(MARGIN + axis.room, y - above_text(row), row.lines, horizontal="right")
            labels.append(_draw_activity(overview, sheet, axis, row.activity, (y + under) / 2))
            if overview.status_date is not None:
                draw_status(sheet, axis.middle(overview.status_date), y, under)
        y = under
    for label in labels:  # above the lines of the axis and of the status
        box = label.box
        if label.colour == WHITE:
            middle = label.y + millimetres(SMALL_SIZE * CAPITALS / 2)
            sheet.area(box.left - 0.4, middle - BAR / 2, box.right - box.left + 0.8, BAR, Fill(PETROL))
        else:
            sheet.area(box.left - 0.4, box.bottom, box.right - box.left + 0.8, box.top - box.bottom, Fill(WHITE))
        sheet.shapes.append(label)
    sheet.line([(MARGIN, y), (sheet.width - MARGIN, y)], colour=RULE, width=0.6)
    if overview.status_date is not None:
        write_status(sheet, axis.middle(overview.status_date), overview.status_date, y)
    return sheet


def _draw_activity(
    overview: OverviewDefinition, sheet: Sheet, axis: TimeAxis, activity: Activity, middle: float
) -> Words:
    """Draw a bar or a diamond; returns its days as a label, beside it where there is room, else in it."""
    left, right = draw_bar(sheet, axis, activity, middle)
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
    overview: OverviewDefinition, axis: TimeAxis, text: str, bar: tuple[float, float], middle: float
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
