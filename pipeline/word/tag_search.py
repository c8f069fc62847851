"""Finds the tags of a part in its XML tree, and numbers them there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import unquote

from lxml import etree

from pipeline.places import Place
from pipeline.word.mends import CONTAINERS
from pipeline.word.ooxml import RELATIONSHIPS, W
from pipeline.word.tag_losses import Losses
from pipeline.word.tag_model import FoundTag, Level, Spot, as_mark, shortened

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.faults import Faults

_OPENER = re.compile(r"\{[{%#]")
#: What docxtpl and Jinja do something to.
_HANDLED = re.compile(r"\{[{%#]|\{_[{%]|[}%]_\}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
#: docxtpl wants exactly a space behind the letters of paragraphs, rows and cells.
_LEVEL = re.compile(r"(?:(p|tr|tc) |(r)\s)")
_RAW = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_STRAY = re.compile(r"\}\}|%\}|\{\s\{|\}\s\}")
#: Word writes a tag in a link's address percent-encoded.
_ENCODED_TAG = re.compile(r"%7B%7B.*?%7D%7D", re.I)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

T, P = f"{{{W}}}t", f"{{{W}}}p"

#: Bounds on tags; a 40-page report has some hundreds.
MOST_IN_PART = 5000
MOST_IN_PARAGRAPH = 500


@dataclass(slots=True)
class Piece:
    """A stretch of text in the tree: an element's text, or one of its attributes. `start` counts in its stream."""

    element: _Element
    attribute: str | None
    text: str
    start: int = 0

    def put(self, text: str) -> None:
        """Write `text` in its place."""
        if self.attribute is None:
            self.element.text = text
        else:
            self.element.set(self.attribute, text)


@dataclass(frozen=True, slots=True)
class Stream:
    """Text in which a tag must be whole: a paragraph's `w:t` elements, or a single other text or attribute."""

    pieces: list[Piece]
    paragraph: _Element | None
    text: str

    @classmethod
    def of(cls, pieces: list[Piece], paragraph: _Element | None) -> Stream:
        """Join the pieces."""
        at = 0
        for piece in pieces:
            piece.start = at
            at += len(piece.text)
        return cls(pieces, paragraph, "".join(piece.text for piece in pieces))

    def index(self, at: int) -> int:
        """Which piece holds character `at`."""
        return bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1


class TagSearch:
    """Finds tags part by part, numbering them through the template.

    Attributes:
        tags: those found so far.
    """

    def __init__(self, file: str, faults: Faults) -> None:
        self.tags: list[FoundTag] = []
        self._file = file
        self._faults = faults
        self._raw = self._any = False
        self._part = ""
        self._losses: Losses
        self._marks: list[tuple[Piece, int, str]] = []

    def search(self, part: str, root: _Element) -> bool:
        """Find and number the tags of a part; the numbers are written into the tree.

        Returns:
            Whether the part has to be rendered: it holds a tag, a comment or escaped braces.
        """
        before = len(self.tags)
        self._part, self._raw, self._any = part, False, False
        self._losses = Losses(root, self._faults)
        for stream in _streams(root):
            self._read(stream)
            if len(self.tags) - before > MOST_IN_PART:
                place = Place(self._file, part=part)
                self._faults.add("T104", f"The part holds more than {MOST_IN_PART} tags.", place, "Use loops.")
                break
        if self._raw:
            place = Place(self._file, part=part)
            self._faults.add("T121", "A {% raw %} is not closed.", place, "Add {% endraw %} in the same part.")
        # From the back, so that the offsets before stay right.
        for piece, at, mark in reversed(self._marks):
            piece.text = piece.text[:at] + mark + piece.text[at:]
            piece.put(piece.text)
        self._marks = []
        return self._any

    def _read(self, stream: Stream) -> None:
        text, at, count = stream.text, 0, 0
        self._any = self._any or _HANDLED.search(text) is not None
        rest: list[str] = []
        while True:
            if self._raw:
                end_raw = _END_RAW.search(text, at)
                if end_raw is None:
                    return
                self._raw, at = False, end_raw.end()
            found = _OPENER.search(text, at)
            rest.append(text[at : found.start() if found else len(text)])
            if found is None:
                break
            raw = _RAW.match(text, found.start())
            if raw and stream.paragraph is not None:
                self._raw, at = True, raw.end()
                continue
            end = text.find(_CLOSERS[found.group()], found.end())
            if end < 0:
                self._faults.add(
                    "T121",
                    f"The tag is not closed in its paragraph: {shortened(text[found.start() :], 40)}",
                    self._place(stream),
                    f"End it with {_CLOSERS[found.group()]} in the same paragraph.",
                )
                break
            self._take(stream, found.start(), end)
            at = end + 2
            count += 1
            if count > MOST_IN_PARAGRAPH:
                self._faults.add(
                    "T104",
                    f"The paragraph holds more than {MOST_IN_PARAGRAPH} tags.",
                    self._place(stream),
                    "Use a loop, or several paragraphs.",
                )
                break
        if stream.paragraph is not None and any(map(_STRAY.search, rest)):
            self._faults.add(
                "T128",
                "The paragraph holds braces that look like a tag but are none.",
                self._place(stream),
                "Write {{ name }} without a space between the braces.",
                level="warning",
            )

    def _take(self, stream: Stream, start: int, end: int) -> None:
        """Note the tag whose opener is at `start` and whose closer is at `end`."""
        opener, inner = stream.text[start : start + 2], stream.text[start + 2 : end]
        matched = _LEVEL.match(inner)
        level = cast("Level", matched.group(1) or matched.group(2)) if matched else ""
        text = shortened(stream.text[start : end + 2])
        place = self._place(stream).at(tag=text)
        if level and stream.paragraph is None:
            self._faults.add(
                "T127", f"{{{{{level} and {{%{level} can stand in a paragraph's text only.", place, "Move the tag."
            )
            return
        if stream.paragraph is not None:
            self._losses.check(stream, start, end + 2, level, place)
        if opener == "{#":
            # A comment that goes can leave spaces at the end of a text; docxtpl sees to those beside other tags only.
            first, last = stream.pieces[stream.index(start)], stream.pieces[stream.index(end + 1)]
            if stream.paragraph is not None and (start == first.start or end + 2 >= first.start + len(first.text)):
                first.element.set(_SPACE, "preserve")
                last.element.set(_SPACE, "preserve")
            return
        content = inner[len(level) :].removeprefix("-").removeprefix("+").strip()
        stop = end - 1 if inner[-1:] in "-+" and inner[-1:] else end
        number = len(self.tags) + 1
        holder = stream.pieces[stream.index(stop)]
        self._marks.append((holder, stop - holder.start, as_mark(number)))
        piece = stream.pieces[stream.index(start)]
        self.tags.append(
            FoundTag(
                number=number,
                part=self._part,
                paragraph=place.paragraph or "",
                text=text,
                opener=cast('Literal["{{", "{%"]', opener),
                level=level,
                content=content.rstrip("-+").translate(_STRAIGHT).strip(),
                spot=_spot(piece, level, content, is_whole=text == shortened(piece.text)),
                splittable=_is_splittable(piece, stream.paragraph),
                paragraph_look=_look(stream.paragraph, f"{{{W}}}pPr") if level == "p" else "",
                run_look=_look(piece.element.getparent(), f"{{{W}}}rPr") if level else "",
                ends_section=_ends_section(stream.paragraph),
                container=_container(stream.paragraph),
            )
        )

    def _place(self, stream: Stream) -> Place:
        paragraph = shortened(stream.text) if stream.paragraph is not None else None
        return Place(self._file, part=self._part, paragraph=paragraph)


def _streams(root: _Element) -> list[Stream]:
    """All texts of a part that could hold a tag, paragraphs in the order in which they begin."""
    paragraphs: dict[_Element, list[Piece]] = {}
    streams: list[list[Piece]] = []
    owners: list[_Element | None] = []
    for element in root.iter():
        for name, written in element.attrib.items():
            value = _decoded(element, str(name), str(written))
            if "{" in value:
                streams.append([Piece(element, str(name), value)])
                owners.append(None)
        text = element.text
        if not text:
            continue
        owner = next(element.iterancestors(P), None) if element.tag == T else None
        if owner is not None:
            if owner not in paragraphs:
                streams.append(paragraphs.setdefault(owner, []))
                owners.append(owner)
            paragraphs[owner].append(Piece(element, None, text))
        elif "{" in text:
            streams.append([Piece(element, None, text)])
            owners.append(None)
    return [Stream.of(pieces, owner) for pieces, owner in zip(streams, owners, strict=True)]


def _decoded(element: _Element, name: str, value: str) -> str:
    if name != "Target" or element.tag != f"{{{RELATIONSHIPS}}}Relationship" or "%7" not in value:
        return value
    return _ENCODED_TAG.sub(lambda found: unquote(found.group()), value)


def _spot(piece: Piece, level: Level, content: str, *, is_whole: bool) -> Spot:
    local = etree.QName(piece.element).localname
    if level:
        return {"p": Spot.BLOCK, "r": Spot.INLINE}.get(level, Spot.GRID)
    if piece.attribute == "Target" and local == "Relationship":
        return Spot.ADDRESS if is_whole else Spot.LINK
    if local == "instrText" or (local == "fldSimple" and piece.attribute == f"{{{W}}}instr"):
        return Spot.FIELD
    # docxtpl moves what these say into an attribute of the cell.
    if piece.attribute is not None or content.split(maxsplit=1)[:1] in (["colspan"], ["cellbg"]):
        return Spot.ATTRIBUTE
    return Spot.TEXT if piece.element.tag == T else Spot.PLAIN


def _is_splittable(piece: Piece, paragraph: _Element | None) -> bool:
    run = piece.element.getparent()
    return paragraph is not None and run is not None and run.getparent() is paragraph and not _ends_section(paragraph)


def _ends_section(paragraph: _Element | None) -> bool:
    return paragraph is not None and paragraph.find(f"{{{W}}}pPr/{{{W}}}sectPr") is not None


def _container(paragraph: _Element | None) -> str:
    if paragraph is None:
        return ""
    names = (str(element.tag).rpartition("}")[2] for element in paragraph.iterancestors())
    return next((name for name in names if name in CONTAINERS), "")


def _look(element: _Element | None, name: str) -> str:
    found = None if element is None else element.find(name)
    return "" if found is None else etree.tostring(found, encoding="unicode", with_tail=False)
