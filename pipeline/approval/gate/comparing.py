"""Two sequences of numbers held against each other: what is lost, changed, doubled or comes out of nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.approval.gate.said import Line, Token

#: Numbers that are aligned at once; of longer stretches that differ, the first ones tell enough.
_ALIGNED: Final = 4000


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of numbers that is not the same.

    Attributes:
        kind: what has happened to it.
        expected, shown: the numbers that should be there, and those that are.
        line: the line that the tree has them in, or before them; None at the very beginning.
        page: the page of the PDF, from 1; None where it is not known.
    """

    kind: Literal["lost", "changed", "doubled", "added"]
    expected: tuple[str, ...]
    shown: tuple[str, ...]
    line: Line | None
    page: int | None


def differences(expected: Sequence[Token], shown: Sequence[Token]) -> Iterator[Difference]:
    """How two sequences differ; nothing for equal ones.

    Args:
        expected: the numbers of the tree, in order.
        shown: those of the file.
    """
    wanted, found = [one.text for one in expected], [one.text for one in shown]
    begin = next((at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), None)
    if begin is None:
        begin = min(len(wanted), len(found))
    if begin == len(wanted) == len(found):
        return
    # What is equal at the end need not be aligned either.
    end = 0
    while end < min(len(wanted), len(found)) - begin and wanted[-1 - end] == found[-1 - end]:
        end += 1
    middle = wanted[begin : len(wanted) - end][:_ALIGNED], found[begin : len(found) - end][:_ALIGNED]
    for tag, first, last, low, high in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lost, more = tuple(middle[0][first:last]), tuple(middle[1][low:high])
        kind = _kind(lost, more, found, begin + low)
        yield Difference(kind, lost, more, *_where(expected, shown, begin + first, begin + low))


def _kind(
    lost: tuple[str, ...], more: tuple[str, ...], found: Sequence[str], at: int
) -> Literal["lost", "changed", "doubled", "added"]:
    if lost:
        return "changed" if more else "lost"
    size = len(more)
    neighbours = tuple(found[max(at - size, 0) : at]), tuple(found[at + size : at + 2 * size])
    return "doubled" if more in neighbours else "added"


def _where(expected: Sequence[Token], shown: Sequence[Token], at: int, seen: int) -> tuple[Line | None, int | None]:
    """The line of the tree and the page of the file at a place in both sequences."""
    line = expected[min(at, len(expected) - 1)].line if expected else None
    page = shown[min(seen, len(shown) - 1)].line.page if shown else None
    return line, page
