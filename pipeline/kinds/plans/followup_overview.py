"""The front part of a follow-up: counts per goal, what is overdue, and what has changed since the last one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text, Value
from pipeline.followup.answers import Status
from pipeline.kinds.plans.cells import (
    bullet_list,
    data_cell,
    data_paragraphs,
    header_row,
    in_words,
    number_cell,
    text_cell,
)
from pipeline.kinds.plans.followup_figures import STATUS_NAMES
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.content.model import Block, Inline
    from pipeline.faults import Faults
    from pipeline.followup.measures import Step
    from pipeline.followup.standing import Changes, FollowUp, Standing
    from pipeline.places import Place

#: Order in the table of counts: from what has not begun to what is finished.
_ORDER: Final = (
    Status.NOT_BEGUN,
    Status.UNDER_WAY,
    Status.DELAYED,
    Status.CONTINUOUS,
    Status.DONE,
    Status.DROPPED,
)

_OVERDUE: Final = "Ett steg är förfallet när dess tidpunkt har passerat utan att det är gjort."


def counts_blocks(follow_up: FollowUp) -> tuple[Block, ...]:
    """The heading, and the table of steps per status and goal, with sums."""
    goals = follow_up.plan.goals
    rows = [
        _count_row(status.value, STATUS_NAMES[status], follow_up, partial(_has_status, status=status))
        for status in _ORDER
    ]
    rows.append(_count_row("Summa", "steg", follow_up, lambda _: True, strong=True))
    rows.append(_count_row("Varav förfallna", "forfallna", follow_up, lambda standing: standing.overdue))
    names = in_words([f"{goal.id}\N{NO-BREAK SPACE}= {goal.name.text}" for goal in goals])
    table = Table(
        columns=(Column(2.6), *(Column(1.2, "right") for _ in goals), Column(1.8, "right")),
        header=(header_row("Status", *(goal.id for goal in goals), "Hela planen"),),
        rows=tuple(rows),
        caption=_caption(f"Antal steg efter status och delmål den {format_date(follow_up.as_of)}"),
        label="tbl-lage",
        notes=(Paragraph((Text(f"Delmål: {names}."),), "note"),),
        summary="En rad för varje status med antalet steg i varje delmål och i hela planen, sedan summor.",
    )
    return (Heading(2, (Text("Antal steg efter status"),), label="sec-antal"), Paragraph((Text(_OVERDUE),)), table)


def _has_status(standing: Standing, status: Status) -> bool:
    return standing.answer.status is status


def _count_row(
    head: str, name: str, follow_up: FollowUp, counted: Callable[[Standing], bool], *, strong: bool = False
) -> Row:
    """How many steps of each goal, and of the plan, are counted; each figure knows the answers behind it."""
    cells = [text_cell(head, header=True, strong=strong)]
    whole: list[Place] = []
    for goal in follow_up.plan.goals:
        standings = (follow_up.standings[step.id] for step in goal.steps)
        found = [one.answer.status_cell.place for one in standings if counted(one)]
        whole += found
        cells.append(
            number_cell(str(len(found)), f"uppfoljning.{goal.id}.{name}", goal.name.place, found, strong=strong)
        )
    origin = follow_up.plan.goals[0].name.place
    cells.append(number_cell(str(len(whole)), f"uppfoljning.{name}", origin, whole, strong=strong))
    return Row(tuple(cells))


def overdue_blocks(follow_up: FollowUp, faults: Faults) -> tuple[Block, ...]:
    """The heading and the table of what is overdue, or a sentence when nothing is."""
    heading = Heading(2, (Text("Förfallna och försenade steg"),), label="sec-forfallna")
    late = follow_up.overdue
    day = format_date(follow_up.as_of)
    if not late:
        return (heading, Paragraph((Text(f"Den {day} var inget steg förfallet eller försenat."),)))
    table = Table(
        columns=(Column(1.3), Column(4.9), Column(4.2), Column(3.25), Column(2.25)),
        header=(header_row("Nr", "Steg", "Ansvarig", "Skulle vara klart", "Status"),),
        rows=tuple(_overdue_row(follow_up, standing, faults) for standing in late),
        caption=_caption(f"Förfallna och försenade steg den {day}"),
        label="tbl-forfallna",
        summary="En rad för varje steg som är förfallet eller försenat, det som är mest försenat först.",
        style="plan",
    )
    return (heading, table)


def _overdue_row(follow_up: FollowUp, standing: Standing, faults: Faults) -> Row:
    step, status = standing.step, standing.answer.status_cell.place
    when: tuple[Paragraph, ...] = data_paragraphs(step.when, faults)
    if standing.missed:
        due = standing.missed[0]
        days = str((follow_up.as_of - due).days)
        late = Value(days, f"uppfoljning.{step.id}.dagar", step.when.place, (step.when.place,))
        since = (late, Text(f" {'dag' if days == '1' else 'dagar'} sedan"))
        when = (Paragraph((Text(format_date(due), step.when.place),), origin=step.when.place), Paragraph(since))
    return Row(
        (
            text_cell(step.id, origin=step.place, header=True),
            data_cell(step.how, faults),
            data_cell(step.who, faults),
            Cell(when, origin=step.when.place),
            text_cell(standing.answer.status.value, origin=status),
        )
    )


def changes_blocks(changes: Changes, faults: Faults) -> tuple[Block, ...]:
    """The heading, what is newly and no longer overdue, and the table of steps with a new status."""
    since = format_date(changes.since)
    heading = Heading(2, (Text(f"Förändringar sedan den {since}"),), label="sec-forandringar")
    lists = (
        ("Nya förfallna steg", changes.newly_overdue),
        ("Steg som inte längre är förfallna", changes.resolved),
        ("Steg som var förfallna även vid den förra uppföljningen", changes.still_overdue),
    )
    overdue = bullet_list(_named_steps(title, steps) for title, steps in lists)
    if not changes.statuses:
        return (heading, overdue, Paragraph((Text("Inget steg har fått en ny status."),)))
    table = Table(
        columns=(Column(1.3), Column(9.1), Column(2.3), Column(2.3)),
        header=(header_row("Nr", "Steg", "Status då", "Status nu"),),
        rows=tuple(
            Row(
                (
                    text_cell(change.step.id, origin=change.step.place, header=True),
                    data_cell(change.step.how, faults),
                    text_cell(change.before.value),
                    text_cell(change.after.value),
                )
            )
            for change in changes.statuses
        ),
        caption=_caption(f"Steg som har fått en ny status sedan den {since}"),
        label="tbl-forandringar",
        summary="En rad för varje steg vars status har ändrats, med status vid förra uppföljningen och nu.",
        style="plan",
    )
    return (heading, overdue, table)


def _named_steps(title: str, steps: Iterable[Step]) -> tuple[Inline, ...]:
    names = ", ".join(step.id for step in steps)
    return (Text(f"{title}: "), Text(f"{names or 'inga'}."))


def _caption(text: str) -> tuple[Inline, ...]:
    return (Text(text),)
