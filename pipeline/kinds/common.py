"""What all kinds share: the document's metadata and the template variables that every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from pipeline.content.model import Metadata, Plain
from pipeline.content.references import References, load_references
from pipeline.faults import Faults, did_you_mean
from pipeline.figures.book import FigureBook
from pipeline.figures.named import load_figures
from pipeline.kinds.labels import labels_for
from pipeline.kinds.latest_changes import LATEST_CHANGES

if TYPE_CHECKING:
    from datetime import date

    from pipeline.kinds.base import DocumentSettings, Inputs

#: Template variables of every kind, with a sentence each.
COMMON_VARIABLES: dict[str, str] = {
    "agency.name": "name of the agency (myndighet)",
    "agency.organisation_number": "its organisation number",
    "agency.web": "its web address",
    "agency.email": "its e-mail address",
    "agency.phone": "its switchboard",
    "agency.accessibility_statement": "address of its accessibility statement (tillgänglighetsredogörelse), or empty",
    "document.title": "the document's title",
    "document.subtitle": "its subtitle; empty when it has none",
    "document.type": "what it calls itself, such as Rapport",
    "document.case_number": "diary number (diarienummer)",
    "document.date": "its date in short form, 2024-06-19",
    "document.date_long": "its date in words, 19 juni 2024",
    "document.unit": "the unit that answers for it",
    "document.draft": "true for a draft",
    "document.draft_mark": "UTKAST in a draft, else empty",
    "adoption.version": "which version of the document was adopted; it and all of `adoption` are empty in a draft",
    "adoption.number": "the document's own number in the case (handlingsnummer)",
    "adoption.decision_number": "of the decision that adopted it (beslutsnummer)",
    "adoption.decision_date": "the day of that decision in short form, 2024-06-19",
    "adoption.decision_date_long": "the same in words, 19 juni 2024",
    "adoption.decided_by": "who decided, by name and title",
    "adoption.presenter": "who presented the matter (föredragande)",
    "adoption.participants": "others who took part in the final handling, as one text",
    "labels.case_number": "“Diarienummer” in the document's language",
    "labels.contents": "“Innehåll”",
    "labels.decided_by": "“Fastställd av”",
    "labels.decision_date": "“Fastställd”",
    "labels.decision_number": "“Beslutsnummer”",
    "labels.document_number": "“Handlingsnummer”",
    "labels.latest_changes": "“Senaste ändringar”",
    "labels.participants": "“Har också deltagit”",
    "labels.presenter": "“Föredragande”",
    "labels.version": "“Version”",
    "labels.date": "“Datum”",
    "labels.organisation_number": "“Organisationsnummer”",
    "labels.page": "“sida”",
    "labels.phone": "“Växel”",
}


#: What `adoption` holds.
ADOPTION_KEYS = tuple(name.partition(".")[2] for name in COMMON_VARIABLES if name.startswith("adoption."))

#: Parts that every document has, with a sentence each; a template need not place them while there is nothing in them.
COMMON_PARTS: dict[str, str] = {
    LATEST_CHANGES: "a table of the versions, the latest first; empty for a document that replaces no other",
}


def metadata_of(inputs: Inputs[DocumentSettings]) -> Metadata:
    """The document's metadata from document.yaml and agency.yaml."""
    settings = inputs.settings
    return Metadata(
        title=settings.title,
        document_type=settings.document_type,
        language=settings.language,
        case_number=inputs.case_number,
        organisation=inputs.agency.name,
        author=settings.unit,
        date=settings.date,
        subject=settings.subject,
        keywords=settings.keywords,
        draft=inputs.draft,
        adoption=inputs.adoption,
    )


def common_variables(inputs: Inputs[DocumentSettings]) -> dict[str, Plain]:
    """Values of `COMMON_VARIABLES` for one document."""
    settings, agency = inputs.settings, inputs.agency
    labels = labels_for(settings.language)
    return {
        "agency": {
            "name": agency.name,
            "organisation_number": agency.organisation_number,
            "web": agency.web,
            "email": agency.email,
            "phone": agency.phone,
            "accessibility_statement": agency.accessibility_statement,
        },
        "document": {
            "title": settings.title,
            "subtitle": settings.subtitle,
            "type": settings.document_type,
            "case_number": inputs.case_number,
            "date": settings.date.isoformat(),
            "date_long": long_date(settings.date, settings.language),
            "unit": settings.unit,
            "draft": inputs.draft,
            "draft_mark": labels["draft_mark"] if inputs.draft else "",
        },
        "adoption": _adoption(inputs),
        "labels": dict(labels),
    }


def _adoption(inputs: Inputs[DocumentSettings]) -> dict[str, Plain]:
    """How the document is adopted, as plain values; all of them empty in a draft."""
    adoption = inputs.adoption
    if adoption is None:
        return dict.fromkeys(ADOPTION_KEYS, "")
    adopted = adoption.adopted
    return {
        "version": adopted.version,
        "number": adopted.number,
        "decision_number": adopted.decision_number,
        "decision_date": adopted.decision_date.isoformat(),
        "decision_date_long": long_date(adopted.decision_date, inputs.settings.language),
        "decided_by": adopted.decided_by,
        "presenter": adoption.presenter,
        "participants": "; ".join(adoption.participants),
    }


def long_date(day: date, language: str) -> str:
    """A day in words, as “19 juni 2024”."""
    return format_date(day, "long", locale=language.replace("-", "_"))


def adoption_facts(inputs: Inputs[DocumentSettings]) -> list[Plain]:
    """Lines of facts about the adoption: number, date and name of the decision, and who took part; [] in a draft."""
    adoption = inputs.adoption
    if adoption is None:
        return []
    labels, values = labels_for(inputs.settings.language), _adoption(inputs)
    values["decision_date"] = values["decision_date_long"]
    shown = ("decided_by", "decision_date", "decision_number", "presenter", "participants")
    return [{"label": labels[key], "value": values[key]} for key in shown if values[key]]


def figures_and_references(inputs: Inputs[DocumentSettings]) -> tuple[FigureBook, References]:
    """The document's figures.yaml and what its footnotes may cite.

    Raises:
        FaultError: everything that is wrong with either; I239 a constant whose source is no reference.
    """
    faults = Faults()
    book: FigureBook | None = None
    references: References | None = None
    with faults.collecting():
        book = load_figures(inputs.reader, inputs.folder)
        inputs.remarks.extend(book.warnings)
        inputs.books.append(book)
    with faults.collecting():
        references = load_references(inputs.reader, inputs.folder)
        inputs.references.append(references)
    if book is not None and references is not None:
        _check_sources(book, references, faults)
    faults.raise_if_errors()
    assert book is not None
    assert references is not None
    return book, references


def _check_sources(book: FigureBook, references: References, faults: Faults) -> None:
    """A constant is only as good as the document that states it."""
    for figure in book.figures.values():
        if figure.source and figure.source not in references.notes:
            message = f"The constant {figure.name} names the source “{figure.source}”, which references.yaml lacks."
            todo = did_you_mean(figure.source, references.notes) or "Define it in references.yaml."
            faults.add("I239", message, figure.place, todo, figure=figure.name)
