"""Tables: headings with their scope and merged cells, as the Word file has them."""

from __future__ import annotations

from collections import Counter

from pipeline.faults import Fault, Faults
from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.draft import Draft
from pipeline.pdf.letters import squeezed
from pipeline.pdf.tree import Element
from pipeline.pdf.word_tables import Cell, Table
from pipeline.places import Place


def mend(draft: Draft, file: str) -> tuple[Fault, ...]:
    """Set up every table by its counterpart in the Word file.

    LibreOffice knows header rows but no heading columns, and where a merged cell goes over a page's end it leaves
    empty cells behind that make the rows uneven.

    Returns:
        P211 for each table that is not the Word file's.
    """
    faults = Faults()
    tables = [element for element in draft.document.walk() if element.kind == "Table"]
    place = Place(file)
    if len(tables) != len(draft.source.tables):
        message = f"The PDF has {len(tables)} tables, the Word file {len(draft.source.tables)}."
        todo = "See whether two tables stand next to each other without a paragraph between them."
        faults.add("P211", message, place, todo)
        return tuple(faults)
    for number, (table, source) in enumerate(zip(tables, draft.source.tables, strict=True), 1):
        problem = _mend(draft, table, source)
        if problem:
            faults.add("P211", f"Table {number} of the PDF is not that of the Word file: {problem}.", place, _LOOK)
    return tuple(faults)


_LOOK = "Look at the table in the Word file; give every row its full number of cells."


def _mend(draft: Draft, table: Element, source: Table) -> str | None:
    """Set up one table; what keeps it from being the same as the source, None when nothing does."""
    rows = _rows(table)
    if len(rows) != len(source.rows):
        return f"it has {len(rows)} rows instead of {len(source.rows)}"
    for at, (row, cells) in enumerate(zip(rows, source.rows, strict=True), 1):
        _drop_leftovers(row, len(cells))
        found = row.elements()
        if len(found) != len(cells):
            return f"row {at} has {len(found)} cells instead of {len(cells)}"
        if cells and not _says(draft, found[0], cells[0]):
            return f"row {at} begins with “{draft.text(found[0])}” instead of “{cells[0].text}”"
        for element, cell in zip(found, cells, strict=True):
            _set_up(element, cell)
    if source.summary:
        table.table["Summary"] = source.summary
    return None


def _rows(table: Element) -> list[Element]:
    """The rows, also those below THead, TBody and TFoot, but not those of tables in cells."""
    rows = []
    for child in table.elements():
        if child.kind == "TR":
            rows.append(child)
        elif child.kind in ("THead", "TBody", "TFoot"):
            rows += _rows(child)
    return rows


def _drop_leftovers(row: Element, wanted: int) -> None:
    """Drop the empty cells beyond those that the row has."""
    surplus = len(row.children) - wanted
    while surplus > 0 and isinstance(last := row.children[-1], Element) and next(last.marks(), None) is None:
        row.children.pop()
        surplus -= 1


def _set_up(element: Element, cell: Cell) -> None:
    element.kind = "TD" if cell.heading is None else "TH"
    element.table = {}
    if cell.heading is not None:
        element.table["Scope"] = cell.heading
    if cell.columns > 1:
        element.table["ColSpan"] = cell.columns
    if cell.rows > 1:
        element.table["RowSpan"] = cell.rows


def _says(draft: Draft, element: Element, cell: Cell) -> bool:
    """Whether the letters of the Word file's cell are in the PDF's, which may also have list and note numbers."""
    shown = squeezed(draft.text(element))
    if runs_leftwards(cell.text):  # where it mixes with text in the other direction, pieces may change places
        return not Counter(squeezed(cell.text)) - Counter(shown)
    letters = iter(shown)
    return all(letter in letters for letter in squeezed(cell.text))
