"""C214: what is quoted, and what is a constant, is taken from a source that the document cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.checks.rule import Subject
    from pipeline.content.model import Inline
    from pipeline.figures.book import NamedFigure


def find(subject: Subject) -> Iterator[Finding]:
    """Words marked `{source=key}`, and constants, whose source no footnote of the document cites."""
    told: set[str] = set()
    for passage in subject.texts:
        for span in passage.spans:
            key = _source(span.node, subject.figures)
            if key and key not in subject.document.footnotes and key not in told:
                told.add(key)
                yield Finding(
                    f"“{passage.text[span.start : span.end]}” is taken from “{key}”, which no footnote cites.",
                    passage.place(span.start),
                    f"Cite it where it stands: [^{key}].",
                    {"footnote": key},
                )


def _source(node: Inline, figures: Mapping[str, NamedFigure]) -> str | None:
    if isinstance(node, Text):
        return node.quoted
    return figures[node.name].source if isinstance(node, Value) and node.name in figures else None


RULE = Rule(
    code="C214",
    name="quoted from a source that is not cited (citat utan källhänvisning)",
    level="error",
    source="Myndigheternas skrivregler (8 uppl.), källhänvisningar: readers must be able to find the source",
    explanation="""\
A number marked {source=key}, or a constant of figures.yaml, comes from another document. Readers see that only by the
footnote, so the document must cite that reference somewhere, best in the same sentence.

Wrong: Enligt strategin finns [sex]{source=strategi} delmål.
Right: Enligt strategin finns [sex]{source=strategi} delmål.[^strategi]""",
    find=find,
)
