"""The joined follow-up of an action plan (samlad uppföljning): where every step stands at a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from pipeline.content.model import Document, Heading, Plain, Text
from pipeline.faults import FaultError, Faults
from pipeline.followup.answers import read_answers
from pipeline.followup.indicators import read_indicators
from pipeline.followup.measures import read_plan
from pipeline.followup.standing import changes, join
from pipeline.followup.surveys import protected, read_survey
from pipeline.kinds.action_plan import ActionPlanSettings
from pipeline.kinds.base import DocumentSettings, Inputs, Kind
from pipeline.kinds.common import adoption_facts, common_variables, metadata_of
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.plans.followup_figures import followup_figures
from pipeline.kinds.plans.followup_indicators import indicator_blocks
from pipeline.kinds.plans.followup_measures import measures_blocks
from pipeline.kinds.plans.followup_overview import changes_blocks, counts_blocks, overdue_blocks
from pipeline.kinds.plans.followup_surveys import survey_blocks
from pipeline.kinds.plans.text import read_text
from pipeline.sources.dates import format_date
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from pipeline.content.model import Block
    from pipeline.content.prose import Prose
    from pipeline.followup.indicators import Indicator
    from pipeline.followup.measures import Plan
    from pipeline.followup.standing import Changes, FollowUp

#: Files with survey results, the surveys' titles and the names of their tables and charts.
_SURVEYS: Final = (
    ("survey.csv", "Enkät till personer som återvänder", "enkat-personer"),
    ("survey-partners.csv", "Enkät till dem som vi samverkar med", "enkat-samverkan"),
)


class FollowUpSettings(DocumentSettings):
    """document.yaml of a follow-up.

    Attributes:
        plan: folder of the action plan, relative to the project.
        as_of: the day that the answers tell of.
        previous: folder of the follow-up before this one; None for the first.
        example: for a made-up follow-up, a sentence that says so and stands at its beginning; empty for a real one.
    """

    plan: str
    as_of: date
    previous: str | None = None
    example: str = Field(default="", max_length=300)


def compose(inputs: Inputs[FollowUpSettings]) -> Document:
    """Make the follow-up from the plan, the answers, the comment, indicators and surveys.

    Raises:
        FaultError: everything that is wrong with them; I327 its day is before the plan's; I328 the previous follow-up
            is not earlier; I329 `plan` or `previous` leads to something else.
    """
    faults = Faults()
    follow_up, plan_settings = _follow_up(inputs, faults)
    earlier = _earlier(inputs, follow_up.plan, faults) if follow_up else None
    indicators = _indicators(inputs, faults)
    results = _results(inputs, indicators, faults)
    faults.raise_if_errors()  # without answers and indicators, the comment would name figures that are not known
    assert follow_up is not None
    assert plan_settings is not None

    changed = changes(earlier, follow_up) if earlier else None
    prose: Prose | None = None
    comment = f"{inputs.folder}/comment.md"
    figures = followup_figures(follow_up, changed, indicators, inputs.place("as-of"))
    with faults.collecting():
        prose = read_text(inputs, [comment], comment, figures=figures)
    overview = _overview(inputs.settings, prose.blocks if prose else (), follow_up, changed, faults)
    measures = measures_blocks(follow_up, faults)
    faults.raise_if_errors()
    assert prose is not None
    return Document(
        name=inputs.name,
        kind=KIND.name,
        metadata=metadata_of(inputs),
        parts={LATEST_CHANGES: latest_changes(inputs), "overview": overview, "measures": measures, "results": results},
        footnotes=prose.footnotes,
        variables={
            **common_variables(inputs),
            "as_of": inputs.settings.as_of.isoformat(),
            "example": inputs.settings.example,
            "facts": [*_facts(inputs.settings, plan_settings, earlier), *adoption_facts(inputs)],
        },
    )


def _follow_up(inputs: Inputs[FollowUpSettings], faults: Faults) -> tuple[FollowUp | None, ActionPlanSettings | None]:
    settings = inputs.settings
    plan: Plan | None = None
    plan_settings: ActionPlanSettings | None = None
    with faults.collecting():
        plan_settings = _other(inputs, "plan", settings.plan, "action-plan", ActionPlanSettings)
        plan = read_plan(inputs.reader, f"{settings.plan}/measures.csv", named_at=inputs.place("plan"))
    if plan_settings and settings.as_of < plan_settings.date:
        message = f"The follow-up is as of {settings.as_of}, before the plan of {plan_settings.date}."
        faults.add("I327", message, inputs.place("as-of"), "Check the year.")
    if plan is None:
        return None, plan_settings
    with faults.collecting():
        answers = read_answers(inputs.reader, f"{inputs.folder}/answers.csv", plan, settings.as_of)
        return join(plan, answers, settings.as_of), plan_settings
    return None, plan_settings


def _earlier(inputs: Inputs[FollowUpSettings], plan: Plan, faults: Faults) -> FollowUp | None:
    """The follow-up before this one; None where there is none, or where it is wrong."""
    settings = inputs.settings
    if settings.previous is None:
        return None
    with faults.collecting():
        before = _other(inputs, "previous", settings.previous, KIND.name, FollowUpSettings)
        place = inputs.place("previous")
        if before.plan != settings.plan:
            message = f"The follow-up {settings.previous} is of another plan, {before.plan}."
            raise FaultError.of("I329", message, place, "Name a follow-up of the same plan.")
        if before.as_of >= settings.as_of:
            message = (
                f"The follow-up {settings.previous} is as of {before.as_of}, which is not before {settings.as_of}."
            )
            raise FaultError.of("I328", message, place, "Name the follow-up before this one, or delete the key.")
        answers = read_answers(
            inputs.reader, f"{settings.previous}/answers.csv", plan, before.as_of, named_at=inputs.place("previous")
        )
        return join(plan, answers, before.as_of)
    return None


T = TypeVar("T", bound=DocumentSettings)


class _OnlyKind(BaseModel):
    model_config = ConfigDict(extra="ignore")
    kind: str


def _other(inputs: Inputs[FollowUpSettings], key: str, folder: str, kind: str, model: type[T]) -> T:
    """The settings of another document that document.yaml names under `key`."""
    path = f"{folder}/document.yaml"
    place = inputs.place(key)
    found = load_settings(inputs.reader, path, _OnlyKind, named_at=place).value.kind
    if found != kind:
        todo = f"Name the folder of a document of the kind {kind}."
        raise FaultError.of("I329", f"“{folder}” is a document of the kind {found}.", place, todo, kind=found)
    return load_settings(inputs.reader, path, model, named_at=place).value


def _indicators(inputs: Inputs[FollowUpSettings], faults: Faults) -> tuple[Indicator, ...]:
    path = f"{inputs.folder}/indicators.csv"
    if inputs.reader.exists(path):
        with faults.collecting():
            return read_indicators(inputs.reader, path, inputs.settings.as_of)
    return ()


def _results(inputs: Inputs[FollowUpSettings], indicators: tuple[Indicator, ...], faults: Faults) -> tuple[Block, ...]:
    """Indicators and surveys, where there are such files."""
    blocks: list[Block] = []
    with faults.collecting():
        blocks.extend(indicator_blocks(indicators))
    surveys: list[Block] = []
    for name, title, label in _SURVEYS:
        path = f"{inputs.folder}/{name}"
        if inputs.reader.exists(path):
            with faults.collecting():
                surveys.extend(survey_blocks(protected(read_survey(inputs.reader, path)), title, label))
    if surveys:
        blocks.extend((Heading(1, (Text("Enkäter"),), label="sec-enkater"), *surveys))
    return tuple(blocks)


def _overview(
    settings: FollowUpSettings,
    comment: tuple[Block, ...],
    follow_up: FollowUp,
    changed: Changes | None,
    faults: Faults,
) -> tuple[Block, ...]:
    blocks: list[Block] = [*comment]
    blocks.append(Heading(1, (Text(f"Läget den {format_date(settings.as_of)}"),), label="sec-laget"))
    blocks.extend((*counts_blocks(follow_up), *overdue_blocks(follow_up, faults)))
    if changed:
        blocks.extend(changes_blocks(changed, faults))
    return tuple(blocks)


def _facts(settings: FollowUpSettings, plan: ActionPlanSettings, earlier: FollowUp | None) -> list[Plain]:
    facts = {
        "Handlingsplan": f"{plan.title}, {format_date(plan.date)}",
        "Förra uppföljningen": format_date(earlier.as_of) if earlier else "",
        "Verksamhet": settings.unit,
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


KIND = Kind(
    name="action-plan-followup",
    swedish="samlad uppföljning av handlingsplan",
    template="action-plan-followup.docx",
    settings=FollowUpSettings,
    compose=compose,
    variables={
        "as_of": "the day that the follow-up tells of, in short form, 2008-08-31",
        "example": "a sentence that says that the answers are made up; empty for real ones",
        "facts": "lines of facts about the follow-up, for a loop",
        "facts.label": "what a line tells, such as Handlingsplan",
        "facts.value": "what it says",
    },
    parts={
        "overview": "the comment, counts, what is overdue and what has changed, on upright pages",
        "measures": "all steps with status and comment, on pages on their side",
        "results": "indicators and surveys, on upright pages",
        "contents": "the contents list",
    },
)
