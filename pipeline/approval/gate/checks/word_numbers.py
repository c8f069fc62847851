"""R262, R263, R264: every number in the Word file is the document's, and all of the document's are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.contents_pages import with_pages
from pipeline.approval.gate.numbers import compare
from pipeline.approval.gate.said import numbers
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Compare text, footnotes, contents list and text alternatives; Word itself numbers headings, lists and notes."""
    said, expected, place = examined.said_by_word, examined.expected.said, examined.word_place
    faults = Faults()
    faults.extend(compare("R262", place, "text", expected.body, said.body, labels=False))
    faults.extend(compare("R262", place, "footnotes", expected.notes, said.notes))
    faults.extend(compare("R263", place, "contents list", with_pages(examined), said.contents))
    faults.extend(compare("R264", place, "text alternatives", expected.alternatives, said.alternatives))
    faults.extend(compare("R264", place, "table summaries", expected.summaries, said.summaries))
    count = len(numbers((*said.body, *said.notes, *said.contents, *said.alternatives)))
    return Outcome(f"{count} numbers and their signs.", tuple(faults))


CHECK = Check("word-numbers", "talen i Word-filen är dokumentets", look)
