"""Quotations that say where they are taken from: their words are the source's, not the author's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.content.model import FootnoteMark, ItemList, Link, Paragraph, Text
from pipeline.content.walk import walk_inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block, Inline


def quoted_from_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of one quotation, marked as quoted from the footnote that it carries; as they are without one.

    A quotation with several footnotes is taken from the first: a number in it has a source, whichever it is.
    """
    key = next((node.key for node in walk_inlines(blocks) if isinstance(node, FootnoteMark)), None)
    return tuple(blocks) if key is None else tuple(_marked(block, key) for block in blocks)


def _marked(block: Block, key: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, children=tuple(_quoted(node, key) for node in block.children))
    if isinstance(block, ItemList):
        items = (replace(item, children=tuple(_marked(inner, key) for inner in item.children)) for item in block.items)
        return replace(block, items=tuple(items))
    return block


def _quoted(node: Inline, key: str) -> Inline:
    if isinstance(node, Text):
        return replace(node, quoted=node.quoted or key)
    if isinstance(node, Link):
        return replace(node, children=tuple(_quoted(child, key) for child in node.children))
    return node
