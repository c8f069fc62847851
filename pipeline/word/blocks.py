"""Blocks to paragraphs, lists, tables and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from pipeline.content.directions import runs_leftwards
from pipeline.content.model import Figure, Heading, ItemList, Paragraph, Table
from pipeline.content.refusals import can_be_shown
from pipeline.content.walk import plain_text
from pipeline.word.lists import write_list
from pipeline.word.ooxml import bookmarked, field, run, run_properties
from pipeline.word.pictures import drawing, fitted
from pipeline.word.shapes import KEPT, PLAIN, Shape
from pipeline.word.tables import set_table, write_table
from pipeline.word.targets import heading_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block, ParagraphRole
    from pipeline.word.flow import Flow
    from pipeline.word.targets import WordTarget

#: Style of each paragraph role.
_ROLES: dict[ParagraphRole, str] = {
    "body": "Body Text",
    "lead": "Lead",
    "quote": "Quote",
    "note": "Note",
    "example": "Example",
    "signature": "Signature",
}

#: Room below a picture for its caption, so that both stand on one page (twips).
_CAPTION_ROOM = 1200


def write_blocks(flow: Flow, blocks: Sequence[Block]) -> None:
    """Write blocks in order; a list item's or a cell's go the same way."""
    for at, block in enumerate(blocks):
        match block:
            case Paragraph():
                _write_paragraph(flow, block, blocks[at + 1] if at + 1 < len(blocks) else None)
            case Heading():
                _write_heading(flow, block)
            case ItemList():
                write_list(flow, block, write_blocks)
            case Table():
                _write_table(flow, block)
            case Figure():
                _write_figure(flow, block)
            case _:
                assert_never(block)


def _write_paragraph(flow: Flow, block: Paragraph, following: Block | None) -> None:
    """Write a paragraph in the style of its role; in a table cell, in the cell's style."""
    if flow.cell:
        origin = block.origin or flow.cell.origin
        flow.paragraph(flow.cell.style, block.children, kind="cell", origin=origin, shape=flow.cell.shape)
        return
    style = _ROLES[block.role]
    if flow.ends_with_table and block.role == "body":
        # The space below a table without notes cannot stand in the table.
        style = flow.session.styles.first("After Table", style)
    # The lines of a signature block stay on one page.
    signed = block.role == "signature" and isinstance(following, Paragraph) and following.role == "signature"
    shape = KEPT if signed or _leads_to(block, following) else PLAIN
    shape = replace(shape, leftwards=runs_leftwards(block.children))
    flow.paragraph(style, block.children, kind="paragraph", origin=block.origin, shape=shape)


def _leads_to(block: Paragraph, following: Block | None) -> bool:
    """Whether a paragraph begins what the next block goes on with: “Tre saker är viktiga:”, “Målet är att”."""
    text = plain_text(block.children).rstrip()
    if isinstance(following, ItemList):
        return bool(text) and not text.endswith((".", "!", "?"))
    return isinstance(following, (Table, Figure)) and text.endswith(":")


def _write_heading(flow: Flow, block: Heading) -> None:
    target = flow.session.next_target()
    if flow.cell:
        flow.session.faults.add(
            "T212",
            f"The heading “{target.text}” stands in a table cell.",
            block.origin,
            "Put headings outside of tables.",
        )
    assert target.contents is not None
    names = (target.contents, target.reference) if target.reference else (target.contents,)
    written = flow.paragraph(
        heading_style(block),
        block.children,
        kind="heading",
        origin=block.origin,
        bookmarks=names,
        bookmark=target.contents,
    )
    if written:
        flow.session.contents.append((block, target))
    else:
        flow.session.faults.add("T210", "A heading has no text.", block.origin, "Write its text, or remove it.")


def _write_table(flow: Flow, block: Table) -> None:
    target = flow.session.next_target()
    if flow.ends_with_table and not block.caption:
        flow.session.faults.add(
            "T213",
            "A table follows another with nothing between them, which Word would show as one table.",
            block.origin,
            "Give the second table a caption, or put a sentence between them.",
        )
    if flow.cell:
        flow.session.faults.add(
            "T212", "A table stands in the cell of another.", block.origin, "Make one table, or two after each other."
        )
    setting = set_table(flow, block)
    left = -setting.outset if setting and setting.outset else None
    if block.caption:
        wording = flow.session.wording.table
        flow.paragraph(
            "caption",
            block.caption,
            kind="caption",
            origin=block.origin,
            shape=Shape(keep_next=True, left=left),
            label=_caption_label(flow, wording, target),
            behind=_unit(flow, block) if block.unit else None,
            bookmark=target.reference,
        )
    if setting:
        write_table(flow, block, setting, write_blocks)
    flow.ends_with_table = True
    _write_notes(flow, block, left)


def _write_figure(flow: Flow, block: Figure) -> None:
    session = flow.session
    target = session.next_target()
    if not can_be_shown(block, session.faults):
        return
    number = session.ids.drawing()
    room = flow.room.height - (_CAPTION_ROOM if block.caption else 0)
    size = fitted(block.picture, flow.room.width, max(room, 1))
    name = f"{session.wording.figure} {target.number or number}"
    alt = session.checked(block.alt, block.origin)
    shown = drawing(session.pictures.add(block.picture), size, number, name, alt)
    # The space around a picture is that of the cell where it stands in one, so that it begins in line with its row.
    style = flow.cell.style if flow.cell else "Figure"
    flow.picture(style, shown, origin=block.origin, shape=KEPT if block.caption else PLAIN)
    if block.caption:
        flow.paragraph(
            "Figure Caption",
            block.caption,
            kind="caption",
            origin=block.origin,
            shape=Shape(keep_next=True, after=0) if block.notes else PLAIN,
            label=_caption_label(flow, session.wording.figure, target),
            bookmark=target.reference,
        )
    _write_notes(flow, block, None)


def _unit(flow: Flow, block: Table) -> tuple[str, str]:
    """The unit of a table's numbers, on a line of its own below the caption and part of it, as it is read with it."""
    text = flow.session.checked(block.unit[:1].upper() + block.unit[1:], block.origin)
    style = flow.session.styles.find("Caption Unit", "character")
    look = run_properties(flow.session.styles("Caption Unit", "character")) if style else ""
    return f"\n{text}", f"<w:r><w:br/></w:r>{run(text, look)}"


def _write_notes(flow: Flow, block: Table | Figure, left: int | None) -> None:
    """The notes of a table or figure, close together and on one page."""
    for number, note in enumerate(block.notes, start=1):
        followed = number < len(block.notes)
        shape = Shape(keep_next=followed, left=left, after=0 if followed else None)
        flow.paragraph("Table Note", note.children, kind="note", origin=note.origin or block.origin, shape=shape)


def _caption_label(flow: Flow, word: str, target: WordTarget) -> tuple[str, str]:
    """“Tabell 1. ”: the number is a SEQ field, with the bookmark of cross-references around it alone."""
    number = field(f"SEQ {word} \\* ARABIC", target.number)
    if target.reference:
        number = bookmarked(number, flow.session.ids.bookmark(), target.reference)
    return f"{word}\u00a0{target.number}. ", f"{run(word + chr(0xA0))}{number}{run('. ')}"
