"""Which of a document's texts are prose, whose numbers must have a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.numbers.found import numbers_in
from pipeline.content.references import REFERENCES_FILE

if TYPE_CHECKING:
    from pipeline.checks.numbers.found import Number
    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject


def prose_of(subject: Subject) -> tuple[tuple[Passage, tuple[Number, ...]], ...]:
    """The passages that authors have written, with their numbers, in the order of reading.

    Prose are headings, paragraphs, lists, captions, notes and the author's own footnotes, text alternatives and
    summaries, the boxes of diagrams, and the sentences of document.yaml. The cells of tables are data, and the titles,
    series and numbers of references.yaml are other people's words; both are left out.
    """
    prose = (text for text in subject.texts if text.role != "cell" and not _is_cited(text, subject))
    return tuple((passage, numbers_in(passage)) for passage in prose)


def _is_cited(passage: Passage, subject: Subject) -> bool:
    """Whether a footnote comes from the fields of references.yaml, and not from a text that somebody wrote there."""
    if passage.role != "footnote" or passage.origin is None or not passage.origin.file.endswith(REFERENCES_FILE):
        return False
    entry = subject.references.entries.get(passage.label or "") if subject.references else None
    return entry is None or not entry.settings.text
