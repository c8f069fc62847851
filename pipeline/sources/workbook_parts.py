"""What is in a workbook's zip: bounds, sheets, names of ranges, and what all cells share."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from pipeline.faults import FaultError
from pipeline.sources.package import PART_ERRORS, SAFE, NotAdmittedError, open_package
from pipeline.sources.ranges import NamedRange, parse_range
from pipeline.sources.workbook_cells import Shown, iterate_strings, number_formats, read_cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pipeline.places import Place
    from pipeline.sources.workbook_cells import SheetCells

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class WorkbookParts:
    """An admitted workbook.

    Attributes:
        sheets: name → (member, whether it is visible), in the workbook's order; charts are no sheets.
    """

    def __init__(self, data: bytes, file: str, place: Place) -> None:
        """Check the bounds and list the sheets.

        Raises:
            FaultError: I120 not a workbook at all; I121 broken or beyond the bounds.
        """
        self._file, self._place = file, place
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            message = f"The file {file} is protected with a password, or is an old .xls file under a new name."
            todo = "Save it as an Excel workbook (.xlsx) without a password."
            raise FaultError.of("I120", message, place, todo, path=file)
        if not data.startswith(b"PK"):
            message = f"The file {file} is not an Excel workbook, whatever its name says."
            raise FaultError.of("I120", message, place, "Save it as an Excel workbook (.xlsx).", path=file)
        try:
            self._zip = open_package(data)
            self.sheets = dict(self._list_sheets())
        except PART_ERRORS as error:
            raise self.broken(error) from None

    def broken(self, error: Exception) -> FaultError:
        """The fault I121 of a workbook that cannot be read; what the libraries say is in its data only."""
        why = str(error) if isinstance(error, NotAdmittedError) else "it is damaged"
        message = f"The workbook {self._file} cannot be read: {why}."
        todo = "Open it in Excel or LibreOffice and save it again."
        return FaultError.of("I121", message, self._place, todo, path=self._file, detail=str(error))

    def is_visible(self, name: str) -> bool:
        """Whether a sheet is not hidden."""
        return self.sheets[name][1]

    def has_cells(self, name: str) -> bool:
        """Whether any cell of a sheet holds a value."""
        try:
            with self._zip.open(self.sheets[name][0]) as member:
                return any(True for _ in etree.iterparse(member, tag=("{*}v", "{*}is"), **SAFE))
        except PART_ERRORS as error:
            raise self.broken(error) from None

    def cells(self, name: str) -> SheetCells:
        """The cells of a sheet, with what is merged and hidden."""
        try:
            with self._zip.open(self.sheets[name][0]) as member:
                return read_cells(member, self._shown())
        except (*PART_ERRORS, IndexError) as error:
            raise self.broken(error) from None

    @cached_property
    def epoch(self) -> datetime:
        """Day 0 of the workbook's day numbers."""
        properties = self._xml(self._main).find("{*}workbookPr")
        counts_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        return CALENDAR_MAC_1904 if counts_from_1904 else CALENDAR_WINDOWS_1900

    def _shown(self) -> Shown:
        strings: list[str] = []
        if member := self._related_member("/sharedStrings"):
            with self._zip.open(member) as opened:
                strings = list(iterate_strings(opened))
        styles = self._related_member("/styles")
        return Shown(strings, number_formats(self._xml(styles) if styles else None), self.epoch)

    def _related_member(self, kind: str) -> str | None:
        """The member of the zip that the workbook names for its texts or styles; None where there is none."""
        return next((member for found, member in self._related.values() if found.endswith(kind)), None)

    def names(self, sheet: str | None) -> dict[str, NamedRange | None]:
        """The names that the workbook gives to ranges, and its tables; None for names that stand for something else.

        Args:
            sheet: the sheet whose own names come before the workbook's; None for no sheet in particular.
        """
        try:
            return dict(self._names(sheet))
        except PART_ERRORS as error:
            raise self.broken(error) from None

    def _names(self, sheet: str | None) -> Iterator[tuple[str, NamedRange | None]]:
        workbook = self._xml(self._main)
        sheets = [found.get("name", "") for found in workbook.iterfind("{*}sheets/{*}sheet")]
        own: list[tuple[str, NamedRange | None]] = []
        for defined in workbook.iterfind("{*}definedNames/{*}definedName"):
            name, local = defined.get("name", ""), defined.get("localSheetId")
            if name.startswith("_xlnm."):
                continue
            if local is None:
                yield name, parse_range(defined.text or "")
            elif sheet is None or sheets[int(local)] == sheet:
                own.append((name, parse_range(defined.text or "")))
        yield from own
        for name, (member, _) in self.sheets.items():
            folder, base = posixpath.split(member)
            relations = f"{folder}/_rels/{base}.rels"
            if relations not in self._zip.NameToInfo:
                continue
            for kind, target in self._relations(relations, folder).values():
                if kind.endswith("/table"):
                    table = self._xml(target)
                    cells = parse_range(table.get("ref", ""))
                    shown = table.get("displayName") or table.get("name") or ""
                    yield shown, NamedRange(name, cells.cells) if cells else None

    def _list_sheets(self) -> Iterator[tuple[str, tuple[str, bool]]]:
        for sheet in self._xml(self._main).iterfind("{*}sheets/{*}sheet"):
            kind, member = self._related[sheet.get(f"{_OFFICE}id") or _strict_id(sheet)]
            if kind.endswith("/worksheet"):
                yield sheet.get("name", ""), (member, sheet.get("state", "visible") == "visible")

    def _relations(self, member: str, folder: str) -> dict[str, tuple[str, str]]:
        return {
            relation.get("Id", ""): (
                relation.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in self._xml(member)
            if isinstance(relation.tag, str)
        }

    def _xml(self, member: str) -> etree._Element:
        return etree.fromstring(self._zip.read(member), self._parser)

    @cached_property
    def _main(self) -> str:
        package = self._relations("_rels/.rels", "")
        main = next((target for kind, target in package.values() if kind.endswith("/officeDocument")), None)
        if main is None:
            raise NotAdmittedError("it names no workbook inside")
        return main

    @cached_property
    def _related(self) -> dict[str, tuple[str, str]]:
        """What belongs to the workbook: id → its type and member."""
        folder, name = posixpath.split(self._main)
        return self._relations(f"{folder}/_rels/{name}.rels", folder)

    @cached_property
    def _parser(self) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=False, no_network=True)


def _strict_id(sheet: etree._Element) -> str:
    """The relationship's id in a workbook of the strict variant, whose namespace is another."""
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
