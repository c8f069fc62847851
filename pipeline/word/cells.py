"""Table cells: their spans, background and rules, and the style of the paragraphs in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from pipeline.word.dividing import divided
from pipeline.word.flow import CellSetting, Geometry
from pipeline.word.ooxml import attribute
from pipeline.word.shapes import KEPT, PLAIN, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.content.grid import GridCell
    from pipeline.content.model import Block, Cell, Column
    from pipeline.word.flow import Flow
    from pipeline.word.styles import HeaderCell, StyleNames

#: Writes blocks of any kind; given by the caller, as cells hold blocks and blocks are tables.
WriteBlocks: TypeAlias = "Callable[[Flow, Sequence[Block]], None]"

#: Backgrounds that say good, attention, bad or quiet: those of the template's styles of these names, or else colours on
#: which black text has a contrast of at least 15:1 (WCAG 2.2, 1.4.3 asks 4.5:1). The text of such a cell says it too.
_TONES = {
    "good": ("Tone Good", "E2F0E4"),
    "attention": ("Tone Attention", "FFF1CC"),
    "bad": ("Tone Bad", "FADEDC"),
    "quiet": ("Tone Quiet", "EFEFEF"),
}

#: Margins inside a cell, left and right together, that words and pictures in it must leave (twips).
MARGINS = 230


@dataclass(frozen=True, slots=True)
class RowLook:
    """How the cells of a row are set.

    Attributes:
        header: whether it is a heading row.
        keep: whether it stays on one page with the next.
        row: its number, from 0.
        last: whether it is the table's last.
        headers: how many heading rows there are.
        open: whether its lower rule is left to the next row, in all its cells. Merged cells cannot do otherwise, and a
            rule that stops where they begin looks broken at the foot of a page.
        direct: look to set on the cells themselves. A table style's first row is the first row alone in Word, so that
            two heading rows get its look on each of their cells; None where the style suffices.
    """

    header: bool
    keep: bool
    row: int
    last: bool
    headers: int
    direct: HeaderCell | None
    open: bool = False


class CellWriter:
    """Writes the cells of one table.

    Attributes:
        flow: where to.
        columns: the table's columns.
        widths: theirs, in twips.
        size: in points, of the letters of their headings.
    """

    def __init__(
        self, flow: Flow, columns: Sequence[Column], widths: Sequence[int], write_blocks: WriteBlocks, size: float
    ) -> None:
        self.flow = flow
        self.columns = columns
        self.widths = widths
        self.size = size
        self._styles = flow.session.styles
        self._write_blocks = write_blocks
        # Most cells of a table look like others of their column, which makes long tables a good deal faster.
        self._settings: dict[tuple[int, int, bool, bool, bool], tuple[str, Shape]] = {}
        self._rooms: dict[int, Geometry] = {}

    def write(self, found: GridCell, look: RowLook, indent: int | None) -> None:
        """Write a cell, or the continuation of one.

        Args:
            found: the cell.
            look: its row's.
            indent: from the right, in twips, for a figure that has to line up; None for none.
        """
        flow, cell = self.flow, found.cell
        spanned = self.widths[found.column : found.column + cell.columns]
        width = spanned[0] if cell.columns == 1 else sum(spanned)
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.columns > 1:
            properties += f'<w:gridSpan w:val="{cell.columns}"/>'
        if cell.rows > 1:
            properties += "<w:vMerge/>" if found.continued else '<w:vMerge w:val="restart"/>'
        if look.direct is not None or cell.tone is not None or cell.rows > 1 or look.open:
            properties += _direct_look(self._styles, found, look)
        flow.raw(f"<w:tc><w:tcPr>{properties}</w:tcPr>")

        style, shape = self._setting(found, look)
        if indent is not None:
            shape = replace(shape, right=indent)
        outer, room, before = flow.cell, flow.room, flow.paragraphs
        flow.cell, flow.room = CellSetting(style, shape, cell.origin), self._room(width)
        if not found.continued:
            self._write_blocks(flow, divided(cell.children, flow.room.width, self.size))
        if flow.paragraphs == before:
            flow.bare(style, shape)
        flow.cell, flow.room = outer, room
        flow.raw("</w:tc>")

    def _room(self, width: int) -> Geometry:
        room = self._rooms.get(width)
        if room is None:
            room = self._rooms[width] = Geometry(max(width - MARGINS, 1), self.flow.room.height)
        return room

    def _setting(self, found: GridCell, look: RowLook) -> tuple[str, Shape]:
        cell = found.cell
        key = (found.column, cell.columns, cell.header, look.header, look.keep)
        known = self._settings.get(key)
        if known is None:
            columns = self.columns[found.column : found.column + cell.columns]
            known = self._settings[key] = _setting(self._styles, columns, cell, look)
        return known


def _direct_look(styles: StyleNames, found: GridCell, look: RowLook) -> str:
    """`w:tcBorders`, `w:shd` and `w:vAlign` of a cell."""
    direct = look.direct
    above = below = vertical = shade = ""
    if direct is not None:
        reaches_last = found.continued or look.row + found.cell.rows == look.headers
        # LibreOffice takes the rule between the two rows from the lower one.
        above = direct.top if look.row == 0 else "" if found.continued else direct.inside
        below = direct.bottom if reaches_last else direct.inside
        shade, vertical = direct.shade, direct.vertical
    elif found.cell.rows > 1 or look.open:
        # LibreOffice draws a merged cell's lower rule where it has first tried a page break, in the middle of the cell.
        # The rule below comes from the next row all the same.
        none = ' w:val="nil"'
        merged = found.cell.rows > 1
        above = none if found.continued else ""
        below = none if (merged and not look.last) or look.open else ""
    if found.cell.tone is not None:
        name, fill = _TONES[found.cell.tone]
        style = styles.find(name)
        fill = style.fill if style is not None and style.fill else fill
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{attribute(fill)}"/>'
    borders = (f"<w:top{above}/>" if above else "") + (f"<w:bottom{below}/>" if below else "")
    return (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "") + shade + vertical


def _setting(styles: StyleNames, columns: Sequence[Column], cell: Cell, look: RowLook) -> tuple[str, Shape]:
    """Style and shape: figures stand to the right, and so does the heading of a column of figures."""
    align = columns[0].align
    shape = KEPT if look.keep else PLAIN
    if cell.header and not look.header:
        # A row's heading stands to the left even where it is a figure.
        return styles.first("Table Row Heading", "Table Heading"), shape
    if look.header and len(columns) > 1:
        # A heading over several columns of figures stands in the middle of them.
        align = "center" if all(column.align != "left" for column in columns) else "left"
    if align == "center":
        name = "Table Heading" if look.header else styles.first("Table Mark", "Table Text")
        return name, shape if name == "Table Mark" else replace(shape, align="center")
    if align == "left":
        return "Table Heading" if look.header else "Table Text", shape
    return "Table Heading Number" if look.header else "Table Number", shape
