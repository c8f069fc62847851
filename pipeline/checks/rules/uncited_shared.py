"""C264: what inputs/references.yaml lists for all documents is cited by one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.checks.rule import Finding, Rule
from pipeline.content.references import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.rule import Subject
    from pipeline.faults import Fault


_TODO: Final = "Take it away, if no document to come needs it."
_TODO_MANY: Final = "Take away those that no document to come needs."

#: Documents; a project of one has a list for those to come.
_LEAST: Final = 2


def find_across(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Shared references that no document of the project cites; one document alone cannot tell what others will cite."""
    if len(subjects) < _LEAST:
        return
    cited = {key for subject in subjects for key in subject.document.footnotes}
    shared = {
        key: place
        for subject in subjects
        if subject.references
        for key, place in subject.references.places.items()
        if place.file == SHARED
    }
    for key, place in shared.items():
        if key not in cited:
            message = f"The reference “{key}” is cited by no document."
            yield Finding(message, place, _TODO, {"footnote": key})


def merged(faults: Sequence[Fault]) -> Fault:
    """One hint that names all of them, at the first."""
    keys = [str(fault.data["footnote"]) for fault in faults]
    message = f"{len(keys)} references are cited by no document: {', '.join(keys)}."
    return replace(faults[0], message=message, todo=_TODO_MANY, data={"footnotes": keys})


RULE = Rule(
    code="C264",
    name="a shared reference that no document cites (gemensam källa utan hänvisning)",
    level="hint",
    source="Myndigheternas skrivregler (8 uppl.), källhänvisningar: a list of sources holds those that are cited",
    explanation="""\
inputs/references.yaml serves all documents. An entry that none of them cites is left over from an earlier year. It is
looked for when all documents are checked together, as `diarie check` without names does, and there are two or more.

Wrong: an entry plan-2021: in inputs/references.yaml, and no [^plan-2021] in any document
Right: the entry with a footnote in at least one document, or neither""",
    across=find_across,
    merged=merged,
)
