"""Pictures and drawings: LibreOffice leaves some pictures outside their figures, and tags decoration as figures."""

from __future__ import annotations

import re

from pipeline.pdf.draft import Draft
from pipeline.pdf.marked import Artifact, Box
from pipeline.pdf.tree import Child, Element, Marked

#: How much of a picture has to lie in a figure's box to be that figure's.
_SHARE = 0.8

_PARAGRAPH = re.compile(r"P|H\d?")


def mend(draft: Draft) -> None:
    """Bring drawings into the text, drop decoration, and give pictures to their figures."""
    _place_drawings(draft)
    _drop_decoration(draft)
    _lift_boxes(draft)
    _fill(draft)


def _place_drawings(draft: Draft) -> None:
    """Put what LibreOffice 7 tags before the document, its drawings, where their pages begin.

    Later versions tag them in the paragraphs that they are fixed to.
    """
    tops = draft.document.elements()
    inner = next((element for element in tops if element.kind == "Document"), None)
    if inner is None:
        return
    floating = [element for element in tops if element is not inner]
    draft.document.children = inner.children
    for element in floating:
        at = next(
            (
                at
                for at, other in enumerate(inner.children)
                if isinstance(other, Element) and _page(other) >= _page(element)
            ),
            len(inner.children),
        )
        inner.children.insert(at, element)


def _drop_decoration(draft: Draft) -> None:
    """Take out the drawn shapes without words and without an alternative text (a colour field, a rule).

    Their content becomes an artifact. Pictures stay, so that one that lacks its alternative text is found.
    """
    for parent in list(draft.document.walk()):
        parent.children = [
            child for child in parent.children if not (isinstance(child, Element) and _is_decoration(draft, child))
        ]


def _is_decoration(draft: Draft, element: Element) -> bool:
    marks = list(element.marks())
    return (
        element.kind == "Figure"
        and not element.sized
        and not (element.alt or "").strip()
        and not draft.text(element)
        and not any(mark.mcid in draft.pages[mark.page].pictures for mark in marks)
    )


def _lift_boxes(draft: Draft) -> None:
    """Put text boxes before the paragraphs that they are fixed to: a paragraph holds no paragraphs."""
    for parent in list(draft.document.walk()):
        children: list[Child] = []
        for child in parent.children:
            if isinstance(child, Element) and _PARAGRAPH.fullmatch(child.kind):
                boxes = [inner for inner in child.elements() if inner.kind == "Div"]
                child.children = [inner for inner in child.children if inner not in boxes]
                children += boxes
            children.append(child)
        parent.children = children


def _page(element: Element) -> int:
    return element.page or 0


def _fill(draft: Draft) -> None:
    """Give each empty figure the picture that is drawn in its box."""
    for element in draft.document.walk():
        if element.kind != "Figure" or element.box is None or element.page is None:
            continue
        if next(element.marks(), None) is not None:
            continue
        page = draft.pages[element.page]
        found = next((artifact for artifact in page.artifacts if _shows(artifact, element)), None)
        if found is not None:
            element.children.append(Marked(element.page, page.make_content(found, element.kind)))


def _shows(artifact: Artifact, figure: Element) -> bool:
    assert figure.box is not None
    return any(_shared(picture, figure.box) >= _SHARE for picture in artifact.pictures)


def _shared(picture: Box, box: Box) -> float:
    """The share of a picture's area that lies in a box."""
    area = (picture[2] - picture[0]) * (picture[3] - picture[1])
    width = min(picture[2], box[2]) - max(picture[0], box[0])
    height = min(picture[3], box[3]) - max(picture[1], box[1])
    return width * height / area if area > 0 and width > 0 and height > 0 else 0.0
