"""Gives each copy that a loop has made ids of its own: drawings, bookmarks, paragraphs; notes cannot be copied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")(\d+)(?=")')
_BOOKMARK = re.compile(r"<w:bookmark(Start|End)\b[^>]*>")
_ID = re.compile(r'(\bw:id=")([^"]*)(?=")')
_NAME = re.compile(r'(\bw:name=")([^"]*)(?=")')
_PARAGRAPH = re.compile(r'(\bw14:paraId=")([0-9A-Fa-f]{8})(?=")')
_NOTE = re.compile(r'<w:(footnote|endnote)Reference\b[^>]*?\bw:id="([^"]*)"')
#: What is looked for at all.
WITH_ID = ("<wp:docPr", "<w:bookmarkStart", "w14:paraId=", "Reference")
#: Longest bookmark name that Word takes.
_LONGEST_NAME = 40
#: Paragraph ids lie below 0x80000000 ([MS-DOCX] 2.6.2.4); new ones begin high, where Word's own random ones are few.
_FIRST_PARAGRAPH = 0x70000000


@dataclass(frozen=True, slots=True)
class TakenIds:
    """Ids and names of the parts that are not rendered."""

    drawings: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    paragraphs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, parts: Iterable[str]) -> TakenIds:
        """Those in the XML of such parts."""
        xml = "".join(parts)
        starts = [found.group() for found in _BOOKMARK.finditer(xml)]
        return cls(
            frozenset(int(found.group(2)) for found in _DRAWING.finditer(xml)),
            frozenset(found.group(2).casefold() for start in starts for found in _NAME.finditer(start)),
            frozenset(found.group(2).upper() for found in _PARAGRAPH.finditer(xml)),
        )


class Copies:
    """Ids that are taken so far, over all parts of one rendering."""

    def __init__(self, taken: TakenIds) -> None:
        """Begin with the ids of the parts that are not rendered."""
        self._drawings = set(taken.drawings)
        self._names = set(taken.names)
        self._paragraphs = set(taken.paragraphs)
        self._next_drawing = self._next_bookmark = 1
        self._next_paragraph = _FIRST_PARAGRAPH

    def part(self, xml: str) -> str:
        """A part's XML with the ids of its copies made new; the first of each keeps its own."""
        if "<wp:docPr" in xml:
            self._next_drawing = max((int(found.group(2)) for found in _DRAWING.finditer(xml)), default=0) + 1
            xml = _DRAWING.sub(self._drawing, xml)
        if "<w:bookmarkStart" in xml:
            xml = self._bookmark_ids(xml)
        if "w14:paraId=" in xml:
            xml = _PARAGRAPH.sub(self._paragraph, xml)
        return xml

    def _drawing(self, found: re.Match[str]) -> str:
        number = int(found.group(2))
        if number in self._drawings:
            number = self._next_drawing
            while number in self._drawings:
                number += 1
            self._next_drawing = number + 1
        self._drawings.add(number)
        return f"{found.group(1)}{number}"

    def _bookmark_ids(self, xml: str) -> str:
        """An end belongs to the last beginning with its id, and follows it to its new one."""
        self._next_bookmark = 1
        # An id that comes later in the part is no id for a copy before it.
        taken = {id.group(2) for found in _BOOKMARK.finditer(xml) if (id := _ID.search(found.group()))}  # noqa: A001
        seen: set[str] = set()
        now: dict[str, str] = {}

        def renew(found: re.Match[str]) -> str:
            element = found.group()
            number = _ID.search(element)
            if number is None:
                return element
            old = number.group(2)
            if found.group(1) == "Start":
                new = old
                if old in seen:
                    while (new := str(self._next_bookmark)) in taken:
                        self._next_bookmark += 1
                    taken.add(new)
                seen.add(new)
                now[old] = new
                element = _NAME.sub(self._name, element)
            return _ID.sub(lambda at: f"{at.group(1)}{now.get(at.group(2), at.group(2))}", element)

        return _BOOKMARK.sub(renew, xml)

    def _name(self, found: re.Match[str]) -> str:
        """Names are compared without regard to case."""
        name, copy = found.group(2), 1
        while name.casefold() in self._names:
            copy += 1
            ending = f"_{copy}"
            name = found.group(2)[: _LONGEST_NAME - len(ending)] + ending
        self._names.add(name.casefold())
        return f"{found.group(1)}{name}"

    def _paragraph(self, found: re.Match[str]) -> str:
        number = found.group(2)
        if number.upper() in self._paragraphs:
            while (number := f"{self._next_paragraph:08X}") in self._paragraphs:
                self._next_paragraph += 1
            self._next_paragraph += 1
        self._paragraphs.add(number.upper())
        return f"{found.group(1)}{number}"


def repeated_notes(xml: str) -> list[str]:
    """Ids of footnotes and endnotes to which more than one mark refers, in order; Word cannot show a note twice."""
    if "Reference" not in xml:
        return []
    seen: set[tuple[str, str]] = set()
    repeated: dict[str, None] = {}
    for found in _NOTE.finditer(xml):
        if (mark := (found.group(1), found.group(2))) in seen:
            repeated[f"{mark[0]} {mark[1]}"] = None
        seen.add(mark)
    return list(repeated)
