"""How wide the columns of a table are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.word.measure import longest_word, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.grid import GridCell
    from pipeline.content.model import Column, Table


#: Widths are reckoned with bold letters of some room: this part of them does too.
SURELY: Final = 0.9


def column_widths(columns: Sequence[Column], room: int, least: Sequence[int] = ()) -> list[int]:
    """Widths in twips in the columns' proportions; together exactly the room.

    A column gets its `least` width at the expense of the others. Where the room is not enough for all of those, the
    narrow ones get theirs, and the others, whose words have to be divided, share the rest.
    """
    if sum(least) > room:
        return _divided_room(least, room)
    shares = [max(column.width, 0.01) for column in columns]
    fixed: dict[int, int] = {}
    while True:
        left, parts = room - sum(fixed.values()), sum(share for at, share in enumerate(shares) if at not in fixed)
        tight = {at: low for at, low in enumerate(least) if at not in fixed and left * shares[at] < low * parts}
        if not tight:
            shares = [fixed.get(at, left * share / (parts or 1)) for at, share in enumerate(shares)]
            break
        fixed |= tight
    return _whole(shares, room)


def _divided_room(least: Sequence[int], room: int) -> list[int]:
    if sum(least) * SURELY <= room:
        return _whole(least, room)
    widths: dict[int, float] = {}
    while True:
        others = [at for at in range(len(least)) if at not in widths]
        fair = (room - sum(widths.values())) / len(others)
        narrow = {at: float(least[at]) for at in others if least[at] <= fair}
        if not narrow:
            break
        widths |= narrow
    return _whole([widths.get(at, fair) for at in range(len(least))], room)


def _whole(shares: Sequence[float], room: int) -> list[int]:
    """Whole numbers in these proportions that are the room together."""
    edges, reached = [0], 0.0
    for share in shares:
        reached += share
        edges.append(round(room * reached / sum(shares)))
    return [right - left for left, right in pairwise(edges)]


def least_widths(table: Table, grid: Sequence[Sequence[GridCell]], size: float, margins: int) -> list[int]:
    """Widths in twips that the columns need for no word to break.

    Args:
        table: the table.
        grid: its cells; those with several paragraphs or columns are not looked at.
        size: font size in points.
        margins: of a cell, left and right together.
    """
    longest = [""] * len(table.columns)
    for cells in grid:
        for found in cells:
            line = found.line
            if line is not None and len(line) > len(longest[found.column]):
                longest[found.column] = max(longest[found.column], longest_word(line), key=len)
    return [width_of(word, size) + margins for word in longest]
