"""R261, R263, R264: every number that the PDF shows is the document's, and all of the document's are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.contents_pages import with_pages
from pipeline.approval.gate.numbers import compare
from pipeline.approval.gate.running_numbers import check_running, letterhead
from pipeline.approval.gate.said import numbers
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Compare text, footnotes, contents list, text alternatives, headers and footers."""
    said, expected, place = examined.said_by_pdf, examined.expected.said, examined.pdf_place
    read = letterhead(examined)
    faults = Faults()
    faults.extend(compare("R261", place, "text", expected.body, said.body[read:]))
    faults.extend(compare("R261", place, "footnotes", expected.notes, said.notes))
    faults.extend(compare("R263", place, "contents list", with_pages(examined), said.contents))
    faults.extend(compare("R264", place, "text alternatives", expected.alternatives, said.alternatives))
    faults.extend(compare("R264", place, "table summaries", expected.summaries, said.summaries))
    faults.extend(check_running(examined, read))
    count = len(numbers((*said.body, *said.notes, *said.contents, *said.alternatives)))
    running = sum(len(numbers(lines)) for lines in said.running)
    return Outcome(
        f"{count} numbers and their signs on {len(said.running)} pages, {running} in headers and footers.",
        tuple(faults),
    )


CHECK = Check("pdf-numbers", "talen i PDF-filen är dokumentets", look)
