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

if TYPE_CHECKING:
    from pipeline.kinds.base import DocumentSettings, Inputs

#: Template variables of every kind, with a sentence each.
COMMON_VARIABLES: dict[str, str] = {
    "agency.name": "name of the agency (myndighet)",
    "agency.organisation_number": "its organisation number",
    "agency.web": "its web address",
    "agency.email": "its e-mail address",
    "agency.phone": "its switchboard",
    "document.title": "the document's title",
    "document.subtitle": "its subtitle; empty when it has none",
    "document.type": "what it calls itself, such as Rapport",
    "document.case_number": "diary number (diarienummer)",
    "document.date": "its date in short form, 2024-06-19",
    "document.date_long": "its date in words, 19 juni 2024",
    "document.unit": "the unit that answers for it",
    "document.draft": "true for a draft",
    "document.draft_mark": "UTKAST in a draft, else empty",
    "labels.case_number": "“Diarienummer” in the document's language",
    "labels.contents": "“Innehåll”",
    "labels.date": "“Datum”",
    "labels.organisation_number": "“Organisationsnummer”",
    "labels.page": "“sida”",
    "labels.phone": "“Växel”",
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
        },
        "document": {
            "title": settings.title,
            "subtitle": settings.subtitle,
            "type": settings.document_type,
            "case_number": inputs.case_number,
            "date": settings.date.isoformat(),
            "date_long": format_date(settings.date, "long", locale=settings.language.replace("-", "_")),
            "unit": settings.unit,
            "draft": inputs.draft,
            "draft_mark": labels["draft_mark"] if inputs.draft else "",
        },
        "labels": dict(labels),
    }


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
