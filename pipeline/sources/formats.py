"""From a file's bytes to the rows of its table, in the format that its name says."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.sources.delimited import read_delimited

if TYPE_CHECKING:
    from pipeline.places import Place
    from pipeline.sources.grid import Grid
    from pipeline.sources.ranges import AskedRange

#: A file larger than this was not written by people.
MAX_SIZE = 50_000_000

_OTHER_FORMATS = {
    ".xls": "Excel's format before 2007",
    ".xlsm": "Excel's format with macros",
    ".xlsb": "Excel's binary format",
    ".fods": "OpenDocument's format in one XML file",
    ".db": "a database, which `sql` reads",
    ".sqlite": "a database, which `sql` reads",
}

#: How files that are no text begin.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_grid(
    data: bytes, path: str, sheet: str | None, area: AskedRange | None, header_rows: int, place: Place
) -> Grid:
    """The rows of a table.

    Args:
        data: the file's bytes.
        path: its path, whose ending names the format.
        sheet: the sheet of a workbook; None for its only one.
        area: a range of the sheet, as `B4:F20`, or a name that the workbook gives to one; None for all of it.
        header_rows: rows of headings.
        place: for faults about the file as a whole.

    Raises:
        FaultError: I120 a format that is not read; I121 a broken or oversized file; I122 the sheet; I142 the range; and
            what the reader of the format says.
    """
    if len(data) > MAX_SIZE:
        message = f"The file {path} has {len(data) // 1_000_000} MB; a table may have {MAX_SIZE // 1_000_000}."
        raise FaultError.of("I121", message, place, path=path)
    suffix = PurePosixPath(path).suffix.lower()
    # The libraries for workbooks take a tenth of a second to import; most tables are CSV.
    if suffix == ".xlsx":
        from pipeline.sources.workbook import read_workbook

        return read_workbook(data, path, sheet, header_rows, place, area)
    if suffix == ".ods":
        from pipeline.sources.opendocument import read_opendocument

        return read_opendocument(data, path, sheet, header_rows, place, area)
    if suffix not in (".csv", ".tsv", ".txt", ".px"):
        what = _OTHER_FORMATS.get(suffix, f"“{suffix}”" if suffix else "a name without an ending")
        todo = "Save it as an Excel workbook (.xlsx), as an OpenDocument spreadsheet (.ods) or as CSV."
        raise FaultError.of("I120", f"The table {path} is in {what}, which is not read.", place, todo, path=path)
    what = "PX" if suffix == ".px" else "CSV"
    if data.startswith(_WORKBOOK):
        message = f"The file {path} is a workbook under the name of a text file."
        raise FaultError.of("I120", message, place, "Rename it to .xlsx or .ods, or save it as CSV.", path=path)
    if sheet is not None:
        message = f"The file {path} is {what} and has no sheet “{sheet}”."
        raise FaultError.of("I122", message, place, "Delete the sheet's name.", path=path)
    if suffix == ".px":
        from pipeline.sources.px import read_px

        if area is not None:
            message = f"The file {path} is PX and has no ranges."
            raise FaultError.of("I142", message, area.place, "Delete the range.", path=path)
        return read_px(data, path)
    return read_delimited(data, path, area)
