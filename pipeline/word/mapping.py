"""The map from what stands in the Word file back to where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pipeline.places import Place

#: Where a stretch of text comes from: written by the author, a figure's wording, a table cell, a footnote's mark, or
#: made by the program (numbers, labels, cross-references).
SegmentKind: TypeAlias = Literal["literal", "value", "cell", "footnote", "auto"]

EntryKind: TypeAlias = Literal["heading", "paragraph", "item", "cell", "caption", "note", "picture", "footnote"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph's text with one origin.

    Attributes:
        text: as it stands in the Word file, a line break as a newline; empty for a footnote's mark, as Word numbers it.
        kind: what it is.
        origin: where the inputs hold it; None for what the program makes.
        name: the figure's name, the footnote's key, or the label that is referred to.
        cells: the cells behind a figure.
    """

    text: str
    kind: SegmentKind
    origin: Place | None = None
    name: str | None = None
    cells: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One paragraph of the Word file.

    Attributes:
        part: the document's part that it belongs to; `footnotes` for a footnote's.
        index: which of the part's paragraphs it is, in the order of the file and counting those in table cells, from
            0. A part's paragraphs lie between the ends of the bookmark `_Part_NAME`.
        kind: what it is.
        origin: where the inputs hold it; None for what the program makes.
        segments: its text, in order.
        bookmark: the name of the bookmark around its text, for headings and captions that have one.
        note: for a paragraph of a footnote, the footnote's id in the Word file.
    """

    part: str
    index: int
    kind: EntryKind
    origin: Place | None
    segments: tuple[Segment, ...]
    bookmark: str | None = None
    note: int | None = None

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents list.

    Attributes:
        bookmark: the heading's bookmark in the Word file.
        level: the heading's level, from 1.
        number: `2.1.1`; empty for an unnumbered heading.
        text: the heading's text.
        page: the page that the list shows; None in a first pass.
    """

    bookmark: str
    level: int
    number: str
    text: str
    page: int | None
