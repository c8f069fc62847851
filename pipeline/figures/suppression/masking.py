"""Tables as readers get them: “..” in the cells that are withheld, so that nothing made from them can tell more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.figures.cells import NamedTable
from pipeline.sources.table import DataCell, DataRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.figures.suppression.lines import Spot

#: The sign of Swedish official statistics for a value that is not given.
WITHHELD: Final = ".."


def masked(table: NamedTable, spots: Collection[Spot]) -> NamedTable:
    """A table with “..” in some cells; the table itself when there are none."""
    if not spots:
        return table
    rows = [
        DataRow({key: _without(cell) if (index, key) in spots else cell for key, cell in row.items()}, row.place)
        for index, row in enumerate(table.data.rows)
    ]
    return _with_rows(table, rows)


def emptied(table: NamedTable) -> NamedTable:
    """A table without its rows, which are persons."""
    return _with_rows(table, ())


def _with_rows(table: NamedTable, rows: Sequence[DataRow]) -> NamedTable:
    data = replace(table.data, rows=tuple(rows))
    return NamedTable(
        table.name, data, table.columns, table.row_headers, total=table.total, total_names=table.total_names
    )


def _without(cell: DataCell) -> DataCell:
    return replace(cell, value=None, text=WITHHELD, missing="not-available")
