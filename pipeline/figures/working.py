"""Working out one formula: from its tree to a quantity, with the place of everything that is wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeVar

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures import quantities
from pipeline.figures.cell_values import cell_quantity
from pipeline.figures.change_times import NAME_THE_EARLIER, check_order, shift_for
from pipeline.figures.columns import AGGREGATES, aggregate
from pipeline.figures.formula_nodes import (
    SINCE,
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
from pipeline.figures.functions import FUNCTIONS, OPERATIONS, applied, arity
from pipeline.figures.quantities import Quantity, QuantityError
from pipeline.figures.shifted import cell_at, condition_at, word_at
from pipeline.figures.wording import decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.periods import Shift
    from pipeline.places import Place
    from pipeline.sources.table import DataCell


Part = TypeVar("Part", Word, Cell, Condition)


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

    def __init__(
        self,
        name: str,
        known: Known,
        shift: Shift | None,
        warnings: Faults,
        place: Place,
        *,
        may_be_empty: bool = False,
    ) -> None:
        """Get ready.

        Args:
            name: the figure's name.
            known: figures and tables.
            shift: the time that it is worked out for instead of its own; None for its own.
            warnings: where faults go that stop nothing.
            place: of the figure.
            may_be_empty: whether a sum is nought where no row fits its conditions.
        """
        self._name = name
        self._known = known
        self._shift = shift
        self._warnings = warnings
        self._place = place
        self._may_be_empty = may_be_empty
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
        if isinstance(column := self._column(node), Column) and self._is_there(column):
            return self.value(column)
        message = f"The figure {self._name} names “{node.text}”, which is not defined."
        todo = did_you_mean(node.text, self._known.names)
        if node.text in self._known.tables or node.text in self._known.broken:
            message = f"The figure {self._name} names the table {node.text} where a number must be."
            todo = f'Say what of it: a cell is {node.text}["Row", "Column"], the number of rows count({node.text}).'
        raise FaultError.of("I244", message, node.place, todo, figure=node.text)

    def _is_there(self, column: Column) -> bool:
        """Whether a table has a column, as far as is known; otherwise its name may be a figure's, misspelt."""
        table = self._known.tables.get(column.table.text)
        return table is None or column.heading.text in table.data.columns

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
        heading = self._at(column, word_at)
        return table.cell(row, table.column(heading.text, heading.place))

    def _cell(self, node: Cell) -> Quantity | None:
        found = self._found(node)
        return None if found is None else cell_quantity(self._name, node, *found)

    def _found(self, node: Cell) -> tuple[NamedTable, int, str] | None:
        """Table, row and column of a cell; None when the table could not be read."""
        table = self._table(node.table)
        if table is None:
            return None
        faults = Faults()
        key = row = None
        asked = self._at(node, cell_at)
        with faults.collecting():
            key = table.column(asked.column.text, asked.column.place)
        with faults.collecting():
            row = table.row(asked.row.text, asked.row.place)
        faults.raise_if_errors()
        assert key is not None
        assert row is not None
        return table, row, key

    def _at(self, part: Part, at: Callable[[Part, Shift | None], Part]) -> Part:
        """A part of the formula at the time that is asked for."""
        made = at(part, self._shift)
        self.shifted |= made != part
        return made

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
        if name in SINCE:
            check_order(self._name, given[0], given[1], node.arguments[1].place)
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
        heading = self._at(over.heading, word_at) if isinstance(over, Column) else None
        key = table.column(heading.text, heading.place) if heading else None
        conditions = tuple(self._at(one, condition_at) for one in node.conditions)
        made = aggregate(node.function.text, table, key, conditions, over.place, self._warnings)
        if node.function.text == "sum" and conditions and not made.behind.count and not self._may_be_empty:
            message = f"No row of {table.name} fits all conditions of the sum together."
            todo = "Mend them; if the sum may be nought, write may-be-empty: true for the figure."
            raise FaultError.of("I278", message, node.conditions[0].place, todo, table=table.name)
        return made

    def _since(self, node: Call, since: Quoted) -> Quantity | None:
        """`change(now, "2022")`: the same formula for an earlier time."""
        now = self.value(node.arguments[0])
        if now is None:
            return None
        shift = shift_for(self._name, now, since)
        earlier = Working(self._name, self._known, shift, self._warnings, self._place, may_be_empty=self._may_be_empty)
        try:
            then = earlier.value(node.arguments[0])
        except FaultError as error:
            first = error.faults[0]
            message = f"The figure {self._name} has nothing to change from in {since.text}: {first.message}"
            raise FaultError.of("I277", message, since.place, first.todo, period=since.text) from None
        if then is None:
            return None
        if not earlier.shifted:
            message = f"Nothing that {self._name} is worked out from names {shift.old}, so it has no {since.text}."
            raise FaultError.of("I277", message, since.place, NAME_THE_EARLIER)
        return self._made(node.place, lambda: applied(node.function.text, (now, then)))
