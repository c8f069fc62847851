"""The blocks of a document's tree as lines, with the numbers that layout is to give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from pipeline.approval.gate.said import Line
from pipeline.content.captions import wording_for
from pipeline.content.heading_numbers import format_number
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
from pipeline.content.walk import numbered_blocks, plain_text
from pipeline.word.numbering import read_numbering
from pipeline.word.styles import StyleNames, read_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.content.model import Block, Document, Inline
    from pipeline.word.compiled import CompiledTemplate


@dataclass(slots=True)
class Written:
    """Lines of text, text alternatives of pictures, what tables show, and what of the text is the template's own."""

    body: list[Line] = field(default_factory=list)
    alternatives: list[Line] = field(default_factory=list)
    summaries: list[Line] = field(default_factory=list)
    own: list[Line] = field(default_factory=list)


class Blocks:
    """Goes through the parts of a document in the order in which the template places them.

    Attributes:
        headings: the headings so far, labelled with their numbers.
        repeated: for each table so far, what its heading rows say.
    """

    def __init__(self, document: Document, numbers: Mapping[str, tuple[str, ...]], template: CompiledTemplate) -> None:
        self.headings: list[Line] = []
        self.repeated: list[tuple[Line, ...]] = []
        self._document = document
        self._numbers = numbers
        self._words = wording_for(document.metadata.language)
        self._left: Iterator[str] = iter(())
        self._cited: list[str] = []
        self._styles = StyleNames(read_styles(template.member("word/styles.xml") or b"<styles/>"), template.file)
        self._numbering = read_numbering(template.member("word/numbering.xml"))
        self._targets = self._labelled()

    def part(self, name: str, into: Written) -> None:
        """Read what a part says; its footnotes are counted on."""
        self._left = iter(self._numbers.get(name, ()))
        self._blocks(self._document.parts[name], into, 0, in_cell=False)

    def count_note(self) -> None:
        """Count a footnote that is the template's own."""
        self._cited.append("")

    def notes(self) -> Iterator[Line]:
        """The text of the footnotes in the order of their numbers, the first line of each labelled with it."""
        for number, key in enumerate(self._cited, start=1):
            label = str(number)
            for paragraph in self._document.footnotes[key].children if key else ():
                text = self._text(paragraph.children)
                if text.strip():
                    yield Line(text, label)
                    label = ""

    def _labelled(self) -> dict[str, str]:
        """Label → how a cross-reference to it reads."""
        words, shown = self._words, {}
        for name, blocks in self._document.parts.items():
            numbers = iter(self._numbers.get(name, ()))
            for block in numbered_blocks(blocks):
                number = next(numbers, "").rstrip(".")
                if block.label is None:
                    continue
                if isinstance(block, Heading):
                    title = words.named_section.format(plain_text(block.children))
                    shown[block.label] = f"{words.section}\u00a0{number}" if number else title
                else:
                    word = words.table_inline if isinstance(block, Table) else words.figure_inline
                    shown[block.label] = f"{word}\u00a0{number}"
        return shown

    # ------------------------------------------------------------------------------------------------ blocks

    def _blocks(self, blocks: Iterable[Block], into: Written, depth: int, *, in_cell: bool) -> None:
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block, into)
                case Paragraph():
                    self._line(block.children, into)
                case ItemList():
                    self._list(block, into, depth + 1, in_cell=in_cell)
                case Table():
                    self._table(block, into)
                case Figure():
                    number = next(self._left, "")
                    into.alternatives.append(Line(block.alt))
                    self._caption(block, self._words.figure, number, into)
                    self._blocks(block.notes, into, depth, in_cell=in_cell)
                case _:
                    assert_never(block)

    def _line(self, children: Sequence[Inline], into: Written, label: str = "") -> None:
        text = self._text(children)
        if text.strip():
            into.body.append(Line(text, label))

    def _heading(self, block: Heading, into: Written) -> None:
        number = next(self._left, "")
        self._line(block.children, into, number)
        # In the contents list, a heading stands without its notes.
        self.headings.append(Line(self._text(_without_marks(block.children)), number))

    def _list(self, block: ItemList, into: Written, depth: int, *, in_cell: bool) -> None:
        for number, item in enumerate(block.items, start=block.start):
            written = Written()
            self._blocks(item.children, written, depth, in_cell=in_cell)
            if written.body and block.ordered:
                first = written.body[0]
                written.body[0] = Line(first.text, self._item_label(number, depth, in_cell=in_cell))
            into.body += written.body
            into.alternatives += written.alternatives
            into.summaries += written.summaries

    def _item_label(self, number: int, depth: int, *, in_cell: bool) -> str:
        """What stands before an item of a numbered list, as the template's style has it."""
        name = "List Number" if depth == 1 else f"List Number {depth}"
        style = self._styles.find(self._styles.first(f"Table {name}", name) if in_cell else name)
        found = self._numbering.of(style, self._styles)
        if found is None:
            return f"{number}."
        shown = format_number(number, found.own.format)
        return found.own.text.replace(f"%{found.level + 1}", shown)

    def _caption(self, block: Table | Figure, word: str, number: str, into: Written, unit: str = "") -> None:
        if block.caption:
            behind = f"\t{unit}" if unit else ""
            into.body.append(Line(f"{word}\u00a0{number}. {self._text(block.caption)}{behind}"))

    def _table(self, block: Table, into: Written) -> None:
        self._caption(block, self._words.table, next(self._left, ""), into, block.unit)
        summary = block.summary.strip() or self._text(_without_marks(block.caption)).strip()
        into.summaries += [Line(summary)] if summary else []
        begin = len(into.body)
        for at, row in enumerate((*block.header, *block.rows)):
            if at == len(block.header):
                self.repeated.append(tuple(into.body[begin:]))
            for cell in row.cells:
                self._blocks(cell.children, into, 0, in_cell=True)
        self._blocks(block.notes, into, 0, in_cell=False)

    # ------------------------------------------------------------------------------------------------ inline

    def _text(self, children: Iterable[Inline]) -> str:
        text, after_mark = "", False
        for child in children:
            match child:
                case Text() | Value():
                    text += child.text
                case LineBreak():
                    text += "\t"
                case Link():
                    text += self._text(child.children)
                case FootnoteMark():
                    self._cited.append(child.key)
                    text += f"{',' if after_mark else ''}{len(self._cited)}"
                case CrossReference():
                    text += self._reference(child)
                case _:
                    assert_never(child)
            after_mark = isinstance(child, FootnoteMark)
        return text

    def _reference(self, node: CrossReference) -> str:
        return self._targets.get(node.label) or self._targets.get(node.label[:1].lower() + node.label[1:], "")


def _without_marks(children: Iterable[Inline]) -> list[Inline]:
    return [child for child in children if not isinstance(child, FootnoteMark)]
