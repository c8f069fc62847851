"""Words that are too long for their column: soft hyphens where they may be divided."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.content.hyphens import SOFT_HYPHEN, soft_hyphened
from pipeline.content.model import ItemList, Link, ListItem, Paragraph, Text
from pipeline.word.measure import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block, Inline

#: A word of letters: numbers, addresses and codes are not divided.
_WORD = re.compile(r"[^\W\d_]+")

#: Letters of the shortest word that is divided.
_LEAST = 6


def divided(blocks: Sequence[Block], width: int, size: float) -> tuple[Block, ...]:
    """A cell's blocks with soft hyphens in the words that have no room on a line of their own.

    Word and LibreOffice else break such a word at any letter, without a hyphen.

    Args:
        blocks: of the cell.
        width: the room for text in twips.
        size: font size in points.
    """
    return tuple(_block(block, width, size) for block in blocks)


def _block(block: Block, width: int, size: float) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, children=_inlines(block.children, width, size))
    if isinstance(block, ItemList):
        items = (ListItem(divided(item.children, width, size), item.origin) for item in block.items)
        return replace(block, items=tuple(items))
    return block


def _inlines(nodes: Sequence[Inline], width: int, size: float) -> tuple[Inline, ...]:
    return tuple(_inline(node, width, size) for node in nodes)


def _inline(node: Inline, width: int, size: float) -> Inline:
    if isinstance(node, Text):
        # Other languages divide their words by other rules.
        text = node.text if node.language else _text(node.text, width, size)
        return node if text == node.text else replace(node, text=text)
    return replace(node, children=_inlines(node.children, width, size)) if isinstance(node, Link) else node


def _text(text: str, width: int, size: float) -> str:
    pieces = re.split(r"(\s+)", text)
    return "".join(_piece(piece) if width_of(piece, size) > width else piece for piece in pieces)


def _piece(piece: str) -> str:
    if SOFT_HYPHEN in piece or "@" in piece or "://" in piece:
        return piece
    return _WORD.sub(lambda word: soft_hyphened(word[0]) if len(word[0]) >= _LEAST else word[0], piece)
