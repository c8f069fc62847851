"""A PDF on its way from LibreOffice's export to the finished file: all that the mending steps work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.labels import Labels
from pipeline.pdf.marked import Box, PageContent
from pipeline.pdf.source import Source
from pipeline.pdf.tree import Element, Marked, ObjectId


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being mended.

    Attributes:
        pdf: the file.
        source: what the Word file says.
        labels: words of the document's language for descriptions.
        document: the structure tree.
        pages: content of each page.
        annotations: every annotation, in the order of pages and of each page's list.
        annotation_pages: page from 0 of each.
    """

    pdf: pikepdf.Pdf
    source: Source
    labels: Labels
    document: Element
    pages: tuple[PageContent, ...]
    annotations: dict[ObjectId, pikepdf.Object]
    annotation_pages: dict[ObjectId, int]

    def mark_text(self, mark: Marked) -> str:
        """The text of a marked-content sequence."""
        shown = self.pages[mark.page].shown.get(mark.mcid)
        return shown.text if shown is not None else ""

    def text(self, element: Element) -> str:
        """The text of an element, its sequences joined by single spaces."""
        return " ".join(" ".join(element.texts(self.mark_text)).split())

    def unowned(self) -> Iterator[ObjectId]:
        """Annotations that no element holds."""
        owned = set(self.document.annotations())
        return (annotation for annotation in self.annotations if annotation not in owned)

    def target(self, annotation: ObjectId) -> str | int | None:
        """Where a link leads: a URI, or a page of this file from 0; None when neither."""
        link = self.annotations[annotation]
        action = link.get(Name.A, Dictionary())
        if Name.URI in action:
            return str(action.URI)
        destination = link.get(Name.Dest, action.get(Name.D))
        if not isinstance(destination, pikepdf.Array) or not len(destination):
            return None
        wanted = destination[0].objgen
        return next((number for number, page in enumerate(self.pdf.pages) if page.obj.objgen == wanted), None)

    def leads_to(self, link: ObjectId, other: ObjectId) -> bool:
        """Whether a link leads to the very place where another annotation stands (within two points)."""
        if self.target(link) != self.annotation_pages[other]:
            return False
        destination = self.annotations[link].get(Name.Dest)
        if not isinstance(destination, pikepdf.Array) or len(destination) < 4 or destination[1] != Name.XYZ:
            return False
        left, bottom, right, top = (float(number) for number in self.annotations[other].Rect)
        across, up = float(destination[2]), float(destination[3])
        return left - 2 <= across <= right + 2 and bottom - 2 <= up <= top + 2

    def add_link(self, page: int, box: Box, target: int, spot: tuple[float, float]) -> ObjectId:
        """Put a new link on a page.

        Args:
            page: where it is, from 0.
            box: what it covers there, in points.
            target: the page that it leads to, from 0.
            spot: the place there that is to stand in the window's upper left corner, in points.
        """
        destination = Array([self.pdf.pages[target].obj, Name.XYZ, *(round(number, 1) for number in spot), 0])
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4, Border=Array([0, 0, 0]), Dest=destination)
        link.Rect = Array([round(number, 1) for number in box])
        made = self.pdf.make_indirect(link)
        on_page = self.pdf.pages[page].obj
        on_page.Annots = Array([*on_page.get(Name.Annots, []), made])
        self.annotations[made.objgen] = made
        self.annotation_pages[made.objgen] = page
        return made.objgen

    def remove(self, annotation: ObjectId) -> None:
        """Take an annotation off its page."""
        page = self.pdf.pages[self.annotation_pages[annotation]].obj
        kept = [other for other in page.Annots if other.objgen != annotation]
        if kept:
            page.Annots = pikepdf.Array(kept)
        else:
            del page[Name.Annots]


def begin(pdf: pikepdf.Pdf, source: Source, labels: Labels) -> Draft:
    """Read everything that the steps need."""
    annotations: dict[ObjectId, pikepdf.Object] = {}
    places: dict[ObjectId, int] = {}
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get(Name.Annots, []):
            annotations[annotation.objgen] = annotation
            places[annotation.objgen] = number
    fonts = Fonts()
    contents = tuple(PageContent(page, fonts) for page in pdf.pages)
    return Draft(pdf, source, labels, tree.read(pdf), contents, annotations, places)
