"""All tables of people of a document as one system: cells that are the same number become one count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.faults import Faults, did_you_mean
from pipeline.figures.suppression.system import Count, Fact, System, adds_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.figures.suppression.derivation import Origin
    from pipeline.figures.suppression.lines import PeopleTable, Spot
    from pipeline.places import Place

    Locate = Callable[..., Place]

#: A cell: name of its table, and its spot there.
Cell = tuple[str, "Spot"]


@dataclass(frozen=True)
class Assembled:
    """The tables of people of a document, and the one system that they are.

    Attributes:
        tables: by name.
        system: the counts with the facts that hold between them.
        index: cell → the count in it.
    """

    tables: Mapping[str, PeopleTable]
    system: System
    index: Mapping[Cell, int]


def assemble(
    tables: Mapping[str, PeopleTable], derived: Mapping[Cell, Origin], locate: Mapping[str, Locate]
) -> Assembled:
    """Make one system of all tables.

    One number are: cells that come from the same cell of the same file; cells in rows and columns of the same names
    with the same value; such cells of linked tables where one of them has no value; the last totals of two tables with
    the same value in columns of the same name.

    Args:
        tables: the tables that count people.
        derived: cells that are made from rows of another table → those rows.
        locate: for each table, the place of its keys.

    Raises:
        FaultError: I290 a link to no table of people; I294 linked tables have different numbers in the same place, or
            a small number has been published that may be the same as another.
    """
    faults = Faults()
    same = _Same((name, spot) for name, people in tables.items() for spot in people.values)
    _join_sources(tables, same)
    _join_names(tables, same, _links(tables, locate, faults), locate, faults)
    _join_totals(tables, same)
    faults.raise_if_errors()
    numbers = {leader: number for number, leader in enumerate(dict.fromkeys(map(same.leader, same.cells)))}
    index = {cell: numbers[same.leader(cell)] for cell in same.cells}
    counts = _counts(tables, index, len(numbers))
    facts: dict[Fact, None] = {}
    for name, people in tables.items():
        for whole, parts in people.sums:
            _add(facts, index[name, whole], [index[name, part] for part in parts])
        for whole, parts in people.rests:
            value = people.values[whole]
            known = [people.values[part] for part in parts]
            rest = None if value is None or None in known else value - sum(one for one in known if one is not None)
            called = f"what is left of {people.called(whole)}"
            counts.append(Count(called, rest, people.settings.threshold, shown=False))
            _add(facts, index[name, whole], [*(index[name, part] for part in parts), len(counts) - 1])
    for (name, spot), origin in derived.items():
        source = tables[name].settings.source
        if source is not None and source in tables and origin.column is not None and (name, spot) in index:
            cells = [(source, (row, origin.column)) for row in origin.rows]
            if cells and all(cell in index for cell in cells):
                _add(facts, index[name, spot], [index[cell] for cell in cells])
    return Assembled(tables, System(tuple(counts), tuple(facts)), index)


def _add(facts: dict[Fact, None], total: int, parts: list[int]) -> None:
    if total not in parts and len(set(parts)) == len(parts):
        facts[adds_up(total, parts)] = None


def _counts(tables: Mapping[str, PeopleTable], index: Mapping[Cell, int], size: int) -> list[Count]:
    """The counts in order; of one that stands in several cells, what holds for any of them."""
    cells: list[list[Cell]] = [[] for _ in range(size)]
    for cell, number in index.items():
        cells[number].append(cell)
    counts = []
    for group in cells:
        values = [value for name, spot in group if (value := tables[name].values[spot]) is not None]
        first, spot = group[0]
        counts.append(
            Count(
                name=tables[first].called(spot),
                value=values[0] if values else None,
                threshold=max(tables[name].settings.threshold for name, _ in group),
                shown=any(tables[name].shown for name, _ in group),
                public=any(
                    tables[name].settings.published and tables[name].values[spot] is not None for name, spot in group
                ),
            )
        )
    return counts


class _Same:
    """Cells in groups that are one number."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = tuple(cells)
        self._above = {cell: cell for cell in self.cells}

    def leader(self, cell: Cell) -> Cell:
        while self._above[cell] != cell:
            cell = self._above[cell]
        return cell

    def join(self, one: Cell, other: Cell) -> None:
        self._above[self.leader(other)] = self.leader(one)


def _join_sources(tables: Mapping[str, PeopleTable], same: _Same) -> None:
    first: dict[tuple[Place, int | None], Cell] = {}
    for name, spot in same.cells:
        if tables[name].settings.source is None:  # cells made from others have no place of their own
            key = (tables[name].cell(spot).place, tables[name].values[spot])
            same.join(first.setdefault(key, (name, spot)), (name, spot))


def _links(tables: Mapping[str, PeopleTable], locate: Mapping[str, Locate], faults: Faults) -> set[frozenset[str]]:
    links = set()
    for name, people in tables.items():
        for position, other in enumerate(people.settings.linked):
            if other in tables:
                links.add(frozenset((name, other)))
            else:
                message = f"{name} is linked to “{other}”, which is no table of people."
                place = locate[name]("linked", position)
                faults.add("I290", message, place, did_you_mean(other, tables), name=other)
    return links


def _join_names(
    tables: Mapping[str, PeopleTable],
    same: _Same,
    links: set[frozenset[str]],
    locate: Mapping[str, Locate],
    faults: Faults,
) -> None:
    named: dict[tuple[str, str], list[Cell]] = {}
    for name, spot in same.cells:
        row = " ".join(tables[name].table.row_name(spot[0]).casefold().split())
        named.setdefault((row, " ".join(spot[1].casefold().split())), []).append((name, spot))
    for cells in named.values():
        for position, cell in enumerate(cells):
            for other in cells[position + 1 :]:
                if cell[0] == other[0]:
                    continue
                values = [tables[name].values[spot] for name, spot in (cell, other)]
                linked = frozenset((cell[0], other[0])) in links
                if values[0] == values[1] and not linked and _is_doubtful(tables, same, cell, other):
                    (kept, _), new = sorted((cell, other), key=lambda one: not tables[one[0]].settings.published)
                    message = (
                        f"A small number has been published in {kept}, and it is not said whether it is the same as in "
                        f"{tables[new[0]].called(new[1])}."
                    )
                    todo = f"Write linked: [{kept}] where it is; otherwise give the row or column another name."
                    faults.add("I294", message, locate[new[0]]("people"), todo)
                elif values[0] == values[1] or (linked and None in values):
                    same.join(cell, other)
                elif linked:
                    message = (
                        f"Linked tables differ: {values[0]} in {tables[cell[0]].called(cell[1])}, "
                        f"{values[1]} in {tables[other[0]].called(other[1])}."
                    )
                    todo = "Bring them into line, or leave out `linked` where they are different numbers."
                    faults.add("I294", message, locate[cell[0]]("linked"), todo)


def _is_doubtful(tables: Mapping[str, PeopleTable], same: _Same, one: Cell, other: Cell) -> bool:
    """Whether one of two cells is published and the other could be another small number that happens to be equal."""
    if same.leader(one) == same.leader(other):
        return False
    two = [tables[name] for name, _ in (one, other)]
    value = two[0].values[one[1]] or 0
    new = [table for table in two if not table.settings.published]
    return len(new) == 1 and 0 < value < new[0].settings.threshold


def _join_totals(tables: Mapping[str, PeopleTable], same: _Same) -> None:
    """Join the last totals of tables: those of the whole that the tables divide in different ways."""
    first: dict[tuple[str, int], Cell] = {}
    for name, people in tables.items():
        parts = {part for _, found in people.sums for part in found}
        for whole in dict.fromkeys(whole for whole, _ in people.sums):
            value = people.values[whole]
            if value is not None and whole not in parts:
                key = (" ".join(whole[1].casefold().split()), value)
                same.join(first.setdefault(key, (name, whole)), (name, whole))
