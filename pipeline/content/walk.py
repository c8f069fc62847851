"""Walking through a document: its blocks in order, and the inline nodes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.model import Figure, Heading, ItemList, Link, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.content.model import Block, Inline


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in the order of reading, those in lists, cells and notes after the block around them."""
    for block in blocks:
        yield block
        if isinstance(block, ItemList):
            for item in block.items:
                yield from walk_blocks(item.children)
        elif isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from walk_blocks(cell.children)
            yield from walk_blocks(block.notes)
        elif isinstance(block, Figure):
            yield from walk_blocks(block.notes)


def walk_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline node in the order of reading; the words of a link after the link."""
    for block in walk_blocks(blocks):
        if isinstance(block, Heading | Paragraph):
            yield from _opened(block.children)
        elif isinstance(block, Table | Figure):
            yield from _opened(block.caption)


def _opened(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, Link):
            yield from _opened(node.children)
