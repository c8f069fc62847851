"""R260: the PDF's bytes are sound."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from pipeline.approval.gate.check import Check, Outcome
from pipeline.faults import Fault

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Read the whole file with qpdf's library, every object and stream, as `qpdf --check` does."""
    try:
        with pikepdf.open(io.BytesIO(examined.pdf)) as opened:
            problems, pages = tuple(opened.check_pdf_syntax()), len(opened.pages)
    except pikepdf.PdfError as error:
        problems, pages = (str(error),), 0
    todo = "Build the document again; if it stays, the converter is at fault."
    return Outcome(
        f"{pages} pages, all objects and streams.",
        tuple(Fault("R260", f"qpdf finds an error: {one}.", examined.pdf_place, todo) for one in problems),
    )


CHECK = Check("pdf-syntax", "PDF-filen är hel", look, tool="qpdf", of_tool=lambda: pikepdf.__libqpdf_version__)
