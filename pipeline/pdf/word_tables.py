"""Tables of a Word file: their cells, how much of the grid each covers, and which are headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.pdf.paragraphs import Styles, child_value, paragraph_text, style_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Styles whose cells are headings of their row, when they stand first in it.
_ROW_HEADING = "table row heading"
_HEADING_STYLES = frozenset({"table heading", "table heading number", _ROW_HEADING})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins.

    Attributes:
        text: its words.
        columns, rows: how much of the grid it covers.
        heading: `Column` or `Row` when it is a heading for those, None when it is not.
    """

    text: str
    columns: int
    rows: int
    heading: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells that begin in each row, and a sentence of what it shows (may be empty)."""

    rows: tuple[tuple[Cell, ...], ...]
    summary: str


def read(table: etree._Element, styles: Styles) -> Table:
    """Read a table (`w:tbl`)."""
    properties = table.find(f"{_W}tblPr")
    first_column = _has_first_column(properties)
    summary = ""
    if properties is not None:
        summary = child_value(properties, "tblDescription") or child_value(properties, "tblCaption")
    rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]
    grids = [_grid(row) for row in rows]
    result = []
    for number, row in enumerate(rows):
        header = _on(row.find(f"{_W}trPr/{_W}tblHeader"))
        styled = not all(_in_heading_style(cell, styles) for cell, _ in grids[number].values())
        leading = True
        cells = []
        for column, (cell, span) in grids[number].items():
            leading = leading and ((first_column and column == 0) or (styled and _in_heading_style(cell, styles)))
            if _merged(cell) == "continue":
                continue
            heading = "Column" if header else "Row" if leading else None
            cells.append(Cell(_cell_text(cell), span, _rows(grids, number, column), heading))
        result.append(tuple(cells))
    return Table(tuple(result), summary)


def _has_first_column(properties: etree._Element | None) -> bool:
    """Whether the table's first column is for headings (w:tblLook, in its newer or its older form)."""
    look = properties.find(f"{_W}tblLook") if properties is not None else None
    if look is None:
        return False
    if (attribute := look.get(f"{_W}firstColumn")) is not None:
        return attribute in ("1", "true", "on")
    value = look.get(f"{_W}val", "0")
    return bool(int(value, 16) & 0x0080) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else False


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _grid(row: etree._Element) -> Mapping[int, tuple[etree._Element, int]]:
    """Column from 0 → the cell that stands there, and the columns it covers."""
    column = int(_row_value(row, "gridBefore") or 0)
    found = {}
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        properties = cell.find(f"{_W}tcPr")
        span = int(child_value(properties, "gridSpan") or 1) if properties is not None else 1
        found[column] = (cell, span)
        column += span
    return found


def _row_value(row: etree._Element, name: str) -> str:
    properties = row.find(f"{_W}trPr")
    return child_value(properties, name) if properties is not None else ""


def _merged(cell: etree._Element) -> str | None:
    """`restart`, `continue` or None: the cell's part in a merge downwards."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return None if merge is None else merge.get(f"{_W}val", "continue")


def _rows(grids: list[Mapping[int, tuple[etree._Element, int]]], number: int, column: int) -> int:
    count = 1
    if _merged(grids[number][column][0]) != "restart":
        return count
    for below in grids[number + 1 :]:
        if column not in below or _merged(below[column][0]) != "continue":
            break
        count += 1
    return count


def _in_heading_style(cell: etree._Element, styles: Styles) -> bool:
    """Whether all paragraphs of a cell are in a style for table headings."""
    paragraphs = cell.findall(f"{_W}p")
    return bool(paragraphs) and all(
        styles.names.get(style_of(paragraph, styles)) in _HEADING_STYLES for paragraph in paragraphs
    )


def _cell_text(cell: etree._Element) -> str:
    return " ".join(filter(None, (paragraph_text(paragraph) for paragraph in cell.iter(f"{_W}p"))))
