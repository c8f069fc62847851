"""The rows of a table that the conditions of a formula choose."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError, did_you_mean
from pipeline.sources.columns import Selection
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Condition
    from pipeline.sources.columns import Content
    from pipeline.sources.table import CellValue

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

#: Comparison → whether it holds of a value that is less (-1), the same (0) or more (1).
_HOLDS: Final[dict[str, Callable[[int], bool]]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def select(table: NamedTable, conditions: Sequence[Condition]) -> Selection:
    """The rows of a table that fit all conditions, without totals.

    Raises:
        FaultError: I243 no such column; I278 no cell of the column is equal to what a condition names, or can be
            compared with it, or only the total fits.
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
        _check_condition(condition, key, table, tuple(known))
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
        order = None if limit is None else _order(content.value, limit)
        return order is not None and _HOLDS[comparison](order)

    return test


def _order(value: CellValue, limit: Decimal | date) -> int | None:
    """-1, 0 or 1 for a value that is less, the same or more; None for one that cannot be compared."""
    known = _comparable(value)
    if isinstance(known, date) and isinstance(limit, date):
        return (known > limit) - (known < limit)
    if isinstance(known, Decimal) and isinstance(limit, Decimal):
        return (known > limit) - (known < limit)
    return None


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


def _check_condition(condition: Condition, key: str, table: NamedTable, contents: Sequence[Content]) -> None:
    """A value that stands nowhere in its column is a slip of the pen, not an empty choice."""
    if condition.comparison in ("=", "!="):
        for value in condition.values:
            # a number that is not there is nothing to leave out either; a text is a misspelt one
            if value != "" and (condition.comparison == "=" or isinstance(value, str)):
                _check_equal(value, condition, key, table, contents)
        return
    (value,) = condition.values
    limit = _comparable(value)
    shown = value if isinstance(value, str) else f"{value:f}"
    if limit is None:
        message = f"“{shown}” is neither a number nor a day, and cannot be compared with {condition.comparison}."
        todo = "Days are written as 2023-06-30; texts are compared with = and !=."
    elif all(_order(content.value, limit) is None for content in contents):
        what = "days" if isinstance(limit, date) else "numbers"
        message = f"The column “{key}” of {table.name} has no {what} to compare with “{shown}”."
        todo = 'Numbers are compared with numbers, days with days: "2023-06-30".'
    else:
        return
    raise FaultError.of("I278", message, condition.place, todo, value=shown)


def _check_equal(
    value: str | Decimal, condition: Condition, key: str, table: NamedTable, contents: Sequence[Content]
) -> None:
    if any(_equal(content, value) for content in contents):
        return
    shown = value if isinstance(value, str) else f"{value:f}"
    message = f"No cell in the column “{key}” of {table.name} is “{shown}”."
    todo = did_you_mean(shown, (content.text for content in contents if content.text))
    raise FaultError.of("I278", message, condition.place, todo, value=shown)
