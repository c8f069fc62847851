"""Walking through a document: its blocks in order, and the inline nodes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pipeline.content.model import Figure, Heading, ItemList, Link, Paragraph, Table, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.content.model import Block, Inline

#: What headings, tables and figures have in common: they may have a number.
Numbered: TypeAlias = Heading | Table | Figure


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


def numbered_blocks(blocks: Iterable[Block]) -> Iterator[Numbered]:
    """Headings, tables and figures in the order in which they are written, those in lists and cells too."""
    for block in blocks:
        if isinstance(block, (Heading, Figure)):
            yield block
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from numbered_blocks(item.children)
        elif isinstance(block, Table):
            yield block
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from numbered_blocks(cell.children)


def plain_text(children: Iterable[Inline]) -> str:
    """The text of inline nodes without footnote marks and cross-references."""
    return "".join(
        child.text
        if isinstance(child, (Text, Value))
        else plain_text(child.children)
        if isinstance(child, Link)
        else ""
        for child in children
    )
