"""A document's words as passages: one string a paragraph, heading, cell, caption or note, whose places are known.

Rules of language look at strings; people look at lines and columns. A passage is both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.checks.names import REFERENCE_SIGN, masked, names_apart
from pipeline.checks.numbers.names import names_in
from pipeline.checks.sentences import Sentence, sentences
from pipeline.content.model import (
    CrossReference,
    Figure,
    FootnoteMark,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Table,
    Text,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.numbers.names import Name
    from pipeline.content.model import Block, Document, Inline
    from pipeline.places import Place

#: What a passage is. `cell` is a table's cell (data, not prose), `item` a paragraph of a list, `alt` a text alternative
#: or a summary of a table, `setting` a text of document.yaml or figures.yaml that no block of the document shows.
Role: TypeAlias = Literal[
    "heading", "body", "lead", "quote", "note", "example", "signature", "item", "cell", "caption", "footnote", "alt",
    "setting",
]  # fmt: skip

_DIGIT: Final = re.compile(r"\d")
#: The number of a table's cell, which is no name.
_ONLY_NUMBER: Final = re.compile(r"[\d \u00a0\u202f.,%−–*]*")

__all__ = ["REFERENCE_SIGN", "Passage", "Role", "Span", "of_text", "of_words", "passages"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage that is one inline node.

    Attributes:
        start, end: offsets in the passage's text; `end` is exclusive. A footnote mark is empty.
        node: Text, Value, LineBreak, FootnoteMark or CrossReference; the words of a link are nodes of their own.
        link: the link that it stands in; None outside links.
    """

    start: int
    end: int
    node: Inline
    link: Link | None = None


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading, cell paragraph, caption or note paragraph.

    Attributes:
        role: what it is.
        text: its words; values with their wording, a cross-reference as `REFERENCE_SIGN`, a line break as a newline.
        spans: its inline nodes, in order, covering the text.
        block: the block that it is, or (for captions) belongs to; None for a setting.
        origin: where the block stands.
        part: the part of the document (`body`), `footnotes` or `settings`.
        label: key of the footnote that it belongs to; None for all else.
    """

    role: Role
    text: str
    spans: tuple[Span, ...]
    block: Block | None
    origin: Place | None
    part: str
    label: str | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def typed(self) -> str:
        """What is not a figure: as long as `text`, with figures as `REFERENCE_SIGN`s and line ends as blanks."""
        if all(isinstance(span.node, Text) for span in self.spans):
            return self.text
        signs = list(self.text.replace("\n", " "))
        for span in self.spans:
            if isinstance(span.node, Value):
                signs[span.start : span.end] = REFERENCE_SIGN * (span.end - span.start)
        return "".join(signs)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The stretches of its text in which numbers are names, such as dates and laws; they may overlap."""
        return (*self._names_apart, *names_in(self.typed, apart=False))

    @cached_property
    def _names_apart(self) -> tuple[Name, ...]:
        """Those of them that rules of language leave alone; the numbers of a table's cells are none."""
        return () if _ONLY_NUMBER.fullmatch(self.typed) else names_apart(self.typed)

    @cached_property
    def own(self) -> str:
        """Its words for rules of language: as long as `text`, with what they leave alone as `REFERENCE_SIGN`.

        Left alone are words of another language, what stands in quotation marks, addresses, and numbers whose signs
        are their own: diary numbers, laws, standards, telephone numbers.
        """
        foreign = [span for span in self.spans if isinstance(span.node, Text) and span.node.language]
        if not foreign:
            return masked(self.text, self._names_apart)
        signs = list(self.text)
        for span in foreign:
            signs[span.start : span.end] = REFERENCE_SIGN * (span.end - span.start)
        return masked("".join(signs), self._names_apart)

    def is_name(self, offset: int) -> bool:
        """Whether the number at an offset is a name: of a section, a table, a law, a day, not a count."""
        return any(name.start <= offset < name.end for name in self.names)

    @cached_property
    def has_digit(self) -> bool:
        """Whether any digit stands in it."""
        return _DIGIT.search(self.text) is not None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, as offsets in `text`."""
        return sentences(self.text)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence around an offset; an empty one for the blanks between two."""
        around = (one for one in self.sentences if one.start <= offset < one.end)
        return next(around, Sentence(offset, offset))

    def span_at(self, offset: int) -> Span:
        """The inline node at an offset."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while index and self.spans[index].end <= offset and self.spans[index].start == self.spans[index].end:
            index -= 1  # an empty footnote mark has no character
        return self.spans[index]

    def place(self, offset: int = 0) -> Place | None:
        """Where the author finds a character: in Markdown its line and column, in a table its cell.

        None only for text that the program makes in a block without origin.
        """
        if not self.spans:
            return self.origin
        span = self.span_at(offset)
        place = getattr(span.node, "origin", None) or self.origin
        if place is None or place.column is None or not isinstance(span.node, Text):
            return place
        if self.is_exact(span):
            return place.at(column=place.column + max(0, offset - span.start))
        return place

    @staticmethod
    def is_exact(span: Span) -> bool:
        """Whether characters of the span can be counted in its source line: Markdown files, not YAML strings."""
        origin = getattr(span.node, "origin", None)
        return origin is not None and origin.column is not None and origin.file.endswith(".md")


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages of a document in the order of reading, the footnotes that it cites last."""
    found: list[Passage] = []
    for part, blocks in document.parts.items():
        found += _of_blocks(blocks, part, "body")
    for key, note in document.footnotes.items():
        for paragraph in note.children:
            found += _passage(
                "footnote", paragraph.children, paragraph, paragraph.origin or note.origin, "footnotes", key
            )
    return tuple(found)


def of_words(role: Role, words: tuple[Inline, ...], part: str, block: Block) -> Iterator[Passage]:
    """The passage of words that stand in no paragraph and have figures in them; none where there are no words."""
    return _passage(role, words, block, words[0].origin if words and isinstance(words[0], Text) else None, part)


def of_text(role: Role, text: str, place: Place | None, part: str, block: Block | None = None) -> Passage:
    """A passage of a text that stands in no paragraph, such as a text alternative."""
    words = text.strip()
    return Passage(role, words, (Span(0, len(words), Text(words, place)),), block, place, part)


def _of_blocks(blocks: Iterable[Block], part: str, within: Literal["body", "item", "cell"]) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Heading):
            yield from _passage("heading", block.children, block, block.origin, part)
        elif isinstance(block, Paragraph):
            role: Role = within if block.role == "body" else block.role
            yield from _passage(role, block.children, block, block.origin, part)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _of_blocks(item.children, part, "cell" if within == "cell" else "item")
        elif isinstance(block, Table):
            yield from _passage("caption", block.caption, block, block.origin, part)
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from _of_blocks(cell.children, part, "cell")
            yield from _of_blocks(block.notes, part, "body")
        elif isinstance(block, Figure):
            yield from _passage("caption", block.caption, block, block.origin, part)
            yield from _of_blocks(block.notes, part, "body")


def _passage(
    role: Role, nodes: tuple[Inline, ...], block: Block, origin: Place | None, part: str, label: str | None = None
) -> Iterator[Passage]:
    words: list[str] = []
    spans: list[Span] = []
    length = 0
    for node, link in _flat(nodes, None):
        text = _words(node)
        words.append(text)
        spans.append(Span(length, length + len(text), node, link))
        length += len(text)
    if spans:
        yield Passage(role, "".join(words), tuple(spans), block, origin, part, label)


def _flat(nodes: Iterable[Inline], link: Link | None) -> Iterator[tuple[Inline, Link | None]]:
    for node in nodes:
        if isinstance(node, Link):
            yield from _flat(node.children, node)
        else:
            yield node, link


def _words(node: Inline) -> str:
    if isinstance(node, Text | Value):
        return node.text
    if isinstance(node, LineBreak):
        return "\n"
    if isinstance(node, CrossReference):
        return REFERENCE_SIGN
    assert isinstance(node, FootnoteMark)
    return ""
