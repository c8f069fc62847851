"""What stands near some words of a passage: whether they are the author's own, and whether data stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.model import CrossReference, Text, Value

if TYPE_CHECKING:
    from pipeline.checks.passages import Passage
    from pipeline.content.model import Inline


def is_own(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are an author's own: typed, and not quoted from a source."""
    nodes = [span.node for span in passage.spans if span.start < end and span.end > start]
    return all(
        isinstance(node, Text) and not node.quoted and not node.language and node.origin and node.origin.row is None
        for node in nodes
    )


def has_data(passage: Passage, offset: int) -> bool:
    """Whether a figure, or a reference to a table or chart, stands in the sentence."""
    sentence = passage.sentence_at(offset)
    return any(_is_data(span.node) for span in passage.spans if sentence.start <= span.start < sentence.end)


def _is_data(node: Inline) -> bool:
    if isinstance(node, CrossReference):
        return node.label[:3].lower() in ("tbl", "fig")
    return isinstance(node, Value)
