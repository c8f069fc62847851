"""What formulas make of a table's columns: the rows that conditions choose, and their count, sum, mean and extremes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError, did_you_mean
from pipeline.figures.cells import column_unit, number_of
from pipeline.figures.quantities import Behind, Quantity
from pipeline.figures.wording import decimals_of
from pipeline.sources.columns import Selection
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Condition
    from pipeline.places import Place
    from pipeline.sources.columns import Content
    from pipeline.sources.table import CellValue

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR: Final = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])", re.ASCII)

#: What a column can be made into, beside the count of its rows.
AGGREGATES: Final = ("sum", "average", "min", "max", "count")


def year_in(text: str) -> str:
    """The year that a heading names; empty when it names none, or several."""
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""


def aggregate(
    function: str, table: NamedTable, key: str | None, conditions: Sequence[Condition], place: Place
) -> Quantity:
    """One number of a column.

    Rows that are totals are left out. Empty cells and “.” are left out, “–” is nought.

    Args:
        function: one of `AGGREGATES`.
        table: the table.
        key: the column's key; None to count rows.
        conditions: which rows count; without any, all.
        place: where the formula names the column.

    Raises:
        FaultError: I243 a condition's column is not there; I248 a cell without a known value or without a number, or
            nothing to take the mean or the extremes of; I278 a condition that nothing in its column fits.
    """
    chosen = select(table, conditions)
    periods = _periods(key, conditions)
    if key is None:
        behind = Behind(chosen.places(), len(chosen))
        return Quantity(Fraction(len(chosen)), behind=_or_heading(behind, table), periods=periods)
    behind = _or_heading(Behind(chosen.places(key), len(chosen)), table)
    if function == "count":
        column = chosen.table.column(key)
        found = sum(1 for row in chosen.rows if column[row].value is not None or column[row].missing == "nil")
        return Quantity(Fraction(found), behind=behind, periods=periods)
    value = _worked_out(function, table, key, chosen, place)
    decimals = _decimals(chosen, key)
    settings = table.columns.get(key)
    if settings is not None and settings.decimals is not None:
        decimals = settings.decimals
    elif function == "average":
        decimals = max(1, decimals)
    return Quantity(value, column_unit(table, key), decimals, behind, periods=periods)


def _worked_out(function: str, table: NamedTable, key: str, chosen: Selection, place: Place) -> Fraction:
    found = chosen.total(key)
    for cell, what in ((found.unknown, "no known value"), (found.wrong, "no number")):
        if cell is not None:
            message = f"The column “{key}” of {table.name} has a cell with {what}: “{cell.text}”."
            todo = f"Mend the cell ({cell.place}), or choose other rows."
            raise FaultError.of("I248", message, place, todo, cell=str(cell.place))
    if function == "sum":
        return Fraction(found.value or 0)
    if found.value is None or found.minimum is None or found.maximum is None:
        message = f"The column “{key}” of {table.name} has no number in the chosen rows."
        raise FaultError.of("I248", message, place, "Choose other rows, or fill in the cells.")
    if function == "average":
        return Fraction(found.value) / found.numbers
    return Fraction(found.minimum if function == "min" else found.maximum)


def _decimals(chosen: Selection, key: str) -> int:
    column = chosen.table.column(key)
    numbers = {number for row in chosen.rows if (number := number_of(column[row].value)) is not None}
    return max((decimals_of(number) for number in numbers), default=0)


def _or_heading(behind: Behind, table: NamedTable) -> Behind:
    """The cells; the table's heading when no row fits, as a count of nought has a source too."""
    return behind if behind.places else Behind((table.data.place,), 0)


def _periods(key: str | None, conditions: Sequence[Condition]) -> tuple[str, ...]:
    """The year in the column's heading, or else the one that a condition names."""
    if key is not None and (year := year_in(key)):
        return (year,)
    years = {
        year
        for condition in conditions
        if condition.comparison == "=" and len(condition.values) == 1
        for year in [year_in(str(condition.values[0]))]
        if year
    }
    return (years.pop(),) if len(years) == 1 else ()


# ------------------------------------------------------------------------------------------------- conditions


def select(table: NamedTable, conditions: Sequence[Condition]) -> Selection:
    """The rows of a table that fit all conditions, without totals.

    Raises:
        FaultError: I243 no such column; I278 no cell of the column is equal to what a condition names, or only the
            total is.
    """
    by_columns = table.by_columns
    rows: Sequence[int] = range(len(by_columns))
    for condition in conditions:
        key = table.column(condition.column.text, condition.column.place)
        column = by_columns.column(key)
        fits = _fitting(condition)
        known: dict[Content, bool] = {}
        for index in range(len(column)):
            content = column[index]
            if content not in known:
                known[content] = fits(content)
        if condition.comparison == "=":
            _check_values(condition, key, table, tuple(known))
        rows = [index for index in rows if known[column[index]]]
    if not table.total_rows:
        return Selection(by_columns, rows)
    parts = [index for index in rows if index not in table.total_rows]
    if rows and not parts and conditions:
        message = f"Only the total of {table.name} fits, which functions over columns leave out."
        todo = f'Name its cell: {table.name}["{table.row_name(rows[0])}", "…"].'
        raise FaultError.of("I278", message, conditions[0].place, todo)
    return Selection(by_columns, parts)


def _fitting(condition: Condition) -> Callable[[Content], bool]:
    tests = [_test(condition.comparison, value) for value in condition.values]
    if condition.comparison == "!=":
        return lambda content: all(test(content) for test in tests)
    return lambda content: any(test(content) for test in tests)


def _test(comparison: str, wanted: str | Decimal) -> Callable[[Content], bool]:
    if comparison == "=":
        return lambda content: _equal(content, wanted)
    if comparison == "!=":
        return lambda content: not _equal(content, wanted)
    limit = _comparable(wanted)

    def test(content: Content) -> bool:
        value = _comparable(content.value)
        if value is None or isinstance(value, date) != isinstance(limit, date):
            return False
        order = _order(value, limit)
        return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[comparison]

    return test


def _order(value: Decimal | date, limit: Decimal | date | None) -> int:
    if isinstance(value, date) and isinstance(limit, date):
        return (value > limit) - (value < limit)
    if isinstance(value, Decimal) and isinstance(limit, Decimal):
        return (value > limit) - (value < limit)
    return 0


def _equal(content: Content, wanted: str | Decimal) -> bool:
    if isinstance(wanted, str) and " ".join(content.text.split()) == " ".join(wanted.split()):
        return True
    value = _comparable(content.value)
    return value is not None and value == _comparable(wanted)


def _comparable(value: CellValue) -> Decimal | date | None:
    """A cell's or a condition's value as a number or a day; None for other text."""
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str):
        if _ISO.fullmatch(value.strip()):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                return None
        try:
            return Decimal(parse_number(value))
        except NumberError:
            return None
    return Decimal(value)


def _check_values(condition: Condition, key: str, table: NamedTable, contents: Sequence[Content]) -> None:
    """A value that stands nowhere in its column is a slip of the pen, not an empty choice."""
    for value in condition.values:
        if value == "" or any(_equal(content, value) for content in contents):
            continue
        shown = value if isinstance(value, str) else f"{value:f}"
        message = f"No cell in the column “{key}” of {table.name} is “{shown}”."
        todo = did_you_mean(shown, (content.text for content in contents if content.text))
        raise FaultError.of("I278", message, condition.place, todo, value=shown)
