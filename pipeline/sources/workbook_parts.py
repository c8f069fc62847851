"""What is in a workbook's zip beside its values: bounds, sheets, merged and hidden cells, formulas never calculated."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING

from lxml import etree

from pipeline.faults import FaultError
from pipeline.sources.package import PART_ERRORS, SAFE, Merge, NotAdmittedError, open_package
from pipeline.sources.ranges import NamedRange, column_index, parse_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.places import Place

#: What openpyxl raises on files that are damaged, beside that: it checks little of what it reads.
OPENPYXL_ERRORS = (*PART_ERRORS, SyntaxError, IndexError, TypeError, AttributeError, ArithmeticError)

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet says beside its values.

    Attributes:
        uncalculated: row from 1 → columns from 0 of formulas without a value.
        merges: merged ranges, from the top.
        hidden_rows: numbers of hidden rows.
        hidden_columns: first and last of hidden columns, from 0.
    """

    uncalculated: Mapping[int, Sequence[int]]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def is_hidden_column(self, index: int) -> bool:
        """Whether a column, from 0, is hidden."""
        return any(first <= index <= last for first, last in self.hidden_columns)


class WorkbookParts:
    """An admitted workbook, before openpyxl sees it.

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

    def facts(self, name: str) -> SheetFacts:
        """What a sheet says beside its values."""
        try:
            with self._zip.open(self.sheets[name][0]) as member:
                return _scan(member)
        except PART_ERRORS as error:
            raise self.broken(error) from None

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
        folder, name = posixpath.split(self._main)
        related = self._relations(f"{folder}/_rels/{name}.rels", folder)
        for sheet in self._xml(self._main).iterfind("{*}sheets/{*}sheet"):
            kind, member = related[sheet.get(f"{_OFFICE}id") or _strict_id(sheet)]
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
    def _parser(self) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=False, no_network=True)


def _strict_id(sheet: etree._Element) -> str:
    """The relationship's id in a workbook of the strict variant, whose namespace is another."""
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")


def _scan(member: IO[bytes]) -> SheetFacts:
    uncalculated: dict[int, list[int]] = {}
    merges: list[Merge] = []
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    number = 0
    tags = ("{*}col", "{*}row", "{*}mergeCell")
    for _, element in etree.iterparse(member, tag=tags, **SAFE):
        tag = etree.QName(element).localname
        if tag == "row":
            number = int(element.get("r", number + 1))
            if element.get("hidden") in ("1", "true"):
                hidden_rows.add(number)
            if next(element.iter("{*}f"), None) is not None and (columns := list(_uncalculated(element))):
                uncalculated[number] = columns
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            hidden_columns.append((int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1))
        elif tag == "mergeCell":
            merges.append(_merge(element.get("ref", "")))
    ordered = tuple(sorted(merges, key=lambda merge: (merge.first_row, merge.first_column)))
    return SheetFacts(uncalculated, ordered, frozenset(hidden_rows), tuple(hidden_columns))


def _uncalculated(row: etree._Element) -> Iterator[int]:
    """Columns of a row's formulas without a value."""
    column = -1
    for cell in row.iterchildren("{*}c"):
        column = _column(cell.get("r", "")) if cell.get("r") else column + 1
        if _is_uncalculated(cell):
            yield column


def _is_uncalculated(cell: etree._Element) -> bool:
    """Whether a formula has no value; an empty text is a value."""
    return (
        cell.find("{*}f") is not None
        and cell.get("t") != "str"
        and not (cell.findtext("{*}v") or cell.find("{*}is") is not None)
    )


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    last = last or first
    return Merge(_row(first), _row(last), _column(first), _column(last))


def _row(reference: str) -> int:
    return int("".join(character for character in reference if character.isdigit()))


def _column(reference: str) -> int:
    """Column from 0 of a cell such as `AB12`."""
    return column_index("".join(character for character in reference if character.isalpha()))
