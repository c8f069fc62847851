"""Contents lists, captions and quotations: the structures around paragraphs, told by their styles."""

from __future__ import annotations

import re

from pipeline.pdf.draft import Draft
from pipeline.pdf.tree import Child, Element

#: LibreOffice's names for Word's toc 1–9, and Word's own.
_CONTENTS = re.compile(r"(contents|toc) \d")
_QUOTES = ("quote", "quotations", "intense quote")

#: Elements that say nothing when they hold nothing.
_EMPTY_GO = frozenset(
    {"P", "Span", "Div", "Sect", "Link", "Reference", "L", "LI", "LBody", "Lbl", "TOC", "TOCI", "Caption"}
)


def mend(draft: Draft) -> None:
    """Mend all of them, and drop elements that hold nothing."""
    for element in list(draft.document.walk()):
        if element.kind != "TOCI":
            _gather(element, "TOC", _is_contents)
        if element.kind != "BlockQuote":
            _gather(element, "BlockQuote", _is_quote)
        _take_captions(element)
    for element in list(draft.document.walk()):
        _free_captions(element)
    for element in list(draft.document.walk()):
        if element.kind == "TOCI":
            _entry(element)
    prune(draft.document)


def _is_contents(child: Child) -> bool:
    return isinstance(child, Element) and child.kind == "P" and _CONTENTS.fullmatch(child.style) is not None


def _is_quote(child: Child) -> bool:
    return isinstance(child, Element) and child.kind == "P" and child.style in _QUOTES


def _gather(parent: Element, kind: str, belongs: object) -> None:
    """Put neighbouring paragraphs of one sort under an element of their own."""
    assert callable(belongs)
    children: list[Child] = []
    group: Element | None = None
    for child in parent.children:
        if not belongs(child):
            group = None
            children.append(child)
            continue
        assert isinstance(child, Element)
        if group is None:
            group = Element(kind, page=child.page)
            children.append(group)
        group.children.append(Element("TOCI", children=[child], page=child.page) if kind == "TOC" else child)
    parent.children = children


def _entry(item: Element) -> None:
    """A contents entry is a reference: the paragraph between the two goes."""
    for at, child in enumerate(item.children):
        if isinstance(child, Element) and child.kind == "P":
            links = [link for link in child.elements() if link.kind == "Link"]
            if len(links) == len(child.children) == 1:
                item.children[at] = Element("Reference", children=list(links), page=child.page)


def _take_captions(parent: Element) -> None:
    """A caption right above a table becomes the table's first child."""
    children: list[Child] = []
    for child in parent.children:
        last = children[-1] if children else None
        if _is_caption(last) and isinstance(last, Element) and isinstance(child, Element) and child.kind == "Table":
            children.pop()
            last.kind = "Caption"
            child.children.insert(0, last)
        children.append(child)
    parent.children = children


def _is_caption(child: Child | None) -> bool:
    return isinstance(child, Element) and (child.kind == "Caption" or (child.kind == "P" and child.style == "caption"))


def _free_captions(parent: Element) -> None:
    """Make paragraphs of captions outside tables: the heading of a contents list, and what is read beside a figure.

    In a figure, a caption would not be read, since the alternative text takes the place of all that a figure holds.
    """
    children: list[Child] = []
    for child in parent.children:
        if isinstance(child, Element) and child.kind == "TOC":
            captions = [inner for inner in child.elements() if inner.kind == "Caption"]
            child.children = [inner for inner in child.children if inner not in captions]
            children += [paragraph for caption in captions for paragraph in _paragraphs(caption)]
        if isinstance(child, Element) and child.kind == "Caption" and parent.kind != "Table":
            children += _paragraphs(child)
        else:
            children.append(child)
    parent.children = children


def _paragraphs(caption: Element) -> list[Child]:
    if any(child.kind == "P" for child in caption.elements()):
        return caption.children
    caption.kind = "P"
    return [caption]


def prune(element: Element) -> None:
    """Drop elements without content, from the leaves up."""
    kept: list[Child] = []
    for child in element.children:
        if isinstance(child, Element):
            prune(child)
            if not child.children and child.kind in _EMPTY_GO:
                continue
            if child.kind == "Span" and child.language is child.alt is child.actual is None:
                kept += child.children  # LibreOffice's trace of a character style
                continue
        kept.append(child)
    element.children = kept
