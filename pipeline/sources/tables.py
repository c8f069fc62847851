"""Reading a table: from a CSV file or a sheet to typed rows, with everything that is wrong in it at once."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.places import Place
from pipeline.sources.cells import CellError, read_cell
from pipeline.sources.delimited import read_delimited
from pipeline.sources.grid import text_of
from pipeline.sources.header import column_letter, read_header
from pipeline.sources.table import ColumnSpec, DataCell, DataRow, DataTable
from pipeline.sources.table_checks import check_columns, check_duplicates, check_percent, check_unique, even_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.grid import Grid, GridRow
    from pipeline.sources.header import Header
    from pipeline.sources.reader import Reader

#: A file larger than this was not written by people.
MAX_SIZE = 50_000_000

#: Faults of one sort in one column that are worth listing before the rest is only counted.
_SHOWN = 20

_OTHER_FORMATS = {
    ".xls": "Excel's format before 2007",
    ".xlsm": "Excel's format with macros",
    ".xlsb": "Excel's binary format",
    ".ods": "OpenDocument's format",
}


def read_table(
    reader: Reader,
    path: str,
    *,
    sheet: str | None = None,
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
        path: a `.csv`, `.tsv`, `.txt` or `.xlsx` file, relative to the project.
        sheet: the sheet of a workbook; None for its only one.
        header_rows: rows of headings.
        columns: what columns must hold, by key (`2021 / Kvinnor` for headings in two rows).
        closed: whether columns that `columns` does not name are faults.
        allow_duplicates: whether two rows may be alike in every cell.
        named_at: where the inputs name the file, for faults about the file as a whole.

    Raises:
        FaultError: all faults at once, sorted by place. I101–I106 as for `Reader.data` and `decode_table_text`; I120 a
            format that is not read; I121 a broken or oversized file; I122 the sheet; I123 quotation marks; I124 a row
            of the wrong width; I125 an empty table; I126 headings; I127 a missing column; I128 an unknown column;
            I130–I134 and I137–I140 cells, as for `read_cell`; I135 two rows alike; I136 a repeated value.
    """
    columns = columns or {}
    data = reader.data(path, named_at)
    grid = _grid(data, path, sheet, header_rows, named_at)
    header = read_header(grid, header_rows)
    faults = Faults()
    check_columns(header, columns, faults, closed=closed)
    body = grid.rows[header_rows:]
    if grid.ragged:
        body = even_rows(body, header, faults)
    check_percent(body, header, columns, faults)
    rows = _read_rows(body, header, columns, grid, faults)
    if not allow_duplicates:
        check_duplicates(rows, faults)
    check_unique(rows, columns, faults)
    faults.raise_if_errors()
    return DataTable(path, grid.place.sheet, header.rows, header.keys, rows, header.place, grid.warnings)


def _grid(data: bytes, path: str, sheet: str | None, header_rows: int, named_at: Place | None) -> Grid:
    place = named_at or Place(path)
    if len(data) > MAX_SIZE:
        message = f"The file {path} has {len(data) // 1_000_000} MB; a table may have {MAX_SIZE // 1_000_000}."
        raise FaultError.of("I121", message, place, path=path)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".xlsx":
        # openpyxl takes a tenth of a second to import; most tables are CSV.
        from pipeline.sources.workbook import read_workbook

        return read_workbook(data, path, sheet, header_rows, place)
    if suffix not in (".csv", ".tsv", ".txt"):
        what = _OTHER_FORMATS.get(suffix, f"“{suffix}”" if suffix else "a name without an ending")
        todo = "Save it as an Excel workbook (.xlsx) or as CSV."
        raise FaultError.of("I120", f"The table {path} is in {what}, which is not read.", place, todo, path=path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = f"The file {path} is a workbook under the name of a text file."
        raise FaultError.of("I120", message, place, "Rename it to .xlsx, or save it as CSV.", path=path)
    if sheet is not None:
        message = f"The file {path} is CSV and has no sheet “{sheet}”."
        raise FaultError.of("I122", message, place, "Delete the sheet's name.", path=path)
    return read_delimited(data, path)


def _read_rows(
    body: Sequence[GridRow], header: Header, columns: Mapping[str, ColumnSpec], grid: Grid, faults: Faults
) -> tuple[DataRow, ...]:
    plan = [(key, index, columns.get(key)) for key, index in zip(header.keys, header.indexes, strict=True)]
    told: Counter[tuple[str, str]] = Counter()
    rows: list[DataRow] = []
    for row in body:
        cells: dict[str, DataCell] = {}
        for key, index, spec in plan:
            raw = row.cells[index] if index < len(row.cells) else ""
            place = row.place if isinstance(raw, str) else raw.row_place or row.place
            value = None
            try:
                value = read_cell(raw, spec, grid.serial_dates)
            except CellError as error:
                trouble = error.trouble
                told[key, trouble.code] += bool(trouble.code)
                if trouble.code and told[key, trouble.code] <= _SHOWN:
                    where = place.at(header=key)
                    faults.add(trouble.code, trouble.message, where, trouble.todo, text=text_of(raw))
            cells[key] = DataCell(value, text_of(raw), place, key)
        rows.append(DataRow(cells, row.place))
    for (key, code), count in told.items():
        if count > _SHOWN:
            message = f"The column has {count - _SHOWN} more cells with this fault."
            faults.add(code, message, header.place.at(header=key), count=count)
    return tuple(rows)


__all__ = ["ColumnSpec", "DataCell", "DataRow", "DataTable", "column_letter", "read_table"]
