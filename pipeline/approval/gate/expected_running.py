"""What the headers and footers of each section may show, with the page numbers that belong there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.said import Line
from pipeline.approval.gate.word_lines import Cited, paragraphs, text_of
from pipeline.checks.ooxml import W, is_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Section:
    """The headers and footers of a section.

    Attributes:
        shown: pairs of header and footer that a page of it may have: of its first page, of the others.
    """

    shown: tuple[tuple[etree._Element | None, etree._Element | None], ...]

    def on_page(self, page: int, pages: int) -> tuple[tuple[Line, ...], ...]:
        """What may run along on a page, for each pair; the page's number and how many there are as layout gives them.

        Args:
            page: from 1.
            pages: how many there are.
        """
        fields = {"PAGE": str(page), "NUMPAGES": str(pages)}
        return tuple(
            tuple(
                Line(text, page=page)
                for part in pair
                if part is not None
                for paragraph in paragraphs(part)
                if (text := text_of(paragraph, Cited(), fields)).strip()
            )
            for pair in self.shown
        )


def sections(main: etree._Element, parts: Mapping[str, etree._Element]) -> tuple[Section, ...]:
    """The sections of a template, in order; one that names no header has that of the section before it."""
    relations = parts.get("word/_rels/document.xml.rels")
    targets = {} if relations is None else {one.get("Id", ""): one.get("Target", "") for one in relations}
    linked: dict[tuple[str, str], etree._Element | None] = {}
    found: list[Section] = []
    for section in main.iter(f"{W}sectPr"):
        for kind in ("header", "footer"):
            for reference in section.findall(f"{W}{kind}Reference"):
                target = targets.get(reference.get(f"{_R}id", ""), "")
                name = posixpath.normpath(posixpath.join("/word", target)).lstrip("/")
                linked[kind, reference.get(f"{W}type", "default")] = parts.get(name)
        kinds = ("first", "default", "even") if is_on(section.find(f"{W}titlePg")) else ("default", "even")
        pairs = ((linked.get(("header", kind)), linked.get(("footer", kind))) for kind in kinds)
        found.append(Section(tuple(pair for pair in pairs if pair != (None, None))))
    return tuple(found)
