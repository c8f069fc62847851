"""P201 to P218: the PDF is PDF/A-2a and PDF/UA-1, and keeps what validators do not look at."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.approval.gate.check import Check, Outcome
from pipeline.pdf.rules import STANDARDS
from pipeline.pdf.validate import check_outline, validate

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Validate with page-validation, and look at language, title, identifier, outline and text alternatives."""
    file = examined.pdf_place.file
    findings = (*validate(examined.pdf, file), *check_outline(examined.pdf, examined.word, file))
    return Outcome(f"{' and '.join(STANDARDS.values())}, {len(examined.pdf)} bytes.", findings)


CHECK = Check(
    "pdf-standards",
    "PDF-filen följer PDF/A-2a och PDF/UA-1",
    look,
    tool="page-validation",
    of_tool=lambda: version("page-validation"),
)
