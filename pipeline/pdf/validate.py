"""Does the finished PDF keep what it claims: PDF/A-2a and PDF/UA-1, and what no validator looks at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import page
import pikepdf
from pikepdf import Dictionary, Name

from pipeline.faults import Fault, Faults
from pipeline.pdf import source, tree
from pipeline.pdf.characters import missing_character, missing_characters
from pipeline.pdf.outline import comparable
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.rules import STANDARDS, rule_for
from pipeline.places import Place

_PAGE = re.compile(r"\bpage (\d+)\b")
_REBUILD = "Build it again."


def validate(pdf: bytes, file: str) -> tuple[Fault, ...]:
    """Validate a finished PDF with page-validation, and check language, title, identifier and text alternatives.

    Args:
        pdf: the finished PDF.
        file: its path, for the faults' place.

    Returns:
        P201 and P202 what goes against PDF/A-2a and PDF/UA-1 and has no code of its own below; P203 language;
        P204 title; P206 missing glyph; P207 font; P208 diary number; P209 alternative text; P210 unreadable;
        P213 heading levels; P214 table; P215 link or annotation; P216 untagged content; P217 transparency;
        P218 attachment. At most one fault for each rule and page.
    """
    faults = Faults()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            own = tuple(_own_checks(opened, file))
        known = {fault.code for fault in own}
        faults.extend(own)
        for profile in STANDARDS:
            # What our own checks have found is said there with page and words.
            faults.extend(fault for fault in _standard(pdf, profile, file) if fault.code not in known)
    except (page.PageError, pikepdf.PdfError) as error:
        faults.add("P210", f"The PDF cannot be read: {error}.", Place(file), _REBUILD)
    return tuple(faults)


def check_outline(pdf: bytes, docx: bytes, file: str) -> tuple[Fault, ...]:
    """Whether every heading of the Word file is in the PDF's outline, in order, and one level down at a time.

    Returns:
        P205 for each heading that is not in the outline; P213 for each that leaves a level out.
    """
    faults = Faults()
    entries = iter(outline_pages(pdf))
    level = 0
    for heading in source.read(docx).headings:
        if heading.level > level + 1:
            message = f"The heading “{heading.text}” is on level {heading.level}, right after level {level or 'none'}."
            todo = "Let headings go down one level at a time: # then ##, not # then ###."
            faults.add("P213", message, Place(file), todo, heading=heading.text)
        level = heading.level
        wanted = comparable(heading.text)
        found = next((entry for entry in entries if comparable(entry.title).endswith(wanted)), None)
        if found is None:
            todo = "See that its style in the Word template has an outline level, and that it is not in a text box."
            faults.add("P205", f"The heading “{heading.text}” is not in the PDF's outline.", Place(file), todo)
            entries = iter(outline_pages(pdf))
    return tuple(faults)


def _standard(pdf: bytes, profile: str, file: str) -> Iterator[Fault]:
    """What page-validation finds against a standard."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    failures = report.failures
    for failure in failures:
        rule = rule_for(failure.rule_id, profile)
        clause = rule.clauses.get(profile, "")
        standard = STANDARDS[profile] + (f" ({clause})" if clause else "")
        message = f"It is not {standard}: {failure.message}."
        found = _PAGE.search(failure.message)
        data = {"rule": failure.rule_id, "clause": clause, "page": int(found.group(1)) if found else None}
        yield Fault(rule.code, message, Place(file), rule.todo, data)
    if not failures and not report.is_compliant:
        yield Fault(
            "P201", f"It is not {STANDARDS[profile]}, and the validator does not say why.", Place(file), _REBUILD
        )


def _own_checks(pdf: pikepdf.Pdf, file: str) -> Iterator[Fault]:
    """What validators pass although it is wrong."""
    place = Place(file)
    if not str(pdf.Root.get(Name.Lang, "")).strip():
        todo = "Give the document a language: `language` in document.yaml."
        yield Fault("P203", "The PDF has no language.", place, todo)
    metadata = pdf.open_metadata()
    if not str(metadata.get("dc:title", "")).strip():
        yield Fault("P204", "The PDF has no title.", place, "Give the document a title.")
    if not str(metadata.get("dc:identifier", "")).strip():
        todo = "Give the document a case number (case-number or classification in document.yaml)."
        yield Fault("P208", "The PDF does not carry its diary number (diarienummer).", place, todo)
    for character in missing_characters(pdf):
        yield missing_character(character, place)
    yield from _alternatives(pdf, place)
    names = pdf.Root.get(Name.Names, Dictionary())
    if Name.EmbeddedFiles in names or Name.JavaScript in names:
        yield Fault("P218", "The PDF carries attachments or scripts.", place, "Remove them from the Word template.")


def _alternatives(pdf: pikepdf.Pdf, place: Place) -> Iterator[Fault]:
    for element in tree.read(pdf).walk():
        on_page = f" on page {element.page + 1}" if element.page is not None else ""
        data = {"page": element.page + 1 if element.page is not None else None}
        if element.kind == "Figure" and not (element.alt or element.actual or "").strip():
            todo = "Give the picture an alternative text: ![what it shows](file)."
            yield Fault("P209", f"A picture{on_page} has no alternative text.", place, todo, data)
        if element.kind == "Figure" and next(element.marks(), None) is None:
            todo = "Place the picture in line with the text in the Word file."
            yield Fault(
                "P209", f"The alternative text “{element.alt}”{on_page} belongs to no picture.", place, todo, data
            )
