"""What is in an OpenDocument spreadsheet's zip: sheets, names of ranges, hidden columns, and rows one by one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import IO, TYPE_CHECKING

from lxml import etree

from pipeline.faults import FaultError
from pipeline.sources.package import PART_ERRORS, SAFE, NotAdmittedError, open_package
from pipeline.sources.ranges import NamedRange, parse_range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.places import Place

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

_MIME = "application/vnd.oasis.opendocument.spreadsheet"

#: Day 0 of day numbers where the file names no other (OpenDocument 1.3, part 4, 4.3.3).
_NULL_DATE = date(1899, 12, 30)

#: Columns beyond these are never hidden as far as a table is concerned.
_WIDEST = 16_384


@dataclass(slots=True)
class _Sheet:
    visible: bool
    has_cells: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    columns: int = 0


class OpenDocumentParts:
    """An admitted spreadsheet.

    Attributes:
        null_date: day 0 of its day numbers.
    """

    def __init__(self, data: bytes, file: str, place: Place) -> None:
        """Check the bounds and look through the whole once.

        Raises:
            FaultError: I120 not a spreadsheet, or protected with a password; I121 broken or beyond the bounds.
        """
        self._file, self._place = file, place
        self._sheets: dict[str, _Sheet] = {}
        self._names: dict[str, dict[str, NamedRange | None]] = {}
        self.null_date = _NULL_DATE
        if not data.startswith(b"PK"):
            raise self._other(f"The file {file} is not an OpenDocument spreadsheet, whatever its name says.")
        try:
            self._zip = open_package(data)
            kind = self._zip.read("mimetype").decode("ascii").strip() if "mimetype" in self._zip.NameToInfo else ""
            if kind not in (_MIME, f"{_MIME}-template"):
                raise self._other(f"The file {file} is not an OpenDocument spreadsheet, whatever its name says.")
            if b"encryption-data" in self._zip.read("META-INF/manifest.xml"):
                raise self._other(f"The file {file} is protected with a password.")
            self._survey()
        except PART_ERRORS as error:
            raise self.broken(error) from None

    def broken(self, error: Exception) -> FaultError:
        """The fault I121 of a spreadsheet that cannot be read; what the libraries say is in its data only."""
        why = str(error) if isinstance(error, NotAdmittedError) else "it is damaged"
        message = f"The workbook {self._file} cannot be read: {why}."
        todo = "Open it in LibreOffice and save it again."
        return FaultError.of("I121", message, self._place, todo, path=self._file, detail=str(error))

    def _other(self, message: str) -> FaultError:
        todo = "Save it as an OpenDocument spreadsheet (.ods) without a password, or as .xlsx."
        return FaultError.of("I120", message, self._place, todo, path=self._file)

    @property
    def sheets(self) -> Collection[str]:
        """The sheets' names, in the workbook's order."""
        return self._sheets.keys()

    def is_visible(self, name: str) -> bool:
        """Whether a sheet is not hidden."""
        return self._sheets[name].visible

    def has_cells(self, name: str) -> bool:
        """Whether any cell of a sheet holds a value."""
        return self._sheets[name].has_cells

    def hidden_columns(self, name: str) -> Collection[int]:
        """The hidden columns of a sheet, from 0."""
        return self._sheets[name].hidden_columns

    def names(self, sheet: str | None) -> dict[str, NamedRange | None]:
        """The names that the workbook gives to ranges; None for names that stand for something else.

        Args:
            sheet: the sheet whose own names come before the workbook's; None for no sheet in particular.
        """
        found = dict(self._names.get("", {}))
        for owner in self._sheets if sheet is None else (sheet,):
            found |= self._names.get(owner, {})
        return found

    def rows(self, sheet: str) -> Iterator[etree._Element]:
        """The row elements of a sheet, from the top; each is emptied when the next is asked for.

        Raises:
            PART_ERRORS: the file is damaged.
        """
        tags = (f"{TABLE}table", f"{TABLE}table-row")
        depth, wanted = 0, False
        with self._content() as content:
            for event, element in etree.iterparse(content, events=("start", "end"), tag=tags, **SAFE):
                if element.tag == f"{TABLE}table":
                    depth += 1 if event == "start" else -1
                    if depth == 1 and event == "start":
                        wanted = element.get(f"{TABLE}name", "") == sheet
                    elif depth == 0 and wanted:
                        return
                elif event == "end" and depth == 1:
                    if wanted:
                        yield element
                    element.clear()
                    parent = element.getparent()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]

    @contextmanager
    def _content(self) -> Iterator[IO[bytes]]:
        with self._zip.open("content.xml") as member:
            yield member

    def _survey(self) -> None:
        """Note sheets, names and day 0, each row forgotten as soon as it has passed."""
        hidden_styles: set[str] = set()
        path: list[str] = []
        tags = [f"{TABLE}{name}" for name in ("table", "table-row", "table-column", "null-date", "named-range")]
        tags += [f"{TABLE}named-expression", f"{TABLE}database-range", f"{_STYLE}style"]
        with self._content() as content:
            for event, element in etree.iterparse(content, events=("start", "end"), tag=tags, **SAFE):
                if element.tag == f"{TABLE}table":
                    if event == "start":
                        path.append(element.get(f"{TABLE}name", ""))
                        if len(path) == 1:
                            visible = element.get(f"{TABLE}style-name", "") not in hidden_styles
                            self._sheets[path[0]] = _Sheet(visible)
                    else:
                        path.pop()
                elif event == "end" and element.tag == f"{_STYLE}style":
                    if element.find(f"{_STYLE}table-properties[@{TABLE}display='false']") is not None:
                        hidden_styles.add(element.get(f"{_STYLE}name", ""))
                elif event == "end":
                    self._note(element, path)

    def _note(self, element: etree._Element, path: list[str]) -> None:
        """Note what the end of an element tells; `path` are the tables around it."""
        tag = element.tag
        if tag == f"{TABLE}null-date":
            self.null_date = date.fromisoformat(element.get(f"{TABLE}date-value", "1899-12-30")[:10])
        elif tag == f"{TABLE}named-range":
            self._name(element, path, element.get(f"{TABLE}cell-range-address", ""))
        elif tag == f"{TABLE}database-range":
            self._name(element, path, element.get(f"{TABLE}target-range-address", ""))
        elif tag == f"{TABLE}named-expression":
            self._name(element, path, "")
        elif len(path) == 1:
            sheet = self._sheets[path[0]]
            if tag == f"{TABLE}table-column":
                last = min(sheet.columns + int(element.get(f"{TABLE}number-columns-repeated", "1")), _WIDEST)
                if element.get(f"{TABLE}visibility") in ("collapse", "filter"):
                    sheet.hidden_columns.update(range(sheet.columns, last))
                sheet.columns = last
            elif tag == f"{TABLE}table-row":
                sheet.has_cells = sheet.has_cells or any(cell.get(f"{OFFICE}value-type") for cell in element)
                element.clear()

    def _name(self, element: etree._Element, path: list[str], address: str) -> None:
        names = self._names.setdefault(path[0] if path else "", {})
        names[element.get(f"{TABLE}name", "")] = parse_range(address)
