"""What formulas make of a table's columns: the count, sum, mean and extremes of the rows that conditions choose."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError
from pipeline.figures.cells import holds_numbers, number_of, unit_of
from pipeline.figures.conditions import select
from pipeline.figures.periods import period_of
from pipeline.figures.quantities import Behind, Quantity
from pipeline.figures.wording import decimals_of
from pipeline.sources.columns import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.faults import Faults
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Condition
    from pipeline.places import Place

#: What a column can be made into, beside the count of its rows.
AGGREGATES: Final = ("sum", "average", "min", "max", "count")


def aggregate(
    function: str,
    table: NamedTable,
    key: str | None,
    conditions: Sequence[Condition],
    place: Place,
    faults: Faults | None = None,
) -> Quantity:
    """One number of a column.

    Rows that are totals are left out. Empty cells and “.” are left out, “–” is nought. Where no row fits, the sum and
    the count are nought.

    Args:
        function: one of `AGGREGATES`.
        table: the table.
        key: the column's key; None to count rows.
        conditions: which rows count; without any, all.
        place: where the formula names the column.
        faults: where a warning goes: I280 a sum that leaves empty cells out. None for nowhere.

    Raises:
        FaultError: I243 a condition's column is not there; I248 a cell without a known value or without a number, or
            rows without any number; I278 a condition that nothing in its column fits or can be compared with.
    """
    chosen = select(table, conditions)
    periods = _periods(key, conditions)
    if key is None:
        behind = Behind(chosen.places(), len(chosen))
        return Quantity(Fraction(len(chosen)), behind=_or_heading(behind, table), periods=periods)
    behind = _or_heading(Behind(chosen.places(key), len(chosen)), table)
    if function == "count":
        column, nil = chosen.table.column(key), ("nil",) if holds_numbers(table, key) else ()
        found = sum(1 for row in chosen.rows if column[row].value is not None or column[row].missing in nil)
        return Quantity(Fraction(found), behind=behind, periods=periods)
    value = _worked_out(function, table, key, chosen, place, faults)
    decimals = _decimals(chosen, key)
    settings = table.columns.get(key)
    if settings is not None and settings.decimals is not None:
        decimals = settings.decimals
    elif function == "average":
        decimals = max(1, decimals)
    column = chosen.table.column(key)
    unit = unit_of(table, key, (column[row] for row in chosen.rows))
    if unit is None:
        message = f"The column “{key}” of {table.name} mixes percentages and plain numbers in the chosen rows."
        todo = "Choose rows of one sort, or write all cells with the sign or without it."
        raise FaultError.of("I248", message, place, todo)
    return Quantity(value, unit, decimals, behind, periods=periods)


def _worked_out(
    function: str, table: NamedTable, key: str, chosen: Selection, place: Place, faults: Faults | None
) -> Fraction:
    found = chosen.total(key)
    for cell, what in ((found.unknown, "no known value"), (found.wrong, "no number")):
        if cell is not None:
            message = f"The column “{key}” of {table.name} has a cell with {what}: “{cell.text}”."
            todo = f"Mend the cell ({cell.place}), or choose other rows."
            raise FaultError.of("I248", message, place, todo, cell=str(cell.place))
    if function == "sum" and not len(chosen):
        return Fraction(0)
    if found.value is None or found.minimum is None or found.maximum is None:
        message = f"The column “{key}” of {table.name} has no number in the chosen rows."
        todo = "Choose other rows, or fill in the cells: “–” is nought."
        raise FaultError.of("I248", message, place, todo)
    if function == "sum":
        if found.empty and faults is not None:
            _warn_of_empty(table, key, chosen, place, faults)
        return Fraction(found.value)
    if function == "average":
        return Fraction(found.value) / found.numbers
    return Fraction(found.minimum if function == "min" else found.maximum)


def _warn_of_empty(table: NamedTable, key: str, chosen: Selection, place: Place, faults: Faults) -> None:
    column = chosen.table.column(key)
    empty = [row for row in chosen.rows if column[row].value is None and not column[row].missing]
    if empty:
        cells = "an empty cell" if len(empty) == 1 else f"{len(empty)} empty cells"
        message = f"The sum leaves {cells} of the column “{key}” of {table.name} out."
        first = chosen.table.cell(empty[0], key).place
        todo = f"Fill in the cell ({first}): “–” is nought, “.” where there can be no number."
        faults.add("I280", message, place, todo, level="warning", cell=str(first))


def _decimals(chosen: Selection, key: str) -> int:
    column = chosen.table.column(key)
    numbers = {number for row in chosen.rows if (number := number_of(column[row].value)) is not None}
    return max((decimals_of(number) for number in numbers), default=0)


def _or_heading(behind: Behind, table: NamedTable) -> Behind:
    """The cells; the table's heading when no row fits, as a count of nought has a source too."""
    return behind if behind.places else Behind((table.data.place,), 0)


def _periods(key: str | None, conditions: Sequence[Condition]) -> tuple[str, ...]:
    """The time in the column's heading, or else the one that a condition names."""
    if key is not None and (period := period_of(key)):
        return (period,)
    periods = {
        period
        for condition in conditions
        if condition.comparison == "=" and len(condition.values) == 1
        for period in [_period(condition, condition.values[0])]
        if period
    }
    return (periods.pop(),) if len(periods) == 1 else ()


def _period(condition: Condition, value: str | Decimal) -> str:
    """A text that names a time does; a number is a year in a column of years only."""
    if isinstance(value, str):
        return period_of(value)
    return period_of(f"{value:f}") if "år" in condition.column.text.casefold() else ""
