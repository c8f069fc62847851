"""What `check` finds in a document, and beside which of its blocks each finding stands in the author's edition."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.content.model import Table
from pipeline.content.walk import walk_blocks
from pipeline.html.author.data import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.faults import Fault
    from pipeline.places import Place

#: Characters of a sentence that a note repeats.
_WORDS: Final = 90

_Spot = tuple[str, int, int]


def remark_of(fault: Fault, words: str = "") -> Remark:
    """A fault as the author's edition shows it."""
    place = str(fault.place) if fault.place else ""
    return Remark(fault.level, fault.code, fault.message, place, fault.todo, words)


def placed(subject: Subject, faults: Sequence[Fault]) -> tuple[tuple[Remark, ...], Mapping[int, tuple[int, ...]]]:
    """Findings, and beside which blocks they stand.

    Args:
        subject: the document.
        faults: what was found in it.

    Returns:
        All of them in their order; identity of a block → their numbers, from 1. Those about settings, templates and
        data that the document does not show stand beside nothing.
    """
    spots = _Spots(subject)
    remarks: list[Remark] = []
    beside: dict[int, list[int]] = {}
    for number, fault in enumerate(faults, start=1):
        found = spots.of(fault.place) if fault.place else None
        remarks.append(remark_of(fault, found[1] if found else ""))
        if found:
            beside.setdefault(found[0], []).append(number)
    return tuple(remarks), {block: tuple(numbers) for block, numbers in beside.items()}


class _Spots:
    """Knows beside which block a place of the inputs stands, and which sentence it is in."""

    def __init__(self, subject: Subject) -> None:
        self._outer = dict(_outer_blocks(subject))
        self._cells = dict(_table_cells(subject))
        found: dict[_Spot, tuple[int, str]] = {}
        for passage in subject.texts:
            if passage.block is not None:
                for place, words in _sentences(passage):
                    found.setdefault(_spot(place), (self._outer.get(id(passage.block), id(passage.block)), words))
        for block in subject.blocks:
            origin = getattr(block, "origin", None)
            if origin is not None and origin.line is not None:
                found.setdefault(_spot(origin), (self._outer.get(id(block), id(block)), ""))
        self._starts = sorted(found)
        self._found = found

    def of(self, place: Place) -> tuple[int, str] | None:
        """Identity of the block, and the sentence; None for a place that is not in the text."""
        if place.row is not None:
            block = self._cells.get((place.file, place.sheet, place.row, place.header))
            return (block, "") if block is not None else None
        if place.line is None:
            return None
        if not place.file.endswith(".md"):
            spot = next((one for one in self._starts if one[:2] == (place.file, place.line)), None)
            return self._found[spot] if spot else None
        # a line of Markdown belongs to what begins last before it
        index = bisect_right(self._starts, _spot(place)) - 1
        if index < 0 or self._starts[index][0] != place.file:
            return None
        block, words = self._found[self._starts[index]]
        return block, words if self._starts[index][1] <= place.line else ""


def _spot(place: Place) -> _Spot:
    return place.file, place.line or 0, place.column or 0


def _outer_blocks(subject: Subject) -> Iterator[tuple[int, int]]:
    """A block in a table's cell → the table, which is what a note can stand beside."""
    for block in subject.blocks:
        if isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from ((id(inner), id(block)) for inner in walk_blocks(cell.children))


def _table_cells(subject: Subject) -> Iterator[tuple[tuple[str, str | None, int | None, str | None], int]]:
    for block in subject.blocks:
        if isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for place in (cell.origin for cell in row.cells if cell.origin is not None):
                    yield (place.file, place.sheet, place.row, place.header), id(block)


def _sentences(passage: Passage) -> Iterator[tuple[Place, str]]:
    """Where each sentence begins, and the sentence if it is one of several."""
    several = len(passage.sentences) > 1
    for sentence in passage.sentences:
        place = passage.place(sentence.start)
        if place is not None and place.line is not None:
            text = passage.text[sentence.start : sentence.end].replace(REFERENCE_SIGN, "…")
            yield place, _shortened(text) if several else ""


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WORDS else f"{plain[:_WORDS].rsplit(' ', 1)[0]} …"
