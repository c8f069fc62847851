"""Tables of figures.yaml as tables of the document: typed, aligned, with joined headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.columns import ShownColumn
from pipeline.content.inline import text_of
from pipeline.content.model import Cell, Column, Paragraph, Row, Table, Text
from pipeline.content.signs import explanation, sign_of
from pipeline.content.strings import inline, plain_paragraphs, worded
from pipeline.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.content.model import Inline
    from pipeline.content.references import References
    from pipeline.figures.book import FigureBook, TableDefinition
    from pipeline.places import Place


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
    summary: tuple[Inline, ...] = ()
    with faults.collecting():
        summary = worded(
            definition.summary, definition.summary_place or definition.place, references=references, book=book
        )
    notes: list[Paragraph] = []
    for mark, text, place in _noted(definition):
        with faults.collecting():
            words = inline(text, place, references=references, book=book)
            if mark:
                words = (Text(mark, place, raised=mark.isalnum()), Text(" "), *words)
            notes.append(Paragraph(words, "note", place))
    columns = [ShownColumn(definition, key, references, book) for key in definition.data.columns]
    rows = _rows(definition, columns, faults)
    faults.raise_if_errors()
    notes += _sign_note(definition, columns)
    units = {column.unit for column in columns if column.holds_numbers}
    unit = definition.unit or (units.pop() if len(units) == 1 else "")
    marked = {mark.column for mark in definition.marks}
    return Table(
        columns=tuple(Column(column.width, column.align(marked=column.key in marked)) for column in columns),
        header=header_rows(_headings(definition, columns, unit), definition.data.place),
        rows=rows,
        caption=caption,
        label=definition.name,
        notes=tuple(notes),
        summary=text_of(summary),
        total=definition.total,
        origin=origin or definition.place,
        summary_words=summary,
        unit=unit,
        total_column=definition.total_column,
    )


def _sign_note(definition: TableDefinition, columns: Sequence[ShownColumn]) -> Iterator[Paragraph]:
    """A note on the signs for missing values that occur among the numbers."""
    signs = {sign_of(row[column.key]) for row in definition.data.rows for column in columns if column.holds_numbers}
    if explained := explanation(signs - definition.explained):
        yield Paragraph((Text(explained),), "note", definition.place)


def _noted(definition: TableDefinition) -> Iterator[tuple[str, str, Place]]:
    """The notes with their signs: first those of single cells, each once, then those of the whole table."""
    told = set()
    for mark in definition.marks:
        if mark.note and (mark.text, mark.note) not in told:
            told.add((mark.text, mark.note))
            yield mark.text, mark.note, mark.note_place or definition.place
    for text, place in zip(definition.notes, definition.note_places, strict=True):
        yield "", text, place


def _rows(definition: TableDefinition, columns: Sequence[ShownColumn], faults: Faults) -> tuple[Row, ...]:
    marks = {(mark.row, mark.column): mark.text for mark in definition.marks}
    rows = []
    last = len(columns) - 1
    for index, row in enumerate(definition.data.rows):
        cells = []
        for number, column in enumerate(columns):
            with faults.collecting():
                mark = marks.get((index, column.key), "")
                header, strong = number < definition.row_headers, definition.total_column and number == last
                cells.append(column.cell(row[column.key], mark, header=header, strong=strong))
        rows.append(Row(tuple(cells)))
    return tuple(rows)


def _headings(definition: TableDefinition, columns: Sequence[ShownColumn], unit: str) -> list[list[str]]:
    """The rows of headings, a unit behind the lowest one of each column that has its own: `Kostnad, mnkr`."""
    headings = [list(row) for row in definition.data.header]
    for index, column in enumerate(columns):
        heading = headings[-1][index]
        if column.holds_numbers and column.unit not in ("", unit) and column.unit not in heading:
            named = f"{heading}, {column.unit}" if heading else column.unit
            for row in headings:  # a heading that reaches over both rows stays one
                row[index] = named if row[index] == heading else row[index]
    return headings


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
