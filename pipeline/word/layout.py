"""What a template's main part says to the writer: which part stands where, and how much room it has there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.word.ooxml import INLINE, W

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A4 with margins of 25 mm, for a section that says nothing of its size (twips).
_PAGE = {"w": 11906, "h": 16838}
_MARGIN = 1418
_PLACED = re.compile(r"\{\{p\s+([A-Za-z_]\w*)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a part in a template: the paragraph that holds `{{p name }}`.

    Attributes:
        name: the part's name.
        width, height: the text area of its section in twips; the width of one column where it has several.
        section: the section's properties (`w:sectPr`) where that very paragraph ends a section, which the part's
            last paragraph then has to end; empty where it does not.
        outset: twips by which the left margin is wider than the right one; 0 where it is not.
    """

    name: str
    width: int
    height: int
    section: str = ""
    outset: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A template's main part as the writer sees it.

    Attributes:
        slots: where parts stand, in the order in which they are read.
        last_bookmark: the highest bookmark id that the template uses itself; 0 for none.
        last_drawing: the highest drawing id (`wp:docPr/@id`), in the given headers and footers too; 0 for none.
        bookmarks: names of the template's own bookmarks.
    """

    slots: tuple[Slot, ...]
    last_bookmark: int
    last_drawing: int
    bookmarks: frozenset[str]


@lru_cache(maxsize=16)
def read_layout(data: bytes, beside: tuple[bytes, ...] = ()) -> Layout:
    """Read `word/document.xml` of a template, and the headers and footers beside it, all found well-formed before."""
    root = etree.fromstring(data)
    slots: list[Slot] = []
    waiting: list[tuple[str, str]] = []
    for element in root.iter(f"{{{W}}}p", f"{{{W}}}sectPr"):
        if element.tag == f"{{{W}}}sectPr":
            width, height = _text_area(element)
            slots += [Slot(name, width, height, section, _outset(element)) for name, section in waiting]
            waiting = []
            continue
        text = "".join(found.text or "" for found in element.iter(f"{{{W}}}t"))
        own = element.find("w:pPr/w:sectPr", {"w": W})
        section = "" if own is None else _own_xml(own)
        waiting += [(name, section) for name in _PLACED.findall(text)]
    area = _text_area(None)
    slots += [Slot(name, *area, section) for name, section in waiting]
    return Layout(
        slots=tuple(slots),
        last_bookmark=_last(root, f"{{{W}}}bookmarkStart", f"{{{W}}}id"),
        last_drawing=max(_last(part, f"{{{INLINE}}}docPr", "id") for part in (root, *map(etree.fromstring, beside))),
        bookmarks=frozenset(found.get(f"{{{W}}}name", "") for found in root.iter(f"{{{W}}}bookmarkStart")),
    )


def _own_xml(element: _Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _last(root: _Element, tag: str, name: str) -> int:
    numbers = (found.get(name, "") for found in root.iter(tag))
    return max((int(number) for number in numbers if number.isdigit()), default=0)


def _text_area(section: _Element | None) -> tuple[int, int]:
    """Width and height of a section's text in twips (`w:pgSz` holds them as the page lies, landscape or not)."""
    size = {name: _measure(section, "pgSz", name, default) for name, default in _PAGE.items()}
    margin = {
        side: _measure(section, "pgMar", side, 0 if side == "gutter" else _MARGIN)
        for side in ("left", "right", "top", "bottom", "gutter")
    }
    width = size["w"] - margin["left"] - margin["right"] - margin["gutter"]
    columns = _measure(section, "cols", "num", 1)
    if columns > 1:
        width = (width - (columns - 1) * _measure(section, "cols", "space", 720)) // columns
    return max(width, 1), max(size["h"] - abs(margin["top"]) - abs(margin["bottom"]), 1)


def _outset(section: _Element) -> int:
    """Twips by which the left margin is wider than the right one."""
    left, right = (_measure(section, "pgMar", side, _MARGIN) for side in ("left", "right"))
    return max(left - right, 0)


def _measure(section: _Element | None, element: str, name: str, default: int) -> int:
    found = None if section is None else section.find(f"w:{element}", {"w": W})
    value = None if found is None else found.get(f"{{{W}}}{name}")
    return default if value is None else round(float(value))
