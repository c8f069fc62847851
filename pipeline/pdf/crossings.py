"""Cross-references that LibreOffice shows without their link: later versions lose some that show one digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.pdf import links
from pipeline.pdf.draft import Draft
from pipeline.pdf.marked import Box
from pipeline.pdf.tree import Annotated, Element, Marked

_PARAGRAPH = re.compile(r"P|H\d?|Caption")


def restore(draft: Draft) -> None:
    """Give each link element that has lost its annotation a new one, where the Word file says where it leads.

    The Word file's cross-reference is known by what it shows and the word before it, such as “tabell 1”; where the
    Word file has two of these that lead to different places, or no place is found, nothing is done.
    """
    for parent in list(draft.document.walk()):
        for at, child in enumerate(parent.children):
            if isinstance(child, Element) and child.kind == "Link" and not any(child.annotations()):
                known = (links.word_before(draft, parent, at).casefold(), draft.text(child))
                targets = {one.target for one in draft.source.crossings if (one.word.casefold(), one.shown) == known}
                place = _place(draft, targets.pop()) if len(targets) == 1 else None
                if place is not None:
                    _link(draft, child, *place)


def _link(draft: Draft, link: Element, page: int, box: Box) -> None:
    """Put an annotation on each piece of a link, to the upper left corner of a box."""
    for mark in list(link.marks()):
        covered = draft.pages[mark.page].shown[mark.mcid].box
        if covered is not None:
            link.children.append(Annotated(draft.add_link(mark.page, covered, page, (box[0], box[3]))))


def _place(draft: Draft, text: str) -> tuple[int, Box] | None:
    """The page and the place of the first line of a heading or caption; None unless there is just one with its text."""
    found = [element for element in _paragraphs(draft.document) if _says(draft, element, text)]
    mark = next(found[0].marks(), None) if len(found) == 1 else None
    shown = draft.pages[mark.page].shown.get(mark.mcid) if isinstance(mark, Marked) else None
    return (mark.page, shown.box) if mark is not None and shown is not None and shown.box is not None else None


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs and headings outside of contents lists."""
    for child in element.elements():
        if _PARAGRAPH.fullmatch(child.kind):
            yield child
        elif child.kind != "TOC":
            yield from _paragraphs(child)


def _says(draft: Draft, element: Element, text: str) -> bool:
    """Whether an element has this text; headings may have a number before it."""
    own, wanted = ("".join(some.split()) for some in (draft.text(element), text))
    return own == wanted or (element.kind.startswith("H") and re.sub(r"^[\d.]+", "", own) == wanted)
