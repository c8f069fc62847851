"""Blocks to flow content: headings with links to themselves, paragraphs, lists, tables, figures."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final, assert_never

from pipeline.content.model import Figure, Heading, ItemList, Paragraph, Table
from pipeline.html.charts import chart_svg
from pipeline.html.escaping import Html, text
from pipeline.html.inline import direction, inline, shows_something
from pipeline.html.tables import notes_below, table_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block
    from pipeline.html.writing import Writing

#: CSS pixels a millimetre.
_PIXELS: Final = 96 / 25.4

#: How a PNG and a JPEG file begin.
_SIGNATURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def blocks_html(writing: Writing, blocks: Sequence[Block]) -> Html:
    """Blocks in order; a list item's and a cell's are written the same way."""
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
                parts.append(_list(writing, block))
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
    label = text(writing.words.heading_link.format(name))
    return (
        f'<div class="heading level-{block.level}"{direction(block.children)}><{tag} id="{key}">{number}{shown}</{tag}>'
        f'<a class="anchor" href="#{key}" aria-label="{label}"></a></div>\n'
    )


def _list(writing: Writing, block: ItemList) -> str:
    items = []
    for item in block.items:
        first, *others = item.children or (None,)
        if isinstance(first, Paragraph) and first.role == "body" and not _several_paragraphs(others):
            mark = writing.marks.block(first) if writing.marks is not None else ""
            words = inline(writing, first.children, first.origin or item.origin)
            inner = f"{mark}{words}{blocks_html(writing, others)}"
            across = direction(first.children)
        else:
            inner = blocks_html(writing, item.children)
            across = ""
        items.append(f"<li{across}>{inner}</li>\n")
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    return f"<{tag}{start}>\n{''.join(items)}</{tag}>\n"


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
    """A chart as SVG; a picture from a file within the page."""
    drawn = chart_svg(block)
    if drawn is not None:
        return drawn
    picture = block.picture
    data = picture.data
    if not data.startswith(_SIGNATURES[picture.media_type]):
        writing.faults.add("T214", "The picture is not a PNG or JPEG file.", block.origin, "Save it again as one.")
        return ""
    size = f'width="{round(picture.width * _PIXELS)}" height="{round(picture.height * _PIXELS)}"'
    encoded = base64.b64encode(data).decode("ascii")
    return f'<img src="data:{picture.media_type};base64,{encoded}" {size} alt="{text(block.alt)}">'
