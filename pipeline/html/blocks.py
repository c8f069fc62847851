"""Blocks to flow content: headings with links to themselves, paragraphs, lists, tables, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from pipeline.content.model import Figure, Heading, ItemList, Paragraph, Table
from pipeline.content.refusals import can_be_shown
from pipeline.html.charts import chart_svg
from pipeline.html.escaping import Html, text
from pipeline.html.inline import direction, inline, shows_something
from pipeline.html.pictures import picture_svg
from pipeline.html.tables import notes_below, table_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block
    from pipeline.html.writing import Writing

#: How lists within lists number their items, by their depth, as those of the Word templates do: a), i), 1). The text
#: may speak of “b)”, so that it is no matter of style (HTML, 4.4.5).
_NUMBERED: Final = {2: "a", 3: "i", 4: "1"}


def blocks_html(writing: Writing, blocks: Sequence[Block], depth: int = 0) -> Html:
    """Blocks in order; a list item's and a cell's are written the same way.

    Args:
        writing: what the page shares.
        blocks: of any kind.
        depth: how many lists they stand in, without those around a table.
    """
    parts: list[str] = []
    quoting = False
    for block in blocks:
        quoted = isinstance(block, Paragraph) and block.role == "quote"
        if quoted != quoting:
            parts.append("<blockquote>\n" if quoted else "</blockquote>\n")
            quoting = quoted
        if writing.marks is not None:
            parts.append(writing.marks.block(block))
        match block:
            case Paragraph():
                parts.append(_paragraph(writing, block))
            case Heading():
                parts.append(_heading(writing, block))
            case ItemList():
                parts.append(_list(writing, block, depth + 1))
            case Table():
                parts.append(table_html(writing, block, blocks_html))
            case Figure():
                parts.append(_figure(writing, block))
            case _:
                assert_never(block)
    if quoting:
        parts.append("</blockquote>\n")
    return Html("".join(parts))


def _paragraph(writing: Writing, block: Paragraph) -> str:
    if not shows_something(block.children):
        return ""
    shown = inline(writing, block.children, block.origin)
    look = "" if block.role in ("body", "quote") else f' class="{block.role}"'
    return f"<p{look}{direction(block.children)}>{shown}</p>\n"


def _heading(writing: Writing, block: Heading) -> str:
    target = writing.next_target()
    writing.contents.append((block, target))
    shown = inline(writing, block.children, block.origin)
    number = f'<span class="number">{text(target.number)}</span> ' if target.number else ""
    tag, key = f"h{min(block.level + 1, 6)}", text(target.id)
    name = f"{target.number} {writing.targets.spoken(block.children, writing.wording)}".strip()
    label = text(writing.words.heading_link.format(writing.told_apart(name)))
    return (
        f'<div class="heading level-{block.level}"{direction(block.children)}><{tag} id="{key}">{number}{shown}</{tag}>'
        f'<a class="anchor" href="#{key}" aria-label="{label}"></a></div>\n'
    )


def _list(writing: Writing, block: ItemList, depth: int) -> str:
    items = []
    for item in block.items:
        first, *others = item.children or (None,)
        if isinstance(first, Paragraph) and first.role == "body" and not _several_paragraphs(others):
            mark = writing.marks.block(first) if writing.marks is not None else ""
            words = inline(writing, first.children, first.origin or item.origin)
            inner = f"{mark}{words}{blocks_html(writing, others, depth)}"
            across = direction(first.children)
        else:
            inner = blocks_html(writing, item.children, depth)
            across = ""
        items.append(f"<li{across}>{inner}</li>\n")
    if not block.ordered:
        return f"<ul>\n{''.join(items)}</ul>\n"
    kind = f' type="{_NUMBERED[depth]}"' if depth in _NUMBERED else ""
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{kind}{start}>\n{''.join(items)}</ol>\n"


def _several_paragraphs(others: Sequence[Block | None]) -> bool:
    return any(isinstance(block, Paragraph) for block in others)


def _figure(writing: Writing, block: Figure) -> str:
    target = writing.next_target()
    caption = ""
    if block.caption:
        label = f"{writing.wording.figure}\u00a0{target.number}. "
        shown = inline(writing, block.caption, block.origin)
        caption = f'<span class="label">{text(label)}</span>{shown}'
    notes = notes_below(writing, block)
    words = f'<p class="caption">{caption}</p>\n{notes}' if caption else notes
    described = f"<figcaption>\n{words}</figcaption>\n" if words else ""
    return f'<figure id="{text(target.id)}">\n{_picture(writing, block)}\n{described}</figure>\n'


def _picture(writing: Writing, block: Figure) -> str:
    """A chart, or a picture from a file; nothing, with a fault noted, for a file that is no picture."""
    chart = chart_svg(block)
    if chart is not None:
        return chart
    return picture_svg(block.picture, block.alt) if can_be_shown(block, writing.faults) else ""
