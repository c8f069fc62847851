"""What docxtpl would drop without a word around a tag: each such thing is a fault instead."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.word.ooxml import W
from pipeline.word.tag_model import shortened

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.faults import Faults
    from pipeline.places import Place
    from pipeline.word.tag_model import Level
    from pipeline.word.tag_search import Stream

_T = f"{{{W}}}t"
#: What a reader would miss, beside text. Line breaks, tabs, bookmarks and comment anchors are not among it.
_CONTENT = frozenset(
    f"{{{W}}}{name}"
    for name in (
        *("drawing", "pict", "object", "sym", "ptab", "pgNum", "fldChar", "fldSimple", "instrText", "sectPr"),
        *("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator", "delText"),
    )
)
_CONTAINERS = {"p": ("paragraph", f"{{{W}}}p"), "tr": ("row", f"{{{W}}}tr"), "tc": ("cell", f"{{{W}}}tc")}
_TAKING = re.compile(r"\{[{%#](?:p|tr|tc) ")
#: docxtpl's own statements for cells, which change the properties that stand before the cell's text.
_CELL_STATEMENTS = frozenset({"colspan", "cellbg", "vm", "hm"})


class Losses:
    """Checks the tags of one part."""

    def __init__(self, root: _Element, faults: Faults) -> None:
        self._faults = faults
        self._order: dict[_Element, int] = {}
        self._content: list[int] = []
        self._texts: list[_Element] = []
        self._known: dict[_Element, tuple[str, frozenset[str]]] = {}
        for number, element in enumerate(root.iter()):
            self._order[element] = number
            if element.tag in _CONTENT:
                self._content.append(number)
            elif element.tag == _T:
                self._texts.append(element)

    def check(self, stream: Stream, start: int, end: int, level: Level, place: Place) -> None:
        """Note everything that the tag at characters `start` to `end` of a paragraph would take with it."""
        self._check_split(stream, start, end, place)
        if level in _CONTAINERS:
            self._check_container(stream, start, end, level, place)
        tag = stream.text[start:end]
        if level and any(sign in tag[2:-2] for sign in "}%"):
            self._faults.add(
                "T120",
                f"A {tag[: 2 + len(level)]} tag can hold neither % nor }}.",
                place,
                "Set a variable with {% set … %} first, and use that.",
            )
        self._check_merge(stream, start, end, level, place)
        words = tag[2:-2].strip("-+ ").split(maxsplit=1)
        if tag.startswith("{%") and words and words[0] in _CELL_STATEMENTS:
            self._check_cell(stream, start, place)

    def _check_split(self, stream: Stream, start: int, end: int, place: Place) -> None:
        """A tag spread over several runs is drawn together, and what stands between the runs goes."""
        first, last = stream.pieces[stream.index(start)].element, stream.pieces[stream.index(end - 1)].element
        if first is last:
            return
        holders = [run.getparent() if (run := of.getparent()) is not None else None for of in (first, last)]
        if holders[0] is not holders[1]:
            self._add(
                "T121", "The tag is spread over a link, a tracked change or the like and the text beside it", place
            )
        elif self._between(first, last):
            self._add("T121", "The tag has a picture, a note or a field in its middle", place)

    def _check_container(self, stream: Stream, start: int, end: int, level: Level, place: Place) -> None:
        """`{%p`, `{%tr` and `{%tc` take the place of their whole paragraph, row or cell."""
        what, name = _CONTAINERS[level]
        element = stream.pieces[stream.index(start)].element
        container = next(element.iterancestors(name), None)
        if container is None:
            self._faults.add("T127", f"The tag stands for a table's {what} and is in no table.", place, "Use {%p … %}.")
            return
        text, things = self._inside(container)
        rest = text.replace(stream.text[start:end], "", 1).strip()
        # A part that is placed there ends the section itself.
        if level == "p" and stream.text.startswith("{{", start):
            things = things - {f"{{{W}}}sectPr"}
        if not rest and not things:
            return
        lost = f"“{shortened(rest, 40)}”" if rest else min(things).rpartition("}")[2]
        self._faults.add(
            "T122",
            f"The tag takes the place of its whole {what}, so that the rest of it would be lost: {lost}",
            place,
            f"Give the tag a {what} of its own.",
            lost=lost,
        )

    def _check_merge(self, stream: Stream, start: int, end: int, level: Level, place: Place) -> None:
        """`{%-` draws the text to that before it, and `-%}` that behind: what stands between goes."""
        tag = stream.text[start:end]
        if tag.startswith("{%-"):
            piece = stream.pieces[stream.index(start)]
            self._check_gap(piece.element, -1, stream.text[piece.start : start], level, place)
        if tag.endswith("-%}"):
            piece = stream.pieces[stream.index(end - 1)]
            behind = stream.text[end : piece.start + len(piece.text)]
            if "{{" not in behind and "{%" not in behind:
                self._check_gap(piece.element, 1, behind, level, place)

    def _check_gap(self, element: _Element, step: int, text: str, level: Level, place: Place) -> None:
        """What stands between an element's tag and the text that is drawn to it: the one before or behind."""
        at = bisect_left(self._texts, self._order[element], key=self._order.__getitem__) + step
        if not 0 <= at < len(self._texts):
            return
        neighbour = self._texts[at]
        begin, end = sorted((self._order[element], self._order[neighbour]))
        paragraph = next(neighbour.iterancestors(_CONTAINERS["p"][1]), None)
        around = "" if paragraph is None else self._inside(paragraph)[0]
        # A paragraph that a tag takes the place of goes with all that has been drawn to it.
        if text.strip() or self._holds_content(begin, end) or level or _TAKING.search(around):
            self._add_merge(text, place)

    def _add_merge(self, text: str, place: Place) -> None:
        lost = f"“{shortened(text, 40)}”" if text.strip() else "what stands in the paragraph before or behind"
        self._faults.add(
            "T122",
            f"The tag's minus sign draws paragraphs together, and what stands between would be lost: {lost}",
            place,
            "Leave out the minus sign, or move the tag to the other side.",
            lost=lost,
        )

    def _check_cell(self, stream: Stream, start: int, place: Place) -> None:
        cell = next(stream.pieces[stream.index(start)].element.iterancestors(f"{{{W}}}tc"), None)
        if cell is None or len(cell) == 0 or cell[0].tag != f"{{{W}}}tcPr":
            message = "The tag changes a table's cell, and stands in none (or in one without properties)."
            self._faults.add("T127", message, place, "Move it into a cell, and give the cell a width in Word.")

    def _inside(self, container: _Element) -> tuple[str, frozenset[str]]:
        """Text of a paragraph, row or cell, and what else it holds."""
        if container not in self._known:
            text = "".join(found.text or "" for found in container.iter(_T))
            self._known[container] = text, frozenset(str(found.tag) for found in container.iter(*_CONTENT))
        return self._known[container]

    def _between(self, first: _Element, last: _Element) -> bool:
        return self._holds_content(self._order[first], self._order[last])

    def _holds_content(self, begin: int, end: int) -> bool:
        return bisect_left(self._content, begin) != bisect_left(self._content, end)

    def _add(self, code: str, message: str, place: Place) -> None:
        self._faults.add(code, f"{message}, which breaks it.", place, "Delete the tag and type it again in one go.")
