"""Parts of a formula at another time: cells, columns and conditions whose names say when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.figures.formula_nodes import Cell, Condition, Word

if TYPE_CHECKING:
    from pipeline.figures.periods import Shift


def word_at(word: Word, shift: Shift | None) -> Word:
    """A heading or a row's name; without a shift as it is."""
    return word if shift is None else Word(shift.of(word.text), word.place)


def cell_at(cell: Cell, shift: Shift | None) -> Cell:
    """A cell, with the other time in its row's name as well as in its column's heading."""
    return Cell(cell.table, word_at(cell.row, shift), word_at(cell.column, shift), cell.place)


def condition_at(condition: Condition, shift: Shift | None) -> Condition:
    """A condition; only what a column must be equal to is a time that can change."""
    if shift is None or condition.comparison != "=":
        return condition
    values = []
    for value in condition.values:
        text = value if isinstance(value, str) else f"{value:f}"
        moved = shift.of(text)
        values.append(moved if moved != text else value)
    return Condition(condition.column, condition.comparison, tuple(values), condition.place)
