"""Tables in which each row is a person: the groups that figures count, and what they tell of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.figures.suppression.system import Count, adds_up

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.suppression.system import Fact

#: The rows of a table that a figure counts.
Group = frozenset[int]


@dataclass
class Persons:
    """The groups of one table: those that figures count, cut into pieces that no figure divides further.

    Attributes:
        counts, facts: what they add to the system.
        index: group → its count in the system; the empty group has none.
        anyone: a count that stands for what one row says of one person.
    """

    counts: list[Count] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    index: dict[Group, int] = field(default_factory=dict)
    anyone: int = 0


def with_values(table: NamedTable, rows: Iterable[int], key: str) -> list[int]:
    """The rows that have something in a column, “–” with them: those that its sum or average tells of."""
    cells = ((row, table.cell(row, key)) for row in rows)
    return [row for row, cell in cells if cell.value is not None or cell.missing == "nil"]


def persons(name: str, threshold: int, groups: Iterable[Group], start: int, shown: Collection[Group] = ()) -> Persons:
    """The counts of a table of persons.

    Args:
        name: of the table.
        threshold: numbers from 1 to below it are small.
        groups: the rows that figures count.
        start: index that the first of its counts gets in the system.
        shown: groups of which a table shows something, unless it is withheld: a sum of what they earn.
    """
    asked = [group for group in dict.fromkeys(groups) if group]
    within: dict[int, list[int]] = {}
    for position, group in enumerate(asked):
        for row in group:
            within.setdefault(row, []).append(position)
    pieces: dict[tuple[int, ...], list[int]] = {}
    for row in sorted(within):
        pieces.setdefault(tuple(within[row]), []).append(row)
    made = Persons()
    made.anyone = start
    made.counts.append(Count(f"one row of {name}", 1, threshold, shown=False))
    for group in (frozenset(rows) for rows in pieces.values()):
        _add(made, Count(f"some rows of {name}", len(group), threshold, group in shown), group, start)
    for position, group in enumerate(asked):
        if group in made.index:
            continue
        parts = [made.index[frozenset(rows)] for belongs, rows in pieces.items() if position in belongs]
        _add(made, Count(f"some rows of {name}", len(group), threshold, group in shown), group, start)
        made.facts.append(adds_up(made.index[group], parts))
    return made


def _add(made: Persons, count: Count, group: Group, start: int) -> None:
    made.index[group] = start + len(made.counts)
    made.counts.append(count)
