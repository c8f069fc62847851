"""R279: the words of both files are the document's, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.running_numbers import letterhead
from pipeline.approval.gate.words import compare_words, words
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Compare text, footnotes, contents list and text alternatives of both files with the tree's."""
    expected, faults = examined.expected.said, Faults()
    pdf, word = examined.said_by_pdf, examined.said_by_word
    body = pdf.body[letterhead(examined) :]
    faults.extend(compare_words(examined.pdf_place, "text", expected.body, body))
    faults.extend(compare_words(examined.word_place, "text", expected.body, word.body, labels=False))
    for place, said in ((examined.pdf_place, pdf), (examined.word_place, word)):
        for what, wanted, shown in (
            ("footnotes", expected.notes, said.notes),
            ("contents list", expected.contents, said.contents),
            ("text alternatives", expected.alternatives, said.alternatives),
            ("table summaries", expected.summaries, said.summaries),
        ):
            faults.extend(compare_words(place, what, wanted, shown))
    count = sum(len(words(lines)) for lines in (expected.body, expected.notes, expected.contents))
    return Outcome(f"{count} letters and signs of the text in each file, in order.", tuple(faults))


CHECK = Check("words", "orden i båda filerna är dokumentets", look)
