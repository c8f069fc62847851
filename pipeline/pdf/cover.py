"""The cover: what the template puts on the first page has to stay on it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf
from lxml import etree

from pipeline.faults import Fault
from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import squeezed
from pipeline.pdf.marked import PageContent
from pipeline.pdf.paragraphs import shown_elements, text_of
from pipeline.places import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Beginnings of the names of bookmarks around what is no cover: the document's own parts and headings.
_PARTS = ("_Part_", "_Toc")


def check_cover(pdf: bytes, docx: bytes, file: str) -> tuple[Fault, ...]:
    """Whether a cover, a first section with nothing but the template's own words, has all of them on the first page.

    Args:
        pdf: the finished PDF.
        docx: the Word file that it is made of.
        file: the PDF's path, for the fault's place.

    Returns:
        P219 when it goes on on a second page.
    """
    texts = [text for text in _cover(docx) if not runs_leftwards(text)]
    if not texts:
        return ()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = PageContent(opened.pages[0], Fonts())
        shown = squeezed("".join(page.shown[mark].text for mark in sorted(page.shown)))
    lost = next((text for text in texts if squeezed(text) not in shown), None)
    if lost is None:
        return ()
    message = f"The cover has no room for its words: “{lost}” does not stand on the first page as a whole."
    return (Fault("P219", message, Place(file), "Shorten the title, or make a part of it the subtitle."),)


def _cover(docx: bytes) -> Iterator[str]:
    """The paragraphs of the first section, up to a page break; none where a part of the document stands in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        body = etree.fromstring(package.read("word/document.xml"), parser)
    texts: list[str] = []
    for element in shown_elements(body, f"{_W}p"):
        if any(mark.get(f"{_W}name", "").startswith(_PARTS) for mark in _bookmarks(element)):
            return
        texts.append(text_of(element))
        if element.find(f"{_W}pPr/{_W}sectPr") is not None:
            yield from texts
            return
        if any(mark.get(f"{_W}type") == "page" for mark in element.iter(f"{_W}br")):
            return


def _bookmarks(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The bookmarks that begin in a paragraph or right before it."""
    yield from paragraph.iter(f"{_W}bookmarkStart")
    before = paragraph.getprevious()
    while before is not None and before.tag == f"{_W}bookmarkStart":
        yield before
        before = before.getprevious()
