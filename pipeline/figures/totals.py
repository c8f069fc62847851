"""Totals held against their parts: what does not add up is a fault that names both numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from pipeline.faults import Faults
from pipeline.figures.cells import number_in
from pipeline.sources.number import format_plain

if TYPE_CHECKING:
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.data_settings import TotalSettings
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

    Locate = Callable[..., Place]

_DECIMALS = re.compile(r",(\d+)")

#: Parts that are worth naming in a message.
_NAMED = 6

#: Digits that sums are worked out in.
_PRECISION = 100


def check_totals(table: NamedTable, totals: Sequence[TotalSettings], locate: Locate) -> Faults:
    """Hold each total against its parts.

    “–” and “.” count as nought; where a value is not available (“..”), the sum is unknown and nothing is said.
    Rounded numbers may each be half a unit of their last decimal off, the total's own included.

    Args:
        table: the table.
        totals: what figures.yaml says must add up.
        locate: place of a key, as `locate("totals", 0, "row")`.

    Returns:
        I160 a total that is not the sum of its parts; I161 (warning) one that cannot be checked, as a cell is empty or
        no number; I242, I243 rows and columns that are not there.
    """
    faults = Faults()
    for index, total in enumerate(totals):

        def place(*keys: str | int, index: int = index) -> Place:
            return locate("totals", index, *keys)

        with faults.collecting():
            for lane in _lanes(table, total, totals, place):
                _check(lane, total, faults)
    return faults


@dataclass(frozen=True, slots=True)
class _Lane:
    """One sum: a column of a total row, or a row of a total column.

    Attributes:
        whole: the total's cell; None where the parts make a stated number.
        parts: their cells.
        names: what the parts are called.
        place: where a fault belongs when there is no total's cell.
    """

    whole: DataCell | None
    parts: tuple[DataCell, ...]
    names: tuple[str, ...]
    place: Place


def _lanes(table: NamedTable, total: TotalSettings, totals: Sequence[TotalSettings], place: Locate) -> list[_Lane]:
    down = bool(total.row or total.rows)
    faults = Faults()
    found: list[int | str] = []
    for key, names in (
        ("row", [total.row]),
        ("column", [total.column]),
        ("rows", total.rows),
        ("columns", total.columns),
        ("of", total.of),
    ):
        for position, name in enumerate(name for name in names if name):
            with faults.collecting():
                where = place(key) if key in ("row", "column") else place(key, position)
                found.append(table.row(name, where) if down else table.column(name, where))
    within: list[int | str] = []
    for position, name in enumerate(total.within):
        with faults.collecting():
            where = place("in", position)
            within.append(table.column(name, where) if down else table.row(name, where))
    faults.raise_if_errors()
    has_whole = total.make is None
    whole, parts = (found[0], found[1:]) if has_whole else (None, found)
    if not parts:
        parts = _others(table, totals, down=down)
    lanes = []
    for across in within or _across(table, down=down):
        cells = [_cell(table, line, across, down=down) for line in parts]
        total_cell = None if whole is None else _cell(table, whole, across, down=down)
        if not within and not any(number_in(cell) is not None for cell in cells):
            continue  # a column or row of text
        lanes.append(_Lane(total_cell, tuple(cells), tuple(_name(table, line) for line in parts), place()))
    return lanes


def _others(table: NamedTable, totals: Sequence[TotalSettings], *, down: bool) -> list[int | str]:
    """All rows, or columns with numbers, that are no totals themselves."""
    here = table.data.place
    if down:
        rows = {table.row(total.row, here) for total in totals if total.row}
        return [index for index in range(len(table.data.rows)) if index not in rows]
    columns = {table.column(total.column, here) for total in totals if total.column}
    numbered = (key for key in _across(table, down=True) if _has_numbers(table, str(key)))
    return [key for key in numbered if key not in columns]


def _has_numbers(table: NamedTable, key: str) -> bool:
    return any(number_in(row[key]) is not None for row in table.data.rows)


def _across(table: NamedTable, *, down: bool) -> Sequence[int | str]:
    return table.data.columns[max(1, table.row_headers) :] if down else range(len(table.data.rows))


def _cell(table: NamedTable, line: int | str, across: int | str, *, down: bool) -> DataCell:
    row, column = (line, across) if down else (across, line)
    assert isinstance(row, int)
    assert isinstance(column, str)
    return table.cell(row, column)


def _name(table: NamedTable, line: int | str) -> str:
    return line if isinstance(line, str) else table.row_name(line)


def _check(lane: _Lane, total: TotalSettings, faults: Faults) -> None:
    cells = [*lane.parts, *([lane.whole] if lane.whole else [])]
    if any(cell.missing == "not-available" for cell in cells):
        return
    numbers = [_number(cell) for cell in lane.parts]
    stated = total.make if lane.whole is None else _number(lane.whole)
    for cell, number in zip(cells, [*numbers, *([stated] if lane.whole else [])], strict=True):
        if number is None:
            what = f"“{cell.text}” is no number" if cell.text else "a cell is empty"
            todo = "Write the number, “–” for nought or “..” for one that is not available."
            faults.add("I161", f"The total cannot be checked, as {what}.", cell.place, todo, level="warning")
            return
    assert stated is not None
    with localcontext(prec=_PRECISION):
        made = sum((number for number in numbers if number is not None), Decimal(0))
        difference = abs(made - stated)
        unit = Decimal(1).scaleb(-max(_decimals(cell) for cell in cells))
        allowed = unit / 2 * len(cells)
    if difference == 0 or (total.rounding and difference <= allowed):
        return
    shown = [f"{name} {cell.text or '–'}" for name, cell in zip(lane.names, lane.parts, strict=True)]
    listed = " + ".join(shown[:_NAMED]) + (f" + {len(shown) - _NAMED} more" if len(shown) > _NAMED else "")
    todo = "Mend the total or its parts."
    if not total.rounding and difference <= allowed:
        todo += " If they are rounded, say rounding: true."
    if lane.whole is not None:
        message = f"The total is {format_plain(stated)}, and its parts make {format_plain(made)} ({listed})."
        place = lane.whole.place
    else:
        message = f"The parts make {format_plain(made)} and not {format_plain(stated)} ({listed})."
        place = lane.parts[0].place
    off = format_plain(made - stated)
    faults.add("I160", message, place, todo, total=format_plain(stated), sum=format_plain(made), difference=off)


def _number(cell: DataCell) -> Decimal | None:
    """What a cell counts for; None for an empty one, and for text."""
    return Decimal(0) if cell.missing in ("nil", "not-applicable") else number_in(cell)


def _decimals(cell: DataCell) -> int:
    found = _DECIMALS.search(cell.text)
    return len(found[1]) if found else 0
