"""Links: one element a link, a description on each annotation, and none outside the tags."""

from __future__ import annotations

import re

from pikepdf import Array, Name, String

from pipeline.pdf.draft import Draft
from pipeline.pdf.source import last_word
from pipeline.pdf.tree import Annotated, Child, Element, Marked, ObjectId

#: The number of a section, table or figure; the page number at the end of a contents entry.
_NUMBER = re.compile(r"\d+(\.\d+)*")
_PAGE_NUMBER = re.compile(r" \d+$")


def join(draft: Draft) -> None:
    """Make one element of the pieces of a link that is split over lines, or over the parts of a contents entry.

    A space between the pieces, where a line ends, becomes part of the link.
    """
    for element in list(draft.document.walk()):
        joined: list[Child] = []
        for child in element.children:
            blank = len(joined) > 1 and _is_blank(draft, joined[-1])
            last = joined[-1 - blank] if joined else None
            if _is_link(child) and _is_link(last) and _same(draft, last, child):
                if blank:
                    _absorb(last, Element("Link", children=[joined.pop()], language=_language(last)))
                _absorb(last, child)
            else:
                joined.append(child)
        element.children = joined


def _is_blank(draft: Draft, child: Child) -> bool:
    return isinstance(child, Marked) and not draft.mark_text(child).strip()


def _is_link(child: Child | None) -> bool:
    return isinstance(child, Element) and child.kind == "Link"


def _same(draft: Draft, one: Child | None, other: Child) -> bool:
    assert isinstance(one, Element)
    assert isinstance(other, Element)
    ours, theirs = set(one.annotations()), set(other.annotations())
    if ours & theirs:
        return True
    if not ours or not theirs:
        return False
    return _aim(draft, max(ours)) == _aim(draft, max(theirs))


def _aim(draft: Draft, annotation: ObjectId) -> tuple[object, ...]:
    """What makes two annotations pieces of one link: where they lead, and the text that LibreOffice notes on both."""
    link = draft.annotations[annotation]
    spot = link.get(Name.Dest)
    place = tuple(str(part) for part in list(spot)[1:]) if isinstance(spot, Array) else ()
    return draft.target(annotation), place, str(link.get(Name.Contents, ""))


def _absorb(link: Child | None, piece: Child) -> None:
    assert isinstance(link, Element)
    assert isinstance(piece, Element)
    if link.language != piece.language:
        _spread(link)
        _spread(piece)
    known = set(link.annotations())
    moved = [child for child in piece.children if not (isinstance(child, Annotated) and child.annotation in known)]
    # Content first, then the annotations, whatever the order of the pieces.
    children = link.children + moved
    link.children = [child for child in children if not isinstance(child, Annotated)]
    link.children += [child for child in children if isinstance(child, Annotated)]


def _language(link: Child | None) -> str | None:
    return link.language if isinstance(link, Element) else None


def _spread(link: Element) -> None:
    """Give a link's language to its words alone, as it is to get others beside them."""
    if link.language is None:
        return
    words: list[Child] = [child for child in link.children if not isinstance(child, Annotated)]
    others = [child for child in link.children if isinstance(child, Annotated)]
    link.children = [Element("Span", children=words, page=link.page, language=link.language), *others]
    link.language = None


def describe(draft: Draft) -> None:
    """Describe each link that has no better description yet, and mark those within the document as references."""
    for parent in list(draft.document.walk()):
        for at, child in enumerate(parent.children):
            if isinstance(child, Element) and child.kind == "Link":
                text = draft.text(child)
                if parent.kind in ("Reference", "TOCI"):
                    text = _PAGE_NUMBER.sub("", text)
                elif _NUMBER.fullmatch(text):
                    text = f"{word_before(draft, parent, at)} {text}".strip()
                inside = _describe(draft, child, text)
                if inside and parent.kind not in ("Reference", "Lbl"):
                    parent.children[at] = Element("Reference", children=[child], page=child.page)


def word_before(draft: Draft, parent: Element, at: int) -> str:
    """The word before a child: what the number of a cross-reference counts (avsnitt, tabell)."""
    before = [draft.mark_text(child) for child in parent.children[max(at - 3, 0) : at] if isinstance(child, Marked)]
    return last_word("".join(before))


def _describe(draft: Draft, link: Element, text: str) -> bool:
    """Describe one link; whether it leads to another place in the document."""
    inside = False
    for annotation in link.annotations():
        target = draft.target(annotation)
        if isinstance(target, int):
            inside = True
            set_description(draft, annotation, draft.labels.go_to.format(text=text, page=target + 1))
        elif isinstance(target, str):
            address = target.removeprefix("mailto:")
            set_description(draft, annotation, text if address in text else f"{text} ({address})")
    return inside


def set_description(draft: Draft, annotation: ObjectId, text: str) -> None:
    """What a screen reader says of an annotation (PDF/UA-1, 7.18.5)."""
    draft.annotations[annotation].Contents = String(text)


def drop_dead(draft: Draft) -> None:
    """Take link elements without an annotation apart: a link element has to lead somewhere (PDF/UA-1, 7.18.5).

    LibreOffice makes them of links whose runs lack the Hyperlink character style.
    """
    for parent in list(draft.document.walk()):
        children: list[Child] = []
        for child in parent.children:
            dead = isinstance(child, Element) and child.kind == "Link" and not any(child.annotations())
            children += child.children if dead and isinstance(child, Element) else [child]
        parent.children = children


def drop_untagged(draft: Draft) -> None:
    """Take off the links that stand outside the tags, such as those in running headers: their text remains."""
    for annotation in list(draft.unowned()):
        if draft.annotations[annotation].get(Name.Subtype) == Name.Link:
            draft.remove(annotation)
