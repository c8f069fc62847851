"""The letterhead: what stands in the first page's header and is said nowhere else is read at the document's start."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.pdf.letters import squeezed
from pipeline.pdf.tree import Element, Marked

if TYPE_CHECKING:
    from pipeline.pdf.draft import Draft
    from pipeline.pdf.marked import Artifact

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The header of the first page.

    Attributes:
        pieces: its texts between tabs, line breaks and paragraphs, without those that hold a field, such as the page.
        own: whether the first page alone has it; else it is a running header.
    """

    pieces: tuple[str, ...] = ()
    own: bool = False


# ---------------------------------------------------------------------------------------------- the Word file


def read(body: etree._Element, part: Callable[[str], etree._Element | None]) -> Letterhead:
    """The letterhead of a Word file.

    Args:
        body: root of its main part.
        part: gives the root of another part by name; None where there is none.
    """
    section = next(body.iter(f"{_W}sectPr"), None)
    if section is None:
        return Letterhead()
    title = section.find(f"{_W}titlePg")
    own = title is not None and title.get(f"{_W}val", "1") not in ("0", "false", "off")
    kind = "first" if own else "default"
    names = [one.get(f"{_R}id") for one in section.findall(f"{_W}headerReference") if one.get(f"{_W}type") == kind]
    relations = part("word/_rels/document.xml.rels")
    if not names or relations is None:
        return Letterhead()
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    header = part(posixpath.normpath(posixpath.join("/word", targets.get(names[0] or "", ""))).lstrip("/"))
    return Letterhead(tuple(_pieces(header)) if header is not None else (), own)


def _pieces(header: etree._Element) -> Iterator[str]:
    for paragraph in header.iter(f"{_W}p"):
        if next(paragraph.iterancestors(f"{_MC}Fallback"), None) is not None:
            continue  # a double for older programs
        text, field = "", False
        for element in paragraph.iter():
            if next(element.iterancestors(f"{_W}p", f"{_MC}Fallback"), None) is not paragraph:
                continue  # a text box in it
            if element.tag == f"{_W}t":
                text += element.text or ""
            elif element.tag == f"{_W}noBreakHyphen":
                text += "-"
            elif element.tag in (f"{_W}fldChar", f"{_W}fldSimple"):
                field = True
            elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab") and _in_run(element):
                if text.strip() and not field:
                    yield " ".join(text.split())
                text, field = "", False
        if text.strip() and not field:
            yield " ".join(text.split())


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{_W}r"


# ---------------------------------------------------------------------------------------------- the PDF


def mend(draft: Draft) -> None:
    """Make text of the first page's letterhead, once, before all other text; nothing of the look changes.

    LibreOffice makes artifacts of all headers, which nobody hears. A running header may be one, since it repeats what
    is said elsewhere; a letterhead is where the agency, the kind of document, its date and diary number stand. Of a
    running header, only the diary number (diarienummer) is read, and only if the first page's text does not say it.
    """
    if not draft.pages:
        return
    letterhead, number = draft.source.letterhead, squeezed(draft.source.properties.identifier)
    pieces = [squeezed(piece) for piece in letterhead.pieces]
    if not letterhead.own:
        shown = squeezed("".join(draft.mark_text(mark) for mark in draft.document.marks() if mark.page == 0))
        pieces = [piece for piece in pieces if number and number in piece and number not in shown]
    page = draft.pages[0]
    spoken = []
    for piece in pieces:
        found = _find([one for one in page.artifacts if one.shown.text.strip()], piece)
        if found:
            marks = [Marked(0, page.make_content(artifact, "P")) for artifact in found]
            spoken.append(Element("P", style="header", children=list(marks), page=0))
    draft.document.children[:0] = spoken


def _find(artifacts: list[Artifact], piece: str) -> list[Artifact]:
    """The neighbouring artifacts that together show a piece; [] when there are none."""
    texts = [squeezed(artifact.shown.text) for artifact in artifacts]
    for first in range(len(texts)):
        for last in range(first + 1, len(texts) + 1):
            if "".join(texts[first:last]) == piece:
                return artifacts[first:last]
    return []
