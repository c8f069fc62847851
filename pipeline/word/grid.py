"""A table's grid: which cell stands in which column of which row, and how wide the columns are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.content.model import Paragraph, Text
from pipeline.word.decimals import right_indents
from pipeline.word.measure import longest_word, width_of
from pipeline.word.targets import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Cell, Column, Row, Table


#: Widths are reckoned with bold letters of some room: this part of them does too.
SURELY: Final = 0.9


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in a row of the grid: one that begins there, or the continuation of one that began above.

    Attributes:
        cell: the cell.
        column: the first that it stands in.
        continued: whether it began in a row above.
        ends: whether it reaches no further down.
    """

    cell: Cell
    column: int
    continued: bool
    ends: bool = True

    @property
    def line(self) -> str | None:
        """The text of a cell that begins here and holds one paragraph in one column; None for any other."""
        children = self.cell.children
        if self.continued or self.cell.columns > 1 or len(children) != 1 or not isinstance(children[0], Paragraph):
            return None
        return plain_text(children[0].children)

    @property
    def raised(self) -> int:
        """How many of the last characters of such a cell's text are raised."""
        first = self.cell.children[0] if self.cell.children else None
        last = first.children[-1] if isinstance(first, Paragraph) and first.children else None
        return len(last.text) if isinstance(last, Text) and last.raised else 0


class GridError(Exception):
    """The cells of a table do not fill its grid; says how."""


def lay_out(rows: Sequence[Row], count: int) -> list[list[GridCell]]:
    """The cells of each row, with the continuations of those that span several.

    Args:
        rows: header and body.
        count: how many columns the grid has.

    Raises:
        GridError: a row has cells for too few or too many columns, or a span leads out of the table.
    """
    if not rows or not count:
        raise GridError("it has no rows or no columns")
    above: dict[int, tuple[Cell, int]] = {}
    grid = [_row(row, number, count, above) for number, row in enumerate(rows, start=1)]
    if above:
        raise GridError("a cell spans more rows than there are")
    return grid


def _row(row: Row, number: int, count: int, above: dict[int, tuple[Cell, int]]) -> list[GridCell]:
    """One row; `above` holds the cells that reach into it, by column, and then those that reach into the next."""
    found: list[GridCell] = []
    below: dict[int, tuple[Cell, int]] = {}
    waiting = iter(row.cells)
    column = 0
    while column < count:
        cell, left = above.pop(column, (None, 0))
        continued = cell is not None
        if cell is None:
            cell = next(waiting, None)
            if cell is None:
                raise GridError(f"row {number} has cells for {column} of its {count} columns")
            left = cell.rows
        if cell.columns < 1 or cell.rows < 1:
            raise GridError(f"a cell of row {number} spans nothing")
        found.append(GridCell(cell, column, continued, left == 1))
        if left > 1:
            below[column] = (cell, left - 1)
        column += cell.columns
    if next(waiting, None) is not None or column > count:
        raise GridError(f"row {number} has cells for more than its {count} columns")
    if above:
        raise GridError(f"a cell of row {number} lies over one that began above")
    above.update(below)
    return found


def column_widths(columns: Sequence[Column], room: int, least: Sequence[int] = ()) -> list[int]:
    """Widths in twips in the columns' proportions; together exactly the room.

    A column gets its `least` width at the expense of the others. Where the room is not enough for all of those, the
    narrow ones get theirs, and the others, whose words have to be divided, share the rest.
    """
    if sum(least) > room:
        return _divided_room(least, room)
    shares = [max(column.width, 0.01) for column in columns]
    fixed: dict[int, int] = {}
    while True:
        left, parts = room - sum(fixed.values()), sum(share for at, share in enumerate(shares) if at not in fixed)
        tight = {at: low for at, low in enumerate(least) if at not in fixed and left * shares[at] < low * parts}
        if not tight:
            shares = [fixed.get(at, left * share / (parts or 1)) for at, share in enumerate(shares)]
            break
        fixed |= tight
    return _whole(shares, room)


def _divided_room(least: Sequence[int], room: int) -> list[int]:
    if sum(least) * SURELY <= room:
        return _whole(least, room)
    widths: dict[int, float] = {}
    while True:
        others = [at for at in range(len(least)) if at not in widths]
        fair = (room - sum(widths.values())) / len(others)
        narrow = {at: float(least[at]) for at in others if least[at] <= fair}
        if not narrow:
            break
        widths |= narrow
    return _whole([widths.get(at, fair) for at in range(len(least))], room)


def _whole(shares: Sequence[float], room: int) -> list[int]:
    """Whole numbers in these proportions that are the room together."""
    edges, reached = [0], 0.0
    for share in shares:
        reached += share
        edges.append(round(room * reached / sum(shares)))
    return [right - left for left, right in pairwise(edges)]


def least_widths(table: Table, grid: Sequence[Sequence[GridCell]], size: float, margins: int) -> list[int]:
    """Widths in twips that the columns need for no word to break.

    Args:
        table: the table.
        grid: its cells; those with several paragraphs or columns are not looked at.
        size: font size in points.
        margins: of a cell, left and right together.
    """
    longest = [""] * len(table.columns)
    for cells in grid:
        for found in cells:
            line = found.line
            if line is not None and len(line) > len(longest[found.column]):
                longest[found.column] = max(longest[found.column], longest_word(line), key=len)
    return [width_of(word, size) + margins for word in longest]


def decimal_indents(table: Table, grid: Sequence[Sequence[GridCell]], size: float) -> dict[tuple[int, int], int]:
    """(row, column) → indent in twips that lines up the figures of the decimal columns, set in `size` points."""
    indents: dict[tuple[int, int], int] = {}
    for column, setting in enumerate(table.columns):
        if setting.align != "decimal":
            continue
        lines = {
            row: found.line
            for row, cells in enumerate(grid)
            for found in cells
            if row >= len(table.header) and found.column == column and found.line is not None
        }
        raised = {
            row: found.raised
            for row, cells in enumerate(grid)
            for found in cells
            if found.column == column and found.line is not None
        }
        indents |= {(row, column): indent for row, indent in right_indents(lines, size, raised).items()}
    return indents
