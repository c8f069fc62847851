"""The communication plan (kommunikationsplan) with its activity plan (aktivitetsplan) and a month overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.model import Document, ItemList, ListItem, Paragraph, Plain, Text
from pipeline.faults import Faults
from pipeline.followup.activities import read_activities
from pipeline.followup.audiences import EXTERNAL, INTERNAL, SINGLE, read_audiences, read_channels
from pipeline.kinds.base import DocumentSettings, Inputs, Kind
from pipeline.kinds.common import adoption_facts, common_variables, metadata_of
from pipeline.kinds.forms import Filled
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.plans.activity_tables import activity_overview, activity_table, month_table
from pipeline.kinds.plans.cells import bullet_list, data_paragraphs, in_words, lower_first
from pipeline.kinds.plans.text import put_in_section, read_text, section_start
from pipeline.kinds.texts import text_files
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block
    from pipeline.content.prose import Prose
    from pipeline.followup.activities import Activity
    from pipeline.followup.audiences import Audience, Channel

#: Label of the heading where the upright part ends and the activity plan begins.
ACTIVITY_PLAN: Final = "sec-aktivitetsplan"


class CommunicationPlanSettings(DocumentSettings):
    """document.yaml of a communication plan; `responsible` is who answers for it (ansvarig), by name."""

    responsible: Filled


def compose(inputs: Inputs[CommunicationPlanSettings]) -> Document:
    """Make the plan from its text, audiences, channels and activities.

    The lists of audiences and channels, the two tables and the overview in bars are put into the sections that are
    labelled for them.

    Raises:
        FaultError: everything that is wrong with them; I355 a section that is not there.
    """
    faults = Faults()
    audiences: tuple[Audience, ...] = ()
    channels: tuple[Channel, ...] = ()
    activities: tuple[Activity, ...] = ()
    prose: Prose | None = None
    folder = f"{inputs.folder}/text"
    with faults.collecting():
        audiences = read_audiences(inputs.reader, f"{inputs.folder}/audiences.csv")
    with faults.collecting():
        channels = read_channels(inputs.reader, f"{inputs.folder}/channels.csv")
    if audiences and channels:  # without them every audience and channel would seem unknown
        with faults.collecting():
            activities = read_activities(inputs.reader, f"{inputs.folder}/activities.csv", audiences, channels)
    with faults.collecting():
        prose = read_text(inputs, text_files(inputs), folder)
    faults.raise_if_errors()
    assert prose is not None

    overview: tuple[Block, ...] = ()
    with faults.collecting():
        overview = activity_overview(activities)
    added: dict[str, tuple[Sequence[Block], str]] = {
        "sec-malgrupper": ([_audience_list(audiences, faults)], "the list of audiences"),
        "sec-kanaler": (_single_channels(channels), "the channels"),
        "sec-interna-kanaler": ([_channel_list(channels, INTERNAL)], "the list of internal channels"),
        "sec-externa-kanaler": ([_channel_list(channels, EXTERNAL)], "the list of external channels"),
        "sec-aktiviteter": ([activity_table(activities, faults)], "the table of activities"),
        "sec-manadsoversikt": ([*overview, month_table(activities, faults)], "the month overview"),
    }
    blocks = prose.blocks
    for label, (more, what) in added.items():
        with faults.collecting():
            blocks = put_in_section(blocks, label, more, what, folder)
    cut = 0
    with faults.collecting():
        cut = section_start(blocks, ACTIVITY_PLAN, "the activity plan", folder)
    faults.raise_if_errors()
    return Document(
        name=inputs.name,
        kind=KIND.name,
        metadata=metadata_of(inputs),
        parts={LATEST_CHANGES: latest_changes(inputs), "body": blocks[:cut], "activities": blocks[cut:]},
        footnotes=prose.footnotes,
        variables={**common_variables(inputs), "facts": [*_facts(inputs.settings), *adoption_facts(inputs)]},
    )


def _audience_list(audiences: Sequence[Audience], faults: Faults) -> ItemList:
    items = (ListItem(data_paragraphs(audience.name, faults), audience.name.place) for audience in audiences)
    return ItemList(tuple(items), ordered=True)


def _channel_list(channels: Sequence[Channel], kind: str) -> ItemList:
    return bullet_list((Text(one.name.text, one.name.place),) for one in channels if one.type == kind)


def _single_channels(channels: Sequence[Channel]) -> list[Block]:
    """A sentence about channels that only single activities use; nothing when there are none."""
    single = [channel.name for channel in channels if channel.type == SINGLE]
    if not single:
        return []
    names = in_words([single[0].text, *(lower_first(name.text) for name in single[1:])])
    return [Paragraph((Text(f"Enstaka aktiviteter använder dessutom andra vägar: {names}.", single[0].place),))]


def _facts(settings: CommunicationPlanSettings) -> list[Plain]:
    facts = {
        "Ansvarig": settings.responsible,
        "Enhet": settings.unit,
        "Datum": format_date(settings.date),
    }
    return [{"label": label, "value": value} for label, value in facts.items()]


KIND = Kind(
    name="communication-plan",
    swedish="kommunikationsplan med aktivitetsplan",
    template="communication-plan.docx",
    settings=CommunicationPlanSettings,
    compose=compose,
    variables={
        "facts": "lines of facts about the plan, for a loop",
        "facts.label": "what a line tells, such as Ansvarig",
        "facts.value": "what it says",
    },
    parts={
        "body": "the text up to the activity plan, on upright pages",
        "activities": "the activity plan with its tables, on pages on their side",
    },
)
