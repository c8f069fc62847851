"""Working out one formula: from its tree to a quantity, with the place of everything that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures import quantities
from pipeline.figures.book import COUNT, PERCENT
from pipeline.figures.cells import column_unit, number_in
from pipeline.figures.columns import AGGREGATES, aggregate, year_in
from pipeline.figures.formula_nodes import (
    Call,
    Cell,
    Column,
    Condition,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Quoted,
    Word,
    quoted,
)
from pipeline.figures.functions import FUNCTIONS, OPERATIONS, SINCE, applied, arity
from pipeline.figures.quantities import Behind, Quantity, QuantityError
from pipeline.figures.wording import decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.places import Place
    from pipeline.sources.table import DataCell


@dataclass(frozen=True, slots=True)
class Shift:
    """Another time for a whole formula: `old` is replaced by `new` in headings, row names and conditions."""

    old: str
    new: str

    def of(self, text: str) -> str:
        """The text with the other year."""
        return re.sub(rf"(?<!\d){re.escape(self.old)}(?!\d)", self.new, text)


class Known(Protocol):
    """What a formula can name."""

    @property
    def names(self) -> Collection[str]:
        """All figures."""

    @property
    def tables(self) -> Mapping[str, NamedTable]:
        """The tables that could be read."""

    @property
    def broken(self) -> Collection[str]:
        """Tables that are defined but could not be read."""

    def quantity(self, name: str, shift: Shift | None, asked_by: str, place: Place) -> tuple[Quantity | None, bool]:
        """A figure, None if it is at fault itself, and whether the shift changed anything in it.

        Raises:
            FaultError: I245 it goes round in a circle; with a shift, everything that is wrong with it.
        """


class Working:
    """Works out the formula of one figure."""

    def __init__(self, name: str, known: Known, shift: Shift | None, warnings: Faults, place: Place) -> None:
        """Get ready.

        Args:
            name: the figure's name.
            known: figures and tables.
            shift: the time that it is worked out for instead of its own; None for its own.
            warnings: where faults go that stop nothing.
            place: of the figure.
        """
        self._name = name
        self._known = known
        self._shift = shift
        self._warnings = warnings
        self._place = place
        self.shifted = False

    def value(self, node: Node) -> Quantity | None:
        """What a formula comes to; None when a part of it is at fault itself.

        Raises:
            FaultError: I241 to I248, I237, I238, I277, I278: everything that is wrong with it.
        """
        match node:
            case Number():
                return Quantity(Fraction(node.value), decimals=decimals_of(node.value), literal=True)
            case Quoted():
                message = f"The figure {self._name} has a text where a number must be: “{node.text}”."
                raise FaultError.of("I237", message, node.place, "Figures are named without quotation marks.")
            case Name():
                return self._named(node)
            case Column():
                message = f"The figure {self._name} names a whole column, {node.heading.text}."
                todo = f"Say what of it, as sum({node.table.text}[{quoted(node.heading.text)}]), or name a row."
                raise FaultError.of("I237", message, node.place, todo)
            case Cell():
                return self._cell(node)
            case Call():
                return self._call(node)
            case Negative():
                operand = self.value(node.operand)
                return operand and self._made(node.place, lambda: quantities.negated(operand))
            case Operation():
                both = self._all((node.left, node.right))
                return self._made(node.place, lambda: OPERATIONS[node.operator](*both)) if both else None

    def _made(self, place: Place, make: Callable[[], Quantity]) -> Quantity:
        try:
            return make()
        except QuantityError as error:
            message = f"The figure {self._name} cannot be worked out: {error}."
            raise FaultError.of(error.code, message, place, error.todo, figure=self._name) from None

    def _all(self, nodes: Sequence[Node]) -> tuple[Quantity, ...] | None:
        """Several quantities, with all faults at once; None when one is at fault itself."""
        faults = Faults()
        made = []
        for node in nodes:
            with faults.collecting():
                made.append(self.value(node))
        faults.raise_if_errors()
        whole = tuple(one for one in made if one is not None)
        return whole if len(whole) == len(nodes) else None

    # ---------------------------------------------------------------------------------------------- names

    def _named(self, node: Name) -> Quantity | None:
        if node.text in self._known.names:
            quantity, shifted = self._known.quantity(node.text, self._shift, self._name, node.place)
            self.shifted |= shifted
            return quantity and replace(quantity, parts=(node.text,))
        if isinstance(column := self._column(node), Column):
            return self.value(column)
        message = f"The figure {self._name} names “{node.text}”, which is not defined."
        todo = did_you_mean(node.text, self._known.names)
        if node.text in self._known.tables or node.text in self._known.broken:
            message = f"The figure {self._name} names the table {node.text} where a number must be."
            todo = f'Say what of it: a cell is {node.text}["Row", "Column"], the number of rows count({node.text}).'
        raise FaultError.of("I244", message, node.place, todo, figure=node.text)

    def _column(self, node: Node) -> Node:
        """`arenden.Antal` as the column that it is, unless it is a figure; any other node as it is.

        Raises:
            FaultError: I244 it is a figure and a column.
        """
        if not isinstance(node, Name):
            return node
        table, _, heading = node.text.partition(".")
        if not heading or table not in {*self._known.tables, *self._known.broken}:
            return node
        column = Column(Word(table, node.place), Word(heading, node.place))
        if node.text not in self._known.names:
            return column
        known = self._known.tables.get(table)
        if known is None or heading not in known.data.columns:
            return node
        message = f"“{node.text}” is a figure, and a column of the table {table} as well."
        todo = f'Write {table}["{heading}"] for the column, or give the figure another name.'
        raise FaultError.of("I244", message, node.place, todo, figure=node.text)

    def _table(self, name: Word) -> NamedTable | None:
        """A table; None when it could not be read, which is a fault already.

        Raises:
            FaultError: I241 it is not defined.
        """
        if name.text in self._known.broken:
            return None
        table = self._known.tables.get(name.text)
        if table is None:
            message = f"The figure {self._name} names the table “{name.text}”, which is not defined."
            todo = did_you_mean(name.text, (*self._known.tables, *self._known.broken))
            raise FaultError.of("I241", message, name.place, todo, table=name.text)
        return table

    # ---------------------------------------------------------------------------------------------- cells

    def beside(self, node: Cell, column: Word) -> DataCell | None:
        """What another column has in the row of a cell; None when the table could not be read.

        Raises:
            FaultError: I242, I243 there is no such row or column.
        """
        found = self._found(node)
        if found is None:
            return None
        table, row, _ = found
        heading = self._shifted(column)
        return table.cell(row, table.column(heading.text, heading.place))

    def _cell(self, node: Cell) -> Quantity | None:
        found = self._found(node)
        return None if found is None else self._cell_value(node, *found)

    def _found(self, node: Cell) -> tuple[NamedTable, int, str] | None:
        """Table, row and column of a cell; None when the table could not be read."""
        table = self._table(node.table)
        if table is None:
            return None
        faults = Faults()
        key = row = None
        heading, name = self._shifted(node.column), node.row
        if heading.text == node.column.text:
            name = self._shifted(node.row)
        with faults.collecting():
            key = table.column(heading.text, heading.place)
        with faults.collecting():
            row = table.row(name.text, name.place)
        faults.raise_if_errors()
        assert key is not None
        assert row is not None
        return table, row, key

    def _cell_value(self, node: Cell, table: NamedTable, row: int, key: str) -> Quantity:
        cell = table.cell(row, key)
        number = Fraction(0) if cell.missing == "nil" else number_in(cell)
        value: Fraction | date | str
        if number is not None:
            value = Fraction(number)
        elif cell.value is None or not cell.text.strip():
            message = f"The figure {self._name} is a cell without a value (row “{node.row.text}”, column “{key}”)."
            todo = f"Fill in the cell ({cell.place}), or leave the figure out."
            raise FaultError.of("I248", message, node.place, todo, cell=str(cell.place))
        else:
            value = cell.value if isinstance(cell.value, date) else cell.text.strip()
        settings = table.columns.get(key)
        decimals = settings.decimals if settings is not None else None
        if decimals is None:
            decimals = decimals_of(written) if (written := number_in(cell)) is not None else 0
        unit = PERCENT if cell.text.endswith("%") else column_unit(table, key) if number is not None else COUNT
        year = year_in(key) or year_in(table.row_name(row))
        return Quantity(value, unit, decimals, Behind((cell.place,), 1), periods=(year,) if year else ())

    def _shifted(self, word: Word) -> Word:
        if self._shift is None:
            return word
        text = self._shift.of(word.text)
        self.shifted |= text != word.text
        return Word(text, word.place)

    # ---------------------------------------------------------------------------------------------- functions

    def _call(self, node: Call) -> Quantity | None:
        name = node.function.text
        if name not in FUNCTIONS:
            message = f"There is no function “{name}”."
            raise FaultError.of("I237", message, node.place, did_you_mean(name, FUNCTIONS), function=name)
        if name in AGGREGATES and (table := self._over(node)) is not None:
            return self._aggregate(node, table)
        count = len(node.arguments)
        if name == "count" or node.conditions or count != arity(name, count):
            raise self._misused(node)
        if name in SINCE and isinstance(node.arguments[1], Quoted):
            return self._since(node, node.arguments[1])
        given = self._all(node.arguments)
        if given is None:
            return None
        made = self._made(node.place, lambda: applied(name, given))
        if name == "share":
            self._check_share(made)
        return made

    def _misused(self, node: Call) -> FaultError:
        name = node.function.text
        message = f"The function {name} is used wrongly."
        return FaultError.of("I237", message, node.place, f"As {FUNCTIONS[name]}.", function=name)

    def _check_share(self, made: Quantity) -> None:
        if not 0 <= made.number <= 100:
            message = f"The share {self._name} is {float(made.number):.1f} percent."
            todo = f"Check that {made.parts[0]} is a part of {made.parts[-1]}." if made.parts else ""
            self._warnings.add("I249", message, self._place, todo, level="warning", figure=self._name)

    def _over(self, node: Call) -> Column | Word | None:
        """The column or table that a function goes over; None when it is given figures."""
        if len(node.arguments) != 1:
            return None
        over = self._column(node.arguments[0])
        if isinstance(over, Column):
            return over
        if not isinstance(over, Name | Quoted) or over.text in self._known.names:
            return None
        if node.function.text == "count":
            return Word(over.text, over.place)
        if over.text in self._known.tables:
            message = f"The function {node.function.text} needs a column of the table {over.text}."
            todo = did_you_mean("", self._known.tables[over.text].data.columns)
            raise FaultError.of("I237", message, over.place, todo, table=over.text)
        return None

    def _aggregate(self, node: Call, over: Column | Word) -> Quantity | None:
        table = self._table(over.table if isinstance(over, Column) else over)
        if table is None:
            return None
        heading = self._shifted(over.heading) if isinstance(over, Column) else None
        key = table.column(heading.text, heading.place) if heading else None
        conditions = tuple(self._shifted_condition(one) for one in node.conditions)
        return aggregate(node.function.text, table, key, conditions, over.place)

    def _shifted_condition(self, condition: Condition) -> Condition:
        if self._shift is None or condition.comparison != "=":
            return condition
        values = []
        for value in condition.values:
            text = value if isinstance(value, str) else f"{value:f}"
            shifted = self._shift.of(text)
            self.shifted |= shifted != text
            values.append(shifted if shifted != text else value)
        return Condition(condition.column, condition.comparison, tuple(values), condition.place)

    def _since(self, node: Call, period: Quoted) -> Quantity | None:
        """`change(now, "2022")`: the same formula for another year."""
        now = self.value(node.arguments[0])
        if now is None:
            return None
        old = now.periods[0] if len(now.periods) == 1 else ""
        if not re.fullmatch(r"\d{4}", old) or not re.fullmatch(r"\d{4}", period.text):
            message = f"The figure {self._name} is a change since “{period.text}”, "
            message += f"and what changes is about “{'/'.join(now.periods)}”." if now.periods else "of unknown time."
            todo = "Both must be single years; otherwise name the earlier figure: since: NAME."
            raise FaultError.of("I277", message, period.place, todo, period=period.text)
        earlier = Working(self._name, self._known, Shift(old, period.text), self._warnings, self._place)
        try:
            then = earlier.value(node.arguments[0])
        except FaultError as error:
            first = error.faults[0]
            message = f"The figure {self._name} has nothing to change from in {period.text}: {first.message}"
            raise FaultError.of("I277", message, period.place, first.todo, period=period.text) from None
        if then is None:
            return None
        if not earlier.shifted:
            message = f"Nothing that {self._name} is worked out from names the year {old}, so it has no {period.text}."
            raise FaultError.of("I277", message, period.place, "Name the earlier figure: since: NAME.")
        return self._made(node.place, lambda: applied(node.function.text, (now, then)))
