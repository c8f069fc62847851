"""A table's grid: which cell stands in which column of which row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.content.model import Paragraph, Text
from pipeline.content.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Cell, Row


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
