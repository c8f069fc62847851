"""What is checked of a table as a whole: its columns, the width of its rows, rows and values that come twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import Fault, did_you_mean
from pipeline.sources.grid import TypedCell, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.faults import Faults
    from pipeline.sources.columns import ColumnTable
    from pipeline.sources.grid import GridRow
    from pipeline.sources.header import Header
    from pipeline.sources.table import ColumnSpec

#: Faults of one sort that are worth listing before the rest is only counted.
SHOWN = 20


def tell(found: Sequence[Fault], faults: Faults) -> None:
    """Note faults of one sort: the first of them, and how many more there are."""
    faults.extend(found[:SHOWN])
    if len(found) > SHOWN:
        last = found[SHOWN]
        message = f"There are {len(found) - SHOWN} more faults of this sort from here on."
        faults.add(last.code, message, last.place, level=last.level, count=len(found) - SHOWN)


def check_columns(header: Header, columns: Mapping[str, ColumnSpec], faults: Faults, *, closed: bool) -> None:
    """Note I127 for missing columns, and if `closed`, I128 for unknown ones; a misspelt column is one fault."""
    extra = [key for key in header.keys if key not in columns]
    place = header.place
    hinted: set[str] = set()
    for name, spec in columns.items():
        if name in header.keys or spec.optional_column:
            continue
        hint = did_you_mean(name, extra or header.keys)
        hinted |= {key for key in extra if hint == f"Did you mean “{key}”?"}
        todo = hint.replace("Did you mean", "Is it") if hint.startswith("Did") else hint
        if len(header.keys) == 1 and any(delimiter in header.keys[0] for delimiter in ";,\t"):
            todo = f"Whole rows stand in quotation marks (“{header.keys[0]}”): save the file anew as CSV."
        faults.add("I127", f"The column “{name}” is missing.", place.at(header=name), todo, column=name)
    if not closed:
        return
    for key in extra:
        if key not in hinted:
            hint = did_you_mean(key, [name for name in columns if name not in header.keys] or columns)
            faults.add("I128", f"The column “{key}” is not known here.", place.at(header=key), hint, column=key)


def even_rows(rows: Sequence[GridRow], header: Header, faults: Faults) -> tuple[GridRow, ...]:
    """The rows that are as wide as the header; I124 for each of the others.

    Excel leaves out the last delimiters where a column is empty in sixteen rows together (rows 17–32, 33–48 …): rows of
    such a block are equally short, and count as even.
    """
    even: list[GridRow] = []
    uneven: list[Fault] = []
    blocks: dict[int, list[int]] | None = None
    for row in rows:
        count = len(row.cells)
        while count > header.width and not text_of(row.cells[count - 1]):
            count -= 1
        if count == header.width:
            even.append(row)
            continue
        if count < header.width:
            blocks = blocks if blocks is not None else _widths_by_block(rows)
            widths = blocks[_block(row)]
            if _block(row) and len(widths) > 1 and set(widths) == {count}:
                even.append(row)
                continue
        message = f"The row has {count} cells; the header has {header.width}."
        if header.width == 1:
            todo = "Where a title stands above the table, say with range where the table is, as A3:F20."
        elif count > header.width:
            todo = "Put a cell that holds the delimiter or a quotation mark in quotation marks."
        else:
            todo = f"Add what is missing after “{text_of(row.cells[-1])[:40]}”."
        uneven.append(Fault("I124", message, row.place, todo, {"cells": count, "expected": header.width}))
    tell(uneven, faults)
    return tuple(even)


def _block(row: GridRow) -> int:
    """Number of the sixteen rows that Excel writes a row with, from 0."""
    return (row.number - 1) // 16


def _widths_by_block(rows: Sequence[GridRow]) -> dict[int, list[int]]:
    blocks: dict[int, list[int]] = {}
    for row in rows:
        blocks.setdefault(_block(row), []).append(len(row.cells))
    return blocks


def check_percent(body: Sequence[GridRow], header: Header, columns: Mapping[str, ColumnSpec], faults: Faults) -> None:
    """Note I132 for numbers without percent format in a workbook's column of percent: 0.1 may be 0,1 % or 10 %."""
    for key, index in zip(header.keys, header.indexes, strict=True):
        if key not in columns or columns[key].type != "percent":
            continue
        cells = [(row, row.cells[index]) for row in body if index < len(row.cells)]
        numbers = [
            (row, cell) for row, cell in cells if isinstance(cell, TypedCell) and not isinstance(cell.value, str)
        ]
        if not any(cell.percent for _, cell in numbers):
            continue
        found: list[Fault] = []
        for row, cell in numbers:
            if not cell.percent and not cell.trouble:
                message = f"“{cell.text}” is a plain number among cells in percent, so it can be read in two ways."
                todo = "Format the whole column as percent in Excel."
                found.append(Fault("I132", message, row.place.at(header=key), todo, {"text": cell.text}))
        tell(found, faults)


def check_duplicates(table: ColumnTable, faults: Faults) -> None:
    """Note I135 for each row that is the same as one above it."""
    texts: list[list[str]] = []
    for key in table.keys:
        texts.append([content.text for content in table.column(key)])
        if len(set(texts[-1])) == len(table):
            return  # no two rows have the same text here
    seen: dict[tuple[str, ...], int] = {}
    found: list[Fault] = []
    for index, row in enumerate(zip(*texts, strict=True)):
        first = seen.setdefault(row, index)
        if first != index:
            number = table.places[first].row
            message = f"The row is the same as row {number}."
            found.append(Fault("I135", message, table.places[index], "Delete one of them.", {"first": number}))
    tell(found, faults)


def check_unique(table: ColumnTable, columns: Mapping[str, ColumnSpec], faults: Faults) -> None:
    """Note I136 for each value that comes back in a column of unique values."""
    for key, spec in columns.items():
        if not spec.unique or key not in table.keys:
            continue
        seen: dict[object, int] = {}
        found: list[Fault] = []
        for index, content in enumerate(table.column(key)):
            if content.value is None:
                continue
            first = seen.setdefault(content.value, index)
            if first != index:
                cell, number = table.cell(index, key), table.cell(first, key).place.row
                message = f"“{cell.text}” stands in row {number} already."
                found.append(Fault("I136", message, cell.place, "Each value may stand once.", {"first": number}))
        tell(found, faults)
