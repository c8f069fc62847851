"""The table Mål · Vad · Hur · Vem · När of an action plan, one for each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text
from pipeline.kinds.plans.cells import (
    bullet_list,
    data_cell,
    data_paragraphs,
    header_row,
    heading_cell,
    numbered_paragraphs,
)

if TYPE_CHECKING:
    from pipeline.content.model import Block, ItemList
    from pipeline.faults import Faults
    from pipeline.followup.measures import Goal, Measure, Plan

#: Shares of the page's width: Vad, Hur, Vem, När.
_COLUMNS: Final = (Column(5.4), Column(8.8), Column(6.2), Column(3.4))


def goal_list(plan: Plan) -> ItemList:
    """The goals with their letters."""
    return bullet_list(
        (Text(f"Delmål {goal.id}: ", goal.name.place), Text(goal.name.text, goal.name.place, strong=True))
        for goal in plan.goals
    )


def goal_blocks(goal: Goal, faults: Faults) -> tuple[Block, ...]:
    """A goal's heading and its table.

    The goal's name is a header row, so that it stands on every page that the table reaches: a cell merged over all of
    the goal's rows would stand on the first only. What is to be done (vad) spans its steps, and its rows keep together.
    """
    place = goal.name.place
    mark = Text(f"Mål {goal.id}: ", place)
    first, *others = data_paragraphs(goal.name, faults) or (Paragraph(()),)
    name = (Paragraph((mark, *first.children), origin=place), *others)
    table = Table(
        columns=_COLUMNS,
        header=(
            Row((Cell(name, columns=len(_COLUMNS), origin=place),)),
            header_row("Vad", "Hur", "Vem", "När"),
        ),
        rows=tuple(row for measure in goal.measures for row in _measure_rows(measure, faults)),
        summary=f"Åtgärderna för målet {goal.name.text}: vad som ska göras, hur, av vem och när.",
        style="plan",
        origin=place,
    )
    return (Heading(2, (Text(goal_title(goal), place),), numbered=False, origin=place), table)


def goal_title(goal: Goal) -> str:
    """A goal as headings name it."""
    return f"Delmål {goal.id}: {goal.name.text}"


def _measure_rows(measure: Measure, faults: Faults) -> list[Row]:
    rows: list[Row] = []
    for number, step in enumerate(measure.steps):
        how = Cell(numbered_paragraphs(step.id, step.how, faults), origin=step.how.place)
        cells = [how, data_cell(step.who, faults), data_cell(step.when, faults)]
        if number == 0:
            cells.insert(0, heading_cell(measure.what, faults, rows=len(measure.steps)))
        rows.append(Row(tuple(cells), keep_with_next=number < len(measure.steps) - 1))
    return rows
