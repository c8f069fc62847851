"""From a cell of a table to a quantity: a number with its unit, a day or a text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.figures.book import COUNT
from pipeline.figures.cells import cell_unit, holds_numbers, number_in
from pipeline.figures.periods import period_of
from pipeline.figures.quantities import Behind, Quantity
from pipeline.figures.wording import decimals_of

if TYPE_CHECKING:
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Cell
    from pipeline.sources.table import DataCell


def cell_quantity(name: str, asked: Cell, table: NamedTable, row: int, key: str) -> Quantity:
    """What a cell holds; nought for “–” in a column of numbers.

    Args:
        name: of the figure that asks, for messages.
        asked: the cell as the formula names it.
        table: its table.
        row: index of its row.
        key: key of its column.

    Raises:
        FaultError: I248 it is empty, or says that there is no value.
    """
    cell = table.cell(row, key)
    is_nought = cell.missing == "nil" and holds_numbers(table, key)
    number = Fraction(0) if is_nought else number_in(cell)
    value: Fraction | date | str
    if number is not None:
        value = Fraction(number)
    elif cell.value is None or not cell.text.strip():
        raise _no_value(name, asked, cell)
    else:
        value = cell.value if isinstance(cell.value, date) else cell.text.strip()
    settings = table.columns.get(key)
    decimals = settings.decimals if settings is not None else None
    if decimals is None:
        decimals = decimals_of(written) if (written := number_in(cell)) is not None else 0
    unit = cell_unit(table, key, cell) if number is not None else COUNT
    period = period_of(key) or period_of(table.row_name(row))
    return Quantity(value, unit, decimals, Behind((cell.place,), 1), periods=(period,) if period else ())


def _no_value(name: str, asked: Cell, cell: DataCell) -> FaultError:
    sign = cell.text.strip()
    what = {
        "": "an empty cell",
        "not-available": f"a cell with “{sign}”: nobody knows its value",
        "not-applicable": f"a cell with “{sign}”: there can be no value",
    }.get(cell.missing, f"a cell with “{sign}” in a column without numbers")
    message = f"The figure {name} is {what} (row “{asked.row.text}”, column “{asked.column.text}”)."
    todo = f"Fill in the cell ({cell.place}), or leave the figure out."
    return FaultError.of("I248", message, asked.place, todo, cell=str(cell.place))
