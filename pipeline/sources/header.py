"""The heading rows of a table, in one or several rows, as one unique key for each column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.sources.grid import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.places import Place
    from pipeline.sources.grid import Grid

#: Between the headings of a column that has several, one above the other.
JOINER = " / "


@dataclass(frozen=True, slots=True)
class Header:
    """The headings.

    Attributes:
        rows: heading rows, filled in: equal neighbours are one cell.
        keys: a unique key for each column.
        indexes: where each column stands in the grid's rows, from 0.
        width: columns of the grid that the header takes, empty ones between them counted.
        place: the first heading row.
    """

    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    indexes: tuple[int, ...]
    width: int
    place: Place


def read_header(grid: Grid, header_rows: int) -> Header:
    """The headings of a grid whose first `header_rows` rows that are not empty are headings.

    In an upper row, an empty cell belongs to the heading on its left when both have a heading below, as merged cells
    come out in CSV. A heading with nothing below it stands for the whole column.

    Raises:
        FaultError: I125 there are no such rows, or none below them; I126 a column with values has no heading, or two
            have the same.
    """
    if len(grid.rows) <= header_rows:
        what = "The table has headings and no rows." if grid.rows else "The table is empty."
        todo = f"Write the headings in the first {f'{header_rows} rows' if header_rows > 1 else 'row'} and a row below."
        raise FaultError.of("I125", what, grid.rows[0].place if grid.rows else grid.place, todo)
    heads = grid.rows[:header_rows]
    written = [[" ".join(text_of(cell).split()) for cell in row.cells] for row in heads]
    width = max((index + 1 for row in written for index, text in enumerate(row) if text), default=0)
    filled = [row[:width] + [""] * (width - len(row)) for row in written]
    for number in range(header_rows - 1):
        _fill_right(filled, number, [span for span in grid.spans if span[0] == number])
    columns = [_fill_down([row[index] for row in filled]) for index in range(width)]
    indexes = tuple(index for index, column in enumerate(columns) if column[0])
    faults = Faults()
    place = heads[-1].place
    _check_headings(grid, header_rows, columns, place, faults)
    keys = [JOINER.join(_distinct(columns[index])) for index in indexes]
    for position, key in enumerate(keys):
        if key in keys[:position]:
            first, second = column_letter(indexes[keys.index(key)]), column_letter(indexes[position])
            message = f"The columns {first} and {second} have the same heading, “{key}”."
            faults.add("I126", message, place.at(header=key), "Give each column a heading of its own.", key=key)
    faults.raise_if_errors()
    rows = tuple(tuple(columns[index][number] for index in indexes) for number in range(header_rows))
    return Header(rows, tuple(keys), indexes, width, heads[0].place)


def column_letter(index: int) -> str:
    """The letters that a spreadsheet shows above a column, from index 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _fill_right(rows: list[list[str]], number: int, spans: Sequence[tuple[int, int, int]]) -> None:
    upper, lower = rows[number], rows[-1]
    if spans:
        for _, first, last in spans:
            for index in range(first + 1, min(last + 1, len(upper))):
                upper[index] = upper[first]
        return
    for index in range(1, len(upper)):
        left_is_group = bool(lower[index - 1]) and upper[index - 1] != lower[index - 1]
        if not upper[index] and lower[index] and left_is_group:
            upper[index] = upper[index - 1]


def _fill_down(column: list[str]) -> list[str]:
    filled: list[str] = []
    for text in column:
        filled.append(text or (filled[-1] if filled else ""))
    for number in range(len(filled) - 2, -1, -1):
        filled[number] = filled[number] or filled[number + 1]
    return filled


def _distinct(texts: Sequence[str]) -> list[str]:
    return [text for number, text in enumerate(texts) if number == 0 or text != texts[number - 1]]


def _check_headings(grid: Grid, header_rows: int, columns: list[list[str]], place: Place, faults: Faults) -> None:
    """Note each column that has values and no heading; a CSV row that is too long is noted as a row, not here."""
    width = len(columns)
    bare = {index for index, column in enumerate(columns) if not column[0]}
    if not bare and grid.ragged:
        return
    found: dict[int, int] = {}
    for row in grid.rows[header_rows:]:
        for index, cell in enumerate(row.cells):
            if (index in bare or (index >= width and not grid.ragged)) and index not in found and text_of(cell):
                found[index] = row.number
    for index, first in found.items():
        message = f"Column {column_letter(index)} has values (row {first}) and no heading."
        faults.add("I126", message, place, "Give it a heading, or delete the values.", column=index + 1)
