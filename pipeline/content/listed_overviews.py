"""Activity overviews for narrow screens: each activity with its name and its days above its bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, RULE, Sheet
from pipeline.content.overview_rows import draw_heading, heading_row
from pipeline.content.plotting import MARGIN
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
from pipeline.content.typeface import SMALL_SIZE, line_height, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.overview_rows import Row
    from pipeline.figures.book import OverviewDefinition

#: Height of the stretch that a bar lies in, and what a row leaves free above and below; millimetres.
_LANE: Final = BAR + 2.4
_PADDING: Final = 1.2

#: Height of the line with the days.
_DAYS: Final = line_height(SMALL_SIZE)


def listed_sheet(overview: OverviewDefinition, page: Sequence[Row]) -> Sheet:
    """The rows of one picture, as high as they take.

    Args:
        overview: with the width of the sheet.
        page: the rows, whose text is broken anew.
    """
    axis = TimeAxis(overview, 0.0)
    headings = {at: heading_row(row.text, overview) for at, row in enumerate(page) if row.activity is None}
    names = [wrapped(row.text, overview.width - 2 * MARGIN, anywhere=True) for row in page]
    heights = [
        headings[at].height if at in headings else _PADDING + line_height() * len(lines) + _DAYS + _LANE
        for at, lines in enumerate(names)
    ]
    sheet = Sheet(overview.width, round(MARGIN + AXIS + sum(heights) + feet_of(overview), 1))
    top = sheet.height - MARGIN - AXIS
    feet = [top - sum(heights[: at + 1]) for at in range(len(page))]
    lanes = [(foot + _LANE, foot) for at, foot in enumerate(feet) if at not in headings]
    draw_axis(sheet, axis, [(top, top - 1.0), *lanes])
    for at, (row, foot) in enumerate(zip(page, feet, strict=True)):
        if row.activity is None:
            draw_heading(sheet, headings[at], foot + heights[at])
            continue
        under = sheet.lines(MARGIN, foot + heights[at] - _PADDING, names[at])
        days = days_in_short(row.activity.first, row.activity.last, year=axis.years)
        sheet.lines(MARGIN, under, [days], size=SMALL_SIZE, colour=GREY)
        draw_bar(sheet, axis, row.activity, foot + _LANE / 2)
        if overview.status_date is not None:
            draw_status(sheet, axis.middle(overview.status_date), foot + _LANE, foot)
        sheet.line([(MARGIN, foot), (sheet.width - MARGIN, foot)], colour=RULE, width=0.6)
    if overview.status_date is not None:
        write_status(sheet, axis.middle(overview.status_date), overview.status_date, feet[-1])
    return sheet
