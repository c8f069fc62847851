"""Mends what a loop or a condition leaves behind: empty cells and tables, and column counts that no longer fit."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.word.ooxml import DECLARATION, W

#: What must hold a paragraph (ECMA-376 part 1, 17.4.65 for cells).
CONTAINERS = ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")

_CONTAINER = "|".join(CONTAINERS)
#: The beginning right before the end. A cell must end with a paragraph, too, and not with a table.
_NO_PARAGRAPH = re.compile(
    rf"(<w:(?:{_CONTAINER})(?: [^>]*)?(?<!/)>(?=</w:(?:{_CONTAINER})>)|(?:</w:tcPr>|<w:tcPr/>|</w:tbl>)(?=</w:tc>))"
)
_EMPTY_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:<w:trPr>(?:(?!</w:trPr>).)*</w:trPr>|<w:trPr/>)?</w:tr>", re.DOTALL)
_GRID_END = "</w:tblGrid></w:tbl>"


def mend_cells(xml: str) -> str:
    """Give a paragraph to each cell, header, note or text box that has lost its last one.

    Word calls a file unreadable that lacks it.
    """
    return _NO_PARAGRAPH.sub(r"\1<w:p/>", xml)


def mend_tables(xml: str, *, rows: bool) -> str:
    """Drop tables without rows, which make a file unreadable; no value is lost by it.

    Args:
        xml: the part.
        rows: whether rows may be without cells, which are dropped, too.
    """
    if rows:
        xml = _EMPTY_ROW.sub("", xml)
    at = xml.find(_GRID_END)
    if at < 0:
        return xml
    while at >= 0:
        # Only the table's own properties and grid stand before its rows, so the last table begun is this one.
        begin = xml.rfind("<w:tbl>", 0, at)
        xml = xml[:begin] + xml[at + len(_GRID_END) :]
        at = xml.find(_GRID_END, begin)
    return mend_cells(xml)


def fit_grids(xml: str) -> str:
    """Make each table's grid have as many columns as its widest row, the table keeping its width, as docxtpl does."""
    root = etree.fromstring(xml.encode())
    for table in root.iter(f"{{{W}}}tbl"):
        _fit(table)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _fit(table: etree._Element) -> None:
    grid = table.find(_w("tblGrid"))
    if grid is None:
        return
    columns = grid.findall(_w("gridCol"))
    widths = [int(float(column.get(_w("w"), "0"))) for column in columns]
    rows = [row.findall(_w("tc")) for row in table.iter(_w("tr"))]
    missing = max(map(len, rows), default=0) - len(columns)
    if missing > 0 and sum(widths) > 0:
        average = sum(widths) / (len(columns) + missing)
        widths = [int(width * average / (sum(widths) / len(columns))) for width in widths]
        widths += [int(average)] * missing
    too_many = len(widths) - max((sum(map(_span, cells)) for cells in rows), default=0)
    if 0 < too_many < len(widths):
        kept, removed = widths[:-too_many], widths[-too_many:]
        widths = [width + int(sum(removed) / len(kept)) for width in kept]
    if len(widths) == len(columns):
        return
    for column in columns:
        grid.remove(column)
    for number, width in enumerate(widths):
        grid.insert(number, etree.Element(_w("gridCol"), {_w("w"): str(width)}))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
    return 1 if span is None else int(span.get(_w("val"), "1"))


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
