"""The protection of a document's people: what its tables withhold, and what may be said of the figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.figures.cells import number_in
from pipeline.figures.suppression.audit import Audit
from pipeline.figures.suppression.explaining import check_words, explained_chart, explained_table
from pipeline.figures.suppression.figure_forms import FigureForms
from pipeline.figures.suppression.forms import Form
from pipeline.figures.suppression.masking import emptied, masked
from pipeline.figures.suppression.system import Linear, known_to_readers
from pipeline.figures.suppression.told import told_by_default

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.faults import Fault, Faults
    from pipeline.figures.book import ChartDefinition, NamedFigure, TableDefinition
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.suppression.assembly import Assembled
    from pipeline.figures.suppression.lines import PeopleTable, Spot
    from pipeline.figures.suppression.persons import Persons
    from pipeline.figures.suppression.system import Count, Fact, System
    from pipeline.figures.suppression.told import Told
    from pipeline.places import Place


class Protection:
    """What a document withholds, and the audit of everything that it says.

    Attributes:
        system: all its numbers of people.
        withheld: indexes of those that a table or chart has a place for and does not show.
        spots: table → its cells that show “..” instead.
    """

    def __init__(
        self,
        system: System,
        withheld: frozenset[int],
        assembled: Assembled,
        persons: Mapping[str, Persons],
        tables: Mapping[str, NamedTable],
        figures: Mapping[str, NamedFigure],
    ) -> None:
        """Get ready.

        Args:
            system: the counts of all tables of people.
            withheld: indexes of the counts that are not shown.
            assembled: the tables of counts.
            persons: the tables whose rows are persons, by name.
            tables: all tables of figures.yaml, with their true numbers.
            figures: all its figures, likewise.
        """
        self.system = system
        self.withheld = withheld
        self._assembled = assembled
        self._persons = persons
        self._tables = tables
        self._figures = figures
        self._known = known_to_readers(system, withheld)
        self._values = {index: count.value for index, count in enumerate(system.counts)}
        self._forms = FigureForms(figures, tables, self)
        self.spots = {name: frozenset(self._hidden_spots(people)) for name, people in assembled.tables.items()}

    def visible(self, tables: Mapping[str, NamedTable]) -> dict[str, NamedTable]:
        """The tables as readers get them."""
        return {
            name: emptied(table) if name in self._persons else masked(table, self.spots.get(name, ()))
            for name, table in tables.items()
        }

    def figures(self) -> dict[str, NamedFigure]:
        """The figures: those that must not be shown with the reason, those of which only the words may be told."""
        return {name: self._checked(figure) for name, figure in self._figures.items()}

    def explained(
        self, tables: Mapping[str, TableDefinition], charts: Mapping[str, ChartDefinition], faults: Faults
    ) -> tuple[dict[str, TableDefinition], dict[str, ChartDefinition]]:
        """Tables and charts with notes on what is withheld.

        Args:
            tables: made from visible tables.
            charts: likewise.
            faults: where I299 is noted, a number written by hand that is the same as a withheld one.
        """
        for table in tables.values():
            texts = [*zip(table.notes, table.note_places, strict=True), (table.caption, table.caption_place)]
            texts.append((table.summary, table.summary_place or table.place))
            check_words(texts, self._hidden_numbers(table.name), table.name, faults)
        for chart in charts.values():
            texts = [*zip(chart.notes, chart.note_places, strict=True), (chart.caption, chart.caption_place)]
            texts.append((chart.alt, chart.alt_place or chart.place))
            check_words(texts, self._hidden_numbers(chart.table), chart.name, faults)
        return (
            {name: explained_table(table, self.spots.get(name, ())) for name, table in tables.items()},
            {name: explained_chart(chart, self._hidden_places(chart.table)) for name, chart in charts.items()},
        )

    def facts(self, told: Iterable[Told]) -> tuple[Fact, ...]:
        """What is told of figures, as facts about people."""
        return self._forms.facts(told, self._values)

    def given_away(self, told: Sequence[Fact]) -> Count | None:
        """A number that is not uncertain enough when all this is told beside the tables; None when all are."""
        weakness = Audit(self.system, self.withheld, told, self._possible_tables).first_weakness()
        return None if weakness is None else self.system.counts[weakness.index]

    @cached_property
    def _possible_tables(self) -> list[dict[int, int]]:
        """Tables that agree with everything that is shown, before any sentence."""
        audit = Audit(self.system, self.withheld)
        audit.weaknesses()
        return audit.tables

    def discreet(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Warnings without the numbers of figures that must not be shown: they stand in the manifest."""
        return tuple(self._discreet(fault) for fault in faults)

    def _discreet(self, fault: Fault) -> Fault:
        name = fault.data.get("figure")
        if fault.level == "error" or not isinstance(name, str) or name not in self._figures:
            return fault
        if not self._forms.of(name).counts:
            return fault
        message = f"The figure {name}, which comes from withheld numbers of people, is remarkable."
        return replace(fault, message=message, data={"figure": name})

    def _checked(self, figure: NamedFigure) -> NamedFigure:
        form = self._forms.of(figure.name)
        if not form.counts:
            return figure
        count: Count | None = self.system.counts[min(form.counts)]  # a word or a day of one person
        if isinstance(figure.value, Decimal):
            told = self.facts(told_by_default(figure))
            count = self.given_away(told) if told else None
        # it stands in the manifest, and must not say which number is the small one
        reason = "" if count is None else "it tells a number of people that is withheld, or lets it be worked out"
        places = (self._tables[form.table].data.place,) if form.table else figure.cells
        return replace(figure, hidden=reason, guarded=True, cells=places, cell_count=len(places))

    # ------------------------------------------------------------------------------------------------- people

    def counts_people(self, table: str) -> bool:
        """Whether a table counts people, or has persons in its rows."""
        return table in self._persons or table in self._assembled.tables

    def cell(self, table: str, row: int, column: str) -> Form | None:
        """What a cell is of the counts, seen by someone who knows what is published; None for no number of people."""
        if table in self._persons:
            return Form(told=frozenset((self._persons[table].anyone,)), table=table)
        people, spot, index = self._assembled.tables[table], (row, column), self._assembled.index
        number = Form.number(Fraction(number_in(people.cell(spot)) or 0))
        if spot in people.worked_out:
            sources = frozenset(index[table, source] for source in people.worked_out[spot])
            return replace(number, told=sources - set(self._known))
        if spot not in people.values:
            return None
        at = index[table, spot]
        if spot in people.shares:
            return replace(number, told=frozenset((at,)) - set(self._known))
        return Form.number(self._known[at]) if at in self._known else Form(Linear(((at, Fraction(1)),)))

    def rows(self, table: str, rows: Sequence[int]) -> Form | None:
        """How many persons some rows are; None for tables whose rows are no persons."""
        if table not in self._persons:
            return None
        index = self._persons[table].index.get(frozenset(rows))
        return Form(Linear() if index is None else Linear(((index, Fraction(1)),)), table=table)

    def _hidden_spots(self, people: PeopleTable) -> Iterator[Spot]:
        """The cells of a table that readers do not get: also those that only feed figures."""
        index = self._assembled.index
        for spot, value in people.values.items():
            if value is not None and index[people.name, spot] not in self._known:
                yield spot
        for spot, sources in people.worked_out.items():
            if any(index[people.name, source] not in self._known for source in sources):
                yield spot

    def _hidden_numbers(self, name: str) -> frozenset[int]:
        people = self._assembled.tables.get(name)
        spots = self.spots.get(name, frozenset()) if people is not None and people.shown else frozenset()
        return frozenset(value for spot in spots if people and (value := people.values.get(spot)) is not None)

    def _hidden_places(self, name: str) -> frozenset[Place]:
        return frozenset(self._tables[name].cell(*spot).place for spot in self.spots.get(name, ()))
