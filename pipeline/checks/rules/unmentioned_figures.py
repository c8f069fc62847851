"""C270: the text refers to each of its tables and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import CrossReference, Figure, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Tables and figures with a number, placed by the text, that no sentence refers to."""
    mentioned = {
        span.node.label.casefold()
        for passage in subject.passages
        for span in passage.spans
        if isinstance(span.node, CrossReference)
    }
    defined = {name for book in subject.books for name in book.tables}
    for block in subject.blocks:
        if not isinstance(block, Table | Figure) or not block.label or not block.caption or block.origin is None:
            continue
        if block.label.casefold() in mentioned or not block.origin.file.endswith(".md"):
            continue
        if isinstance(block, Figure) or block.label in defined:  # not the table that a chart brings with it
            yield Finding(
                f"No sentence refers to {block.label}.",
                block.origin,
                f"Say in the text what it shows, with @{block.label}.",
                {"label": block.label},
            )


RULE = Rule(
    code="C270",
    name="a table or figure that the text does not mention (tabell eller figur utan hänvisning)",
    level="hint",
    source="Myndigheternas skrivregler (8 uppl.), tabeller och diagram: refer to them in the text",
    explanation="""\
Readers who do not see a table, or meet it on another page, find it through the sentence that refers to it.

Wrong: ![](tbl-sjukfranvaro) alone
Right: @Tbl-sjukfranvaro visar sjukfrånvaron de senaste åren.""",
    find=find,
)
