"""The little of WordprocessingML that checks need: names, and what a paragraph says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part of a Word file: its name in the package, and its XML."""

    name: str
    root: etree._Element

    def paragraphs(self) -> Iterator[etree._Element]:
        """All its paragraphs, those in tables too."""
        return self.root.iter(f"{W}p")


def text_of(element: etree._Element) -> str:
    """The text below an element, deleted text and field codes left out."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def style_id(paragraph: etree._Element) -> str | None:
    """Id of a paragraph's style; None for the default style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(f"{W}val")


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property such as `w:b` is there and on (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
