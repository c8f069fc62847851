"""What a PDF says, read from its content streams by way of its tags."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf

from pipeline.approval.gate.said import Line, Said
from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.marked import PageContent

if TYPE_CHECKING:
    from pipeline.pdf.tree import Element

#: Elements inside a line; all others begin one of their own.
_INLINE: Final = frozenset({"Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Annot", "NonStruct"})
_HEADINGS: Final = frozenset(f"H{level}" for level in ("", *range(1, 7)))


def said_by_pdf(pdf: bytes) -> Said:
    """The words below the tags in reading order, and what stands outside of them on each page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        document = tree.read(opened)
        reader = _Reader(pages)
        reader.block(document, reader.body)
        headings = [element for element in document.walk() if element.kind in _HEADINGS]
        return Said(
            body=reader.lines(reader.body),
            notes=reader.lines(reader.notes),
            contents=reader.lines(reader.contents),
            alternatives=tuple(
                Line(element.alt, page=_from_one(element.page))
                for element in document.walk()
                if element.alt and element.kind != "Link"
            ),
            summaries=tuple(
                Line(str(element.table["Summary"]), page=_from_one(element.page))
                for element in document.walk()
                if element.table.get("Summary")
            ),
            running=tuple(_running(page, number) for number, page in enumerate(pages, start=1)),
            headings=tuple(reader.line_of(element) for element in headings),
        )


def _running(page: PageContent, number: int) -> tuple[Line, ...]:
    """What stands outside of the tags; a number whose hyphen ends a line goes on in the next, as `1.3.1-2024-8647`."""
    texts: list[str] = []
    for text in (one.shown.text for one in page.artifacts if one.shown.text.strip()):
        if texts and texts[-1][-1:] == "-" and texts[-1][-2:-1].isdecimal() and text[:1].isdecimal():
            texts[-1] += text
        else:
            texts.append(text)
    return tuple(Line(text, page=number) for text in texts)


def _from_one(page: int | None) -> int | None:
    return None if page is None else page + 1


class _Reader:
    """Gathers the text of elements line by line: what goes on in an element behind another one is one line with it."""

    def __init__(self, pages: list[PageContent]) -> None:
        self.body: list[list[tuple[str, int | None]]] = [[]]
        self.notes: list[list[tuple[str, int | None]]] = [[]]
        self.contents: list[list[tuple[str, int | None]]] = [[]]
        self._pages = pages

    def block(self, element: Element, into: list[list[tuple[str, int | None]]]) -> None:
        """Read an element; notes and contents lists go where they belong, wherever they stand."""
        if element.actual is not None:
            into[-1].append((element.actual.replace("\N{SOFT HYPHEN}", ""), _from_one(element.page)))
            return
        for child in element.children:
            if isinstance(child, tree.Marked):
                into[-1].append((self._pages[child.page].shown[child.mcid].text, child.page + 1))
            elif isinstance(child, tree.Element):
                if child.kind == "Lbl" and self._is_bullet(child):
                    continue  # a sign before an item, which the tree leaves to the template
                if child.kind in _INLINE:
                    self.block(child, into)
                    continue
                own = self.notes if child.kind == "Note" else self.contents if child.kind == "TOC" else into
                own.append([])
                self.block(child, own)
                own.append([])

    def _is_bullet(self, label: Element) -> bool:
        """Whether a label is a sign without letters and digits."""
        return not any(sign.isalnum() for sign in self.line_of(label).text)

    def line_of(self, element: Element) -> Line:
        """An element as one line."""
        pieces: list[list[tuple[str, int | None]]] = [[]]
        self.block(element, pieces)
        return next(iter(self.lines(pieces)), Line(""))

    @staticmethod
    def lines(pieces: list[list[tuple[str, int | None]]]) -> tuple[Line, ...]:
        """The lines that show something; each is of the page that it begins on."""
        found = (("".join(text for text, _ in line), line[0][1]) for line in pieces if line)
        return tuple(Line(text, page=page) for text, page in found if text.strip())
