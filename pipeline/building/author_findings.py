"""Where each of the findings of `check` stands in a document, for the author's edition."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.content.model import Figure, Heading, Table
from pipeline.content.walk import walk_inlines
from pipeline.html.author.data import Placing, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.faults import Fault
    from pipeline.places import Place
    from pipeline.traces.settings import Setting

#: Characters of a sentence that the list of findings repeats.
_WORDS: Final = 90

_Spot = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _At:
    """A place in a document: characters of an inline node, or a cell or a block as a whole; all by identity.

    Attributes:
        node: the inline node; None where it is the cell or the block.
        offset: in its text.
        cell: the table's cell; None outside tables.
        above: the heading, table or figure above which it is told; None where it is told in place.
        words: the sentence there, if it is one of several.
    """

    node: int | None = None
    offset: int = 0
    cell: int | None = None
    above: int | None = None
    words: str = ""


def remark_of(fault: Fault, words: str = "") -> Remark:
    """A fault as the author's edition shows it."""
    place = str(fault.place) if fault.place else ""
    return Remark(fault.level, fault.code, fault.message, place, fault.todo, words)


def placed(
    subject: Subject, faults: Sequence[Fault], settings: Sequence[Setting] = ()
) -> tuple[tuple[Remark, ...], Placing]:
    """Findings, and where they stand.

    Args:
        subject: the document.
        faults: what was found in it.
        settings: what the template shows besides.

    Returns:
        All of them in their order; and their places, by their numbers from 1. Those about templates, and about settings
        and data that the document does not show, have none.
    """
    spots = _Spots(subject)
    remarks: list[Remark] = []
    within: dict[int, list[tuple[int, int]]] = defaultdict(list)
    cells: dict[int, list[int]] = defaultdict(list)
    above: dict[int, list[int]] = defaultdict(list)
    variables: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, fault in enumerate(faults, start=1):
        at = spots.of(fault.place) if fault.place else None
        remarks.append(remark_of(fault, at.words if at else ""))
        if at is None:
            for setting in settings:
                if fault.place is not None and _is_there(fault.place, setting.place):
                    variables[setting.name, setting.text].append(number)
            continue
        if at.node is not None:
            within[at.node].append((at.offset, number))
        elif at.cell is not None:
            cells[at.cell].append(number)
        if at.above is not None:
            above[at.above].append(number)
    return tuple(remarks), Placing(
        {node: tuple(sorted(found)) for node, found in within.items()},
        {cell: tuple(numbers) for cell, numbers in cells.items()},
        {block: tuple(numbers) for block, numbers in above.items()},
        {key: tuple(numbers) for key, numbers in variables.items()},
    )


def _is_there(place: Place, of: Place) -> bool:
    return place.line is not None and (place.file, place.line) == (of.file, of.line)


class _Spots:
    """Knows what of a document a place of the inputs is."""

    def __init__(self, subject: Subject) -> None:
        self._in_tables = dict(_nodes_in_tables(subject))
        self._cells = dict(_table_cells(subject))
        found: dict[_Spot, _At] = {}
        for passage in subject.texts:
            if passage.block is not None:
                for place, at in self._sentences(passage):
                    found.setdefault(_spot(place), at)
        for block in subject.blocks:
            # a table or chart may begin where no words do: where the text places it
            if (
                isinstance(block, Heading | Table | Figure)
                and block.origin is not None
                and block.origin.line is not None
            ):
                found.setdefault(_spot(block.origin), _At(above=id(block)))
        self._starts = sorted(found)
        self._found = found

    def of(self, place: Place) -> _At | None:
        """What the place is; None for one that the document does not show."""
        if place.row is not None:
            return self._cells.get((place.file, place.sheet, place.row, place.header))
        if place.line is None:
            return None
        if not place.file.endswith(".md"):
            spot = next((one for one in self._starts if one[:2] == (place.file, place.line)), None)
            return self._found[spot] if spot else None
        # a place in Markdown belongs to what begins last before it
        index = bisect_right(self._starts, _spot(place)) - 1
        if index < 0 or self._starts[index][0] != place.file:
            return None
        return self._found[self._starts[index]]

    def _sentences(self, passage: Passage) -> Iterator[tuple[Place, _At]]:
        """Where each sentence of a passage begins in the inputs, and where it stands."""
        block = id(passage.block)
        several = len(passage.sentences) > 1
        for sentence in passage.sentences:
            place = passage.place(sentence.start)
            if place is None or place.line is None:
                continue
            words = passage.text[sentence.start : sentence.end].replace(REFERENCE_SIGN, "…") if several else ""
            span = passage.span_at(sentence.start)
            node, offset = id(span.node), max(sentence.start - span.start, 0)
            if passage.role in ("heading", "alt"):
                yield place, _At(above=block, words=_shortened(words))
                continue
            table = self._in_tables.get(node)
            yield place, _At(node, offset, above=table, words=_shortened(words))


def _spot(place: Place) -> _Spot:
    return place.file, place.line or 0, place.column or 0


def _nodes_in_tables(subject: Subject) -> Iterator[tuple[int, int]]:
    """Inline nodes of captions and cells → the table: there is no room beside them."""
    for block in subject.blocks:
        if isinstance(block, Table):
            notes = {id(node) for note in block.notes for node in walk_inlines((note,))}
            yield from ((id(node), id(block)) for node in walk_inlines((block,)) if id(node) not in notes)


def _table_cells(subject: Subject) -> Iterator[tuple[tuple[str, str | None, int | None, str | None], _At]]:
    """Cells of data → what shows them; the first of several cells."""
    found: dict[tuple[str, str | None, int | None, str | None], _At] = {}
    for block in subject.blocks:
        if isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    if (place := cell.origin) is not None:
                        key = place.file, place.sheet, place.row, place.header
                        found.setdefault(key, _At(cell=id(cell), above=id(block)))
    yield from found.items()


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WORDS else f"{plain[:_WORDS].rsplit(' ', 1)[0]} …"
