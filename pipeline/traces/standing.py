"""Where words of a document stand, as its reader finds them: part, heading, table or figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.content.captions import wording_for
from pipeline.content.model import CrossReference, Figure, FootnoteMark, Heading, ItemList, Paragraph, Table
from pipeline.content.walk import plain_text
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from pipeline.building.compose import Composed
    from pipeline.checks.passages import Passage
    from pipeline.content.captions import Wording
    from pipeline.content.model import Block
    from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a table, or a value of a chart.

    Attributes:
        of: label of the table or chart; `#3` for the fourth table of a document when it has none.
        row: row of the table as it is shown, header rows counted, or series of the chart; from 0.
        column: which cell of that row, or which category; from 0.
    """

    of: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Under which heading, and in which table or figure, words stand.

    Attributes:
        part: of the document, such as `body`; `footnotes` for a footnote that nothing cites.
        number: of the heading above, `2.1`; empty where it has none.
        title: of that heading; empty before the first one.
        item: “tabell 3”, “figur 1”; “tabell” for one without number; empty in running text.
        label: `tbl-…` or `fig-…` of that table or figure; None where it has none, and in running text.
        note: whether they stand in a footnote; the heading is then that of the text which cites it.
        alternative: whether they are a table's summary or a figure's text alternative.
        cell: the cell that they stand in; None outside tables.
    """

    part: str
    number: str = ""
    title: str = ""
    item: str = ""
    label: str | None = None
    note: bool = False
    alternative: bool = False
    cell: Slot | None = None

    @property
    def heading(self) -> str:
        """Number and title of the heading above; empty before the first one."""
        return f"{self.number} {self.title}".strip()

    @property
    def within(self) -> str:
        """The table or figure, and whether it is the words beside it or a footnote: “figur 1, text alternative”."""
        words = (self.item, "text alternative" if self.alternative else "", "footnote" if self.note else "")
        return ", ".join(word for word in words if word)


@dataclass(frozen=True)
class Stood:
    """A passage and where it stands.

    Attributes:
        passage: its words.
        standing: where.
        references: label → “tabell 3”, for the cross-references in it.
    """

    passage: Passage
    standing: Standing
    references: Mapping[str, str]

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The passage, or a stretch of it, as it is read: cross-references in words."""
        text = self.passage.text
        last = len(text) if end is None else end
        pieces = []
        for span in self.passage.spans:
            begin, finish = max(span.start, start), min(span.end, last)
            if begin < finish:
                referred = isinstance(span.node, CrossReference)
                pieces.append(self._referred(span.node.label) if referred else text[begin:finish])  # type: ignore[union-attr]  # `referred` tells which it is
        return "".join(pieces)

    def place(self, offset: int = 0) -> Place | None:
        """Where the author finds a character."""
        return self.passage.place(offset)

    def _referred(self, label: str) -> str:
        small = label[:1].lower() + label[1:]
        words = self.references.get(small, small)
        return words if small == label else words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is read.

    Attributes:
        passages: its passages in order, the footnotes last.
        beside: what authors have written that is no passage: summaries, text alternatives, titles in settings.
        blocks: its blocks in order, one that stands in another after it.
    """

    passages: tuple[Stood, ...]
    beside: tuple[Stood, ...]
    blocks: tuple[tuple[Block, Standing], ...]


def reading_of(composed: Composed) -> Reading:
    """All passages and blocks of a document, each with where it stands.

    The numbers are those that the template gives; a template that is not sound gives none.
    """
    document = composed.subject.document
    walk = _Walk(_numbers(composed), wording_for(document.metadata.language))
    blocks = tuple(found for part, blocks in document.parts.items() for found in walk.part(part, blocks))
    places = iter(blocks)
    cited: dict[str, Standing] = {}
    found: list[Stood] = []
    for passage in composed.subject.passages:
        if passage.part == "footnotes":
            standing = replace(cited.get(passage.label or "", Standing("footnotes")), note=True)
        else:
            standing = next(standing for block, standing in places if block is passage.block)
        for span in passage.spans:
            if isinstance(span.node, FootnoteMark):
                cited.setdefault(span.node.key, replace(standing, cell=None))
        found.append(Stood(passage, standing, walk.references))
    return Reading(tuple(found), tuple(_beside(composed, blocks)), blocks)


def _beside(composed: Composed, blocks: Iterable[tuple[Block, Standing]]) -> Iterator[Stood]:
    standings = {id(block): standing for block, standing in blocks}
    for passage in composed.subject.texts:
        if passage.role in ("alt", "setting"):
            standing = standings.get(id(passage.block), Standing(passage.part))
            yield Stood(passage, replace(standing, alternative=passage.role == "alt"), {})


def _numbers(composed: Composed) -> Mapping[str, tuple[str, ...]]:
    from pipeline.word.compiled import compile_template
    from pipeline.word.shown_numbers import shown_numbers

    try:
        template = compile_template(composed.template_data, composed.template)
    except FaultError:
        return {}
    return shown_numbers(composed.subject.document, template)


class _Walk:
    """Goes through a document's blocks as `passages` does, and says of each where it stands."""

    def __init__(self, numbers: Mapping[str, tuple[str, ...]], words: Wording) -> None:
        self.references: dict[str, str] = {}
        self._numbers = numbers
        self._words = words
        self._left: Iterator[str] = iter(())
        self._standing = Standing("")
        self._tables = 0

    def part(self, name: str, blocks: Iterable[Block]) -> Iterator[tuple[Block, Standing]]:
        """The blocks of a part; one that stands in another comes after it."""
        self._left = iter(self._numbers.get(name, ()))
        self._standing = Standing(name)
        yield from self._blocks(blocks)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[tuple[Block, Standing]]:
        for block in blocks:
            if isinstance(block, Heading):
                self._heading(block)
                yield block, self._standing
            elif isinstance(block, Paragraph):
                yield block, self._standing
            elif isinstance(block, ItemList):
                for item in block.items:
                    yield from self._blocks(item.children)
            else:
                yield from self._captioned(block)

    def _heading(self, heading: Heading) -> None:
        number, title = self._number(), plain_text(heading.children)
        self._standing = replace(self._standing, number=number, title=title)
        if heading.label:
            named = self._words.named_section.format(title)
            self.references[heading.label] = f"{self._words.section} {number}" if number else named

    def _captioned(self, block: Table | Figure) -> Iterator[tuple[Block, Standing]]:
        before = self._standing
        word = self._words.table_inline if isinstance(block, Table) else self._words.figure_inline
        item = f"{word} {self._number()}".strip()
        self._standing = replace(before, item=item, label=block.label)
        if block.label:
            self.references[block.label] = item
        yield block, self._standing
        if isinstance(block, Table):
            yield from self._cells(block, block.label or f"#{self._tables}")
            self._tables += 1
        yield from self._blocks(block.notes)
        self._standing = before

    def _cells(self, table: Table, name: str) -> Iterator[tuple[Block, Standing]]:
        of_table = self._standing
        for row, cells in enumerate((*table.header, *table.rows)):
            for column, cell in enumerate(cells.cells):
                self._standing = replace(of_table, cell=Slot(name, row, column))
                yield from self._blocks(cell.children)
        self._standing = of_table

    def _number(self) -> str:
        return next(self._left, "").rstrip(".")
