"""Prose: Markdown files as blocks, with the footnotes that they cite and the values that they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.content.blocks import BlockConverter
from pipeline.content.model import FootnoteMark, Heading, Value
from pipeline.content.parser import parse
from pipeline.content.reading import Reading
from pipeline.content.source import Source
from pipeline.content.strings import inline, plain, plain_paragraphs, reading_of
from pipeline.content.walk import walk_inlines
from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.content.model import Block, Footnote, ParagraphRole
    from pipeline.content.references import References
    from pipeline.faults import Fault
    from pipeline.figures.book import FigureBook
    from pipeline.sources.reader import Reader

__all__ = ["Prose", "inline", "paragraphs", "plain", "plain_paragraphs", "read_prose"]


@dataclass(frozen=True, slots=True)
class Prose:
    """What prose files become.

    Attributes:
        blocks: in the order of the files.
        footnotes: those that the blocks cite, by key, in the order of citing; those defined in a text have the key
            `file#name`, so that two files may use one name.
        values: the figures that the blocks show, in order.
        warnings: faults that do not stop a build.
    """

    blocks: tuple[Block, ...]
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    warnings: tuple[Fault, ...] = ()


def read_prose(
    reader: Reader, paths: Sequence[str], book: FigureBook, references: References, language: str = "sv-SE"
) -> Prose:
    """Read Markdown files, one after the other.

    Args:
        reader: the way to the files.
        paths: the files, in order, relative to the project.
        book: the figures, tables and charts that they can name, and the folder that pictures are found from.
        references: what their footnotes can cite, beside those that they define themselves.
        language: of the document (BCP 47); words marked with it need no mark.

    Raises:
        FaultError: everything that is wrong with any of the files: I101 to I106 of the files themselves, I200 to
            I272 of what stands in them (docs/faults.md).
    """
    faults = Faults()
    blocks: list[Block] = []
    notes = dict(references.notes)
    for path in paths:
        with faults.collecting():
            more, own = _read_file(reader, path, book, references, language, faults)
            blocks += more
            notes.update(own)
    _check_levels(blocks, faults)
    faults.raise_if_errors()
    inlines = list(walk_inlines(blocks))
    cited = dict.fromkeys(node.key for node in inlines if isinstance(node, FootnoteMark))
    footnotes = {key: notes[key] for key in cited}
    within = walk_inlines(paragraph for note in footnotes.values() for paragraph in note.children)
    values = tuple(node for node in (*inlines, *within) if isinstance(node, Value))
    return Prose(tuple(blocks), footnotes, values, tuple(faults))


def _read_file(
    reader: Reader, path: str, book: FigureBook, references: References, language: str, faults: Faults
) -> tuple[tuple[Block, ...], dict[str, Footnote]]:
    source = Source(decode_text(reader.data(path), path), Place(path), faults, whole_file=True)
    tree = parse(source.text)
    defined = [str(node.meta["label"]) for node in tree.walk() if node.type == "footnote_reference"]
    names = {key: key for key in references.notes} | {name: f"{path}#{name}" for name in defined}
    reading = Reading(source, faults, book, references, names, "", reader, language)
    converter = BlockConverter(reading)
    blocks = converter.text(tree.children)
    for name, note in converter.footnotes.items():
        if name in references.notes:
            todo = f"{references.places[name]} defines it for all texts; give one of them another key."
            faults.add("I261", f"The footnote “{name}” is defined twice.", note.origin, todo, footnote=name)
    cited = {node.key for node in walk_inlines(blocks) if isinstance(node, FootnoteMark)}
    for name, note in converter.footnotes.items():
        if note.key not in cited and name not in references.notes:
            message = f"The footnote “{name}” is defined, and nothing cites it."
            faults.add("I262", message, note.origin, f"Cite it with [^{name}], or delete it.", level="warning")
    return blocks, {note.key: note for note in converter.footnotes.values()}


def _check_levels(blocks: Iterable[Block], faults: Faults) -> None:
    """Headings begin at level 1 and skip no level on the way down (PDF/UA-1, ISO 14289-1, 7.4.2)."""
    before = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > before + 1:
                message = f"A heading of level {block.level} follows " + (
                    f"one of level {before}." if before else "no other heading."
                )
                todo = f"Write it with {'#' * (before + 1)}."
                faults.add("I205", message, block.origin, todo, level="warning")
            before = block.level


def paragraphs(
    text: str,
    place: Place,
    *,
    role: ParagraphRole = "body",
    references: References | None = None,
    book: FigureBook | None = None,
) -> tuple[Block, ...]:
    """Markdown of several paragraphs and lists; the arguments are those of `inline`.

    Raises:
        FaultError: everything that is wrong with it; I208 for headings, tables and pictures.
    """
    reading = reading_of(text, place, references, book)
    blocks = BlockConverter(reading).cell(parse(reading.source.text).children, role)
    reading.faults.raise_if_errors()
    return blocks
