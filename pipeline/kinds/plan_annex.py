"""The annex to a joint plan (bilaga till myndighetsgemensam plan): a text with a letterhead and a form number."""

from __future__ import annotations

from pipeline.content.model import Document
from pipeline.kinds.base import DocumentSettings, Inputs, Kind
from pipeline.kinds.common import adoption_facts, common_variables, metadata_of
from pipeline.kinds.forms import Filled
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.plans.text import read_text
from pipeline.kinds.texts import text_files


class PlanAnnexSettings(DocumentSettings):
    """document.yaml of an annex; `form_number` is that of the agency's letter form (blankett)."""

    form_number: Filled


def compose(inputs: Inputs[PlanAnnexSettings]) -> Document:
    """Make the annex from its text, figures and references.

    Raises:
        FaultError: everything that is wrong with them.
    """
    folder = f"{inputs.folder}/text"
    prose = read_text(inputs, text_files(inputs), folder)
    return Document(
        name=inputs.name,
        kind=KIND.name,
        metadata=metadata_of(inputs),
        parts={LATEST_CHANGES: latest_changes(inputs), "body": prose.blocks},
        footnotes=prose.footnotes,
        variables={
            **common_variables(inputs),
            "form_number": inputs.settings.form_number,
            "facts": adoption_facts(inputs),
        },
    )


KIND = Kind(
    name="plan-annex",
    swedish="bilaga till myndighetsgemensam plan",
    template="plan-annex.docx",
    settings=PlanAnnexSettings,
    compose=compose,
    variables={
        "form_number": "number and date of the agency's letter form (blankettnummer)",
        "facts": "lines of facts about the annex, for a loop; none in a draft",
        "facts.label": "what a line tells, such as Fastställd av",
        "facts.value": "what it says",
    },
    parts={"body": "the text (text/*.md)"},
)
