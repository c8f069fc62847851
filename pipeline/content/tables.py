"""Tables of figures.yaml as tables of the document: typed, aligned, with joined headings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Column, Paragraph, Row, Table, Text
from pipeline.content.strings import inline, plain_paragraphs
from pipeline.faults import Faults
from pipeline.figures.cells import number_in
from pipeline.figures.wording import NO_BREAK_SPACE, decimals_of, swedish_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Alignment, Inline
    from pipeline.content.references import References
    from pipeline.figures.book import ColumnDefinition, FigureBook, TableDefinition
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

#: A column of text is as wide as its longest cell, between these numbers of characters.
_NARROW: Final = 6
_WIDE: Final = 34

_NUMBERS: Final = frozenset({"integer", "decimal", "percent"})


def table_block(
    definition: TableDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> Table:
    """A table as the document shows it.

    Args:
        definition: from figures.yaml.
        origin: where the text places it.
        references: what its caption and notes may cite.
        book: the figures that they may name.

    Raises:
        FaultError: what is wrong with caption, notes and cells.
    """
    faults = Faults()
    caption: tuple[Inline, ...] = ()
    with faults.collecting():
        caption = inline(definition.caption, definition.caption_place, references=references, book=book)
    notes = []
    for text, place in zip(definition.notes, definition.note_places, strict=True):
        with faults.collecting():
            note = inline(text, place, references=references, book=book)
            notes.append(Paragraph(note, "note", place))
    columns = [_ShownColumn(definition, key) for key in definition.data.columns]
    marks = {(mark.row, mark.column): mark.text for mark in definition.marks}
    rows = []
    for index, row in enumerate(definition.data.rows):
        cells = []
        for number, column in enumerate(columns):
            with faults.collecting():
                mark = marks.get((index, column.key), "")
                cells.append(column.cell(row[column.key], mark, header=number < definition.row_headers))
        rows.append(Row(tuple(cells)))
    faults.raise_if_errors()
    return Table(
        columns=tuple(Column(column.width, column.align) for column in columns),
        header=header_rows(definition.data.header, definition.data.place),
        rows=tuple(rows),
        caption=caption,
        label=definition.name,
        notes=tuple(notes),
        summary=definition.summary,
        total=definition.total,
        origin=origin or definition.place,
    )


def header_rows(headings: Sequence[Sequence[str]], place: Place) -> tuple[Row, ...]:
    """Header rows with equal neighbours joined: to the right in an upper row, downwards where a heading is repeated.

    Args:
        headings: one or two rows of equal length.
        place: of the first header row.
    """
    if len(headings) == 1:
        return (Row(tuple(_heading(text, place) for text in headings[0])),)
    upper, lower = headings
    first: list[Cell] = []
    second: list[Cell] = []
    column = 0
    while column < len(upper):
        if upper[column] in ("", lower[column]):
            first.append(_heading(lower[column], place, rows=2))
            column += 1
            continue
        end = column + 1
        while end < len(upper) and upper[end] == upper[column] != lower[end]:
            end += 1
        first.append(_heading(upper[column], place, columns=end - column))
        second.extend(_heading(text, _below(place)) for text in lower[column:end])
        column = end
    return (Row(tuple(first)), Row(tuple(second))) if second else (Row(tuple(_single(cell) for cell in first)),)


def _heading(text: str, place: Place, *, rows: int = 1, columns: int = 1) -> Cell:
    origin = place.at(header=text or None)
    return Cell(plain_paragraphs(text, origin), rows, columns, origin=origin)


def _single(cell: Cell) -> Cell:
    return Cell(cell.children, 1, cell.columns, origin=cell.origin)


def _below(place: Place) -> Place:
    return place if place.row is None else place.at(row=place.row + 1)


class _ShownColumn:
    """A column with what its cells need to look alike."""

    def __init__(self, definition: TableDefinition, key: str) -> None:
        self.key = key
        self._settings: ColumnDefinition = definition.columns[key]
        cells = [row[key] for row in definition.data.rows]
        heads = definition.data.columns[: definition.row_headers]
        numbers = [number for cell in cells if (number := number_in(cell)) is not None]
        known = [cell for cell in cells if cell.value is not None]
        all_numbers = bool(numbers) and len(numbers) == len(known) and key not in heads
        self.align: Alignment = "right" if self._settings.type in _NUMBERS or all_numbers else "left"
        given = self._settings.decimals
        self._decimals = max((decimals_of(number) for number in numbers), default=0) if given is None else given
        longest = max((len(line) for cell in cells for line in cell.text.split("\n")), default=0)
        self.width = self._settings.width or float(min(max(longest + 2, _NARROW), _WIDE))

    def cell(self, data: DataCell, mark: str, *, header: bool) -> Cell:
        place = data.place
        if self._settings.type == "text":
            children = plain_paragraphs(data.text + mark, place)
        else:
            text = self._words(data) + mark
            children = (Paragraph((Text(text, place),), origin=place),) if text else ()
        return Cell(children, header=header, origin=place)

    def _words(self, data: DataCell) -> str:
        value = data.value
        if value is None:
            return data.text
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return value
        percent = f"{NO_BREAK_SPACE}%" if self._settings.type == "percent" else ""
        return swedish_number(Decimal(value), self._decimals) + percent
