"""The forms of figures: their formulas followed down to the cells."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.faults import FaultError
from pipeline.figures.cells import number_in
from pipeline.figures.columns import aggregate
from pipeline.figures.conditions import select
from pipeline.figures.formula_nodes import (
    SINCE,
    Call,
    Cell,
    Column,
    Condition,
    Name,
    Negative,
    Number,
    Operation,
    Quoted,
    Word,
)
from pipeline.figures.formula_parser import parse_formula
from pipeline.figures.periods import shift_since
from pipeline.figures.shifted import cell_at, condition_at, word_at
from pipeline.figures.suppression import forms
from pipeline.figures.suppression.forms import Form
from pipeline.figures.suppression.persons import with_values
from pipeline.figures.suppression.system import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.figures.book import NamedFigure
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Node
    from pipeline.figures.periods import Shift
    from pipeline.figures.suppression.told import Told
    from pipeline.places import Place

_ONE: Final = Fraction(1)

_OF_TWO: Final[Mapping[str, Callable[[Form, Form], Form]]] = {
    "share": forms.share,
    "part": forms.part_of,
    "change": forms.change,
    "percent_change": forms.percent_change,
}


class People(Protocol):
    """What is known of the people in tables."""

    def counts_people(self, table: str) -> bool:
        """Whether a table counts people, or has persons in its rows."""

    def cell(self, table: str, row: int, column: str) -> Form | None:
        """What a cell of such a table is; None when it is no number of people and none comes from one."""

    def rows(self, table: str, rows: Sequence[int]) -> Form | None:
        """How many persons some rows are; None for tables whose rows are no persons."""

    def value(self, form: Form) -> Fraction | None:
        """What a form comes to with the true counts; None when one of them is not known."""

    def behind(self, figure: NamedFigure) -> frozenset[int]:
        """The counts in the cells behind a figure that readers do not know."""


class FigureForms:
    """The forms of figures, each worked out once."""

    def __init__(self, figures: Mapping[str, NamedFigure], tables: Mapping[str, NamedTable], people: People) -> None:
        """Get ready.

        Args:
            figures: all figures of figures.yaml.
            tables: the tables that their expressions name.
            people: what is known of the people in them.
        """
        self.figures = figures
        self.tables = tables
        self.people = people
        self._done: dict[tuple[str, Shift | None], Form] = {}

    def of(self, name: str, shift: Shift | None = None) -> Form:
        """The form of a figure; without counts for one that has nothing to do with people."""
        key = (name, shift)
        if key not in self._done:
            self._done[key] = self._of(self.figures[name], shift)
        return self._done[key]

    def facts(self, told: Iterable[Told], values: Mapping[int, int | None]) -> tuple[Fact, ...]:
        """What is told of figures, as facts about counts.

        Args:
            told: what words tell.
            values: the counts' own values, for what is told exactly.
        """
        found: dict[Fact, None] = {}
        for one in told:
            made = forms.total([(self.of(name), factor) for name, factor in one.figures if name in self.figures])
            for index in sorted(made.told):
                value = values.get(index)
                if value is not None:
                    found[Fact(((index, 1),), value, value)] = None
            if made.top.terms or made.bottom.terms:
                found.update(dict.fromkeys(made.between(one)))
        return tuple(found)

    def _of(self, figure: NamedFigure, shift: Shift | None) -> Form:
        value = figure.value
        plain = Form.number(Fraction(value)) if isinstance(value, Decimal) else Form()
        made = Form()
        with suppress(FaultError):  # a kind's own figure is described in other words
            tree = parse_formula(figure.expression, self.tables, lambda _: figure.place)
            made = _Following(figure, self, shift).form(tree)
        if shift is not None or made.told:
            return made
        known = self.people.value(made)
        if known is None or (isinstance(value, Decimal) and _is_near(known, Fraction(value))):
            return made if made.counts else plain
        # followed wrongly or not at all, or a word or a day: what readers do not know behind it counts as told
        behind = self.people.behind(figure) | made.counts
        return forms.unclear((made, Form(told=behind))) if behind else plain


def _is_near(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers are the same but for the digits that a figure's value has."""
    return abs(one - other) <= max(abs(one), _ONE) / 10**40


class _Following:
    """Follows the expression of one figure."""

    def __init__(self, figure: NamedFigure, known: FigureForms, shift: Shift | None) -> None:
        self._figure = figure
        self._known = known
        self._shift = shift

    def form(self, node: Node) -> Form:
        match node:
            case Number():
                return Form.number(Fraction(node.value))
            case Name() if node.text in self._known.figures:
                return self._known.of(node.text, self._shift)
            case Cell():
                return self._cell(node)
            case Negative():
                return forms.times(self.form(node.operand), -_ONE)
            case Operation():
                return self._operation(node)
            case Call():
                return self._call(node)
        return Form()  # a column or a text by itself: a fault already

    def _cell(self, node: Cell) -> Form:
        table = self._known.tables[node.table.text]
        asked = cell_at(node, self._shift)
        key, row = table.column(asked.column.text, node.place), table.row(asked.row.text, node.place)
        made = self._known.people.cell(table.name, row, key) if self._known.people.counts_people(table.name) else None
        return Form.number(Fraction(number_in(table.cell(row, key)) or 0)) if made is None else made

    def _operation(self, node: Operation) -> Form:
        left, right = self.form(node.left), self.form(node.right)
        if node.operator in "+-":
            return forms.total([(left, _ONE), (right, _ONE if node.operator == "+" else -_ONE)])
        return forms.product(left, right) if node.operator == "*" else forms.quotient(left, right)

    def _call(self, node: Call) -> Form:
        name = node.function.text
        over = self._over(node)
        if over is not None:
            return self._aggregate(name, *over, node.conditions, node.place)
        if name in SINCE and isinstance(node.arguments[1], Quoted):
            return self._since(name, node.arguments[0], node.arguments[1].text)
        given = [self.form(one) for one in node.arguments]
        if name in _OF_TWO:
            return _OF_TWO[name](given[0], given[1])
        if name in ("sum", "average"):
            whole = forms.total([(one, _ONE) for one in given])
            return forms.times(whole, Fraction(1, len(given))) if name == "average" else whole
        return given[0] if len(given) == 1 and name in ("min", "max") else forms.unclear(given)

    def _since(self, name: str, node: Node, period: str) -> Form:
        """`change(now, "2022")`: the same formula for an earlier time."""
        figures = self._known.figures
        spans = figures[node.text].period if isinstance(node, Name) and node.text in figures else self._figure.period
        shift = shift_since(spans, period)
        if shift is None:
            return forms.unclear((self.form(node), Form(told=self._known.people.behind(self._figure))))
        then = _Following(self._figure, self._known, shift).form(node)
        return _OF_TWO[name](self.form(node), then)

    def _over(self, node: Call) -> tuple[NamedTable, str | None] | None:
        """The table and column that a function goes over; None when it is given figures."""
        if len(node.arguments) != 1:
            return None
        one, tables, figures = node.arguments[0], self._known.tables, self._known.figures
        if isinstance(one, Name) and one.text not in figures:
            table, _, heading = one.text.partition(".")
            if heading and table in tables:
                one = Column(Word(table, one.place), Word(heading, one.place))
        if isinstance(one, Column):
            found = tables[one.table.text]
            return found, found.column(word_at(one.heading, self._shift).text, one.place)
        if isinstance(one, Name | Quoted) and one.text in tables and one.text not in figures:
            return tables[one.text], None
        return None

    def _aggregate(
        self, name: str, table: NamedTable, key: str | None, conditions: Sequence[Condition], place: Place
    ) -> Form:
        moved = tuple(condition_at(one, self._shift) for one in conditions)
        people = self._known.people
        if not people.counts_people(table.name):
            value = aggregate(name, table, key, moved, place).value
            return Form.number(value) if isinstance(value, Fraction) else Form()
        chosen = list(select(table, moved).rows)
        told_of = chosen if key is None else with_values(table, chosen, key)  # an average of two is theirs alone
        persons = people.rows(table.name, told_of)
        if persons is not None:
            if name in ("min", "max") and key is not None and told_of:  # what the youngest earns is one person's
                persons = forms.total([(persons, _ONE), (people.cell(table.name, told_of[0], key) or Form(), _ONE)])
            return persons if name == "count" else forms.unclear((persons,))
        asked = [table.column(one.column.text, one.place) for one in moved]
        seen = [people.cell(table.name, row, column) for column in asked for row in range(len(table.data.rows))]
        chosen_by = frozenset(index for one in seen if one is not None for index in one.counts)
        beside = Form(told=chosen_by, table=table.name if chosen_by else "")
        if key is None or name == "count":
            return forms.total([(Form.number(len(chosen)), _ONE), (beside, _ONE)])
        parts = [one for row in chosen if (one := people.cell(table.name, row, key)) is not None]
        if name not in ("sum", "average") or not parts:
            return forms.unclear([*parts, beside])
        summed = forms.total([*((one, _ONE) for one in parts), (beside, _ONE)])
        return forms.times(summed, Fraction(1, len(parts))) if name == "average" else summed
