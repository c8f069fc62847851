"""What hunspell is asked: the words of all documents at once, as starting it takes longer than its answer."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pipeline.checks.spelling.dictionary import dictionary_for
from pipeline.checks.spelling.looked_up import parts_of
from pipeline.checks.spelling.verdicts import verdicts_of
from pipeline.checks.spelling.words import word_list
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.checks.rule import Subject
    from pipeline.checks.spelling.dictionary import Dictionary

#: A word that every language's dictionary can be asked about, to see whether hunspell answers.
PROBE: Final = "och"


def asked_of(subject: Subject) -> frozenset[str]:
    """The words of a document, and the parts between their hyphens, that the agency's own list does not have."""
    own = word_list(subject.reader.root)
    asked = {word for word in subject.words.first if not own.has(word)}
    return frozenset(asked | {part for word in asked if "-" in word for part in parts_of(word) if not own.has(part)})


def ask(subjects: Iterable[Subject]) -> None:
    """Ask about the words of several documents in one go; what rules ask afterwards is known then."""
    words: dict[Dictionary, set[str]] = {}
    root: Path | None = None
    for subject in subjects:
        dictionary = dictionary_for(subject.settings.language)
        if dictionary is not None:
            root = subject.reader.root
            with suppress(FaultError):  # of words.txt, which the rule tells
                words.setdefault(dictionary, {PROBE}).update(asked_of(subject))
    for dictionary, asked in words.items():
        assert root is not None
        verdicts_of(dictionary).unknown(asked, root)


def keep(subjects: Iterable[Subject]) -> None:
    """Write what hunspell has answered for the next run."""
    for language, root in {(subject.settings.language, subject.reader.root) for subject in subjects}:
        dictionary = dictionary_for(language)
        if dictionary is not None:
            verdicts_of(dictionary).keep(root)
