"""C263: what a document's own references.yaml lists is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """References of the document's own file that no footnote cites."""
    if subject.references is None:
        return
    for key, place in subject.references.places.items():
        if place.file.startswith(f"{subject.folder}/") and key not in subject.document.footnotes:
            message = f"The reference “{key}” is never cited."
            todo = f"Cite it with [^{key}], or take it away."
            yield Finding(message, place, todo, {"footnote": key})


RULE = Rule(
    code="C263",
    name="a reference that is never cited (källa utan hänvisning)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.), källhänvisningar: a list of sources holds those that are cited",
    explanation="""\
An entry of the document's own references.yaml that no footnote cites is left over, or its footnote was lost. Entries of
inputs/references.yaml are for all documents; those are looked at when all documents are checked together (C264).

Wrong: an entry plan-2021: in the document's references.yaml, and no [^plan-2021] in its text
Right: the entry with its footnote, or neither""",
    find=find,
)
