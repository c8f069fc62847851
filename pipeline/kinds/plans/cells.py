"""Cells and lists made of what stands in a plan's tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.content.model import Cell, ItemList, ListItem, Paragraph, Row, Text, Value
from pipeline.content.strings import plain_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.content.model import Inline
    from pipeline.faults import Faults
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

Tone: TypeAlias = Literal["good", "attention", "bad", "quiet"]


def data_paragraphs(cell: DataCell, faults: Faults) -> tuple[Paragraph, ...]:
    """A cell's text, a paragraph for each of its lines; () and a fault (I214) where it cannot be shown."""
    with faults.collecting():
        return plain_paragraphs(cell.text, cell.place)
    return ()


def data_cell(cell: DataCell, faults: Faults, *, rows: int = 1) -> Cell:
    """A cell that shows what a cell of the inputs says."""
    return Cell(data_paragraphs(cell, faults), rows=rows, origin=cell.place)


def heading_cell(cell: DataCell, faults: Faults, *, rows: int = 1, columns: int = 1) -> Cell:
    """The same as a heading for the rows that it spans, or for those below it where it spans the whole width."""
    children = (
        Paragraph(
            tuple(replace(part, strong=True) for part in paragraph.children if isinstance(part, Text)),
            origin=cell.place,
        )
        for paragraph in data_paragraphs(cell, faults)
    )
    return Cell(tuple(children), rows, columns, header=True, origin=cell.place)


def numbered_paragraphs(number: str, cell: DataCell, faults: Faults) -> tuple[Paragraph, ...]:
    """A cell's text with a number such as `A1.2` in front, set apart by its weight."""
    mark = Text(f"{number}\N{EN SPACE}", cell.place, strong=True)
    first, *others = data_paragraphs(cell, faults) or (Paragraph(()),)
    return (Paragraph((mark, *first.children), origin=cell.place), *others)


def text_cell(
    *texts: str,
    origin: Place | None = None,
    header: bool = False,
    columns: int = 1,
    tone: Tone | None = None,
    strong: bool = False,
) -> Cell:
    """A cell with a paragraph for each text that is not empty."""
    children = tuple(Paragraph((Text(text, origin, strong=strong),), origin=origin) for text in texts if text)
    return Cell(children, columns=columns, header=header, origin=origin, tone=tone)


def number_cell(text: str, name: str, origin: Place, cells: Sequence[Place], *, strong: bool = False) -> Cell:
    """A cell with a figure that the program has reckoned, and the cells behind it; () for those makes it mere text."""
    inline: Inline = Value(text, name, origin, tuple(cells), strong) if cells else Text(text, strong=strong)
    return Cell((Paragraph((inline,)),))


def header_row(*texts: str) -> Row:
    """A header row of single cells."""
    return Row(tuple(text_cell(text) for text in texts))


def bullet_list(items: Iterable[Sequence[Inline]], origin: Place | None = None) -> ItemList:
    """A list with a paragraph an item."""
    return ItemList(tuple(ListItem((Paragraph(tuple(inlines)),)) for inlines in items), origin=origin)


def lower_first(name: str) -> str:
    """Without its capital, which a name in the middle of a sentence does not have; an acronym keeps it."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def in_words(texts: Sequence[str]) -> str:
    """`a, b och c`."""
    return " och ".join(part for part in (", ".join(texts[:-1]), *texts[-1:]) if part)
