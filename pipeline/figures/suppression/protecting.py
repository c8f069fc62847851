"""Protecting the people that a figures.yaml counts: from its settings and tables to what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.figures.suppression.assembly import Assembled, Cell, assemble
from pipeline.figures.suppression.choosing import Choice, choose
from pipeline.figures.suppression.derivation import Origin, origins
from pipeline.figures.suppression.figure_forms import FigureForms
from pipeline.figures.suppression.forms import Form
from pipeline.figures.suppression.people import read_people
from pipeline.figures.suppression.persons import Group, Persons, persons, with_values
from pipeline.figures.suppression.problems import UnsafeError
from pipeline.figures.suppression.protection import Protection
from pipeline.figures.suppression.system import Fact, System

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from fractions import Fraction

    from pipeline.figures.book import NamedFigure
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import DataSettings
    from pipeline.figures.suppression.lines import PeopleTable
    from pipeline.places import Place

    #: Place of a key of a table: `locate("tbl-svar", "parts", "Totalt")`.
    Locate = Callable[..., Place]


def protect(
    settings: Mapping[str, DataSettings],
    tables: Mapping[str, NamedTable],
    figures: Mapping[str, NamedFigure],
    shown: Collection[str],
    locate: Locate,
) -> Protection | None:
    """Decide what a document withholds.

    Args:
        settings: what figures.yaml says of each table.
        tables: the tables that could be read, with their true numbers.
        figures: the figures, with their true values.
        shown: names of the tables that the document shows, as a table or in a chart.
        locate: place of a key of a table.

    Returns:
        The protection; None when no table counts people.

    Raises:
        FaultError: I290 to I293 a table is not what its settings say; I294 linked tables differ; I296 nothing is left
            to show; I297 pytauargus failed; I298 nothing makes it safe.
    """
    people = {name: made for name, made in settings.items() if made.people and name in tables}
    if not people:
        return None
    faults = Faults()
    _check_sources(people, tables, shown, locate, faults)
    read: dict[str, PeopleTable] = {}
    for name, made in people.items():
        if made.people != "rows":
            with faults.collecting():
                place = _located(locate, name)
                read[name] = read_people(name, tables[name], made, shown=name in shown, locate=place)
    faults.raise_if_errors()
    derived = _derived(read, people, tables)
    assembled = assemble(read, derived, {name: _located(locate, name) for name in read})
    told_of = _told_of(derived, people, tables)
    groups, system = _with_persons(assembled, derived, told_of, people, tables, figures)
    choice = _chosen(system, assembled, locate)
    _check_left(assembled, choice.withheld, locate)
    behind = {cell: groups[source].index[group] for cell, (source, group) in told_of.items()}
    return Protection(system, choice, assembled, groups, behind, tables, figures)


def _located(locate: Locate, name: str) -> Locate:
    return lambda *keys: locate(name, *keys)


def _check_sources(
    people: Mapping[str, DataSettings],
    tables: Mapping[str, NamedTable],
    shown: Collection[str],
    locate: Locate,
    faults: Faults,
) -> None:
    """What counts people does so wherever it is named, and nobody's own row is shown."""
    guarded = {cell.place: name for name in people for row in tables[name].data.rows for cell in row.values()}
    for name, table in tables.items():
        if name in people:
            continue
        other = next(
            (guarded[cell.place] for row in table.data.rows for cell in row.values() if cell.place in guarded), ""
        )
        if other:
            message = f"{name} has cells of {table.data.file} that count people according to {other}."
            faults.add("I290", message, locate(name), "Give it people: true as well.", table=name)
    for name, made in people.items():
        if made.people == "rows" and name in shown:
            message = f"The rows of {name} are persons, and the document shows them."
            todo = "Show how many they are: make a table from it, with group-by, count and people: true."
            faults.add("I290", message, locate(name, "people"), todo, table=name)


def _derived(
    read: Mapping[str, PeopleTable], people: Mapping[str, DataSettings], tables: Mapping[str, NamedTable]
) -> dict[Cell, Origin]:
    """The cells of tables of people that are made from other tables of people."""
    return {
        (name, spot): origin
        for name, made in read.items()
        if made.settings.source in people
        for spot, origin in origins(made.settings, tables[made.settings.source or ""], made.table).items()
    }


def _told_of(
    derived: Mapping[Cell, Origin], people: Mapping[str, DataSettings], tables: Mapping[str, NamedTable]
) -> dict[Cell, tuple[str, Group]]:
    """The persons of whom cells tell something else than how many they are: a sum of what they earn."""

    def group(cell: Cell) -> tuple[str, Group] | None:
        origin, source = derived.get(cell), people[cell[0]].source
        if origin is None or origin.column is None or source is None:
            return None
        if people[source].people == "rows":
            return source, frozenset(with_values(tables[source], origin.rows, origin.column))
        parts = [found for row in origin.rows if (found := group((source, (row, origin.column)))) is not None]
        return (parts[0][0], frozenset[int]().union(*(rows for _, rows in parts))) if parts else None

    found = ((cell, group(cell)) for cell in derived)
    return {cell: one for cell, one in found if one is not None and one[1]}


def _with_persons(
    assembled: Assembled,
    derived: Mapping[Cell, Origin],
    told_of: Mapping[Cell, tuple[str, Group]],
    people: Mapping[str, DataSettings],
    tables: Mapping[str, NamedTable],
    figures: Mapping[str, NamedFigure],
) -> tuple[dict[str, Persons], System]:
    """The groups of persons that figures and tables count, and the system with them."""
    asked = _asked({name for name, made in people.items() if made.people == "rows"}, tables, figures)
    cells: dict[Cell, tuple[str, Group]] = {}
    for (name, spot), origin in derived.items():
        source = assembled.tables[name].settings.source
        if source in asked and origin.column is None and origin.rows and (name, spot) in assembled.index:
            cells[name, spot] = (source, frozenset(origin.rows))
            asked[source].append(frozenset(origin.rows))
    for source, group in told_of.values():
        asked[source].append(group)
    visible = {name for name, table in assembled.tables.items() if table.shown}
    counts, facts = list(assembled.system.counts), list(assembled.system.facts)
    groups: dict[str, Persons] = {}
    for name, wanted in asked.items():
        shown = {group for (table, _), (source, group) in told_of.items() if source == name and table in visible}
        groups[name] = persons(name, people[name].threshold, wanted, len(counts), shown)
        counts += groups[name].counts
        facts += groups[name].facts
    for cell, (source, group) in cells.items():
        same = ((assembled.index[cell], 1), (groups[source].index[group], -1))
        facts.append(Fact(tuple(sorted(same)), 0, 0))
    return groups, System(tuple(counts), tuple(facts))


class _Asking:
    """Notes the groups of persons that figures count."""

    def __init__(self, names: Collection[str]) -> None:
        self.asked: dict[str, list[Group]] = {name: [] for name in sorted(names)}

    def counts_people(self, table: str) -> bool:
        return table in self.asked

    def cell(self, table: str, row: int, column: str) -> Form | None:
        _ = table, row, column
        return None

    def rows(self, table: str, rows: Sequence[int]) -> Form | None:
        self.asked[table].append(frozenset(rows))
        return Form()

    def value(self, form: Form) -> Fraction | None:
        _ = form
        return None

    def behind(self, figure: NamedFigure) -> frozenset[int]:
        _ = figure
        return frozenset()


def _asked(
    names: Collection[str], tables: Mapping[str, NamedTable], figures: Mapping[str, NamedFigure]
) -> dict[str, list[Group]]:
    """The groups of persons that figures count, by table."""
    asking = _Asking(names)
    if names:
        forms = FigureForms(figures, tables, asking)
        for name in figures:
            forms.of(name)
    return asking.asked


def _chosen(system: System, assembled: Assembled, locate: Locate) -> Choice:
    try:
        return choose(system)
    except UnsafeError as error:
        name = next((name for (name, _), index in assembled.index.items() if index == error.index), "")
        place = locate(name, "people") if name else None
        if error.reason:
            message = f"The small numbers of people could not be protected: {error.reason}."
            todo = "Publish fewer numbers: join rows or columns, or leave a table out."
            raise FaultError.of("I297", message, place, todo) from None
        message = f"No choice of cells to withhold protects {system.counts[error.index].name}."
        todo = "Join rows or columns, or leave the table out; what was published before cannot be taken back."
        raise FaultError.of("I298", message, place, todo) from None


def _check_left(assembled: Assembled, withheld: frozenset[int], locate: Locate) -> None:
    faults = Faults()
    for name, people in assembled.tables.items():
        counts = [assembled.index[name, spot] for spot in people.values]
        if people.shown and counts and all(index in withheld for index in counts):
            message = f"So few people are counted in {name} that nothing of it can be shown."
            todo = "Publish it at a coarser level: join rows or columns, or several years."
            faults.add("I296", message, locate(name, "people"), todo, table=name)
    faults.raise_if_errors()
