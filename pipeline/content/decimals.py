"""Figures that line up on the decimal comma, where a column's figures have unequal numbers of decimals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.content.grid import GridCell
    from pipeline.content.model import Table

#: A number with its thousands in groups, and what follows its last whole figure: `,5 %`.
_NUMBER = re.compile(r"[-−–+]?\d+(?:\s\d{3})*(\D.*)?")

#: Widths in em of Carlito and Calibri, which the templates are set in; other faces differ by a twentieth.
_WIDTHS = {",": 0.250, ".": 0.252, " ": 0.226, "\u00a0": 0.226, "\u202f": 0.226, "%": 0.715}
_FIGURE = 0.507


#: Of that, what belongs to the number: decimals and a percent sign.
_END = re.compile(r"(?:[,.]\d+)?(?:\s?%)?")

#: What stands where there is no number.
_SIGNS = ("..", "–", ".")

#: How large raised letters are beside the others.
_RAISED = 0.6


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


def right_indents(texts: Mapping[int, str], size: float, raised: Mapping[int, int] | None = None) -> dict[int, int]:
    """How far to the left each figure of a right-aligned column must stand for the commas to line up.

    Word lines figures up on a decimal tab in a cell, LibreOffice does not; an indent from the right works in both.

    Args:
        texts: row → the text of its cell in the column.
        size: font size in points.
        raised: row → how many of the last characters are set small above the line; None for none anywhere.

    Returns:
        Row → indent in twips, for the rows whose figure must move.
    """
    tails: dict[int, float] = {}
    ends = 0.0
    for row, text in texts.items():
        found = _NUMBER.fullmatch(text.strip())
        if found is not None:
            tail = found[1] or ""
            small = min((raised or {}).get(row, 0), len(tail))
            tails[row] = _width(tail) - (1 - _RAISED) * _width(tail[len(tail) - small :])
            figures = _END.match(tail)
            ends = max(ends, _width(figures[0]) if figures else 0.0)
    # a sign for a missing value stands where the figures end, and the signs behind them hang out
    tails |= {row: ends for row, text in texts.items() if text.strip() in _SIGNS and tails}
    widest = max(tails.values(), default=0.0)
    moves = {row: round((widest - tail) * size * 20) for row, tail in tails.items()}
    return {row: move for row, move in moves.items() if move}


def _width(text: str) -> float:
    return sum(_WIDTHS.get(character, _FIGURE) for character in text)
