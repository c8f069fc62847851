"""What a Word file says of itself: core, extended and custom properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.places import Place
from pipeline.word.ooxml import DECLARATION, cleaned, escape, hostile_character

if TYPE_CHECKING:
    from pipeline.content.adoption import AdoptedVersion
    from pipeline.content.model import Document
    from pipeline.faults import Faults
    from pipeline.word.relationships import RelationshipType

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"

#: Format id that all custom properties carry (ECMA-376 part 1, 22.3).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

#: Part name and content type of each properties part, by the last step of its relationship type.
PROPERTY_PARTS: dict[RelationshipType, tuple[str, str]] = {
    "core-properties": ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    "extended-properties": (
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    "custom-properties": (
        "docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
}


def property_parts(document: Document, faults: Faults) -> dict[str, bytes]:
    """The three properties parts, made anew whatever the template's say.

    Dates are the document's own, and no person is named: it was made by the agency and its unit, and last changed by
    the agency.
    """
    texts = _Texts(document, faults)
    return {
        "docProps/core.xml": _core(texts),
        "docProps/app.xml": _extended(texts),
        "docProps/custom.xml": _custom(texts),
    }


class _Texts:
    """The metadata as XML text, T202 noted for what Word cannot hold."""

    def __init__(self, document: Document, faults: Faults) -> None:
        data = document.metadata
        self._faults = faults
        self._file = f"{document.name}/document.yaml"
        self.title = self._text("title", data.title)
        self.subject = self._text("subject", data.subject)
        self.keywords = self._text("keywords", ", ".join(data.keywords))
        self.organisation = self._text("organisation", data.organisation)
        self.author = self._text("unit", data.author)
        self.type = self._text("document-type", data.document_type)
        self.case_number = self._text("case-number", data.case_number)
        self.language = self._text("language", data.language)
        self.date = data.date.isoformat()
        self.draft = data.draft
        adopted = data.adoption.adopted if data.adoption is not None and not data.draft else None
        self.adopted = None if adopted is None else self._of_adoption(adopted)

    def _of_adoption(self, adopted: AdoptedVersion) -> tuple[tuple[str, str], ...]:
        return (
            ("Fastställd", adopted.decision_date.isoformat()),
            ("Beslutsnummer", self._text("decision-number", adopted.decision_number)),
            ("Handlingsnummer", self._text("document-number", adopted.number)),
            ("Version", self._text("version", adopted.version)),
        )

    def _text(self, name: str, text: str) -> str:
        bad = hostile_character(text)
        if bad is not None:
            self._faults.add(
                "T202",
                f"The document's {name} holds the character {bad}, which a Word file cannot hold.",
                Place(self._file),
                "Remove the character.",
                character=bad,
            )
        return escape(cleaned(text))


def _core(texts: _Texts) -> bytes:
    # What the whole agency answers for names it once.
    makers = dict.fromkeys(maker for maker in (texts.organisation, texts.author) if maker)
    creator = ", ".join(makers)
    moment = f"{texts.date}T00:00:00Z"
    elements = (
        ("dc:title", texts.title),
        ("dc:subject", texts.subject),
        ("dc:creator", creator),
        ("cp:keywords", texts.keywords),
        ("cp:lastModifiedBy", texts.organisation),
        ("cp:revision", "1"),
        ("cp:category", texts.type),
        ("dc:identifier", texts.case_number),
        ("dc:language", texts.language),
    )
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in elements if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inner}{dates}</cp:coreProperties>"
    ).encode()


def _extended(texts: _Texts) -> bytes:
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Application>diarie</Application>'
        f"<Company>{texts.organisation}</Company></Properties>"
    ).encode()


def _custom(texts: _Texts) -> bytes:
    """Custom properties, by the field's Swedish terms in every language, for registers that read them."""
    values = [
        ("Diarienummer", f"<vt:lpwstr>{texts.case_number}</vt:lpwstr>"),
        ("Dokumenttyp", f"<vt:lpwstr>{texts.type}</vt:lpwstr>"),
        ("Organisation", f"<vt:lpwstr>{texts.organisation}</vt:lpwstr>"),
        ("Enhet", f"<vt:lpwstr>{texts.author}</vt:lpwstr>"),
        ("Datum", f"<vt:lpwstr>{texts.date}</vt:lpwstr>"),
        ("Utkast", f"<vt:bool>{'true' if texts.draft else 'false'}</vt:bool>"),
    ]
    if texts.adopted is not None:
        values += [(name, f"<vt:lpwstr>{text}</vt:lpwstr>") for name, text in texts.adopted]
        # Word shows a bar that says so, and lets nobody type before it is closed.
        values.append(("_MarkAsFinal", "<vt:bool>true</vt:bool>"))
    inner = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}">{value}</property>'
        for number, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{inner}</Properties>"
    ).encode()
