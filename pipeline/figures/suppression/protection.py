"""The protection of a document's people: what its tables withhold, and what may be said of the figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
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
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.faults import Fault, Faults
    from pipeline.figures.book import ChartDefinition, FigureBook, NamedFigure, TableDefinition
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.suppression.assembly import Assembled, Cell
    from pipeline.figures.suppression.choosing import Choice
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
        choice: Choice,
        assembled: Assembled,
        persons: Mapping[str, Persons],
        behind: Mapping[Cell, int],
        tables: Mapping[str, NamedTable],
        figures: Mapping[str, NamedFigure],
    ) -> None:
        """Get ready.

        Args:
            system: the counts of all tables of people.
            choice: the counts that are not shown.
            assembled: the tables of counts.
            persons: the tables whose rows are persons, by name.
            behind: cells that tell something of persons → the count of these.
            tables: all tables of figures.yaml, with their true numbers.
            figures: all its figures, likewise.
        """
        self.system = system
        self.withheld = choice.withheld
        # tables that agree with everything that is shown, before any sentence
        self._possible_tables = choice.tables
        self._assembled = assembled
        self._persons = persons
        self._behind = behind
        self._tables = tables
        self._figures = figures
        self._known = known_to_readers(system, choice.withheld)
        self._values = {index: count.value for index, count in enumerate(system.counts)}
        self._forms = FigureForms(figures, tables, self)
        self.spots = self._hidden(self._known)

    def visible(self, tables: Mapping[str, NamedTable]) -> dict[str, NamedTable]:
        """The tables as readers get them."""
        return self._masked(tables, self.spots)

    def traceable(self, book: FigureBook, outright: Collection[int]) -> FigureBook:
        """The figures of a document as its readers may trace them.

        Args:
            book: its figures and tables.
            outright: counts that its sentences tell outright: they are no secret any more.
        """
        told = frozenset(outright)
        figures = {
            name: replace(figure, guarded=False) if figure.guarded and self._is_open(figure, told) else figure
            for name, figure in book.figures.items()
        }
        known = self._known.keys() | told
        tables = {name: self._tables[name] for name in book.sources if name in self._tables}
        return replace(book, figures=figures, sources={**book.sources, **self._masked(tables, self._hidden(known))})

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

    def _is_open(self, figure: NamedFigure, told: frozenset[int]) -> bool:
        """Whether all that a figure comes from is told outright."""
        form = self._forms.of(figure.name)
        return not figure.hidden and not form.table and form.counts <= told

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
        behind = self._behind.get((table, spot))
        if behind is not None and behind not in self._known:
            return replace(number, told=frozenset((behind,)))
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

    def value(self, form: Form) -> Fraction | None:
        """What a form comes to with the true counts; None when one of them is not known."""
        parts = []
        for part in (form.top, form.bottom):
            terms = [(factor, self._values[index]) for index, factor in part.terms]
            known = [factor * value for factor, value in terms if value is not None]
            if len(known) < len(terms):
                return None
            parts.append(sum(known, part.constant))
        return parts[0] / parts[1] if parts[1] else None

    def behind(self, figure: NamedFigure) -> frozenset[int]:
        """The counts in the cells behind a figure that readers do not know."""
        places, tables, index = set(figure.cells), self._assembled.tables, self._assembled.index
        files = {(place.file, place.sheet) for place in places}
        if figure.cell_count > len(places) or any(place.last_row for place in places):  # not all of them are named
            cells = {at for (name, _), at in index.items() if self._file_of(name) in files}
        else:
            cells = {at for (name, spot), at in index.items() if tables[name].cell(spot).place in places}
        rows = {made.anyone for name, made in self._persons.items() if self._file_of(name) in files}
        return frozenset(cells | rows) - self._known.keys()

    def _file_of(self, name: str) -> tuple[str, str | None]:
        data = self._tables[name].data
        return data.file, data.sheet

    def _masked(self, tables: Mapping[str, NamedTable], spots: Mapping[str, frozenset[Spot]]) -> dict[str, NamedTable]:
        return {
            name: emptied(table) if name in self._persons else masked(table, spots.get(name, ()))
            for name, table in tables.items()
        }

    def _hidden(self, known: Collection[int]) -> dict[str, frozenset[Spot]]:
        """The cells that readers do not get who know these counts: also those that only feed figures."""
        tables = self._assembled.tables
        return {name: frozenset(self._hidden_spots(people, known)) for name, people in tables.items()}

    def _hidden_spots(self, people: PeopleTable, known: Collection[int]) -> Iterator[Spot]:
        index = self._assembled.index
        for spot, value in people.values.items():
            if value is not None and index[people.name, spot] not in known:
                yield spot
        for (name, spot), at in self._behind.items():
            if name == people.name and at not in known:
                yield spot
        for spot, sources in people.worked_out.items():
            if any(index[people.name, source] not in known for source in sources):
                yield spot

    def _hidden_numbers(self, name: str) -> frozenset[int]:
        people = self._assembled.tables.get(name)
        spots = self.spots.get(name, frozenset()) if people is not None and people.shown else frozenset()
        return frozenset(value for spot in spots if people and (value := people.values.get(spot)) is not None)

    def _hidden_places(self, name: str) -> frozenset[Place]:
        return frozenset(self._tables[name].cell(*spot).place for spot in self.spots.get(name, ()))
