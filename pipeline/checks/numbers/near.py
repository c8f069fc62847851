"""What stands near some words of a passage: whether they are the author's own, and whether data stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.model import CrossReference, Text, Value

if TYPE_CHECKING:
    from pipeline.checks.passages import Passage


def is_own(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are an author's own: typed, and not quoted from a source."""
    nodes = [span.node for span in passage.spans if span.start < end and span.end > start]
    return all(
        isinstance(node, Text) and not node.quoted and not node.language and node.origin and node.origin.row is None
        for node in nodes
    )


def has_data(passage: Passage, offset: int) -> bool:
    """Whether a figure, or a reference to a table or chart, stands in the sentence."""
    for sentence in passage.sentences:
        if sentence.start <= offset < sentence.end:
            for span in passage.spans:
                if sentence.start <= span.start < sentence.end:
                    if isinstance(span.node, Value):
                        return True
                    if isinstance(span.node, CrossReference) and span.node.label[:3].lower() in ("tbl", "fig"):
                        return True
    return False
