"""What is known while one text is read: where positions lead, what may be named, and what has been found so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.references import References
    from pipeline.content.source import Source
    from pipeline.faults import Faults
    from pipeline.figures.book import FigureBook
    from pipeline.places import Place
    from pipeline.sources.reader import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """One text under way.

    Attributes:
        source: the text with its positions.
        faults: what is wrong so far.
        book: the figures, tables and charts that the text can name.
        references: what captions and notes of tables may cite; None for nothing.
        notes: name of a footnote in this text → its key in the document; None when footnotes may not be cited here.
        no_notes: why not, when `notes` is None.
        reader: the way to pictures; None where pictures may not stand.
        language: of the document.
    """

    source: Source
    faults: Faults
    book: FigureBook
    references: References | None
    notes: Mapping[str, str] | None
    no_notes: str = ""
    reader: Reader | None = None
    language: str = "sv-SE"

    def without_notes(self, why: str) -> Reading:
        """The same text, a part of it where no footnote may be cited."""
        return replace(self, notes=None, no_notes=why)


class Spot:
    """Positions in one paragraph's text, as places.

    The parser hands over a paragraph's lines without their indentation, list marks and heading marks; each of them is
    the end of its line in the source.
    """

    def __init__(self, reading: Reading, content: str, first_line: int) -> None:
        self._source = reading.source
        self._first = first_line
        self._starts: list[int] = []
        self._columns: list[int] = []
        start = 0
        for index, line in enumerate(content.split("\n")):
            whole = self._line(first_line + index)
            self._starts.append(start)
            self._columns.append(max(0, whole.rfind(line)))
            start += len(line) + 1

    def at(self, offset: int) -> Place:
        """The place of an offset in the paragraph's text."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return self._source.place(self._first + index, self._columns[index] + offset - self._starts[index])

    def _line(self, number: int) -> str:
        lines = self._source.lines
        return lines[number] if number < len(lines) else ""


class FixedSpot(Spot):
    """One place for everything, for texts whose own lines and columns are not known."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def at(self, offset: int) -> Place:  # noqa: ARG002 – as in Spot
        """The place."""
        return self._place
