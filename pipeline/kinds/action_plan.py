"""The action plan (handlingsplan): goals, and a table of what is to be done, how, by whom and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pipeline.content.model import Document, Heading, Plain, Text
from pipeline.faults import Faults
from pipeline.followup.measures import read_plan
from pipeline.kinds.base import DocumentSettings, Inputs, Kind
from pipeline.kinds.common import adoption_facts, common_variables, metadata_of
from pipeline.kinds.forms import Filled
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.plans.cells import in_words
from pipeline.kinds.plans.plan_table import goal_blocks, goal_list
from pipeline.kinds.plans.text import put_in_section, read_text
from pipeline.kinds.texts import text_files
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from pipeline.content.model import Block
    from pipeline.content.prose import Prose
    from pipeline.followup.measures import Plan

#: Label of the section that the list of goals is put into.
GOALS_SECTION = "sec-delmal"


class ActionPlanSettings(DocumentSettings):
    """document.yaml of an action plan.

    Attributes:
        responsible: who answers for the plan (ansvarig), by name.
        mandate: by which decision the plan is made (uppdrag).
        follow_up_dates: days that the whole plan is followed up.
    """

    responsible: Filled
    mandate: Filled
    follow_up_dates: tuple[date, ...] = ()


def compose(inputs: Inputs[ActionPlanSettings]) -> Document:
    """Make the plan from its text and its measures.

    Raises:
        FaultError: everything that is wrong with them.
    """
    faults = Faults()
    plan: Plan | None = None
    prose: Prose | None = None
    folder = f"{inputs.folder}/text"
    with faults.collecting():
        plan = read_plan(inputs.reader, f"{inputs.folder}/measures.csv")
    with faults.collecting():
        prose = read_text(inputs, text_files(inputs), folder)
    faults.raise_if_errors()
    assert plan is not None
    assert prose is not None

    intro: tuple[Block, ...] = ()
    with faults.collecting():
        intro = put_in_section(prose.blocks, GOALS_SECTION, [goal_list(plan)], "the list of goals", folder)
    tables = [block for goal in plan.goals for block in goal_blocks(goal, faults)]
    faults.raise_if_errors()
    return Document(
        name=inputs.name,
        kind=KIND.name,
        metadata=metadata_of(inputs),
        parts={
            LATEST_CHANGES: latest_changes(inputs),
            "intro": intro,
            "plan": (Heading(1, (Text("Åtgärder"),), numbered=False), *tables),
        },
        footnotes=prose.footnotes,
        variables={
            **common_variables(inputs),
            "mandate": inputs.settings.mandate,
            "facts": [*_facts(inputs.settings), *adoption_facts(inputs)],
        },
    )


def _facts(settings: ActionPlanSettings) -> list[Plain]:
    facts = {
        "Ansvarig": settings.responsible,
        "Verksamhet": settings.unit,
        "Datum": format_date(settings.date),
        "Följs upp": in_words([format_date(day) for day in settings.follow_up_dates]),
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


KIND = Kind(
    name="action-plan",
    swedish="handlingsplan",
    template="action-plan.docx",
    settings=ActionPlanSettings,
    compose=compose,
    variables={
        "mandate": "by which decision the plan is made (uppdrag)",
        "facts": "lines of facts about the plan, for a loop",
        "facts.label": "what a line tells, such as Ansvarig",
        "facts.value": "what it says",
    },
    parts={
        "intro": "the text (text/*.md) with the list of goals, on upright pages",
        "plan": "the tables of measures, one a goal, on pages on their side",
    },
)
