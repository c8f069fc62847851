"""Pictures: LibreOffice tags a figure with its alternative text but leaves the picture itself outside of it."""

from __future__ import annotations

from pipeline.pdf.draft import Draft
from pipeline.pdf.marked import Artifact, Box
from pipeline.pdf.tree import Element, Marked

#: How much of a picture has to lie in a figure's box to be that figure's.
_SHARE = 0.8


def mend(draft: Draft) -> None:
    """Bring drawings into the text, and give pictures to their figures."""
    _place_drawings(draft)
    _fill(draft)


def _place_drawings(draft: Draft) -> None:
    """Put what LibreOffice tags before the document, its drawings, where their pages begin; drop decoration.

    A drawn shape without words and without an alternative text is decoration (a colour field, a rule): its content
    becomes an artifact. Pictures stay, so that one that lacks its alternative text is found.
    """
    tops = draft.document.elements()
    inner = next((element for element in tops if element.kind == "Document"), None)
    if inner is None:
        return
    floating = [element for element in tops if element is not inner]
    draft.document.children = inner.children
    for element in floating:
        if _is_decoration(draft, element):
            continue
        at = next(
            (
                at
                for at, other in enumerate(inner.children)
                if isinstance(other, Element) and _page(other) >= _page(element)
            ),
            len(inner.children),
        )
        inner.children.insert(at, element)


def _is_decoration(draft: Draft, element: Element) -> bool:
    marks = list(element.marks())
    return (
        element.kind == "Figure"
        and not (element.alt or "").strip()
        and not draft.text(element)
        and not any(mark.mcid in draft.pages[mark.page].pictures for mark in marks)
    )


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
