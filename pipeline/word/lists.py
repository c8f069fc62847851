"""Lists: bullets and numbers up to four deep, each ordered list numbering anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.content.model import ItemList, Paragraph
from pipeline.content.walk import plain_text
from pipeline.word.shapes import KEPT, PLAIN, Shape

if TYPE_CHECKING:
    from pipeline.content.model import ListItem
    from pipeline.word.cells import WriteBlocks
    from pipeline.word.flow import Flow
    from pipeline.word.mapping import EntryKind
    from pipeline.word.styles import Style

#: How many levels the templates have styles for.
DEPTH = 4

#: Characters of an item of two lines. The first and the last but one item of a list stay with the next unless they are
#: longer.
_SHORT = 150


def write_list(flow: Flow, block: ItemList, write_blocks: WriteBlocks, depth: int = 1) -> None:
    """Write a list; `depth` is its level, from 1."""
    if depth > DEPTH:
        flow.session.faults.add(
            "T211", f"The list is more than {DEPTH} levels deep.", block.origin, "Make it flatter.", depth=depth
        )
        return
    session = flow.session
    suffix = "" if depth == 1 else f" {depth}"
    name = f"List {'Number' if block.ordered else 'Bullet'}{suffix}"
    if flow.cell:
        name = session.styles.first(f"Table {name}", name)
    session.styles(name)
    style = session.styles.find(name)
    if style is None:
        return
    number = session.numbering.of(style, session.styles)
    if number is None:
        session.faults.add(
            "T216",
            f"The style “{name}” has no numbering of its own, so its lists would show no bullets or numbers.",
            session.template_place("word/styles.xml"),
            "Bind a list level to the style in Word (Define new multilevel list, Link level to style).",
            style=name,
        )
        return
    own_left, own_hanging = _own_indents(session.styles.lineage(style))
    kept = KEPT if flow.cell and flow.cell.shape.keep_next else PLAIN
    first = kept
    if block.ordered:
        used = (number.level, session.lists.restarted(number, block.start))
        # A numbering set on the paragraph wins over the style's own indents: those are set on it again.
        first = replace(kept, number=used, left=own_left, hanging=own_hanging)
    more_style = f"List Continue{suffix}"
    more = kept
    if flow.cell or not session.styles.find(more_style):
        more_style = flow.cell.style if flow.cell else "Body Text"
        more = replace(kept, left=number.own.left if own_left is None else own_left, hanging=0)
    setting = _Setting(name, first, more_style, more, depth)
    together = replace(setting, first=replace(first, keep_next=True), more=replace(more, keep_next=True))
    for at, item in enumerate(block.items):
        lost = at in {0, len(block.items) - 2} and at < len(block.items) - 1 and _is_short(item)
        _write_item(flow, item, together if lost and not flow.cell else setting, write_blocks)


def _is_short(item: ListItem) -> bool:
    """Whether an item would look lost at the foot or head of a page, without any other of its list."""
    return sum(len(plain_text(block.children)) for block in item.children if isinstance(block, Paragraph)) <= _SHORT


def _own_indents(lineage: list[Style]) -> tuple[int | None, int | None]:
    """The indents that a list's style sets itself, over those of its numbering; None where it sets none."""
    numbered = next(at for at, style in enumerate(lineage) if style.number is not None)
    nearest = lineage[: numbered + 1]
    left = next((style.left for style in nearest if style.left is not None), None)
    hanging = next((style.hanging for style in nearest if style.hanging is not None), None)
    return left, hanging


@dataclass(frozen=True, slots=True)
class _Setting:
    """Style and shape of an item's first paragraph and of those that follow in it, and the list's depth."""

    first_style: str
    first: Shape
    more_style: str
    more: Shape
    depth: int


def _write_item(flow: Flow, item: ListItem, setting: _Setting, write_blocks: WriteBlocks) -> None:
    """An item: its first paragraph carries the bullet or number, further ones are indented as its text."""
    kind: EntryKind = "cell" if flow.cell else "item"
    begun = False
    for block in item.children:
        if isinstance(block, Paragraph):
            style, shape = (setting.more_style, setting.more) if begun else (setting.first_style, setting.first)
            origin = block.origin or item.origin
            begun |= flow.paragraph(style, block.children, kind=kind, origin=origin, shape=shape)
        elif not begun:
            break
        elif isinstance(block, ItemList):
            write_list(flow, block, write_blocks, setting.depth + 1)
        else:
            write_blocks(flow, (block,))
    if not begun:
        flow.session.faults.add(
            "T211",
            "A list item does not begin with text.",
            item.origin,
            "Write what the item says before what stands below it.",
        )
