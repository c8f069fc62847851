"""The table of all steps of a follow-up, one for each goal: what was planned, its status and the comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text
from pipeline.figures.wording import NO_BREAK_SPACE
from pipeline.followup.answers import Status
from pipeline.kinds.plans.cells import Tone, data_cell, header_row, heading_cell, text_cell
from pipeline.kinds.plans.plan_table import goal_title
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from pipeline.content.model import Block
    from pipeline.faults import Faults
    from pipeline.followup.measures import Goal, Measure
    from pipeline.followup.standing import FollowUp, Standing

#: Shares of the page's width: Nr, Steg, Ansvarig, Tidpunkt, Status, Kommentar.
_COLUMNS: Final = (Column(1.3), Column(6.75), Column(4.5), Column(3.2), Column(3.5), Column(5.2))

_TONES: Final[dict[Status, Tone | None]] = {
    Status.NOT_BEGUN: None,
    Status.UNDER_WAY: None,
    Status.CONTINUOUS: "good",
    Status.DONE: "good",
    Status.DELAYED: "attention",
    Status.DROPPED: "quiet",
}


def measures_blocks(follow_up: FollowUp, faults: Faults) -> tuple[Block, ...]:
    """A heading and a table for each goal."""
    blocks: list[Block] = [Heading(1, (Text("Alla steg, delmål för delmål"),), label="sec-steg")]
    for goal in follow_up.plan.goals:
        blocks.append(Heading(2, (Text(goal_title(goal), goal.name.place),), origin=goal.name.place))
        blocks.append(_table(goal, follow_up, faults))
    return tuple(blocks)


def _table(goal: Goal, follow_up: FollowUp, faults: Faults) -> Table:
    return Table(
        columns=_COLUMNS,
        header=(header_row("Nr", "Steg", "Ansvarig", "Tidpunkt", "Status", "Kommentar"),),
        rows=tuple(row for measure in goal.measures for row in _measure_rows(measure, follow_up, faults)),
        summary=f"Stegen under målet {goal.name.text} med ansvarig, tidpunkt, status och kommentar.",
        style="plan",
        origin=goal.name.place,
    )


def _measure_rows(measure: Measure, follow_up: FollowUp, faults: Faults) -> list[Row]:
    """The measure as a heading over the whole width, kept with its first step, and its steps."""
    what = heading_cell(measure.what, faults, columns=len(_COLUMNS))
    rows = [Row((what,), keep_with_next=True)]
    for step in measure.steps:
        standing = follow_up.standings[step.id]
        cells = (
            text_cell(step.id, origin=step.place, header=True),
            data_cell(step.how, faults),
            data_cell(step.who, faults),
            data_cell(step.when, faults),
            _status_cell(standing),
            data_cell(standing.answer.comment, faults),
        )
        rows.append(Row(cells))
    return rows


def _status_cell(standing: Standing) -> Cell:
    """The status in words, with its day; what is overdue is said in words too, as colour alone says nothing.

    Each of them comes from a cell of its own, to which an author is led from it.
    """
    answer = standing.answer
    since = format_date(answer.done) if answer.done else ""
    if since and answer.status is Status.CONTINUOUS:
        since = f"sedan {since}"
    elif since and answer.status is not Status.DONE:
        since = f"delvis klart {since}"
    # In a column this narrow the line must break before the day, not in it.
    day = format_date(standing.missed[0]).replace(" ", NO_BREAK_SPACE) if standing.missed else ""
    late = f"Förfallet sedan {day}" if day else ""
    tone: Tone | None = "bad" if standing.overdue else _TONES[answer.status]
    place = answer.status_cell.place
    said = ((answer.status.value, place), (since, answer.done_cell.place), (late, standing.step.when.place))
    children = tuple(Paragraph((Text(text, origin),), origin=origin) for text, origin in said if text)
    return Cell(children, origin=place, tone=tone)
