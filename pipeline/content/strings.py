"""Markdown and plain text that stands in settings and table cells: captions, notes, a measure's description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.inline import inline_nodes, marked_nodes
from pipeline.content.model import Paragraph, Text
from pipeline.content.parser import parse_line
from pipeline.content.reading import FixedSpot, Reading
from pipeline.content.source import Source, check_admitted
from pipeline.faults import Faults
from pipeline.figures.book import FigureBook
from pipeline.sources.text import normalised

if TYPE_CHECKING:
    from pipeline.content.model import Inline, ParagraphRole
    from pipeline.content.references import References
    from pipeline.places import Place

_NO_FIGURES = FigureBook("")


def inline(
    text: str, place: Place, *, references: References | None = None, book: FigureBook | None = None
) -> tuple[Inline, ...]:
    """One line of Markdown: emphasis, links, footnotes, cross-references, figures.

    Args:
        text: as written; line ends become spaces.
        place: where it stands; every node gets it as its origin.
        references: what footnotes may cite; None where footnotes may not stand.
        book: the figures that it may name.

    Raises:
        FaultError: everything that is wrong with it (I200 to I272).
    """
    reading = reading_of(text, place, references, book)
    nodes = inline_nodes(parse_line(reading.source.text.strip()), reading, FixedSpot(place))
    reading.faults.raise_if_errors()
    return nodes


def plain(text: str, place: Place) -> tuple[Inline, ...]:
    """Text as it is, on one line; () for an empty one.

    Raises:
        FaultError: I214 it holds a character that no document can hold.
    """
    words = " ".join(_admitted(text, place).split("\n")).strip()
    return (Text(words, place),) if words else ()


def worded(
    text: str, place: Place, *, references: References | None = None, book: FigureBook | None = None
) -> tuple[Inline, ...]:
    """A text alternative or summary: text as it is, on one line, with figures and with marks on its numbers.

    Args:
        text: as written, no Markdown but `{{ … }}` and `[tre]{counts=…}`; () for an empty one.
        place: where it stands; every node gets it as its origin.
        references: what it may quote.
        book: the figures that it may name.

    Raises:
        FaultError: I212, I260 what is wrong with a mark; I214 it holds a character that no document can hold; I230 to
            I234 what is wrong with a figure.
    """
    reading = reading_of(" ".join(text.split("\n")).strip(), place, references, book)
    nodes = marked_nodes(reading.source.text, reading, FixedSpot(place))
    reading.faults.raise_if_errors()
    return nodes


def plain_paragraphs(text: str, place: Place, *, role: ParagraphRole = "body") -> tuple[Paragraph, ...]:
    """Text as it is, a paragraph for each of its lines that is not empty.

    Raises:
        FaultError: I214 it holds a character that no document can hold.
    """
    lines = (line.strip() for line in _admitted(text, place).split("\n"))
    return tuple(Paragraph((Text(line, place),), role, place) for line in lines if line)


def _admitted(text: str, place: Place) -> str:
    """The text, with the line breaks that spreadsheets and Word have of their own as newlines."""
    text = normalised(text).replace("\v", "\n").replace("\N{LINE SEPARATOR}", "\n")
    text = text.replace("\N{PARAGRAPH SEPARATOR}", "\n")
    check_admitted(text, place)
    return text


def reading_of(text: str, place: Place, references: References | None, book: FigureBook | None) -> Reading:
    """What is known when a string is read; its faults are collected in it."""
    faults = Faults()
    with faults.collecting():
        text = _admitted(text, place)
    source = Source(text, place, faults, whole_file=False)
    notes = None if references is None else {key: key for key in references.notes}
    return Reading(source, faults, book or _NO_FIGURES, references, notes, "where footnotes cannot stand")
