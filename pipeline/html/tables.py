"""Tables: caption, headings with their scope, spans, notes; each scrolls within itself where the screen is narrow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from pipeline.content.decimals import decimal_indents
from pipeline.content.grid import GridCell
from pipeline.content.model import Paragraph
from pipeline.content.refusals import grid_of
from pipeline.html.escaping import Html, text
from pipeline.html.inline import direction, inline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.content.model import Block, Cell, Column, Figure, Table
    from pipeline.html.writing import Writing

#: A size of type, in points, in which a twentieth of a point (a twip) is a thousandth of an em.
_THOUSANDTHS = 50.0


class BlocksHtml(Protocol):
    """What writes the blocks of a cell."""

    def __call__(self, writing: Writing, blocks: Sequence[Block], /) -> Html:
        """See `blocks.blocks_html`."""


def table_html(writing: Writing, table: Table, write_blocks: BlocksHtml) -> str:
    """A table in a region that can be scrolled, and its notes below it."""
    target = writing.next_target()
    key = text(target.id)
    table, title = _titled(table)
    grid = grid_of(table, writing.faults)
    if grid is None:
        return ""
    shown: str = _inside(writing, title, write_blocks) if title is not None else ""
    if table.caption:
        label = f'<span class="label">{text(writing.wording.table)}\u00a0{text(target.number)}. </span>'
        unit = text(table.unit[:1].upper() + table.unit[1:])
        behind = f'<br><span class="unit">{unit}</span>' if unit else ""
        shown = f"{label}{inline(writing, table.caption, table.origin)}{behind}"
    caption = f'<caption id="{key}_caption"><span class="caption">{shown}</span></caption>\n' if shown else ""
    name = f'role="region" aria-labelledby="{key}_caption"' if shown else _name_of_section(writing)
    described = hidden = ""
    if not shown and name.startswith('role="region" '):
        # the script takes the name of a place that does not scroll
        described = name.removeprefix('role="region"')
    if table.summary:
        described += f' aria-describedby="{key}_summary"'
        hidden = f'<p id="{key}_summary" hidden>{text(table.summary)}</p>\n'
    head, body = _rows(writing, table, grid, write_blocks)
    widths = _widths(table.columns) if table.style != "calendar" else ""
    return (
        f'<div class="table {table.style}" id="{key}">\n{hidden}<div class="scroll" tabindex="0" {name}>\n'
        f"<table{described}>\n{caption}{widths}{head}{body}</table>\n</div>\n{notes_below(writing, table)}</div>\n"
    )


def notes_below(writing: Writing, block: Table | Figure) -> str:
    """The notes of a table or figure."""
    return "".join(
        f'<p class="note"{direction(note.children)}>{inline(writing, note.children, note.origin or block.origin)}</p>\n'
        for note in block.notes
    )


def _titled(table: Table) -> tuple[Table, GridCell | None]:
    """A table, and the cell that is its title: one that stands alone over all columns, above the columns' own headings.

    On paper such a row is repeated on each page; in a page it is what the table is called.
    """
    if table.caption or len(table.header) < 2 or len(table.header[0].cells) != 1:
        return table, None
    first = table.header[0].cells[0]
    if first.rows > 1 or not first.columns == len(table.columns) > 1 or _only_paragraph(first) is None:
        return table, None
    return replace(table, header=table.header[1:]), GridCell(first, 0, continued=False)


def _name_of_section(writing: Writing) -> str:
    """What the place of a table without title is called: as the heading before it, for the first table below that."""
    heading = writing.contents[-1][1].id if writing.contents else ""
    if not heading or heading in writing.named:
        return f'role="group" aria-label="{text(writing.words.table)}"'
    writing.named.add(heading)
    return f'role="region" aria-labelledby="{text(heading)}"'


def _widths(columns: Sequence[Column]) -> str:
    """The columns' shares in percent."""
    whole = sum(column.width for column in columns) or 1
    shares = (f"{max(column.width, 0) / whole * 100:.2f}".rstrip("0").rstrip(".") for column in columns)
    shown = "".join(f'<col style="width:{share}%">' for share in shares)
    return f"<colgroup>{shown}</colgroup>\n"


def _rows(
    writing: Writing, table: Table, grid: Sequence[Sequence[GridCell]], write_blocks: BlocksHtml
) -> tuple[str, str]:
    """`thead`, and `tbody` with the rest."""
    moves = decimal_indents(table, grid, _THOUSANDTHS)
    rows = []
    for number, cells in enumerate(grid):
        header = number < len(table.header)
        shown = "".join(
            _cell(writing, table, found, moves.get((number, found.column)), header, write_blocks)
            for found in cells
            if not found.continued
        )
        total = ' class="total"' if table.total and number == len(grid) - 1 else ""
        rows.append(f"<tr{total}>{shown}</tr>\n")
    count = len(table.header)
    head = f"<thead>\n{''.join(rows[:count])}</thead>\n" if count else ""
    return head, f"<tbody>\n{''.join(rows[count:])}</tbody>\n"


def _cell(
    writing: Writing, table: Table, found: GridCell, move: int | None, header: bool, write_blocks: BlocksHtml
) -> str:
    cell = found.cell
    inner = _inside(writing, found, write_blocks)
    attributes: dict[str, str] = {}
    tag = "th" if (header or cell.header) and inner else "td"
    if tag == "th":
        # a cell's span says how far it reaches; a “group” would reach to the end of the whole table (HTML, 4.9.12.2)
        attributes["scope"] = "col" if header else "row"
    if cell.columns > 1:
        attributes["colspan"] = str(cell.columns)
    if cell.rows > 1:
        attributes["rowspan"] = str(cell.rows)
    look = " ".join(filter(None, (_alignment(table, found, header), f"tone-{cell.tone}" if cell.tone else "")))
    if look:
        attributes["class"] = look
    if move:
        attributes["style"] = f"--tail:{move / 1000:g}em"
    only = _only_paragraph(cell)
    across = direction(only.children) if only is not None else ""
    return f"<{tag}{across}{_attributes(attributes)}>{inner}</{tag}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _alignment(table: Table, found: GridCell, header: bool) -> str:
    """The class of a cell: figures stand to the right, and so does the heading of a column of figures."""
    if found.cell.header and not header:
        return ""
    columns = table.columns[found.column : found.column + found.cell.columns]
    align = columns[0].align
    if header and len(columns) > 1:
        align = "center" if all(column.align != "left" for column in columns) else "left"
    return {"left": "", "center": "centred", "right": "figure", "decimal": "figure"}[align]


def _only_paragraph(cell: Cell) -> Paragraph | None:
    """What a cell holds, where that is one paragraph; None for everything else."""
    only = cell.children[0] if len(cell.children) == 1 else None
    return only if isinstance(only, Paragraph) else None


def _inside(writing: Writing, found: GridCell, write_blocks: BlocksHtml) -> str:
    """What a cell holds: one paragraph as it is, everything else as blocks."""
    cell = found.cell
    only = _only_paragraph(cell)
    if only is not None:
        shown = inline(writing, only.children, only.origin or cell.origin)
    else:
        shown = write_blocks(writing, cell.children)
    if writing.marks is None:
        return shown
    mark, ahead = writing.marks.cell(cell), writing.marks.in_cell(cell)
    return f"{ahead}{mark.before}{shown}{mark.behind}" if mark is not None else f"{ahead}{shown}"
