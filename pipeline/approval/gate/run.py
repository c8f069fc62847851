"""Runs every check of the gate over one document: a new check is one file and one line in the list here."""

from __future__ import annotations

import io
import zipfile
import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Literal

import pikepdf
from lxml import etree

from pipeline.approval.gate.check import OWN
from pipeline.approval.gate.checks import (
    decision,
    draft_mark,
    links,
    named,
    pdf_drawings,
    pdf_numbers,
    pdf_persons,
    pdf_standards,
    pdf_syntax,
    pictures,
    protection,
    word_fields,
    word_marks,
    word_numbers,
    word_parts,
    word_persons,
    words,
)
from pipeline.approval.gate.examined import Examined
from pipeline.approval.gate.report import GateCheck, GateReport
from pipeline.faults import Fault, Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.check import Check
    from pipeline.building.compose import Composed
    from pipeline.content.adoption import Adoption

CHECKS: Final[tuple[Check, ...]] = (
    pdf_syntax.CHECK,
    pdf_standards.CHECK,
    pdf_numbers.CHECK,
    pdf_drawings.CHECK,
    word_numbers.CHECK,
    words.CHECK,
    named.CHECK,
    word_marks.CHECK,
    word_fields.CHECK,
    word_parts.CHECK,
    word_persons.CHECK,
    pdf_persons.CHECK,
    pictures.CHECK,
    links.CHECK,
    draft_mark.CHECK,
    protection.CHECK,
    decision.CHECK,
)


def run_gate(composed: Composed, word: bytes, pdf: bytes, adoption: Adoption | None, file: str) -> GateReport:
    """Hold a document's Word file and PDF against everything that an adopted document must be.

    Args:
        composed: the document that both were made of.
        word: the Word file.
        pdf: the finished PDF.
        adoption: how the document is adopted; None for a rehearsal on a draft, which leaves out what only adopted
            documents have.
        file: how faults name the document, without ending, such as `outputs/my-report`.

    Raises:
        FaultError: T1xx its template cannot be filled in; nothing that is wrong with the files themselves.
    """
    examined = Examined(composed, word, pdf, adoption, file)
    broken = tuple(_broken(examined))
    if broken:
        # Nothing else can be said of files that cannot be opened.
        what = "Whether both files can be opened."
        return GateReport(broken, (GateCheck("opened", "filerna går att öppna", "failed", what, OWN, version(OWN)),))
    checks: list[GateCheck] = []
    faults = Faults()
    for check in CHECKS:
        if check.adopted and adoption is None:
            continue
        outcome = check.look(examined)
        failed = any(fault.level == "error" for fault in outcome.findings)
        faults.extend(outcome.findings)
        result: Literal["passed", "failed"] = "failed" if failed else "passed"
        checks.append(GateCheck(check.name, check.swedish, result, outcome.what, check.tool, check.of_tool()))
        if failed and check is pdf_syntax.CHECK:
            break  # whatever reads a PDF with broken streams stumbles over them
    return GateReport(tuple(faults), tuple(checks))


def _broken(examined: Examined) -> Iterator[Fault]:
    """R259 for a file that cannot be opened at all."""
    todo = "Build the document again."
    try:
        with pikepdf.open(io.BytesIO(examined.pdf)):
            pass
    except pikepdf.PdfError as error:
        yield Fault("R259", f"The PDF cannot be opened: {error}.", examined.pdf_place, todo)
    try:
        found = "word/document.xml" in examined.parts
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, EOFError) as error:
        yield Fault("R259", f"The Word file cannot be opened: {error}.", examined.word_place, todo)
    else:
        if not found:
            yield Fault("R259", "The Word file has no text (word/document.xml).", examined.word_place, todo)
