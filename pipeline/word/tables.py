"""Tables: properties, heading rows that repeat, rows that do not break and those that stay together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.content.decimals import decimal_indents
from pipeline.content.refusals import grid_of
from pipeline.word.cells import MARGINS, CellWriter, RowLook, WriteBlocks
from pipeline.word.grid import SURELY, column_widths, least_widths
from pipeline.word.ooxml import attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.grid import GridCell
    from pipeline.content.model import Table
    from pipeline.word.flow import Flow
    from pipeline.word.styles import HeaderCell

#: Table style of each kind of table.
_STYLES = {"plain": "Diarie Plain", "plan": "Diarie Plan", "calendar": "Diarie Calendar"}

#: Points that cells are set in where the template's style does not say.
_SIZE = 10.0

#: Rows of a table that is not broken over pages.
_SMALL = 12

_TWIPS_PER_MM = 56.7

#: The narrowest column whose words are divided: room for some five letters, and the cell's margins (twips).
_NARROWEST = 800


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How a table is set.

    Attributes:
        grid: its cells, row by row.
        widths: of its columns, in twips.
        outset: how far it reaches into the left margin, in twips; its caption and notes begin there too.
    """

    grid: Sequence[Sequence[GridCell]]
    widths: Sequence[int]
    outset: int


def set_table(flow: Flow, table: Table) -> TableSetting | None:
    """Find out how to set a table; None, with T217 noted, when its cells do not fill its grid.

    T219 is noted when it has more columns than the page has room for.

    Where the left margin is the wider one, a table takes the difference when it holds prose, or when a word would
    break for want of room.
    """
    grid = grid_of(table, flow.session.faults)
    if grid is None:
        return None
    least = least_widths(table, grid, _size(flow, "Table Heading"), MARGINS)
    room = flow.room
    wide = table.style == "plan" or sum(least) > room.width
    outset = room.outset if wide else 0
    widths = column_widths(table.columns, room.width + outset, least)
    _check_room(flow, table, widths, least)
    return TableSetting(grid, widths, outset)


def _check_room(flow: Flow, table: Table, widths: Sequence[int], least: Sequence[int]) -> None:
    """T219 where words would have to be divided in columns too narrow for even a syllable."""
    if any(width < min(low * SURELY, _NARROWEST) for width, low in zip(widths, least, strict=True)):
        wanted, given = (f"{sum(numbers) / _TWIPS_PER_MM:.0f} mm" for numbers in (least, widths))
        message = f"The table's {len(widths)} columns have no room: their words need {wanted}, the page has {given}."
        todo = "Shorten the headings, leave columns out, make two tables of it, or let rows and columns change places."
        flow.session.faults.add("T219", message, table.origin, todo, columns=len(widths))


def write_table(flow: Flow, table: Table, setting: TableSetting, write_blocks: WriteBlocks) -> None:
    """Write a table, without its caption and notes."""
    grid, widths = setting.grid, setting.widths
    indents = decimal_indents(table, grid, _size(flow, "Table Number"))
    direct = _header_look(flow, table) if len(table.header) > 1 else None
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    flow.raw(f"<w:tbl>{_properties(flow, table, setting)}<w:tblGrid>{columns}</w:tblGrid>")
    writer = CellWriter(flow, table.columns, widths, write_blocks, _size(flow, "Table Heading"))
    merged = table.style == "plan" and any(found.continued for cells in grid for found in cells)
    for number, cells in enumerate(grid):
        header = number < len(table.header)
        last = number == len(grid) - 1
        looked = direct if header else None
        opened = merged and not header and not last and all(found.ends for found in cells)
        look = RowLook(header, _keeps(table, number), number, last, len(table.header), looked, opened)
        flow.raw(f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>")
        for found in cells:
            writer.write(found, look, indents.get((number, found.column)))
        flow.raw("</w:tr>")
    flow.raw("</w:tbl>")


def _keeps(table: Table, number: int) -> bool:
    """Whether a row stays with the next: no heading at the foot of a page, no total or note at the head of one.

    A small table of figures stays on one page altogether.
    """
    body = number - len(table.header)
    last = len(table.rows) - 1
    if body < 0:
        return last >= 0
    if body == last:
        return bool(table.notes)
    small = table.style != "plan" and len(table.rows) <= _SMALL
    return small or table.rows[body].keep_with_next or (table.total and body == last - 1)


def _properties(flow: Flow, table: Table, setting: TableSetting) -> str:
    """`w:tblPr`; `tblLook` says which cells are headings, to the table style and to the makers of the PDF."""
    first_column = any(cell.header for row in table.rows for cell in row.cells)
    flags = {"firstRow": bool(table.header), "lastRow": table.total, "firstColumn": first_column}
    bits = 0x0020 * flags["firstRow"] | 0x0040 * flags["lastRow"] | 0x0080 * first_column | 0x0600
    bits |= 0x0100 * table.total_column
    look = "".join(f' w:{name}="{int(value)}"' for name, value in flags.items())
    session = flow.session
    title = attribute(session.checked(session.targets.spoken(table.caption, session.wording), table.origin))
    summary = attribute(session.checked(table.summary, table.origin))
    indent = f'<w:tblInd w:w="{-setting.outset}" w:type="dxa"/>' if setting.outset else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{session.styles(_STYLES[table.style], "table")}"/>'
        f'<w:tblW w:w="{sum(setting.widths)}" w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{bits:04X}"{look} w:lastColumn="{int(table.total_column)}" w:noHBand="1" w:noVBand="1"/>'
        + (f'<w:tblCaption w:val="{title}"/>' if title else "")
        + (f'<w:tblDescription w:val="{summary}"/>' if summary else "")
        + "</w:tblPr>"
    )


def _header_look(flow: Flow, table: Table) -> HeaderCell | None:
    """How the table's style sets the cells of its first row; None when it says nothing."""
    style = flow.session.styles.find(_STYLES[table.style], "table")
    lineage = flow.session.styles.lineage(style) if style else []
    return next((of.header_cell for of in lineage if of.header_cell), None)


def _size(flow: Flow, name: str) -> float:
    """The font size in points of a style for cells."""
    style = flow.session.styles.find(name)
    sizes = (of.size for of in flow.session.styles.lineage(style)) if style else ()
    return next((size for size in sizes if size), _SIZE)
