"""Reading a table: from a CSV file or a sheet to typed rows, with everything that is wrong in it at once."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.sources.cells import CellError, read_cell
from pipeline.sources.columns import ColumnTable, Content
from pipeline.sources.formats import read_grid
from pipeline.sources.grid import RowPlaces, Trouble, TypedCell, text_of
from pipeline.sources.header import column_letter, read_header
from pipeline.sources.table import ColumnSpec, DataCell, DataRow, DataTable
from pipeline.sources.table_checks import check_columns, check_duplicates, check_percent, check_unique, even_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.sources.grid import Grid, GridCell, GridRow
    from pipeline.sources.header import Header
    from pipeline.sources.ranges import AskedRange
    from pipeline.sources.reader import Reader

#: Faults of one sort in one column that are worth listing before the rest is only counted.
_SHOWN = 20


def read_table(
    reader: Reader,
    path: str,
    *,
    sheet: str | None = None,
    area: AskedRange | None = None,
    header_rows: int = 1,
    columns: Mapping[str, ColumnSpec] | None = None,
    closed: bool = False,
    allow_duplicates: bool = False,
    named_at: Place | None = None,
) -> DataTable:
    """Read a table and check it against what its columns must hold.

    Empty rows and columns are passed over. Row numbers are those that a spreadsheet shows. A column that `columns` does
    not name is read as what it clearly is: a number written the Swedish way, an ISO date, else text.

    Args:
        reader: the way to the file.
        path: a `.csv`, `.tsv`, `.txt`, `.xlsx`, `.ods` or `.px` file, relative to the project.
        sheet: the sheet of a workbook; None for its only one.
        area: a range of the sheet, as `B4:F20`, or a name that the workbook gives to one; None for all of it.
        header_rows: rows of headings; a PX file says itself how many it has.
        columns: what columns must hold, by key (`2021 / Kvinnor` for headings in two rows).
        closed: whether columns that `columns` does not name are faults.
        allow_duplicates: whether two rows may be alike in every cell.
        named_at: where the inputs name the file, for faults about the file as a whole.

    Raises:
        FaultError: all faults at once, sorted by place. I101–I106 as for `Reader.data` and `decode_table_text`; I120 a
            format that is not read; I121 a broken or oversized file; I122 the sheet; I123 quotation marks; I124 a row
            of the wrong width; I125 an empty table; I126 headings; I127 a missing column; I128 an unknown column;
            I130–I134 and I137–I140 cells, as for `read_cell`; I135 two rows alike; I136 a repeated value; I142 the
            range; I150–I152 as for `read_px`.
    """
    data = reader.data(path, named_at)
    with _no_collecting():
        grid = read_grid(data, path, sheet, area, header_rows, named_at or Place(path))
        return table_of(grid, header_rows, columns or {}, closed=closed, allow_duplicates=allow_duplicates)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Pause the garbage collector: reading makes a million small values, no circles, and would take twice the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def table_of(
    grid: Grid,
    header_rows: int,
    columns: Mapping[str, ColumnSpec],
    *,
    closed: bool = False,
    allow_duplicates: bool = False,
) -> DataTable:
    """The table that a grid holds, read and checked as `read_table` says.

    Raises:
        FaultError: I124–I140 as for `read_table`.
    """
    header_rows = grid.header_rows or header_rows
    header = read_header(grid, header_rows)
    faults = Faults()
    check_columns(header, columns, faults, closed=closed)
    body = grid.rows[header_rows:]
    if grid.ragged:
        body = even_rows(body, header, faults)
    check_percent(body, header, columns, faults)
    table = _read_columns(body, header, columns, grid, faults)
    if not allow_duplicates:
        check_duplicates(table, faults)
    check_unique(table, columns, faults)
    faults.raise_if_errors()
    units = {
        key: grid.units[index] for key, index in zip(header.keys, header.indexes, strict=True) if index in grid.units
    }
    units |= {key: spec.unit for key, spec in columns.items() if spec.unit and key in header.keys}
    return DataTable(
        file=grid.place.file,
        sheet=grid.place.sheet,
        header=header.rows,
        columns=header.keys,
        rows=table.rows(),
        place=header.place,
        warnings=grid.warnings,
        title=grid.title,
        notes=grid.notes,
        units=units,
        stubs=grid.stubs,
    )


def _read_columns(
    body: Sequence[GridRow], header: Header, columns: Mapping[str, ColumnSpec], grid: Grid, faults: Faults
) -> ColumnTable:
    """The cells column by column."""
    places = RowPlaces(grid.place, body)
    moved: dict[tuple[int, str], Place] = {}
    read: dict[str, Sequence[Content]] = {}
    across = list(zip_longest(*(row.cells for row in body), fillvalue=""))
    for key, index in zip(header.keys, header.indexes, strict=True):
        cells: Sequence[GridCell] = across[index] if index < len(across) else [""] * len(body)
        if set(map(type, cells)) != {str}:
            moved |= {
                (number, key): cell.row_place
                for number, cell in enumerate(cells)
                if isinstance(cell, TypedCell) and cell.row_place
            }
        reading = _Reading(key, columns.get(key), grid, faults)
        read[key] = reading.contents(cells, places)
        reading.tell_the_rest(header.place)
    return ColumnTable(read, places, moved)


class _Reading:
    """One column under way: what its texts were found to say, and how many faults of each sort were told."""

    def __init__(self, key: str, spec: ColumnSpec | None, grid: Grid, faults: Faults) -> None:
        self._key, self._spec, self._epoch, self._faults = key, spec, grid.serial_dates, faults
        self._told: Counter[str] = Counter()

    def contents(self, cells: Sequence[GridCell], places: Sequence[Place]) -> list[Content]:
        """What stands in each cell; the same text is read once, and what cannot be read is told and counts as text."""
        known = {cell: self._read(cell) for cell in dict.fromkeys(cells)}
        contents: list[Content] = []
        if not any(isinstance(found, Trouble) for found in known.values()):
            return [known[cell] for cell in cells]  # type: ignore[misc]  # none of them is a Trouble
        for number, cell in enumerate(cells):
            found = known[cell]
            if isinstance(found, Trouble):
                self._tell(found, cell, places[number])
                found = Content(None, text_of(cell))
            contents.append(found)
        return contents

    def _tell(self, trouble: Trouble, cell: GridCell, row: Place) -> None:
        if not trouble.code:
            return
        self._told[trouble.code] += 1
        if self._told[trouble.code] <= _SHOWN:
            place = row if isinstance(cell, str) else cell.row_place or row
            where = place.at(header=self._key)
            self._faults.add(trouble.code, trouble.message, where, trouble.todo, text=text_of(cell))

    def _read(self, raw: GridCell) -> Content | Trouble:
        try:
            return read_cell(raw, self._spec, self._epoch)
        except CellError as error:
            return error.trouble

    def tell_the_rest(self, header: Place) -> None:
        """Count the faults of each sort that were too many to tell."""
        for code, count in self._told.items():
            if count > _SHOWN:
                message = f"The column has {count - _SHOWN} more cells with this fault."
                self._faults.add(code, message, header.at(header=self._key), count=count)


__all__ = ["ColumnSpec", "DataCell", "DataRow", "DataTable", "column_letter", "read_table"]
