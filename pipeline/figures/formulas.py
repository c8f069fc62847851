"""Named figures from their definitions, exactly and with the cells behind them, in whatever order they are defined."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError, Faults
from pipeline.figures.book import PERCENT, NamedFigure
from pipeline.figures.formula_nodes import Cell, Word, is_bare_quotient, written
from pipeline.figures.formula_trees import tree_of
from pipeline.figures.periods import spanned, stated_period
from pipeline.figures.quantities import Behind, Quantity, decimal_of
from pipeline.figures.stated import stated
from pipeline.figures.units import canonical
from pipeline.figures.wording import decimals_of
from pipeline.figures.working import Working

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.formula_nodes import Node
    from pipeline.figures.formula_trees import Locate, LocateInFormula
    from pipeline.figures.periods import Shift
    from pipeline.figures.settings import FigureSettings
    from pipeline.places import Place

#: Figures that lead to each other, one from the next: more is no longer for people to follow.
_LONGEST_CHAIN: Final = 60


class Formulas:
    """Works out figures one by one, each once.

    Faults gather in `faults`; a figure that cannot be worked out is left out, and so is every figure that needs it,
    without a fault of its own.

    Attributes:
        names: all figures that are defined.
        tables: the tables that could be read.
        broken: names of tables that are defined but could not be read.
    """

    def __init__(
        self,
        definitions: Mapping[str, FigureSettings],
        tables: Mapping[str, NamedTable],
        broken: Iterable[str],
        locate: Locate,
        locate_in_formula: LocateInFormula,
    ) -> None:
        """Get ready.

        Args:
            definitions: the figures of figures.yaml by name.
            tables: the tables that could be read.
            broken: names of tables that are defined but could not be read.
            locate: the place of a key, as `locate("figures", "a.b", "row")`.
            locate_in_formula: the place of a character of a figure's formula, as `locate_in_formula("a.b", 12)`.
        """
        self.faults = Faults()
        self.tables = tables
        self.broken: Collection[str] = frozenset(broken)
        self._definitions = definitions
        self._locate = locate
        self._trees: dict[str, Node | None] = {}
        known = (*tables, *self.broken)
        for name, settings in definitions.items():
            with self._collecting(name):
                self._trees[name] = tree_of(name, settings, known, locate, locate_in_formula)
        self._done: dict[tuple[str, Shift | None], tuple[Quantity | None, bool]] = {}
        self._under_way: list[tuple[str, Shift | None]] = []

    @property
    def names(self) -> Collection[str]:
        """All figures that are defined."""
        return self._definitions.keys()

    def all(self) -> dict[str, NamedFigure]:
        """Every figure that can be worked out."""
        figures = ((name, self._figure(name)) for name in self._definitions)
        return {name: figure for name, figure in figures if figure is not None}

    def quantity(self, name: str, shift: Shift | None, asked_by: str, place: Place) -> tuple[Quantity | None, bool]:
        """What a figure comes to, worked out once; see `working.Known`."""
        key = (name, shift)
        if key in self._under_way:
            names = [one for one, _ in self._under_way[self._under_way.index(key) :]]
            circle = " → ".join([*names, name])
            message = f"The figure {asked_by} goes round in a circle: {circle}."
            raise FaultError.of("I245", message, place, "Define one of them by a cell.", circle=circle)
        if len(self._under_way) >= _LONGEST_CHAIN:
            message = f"The figure {name} hangs on more than {_LONGEST_CHAIN} figures, one after the other."
            raise FaultError.of("I238", message, place, "Define one of them by cells.", figure=name)
        if key not in self._done:
            self._under_way.append(key)
            try:
                self._done[key] = self._worked_out(name, shift) if shift else self._noted(name)
            finally:
                self._under_way.pop()
        return self._done[key]

    def _noted(self, name: str) -> tuple[Quantity | None, bool]:
        """A figure in its own time; what is wrong with it is noted, and it is None."""
        with self._collecting(name):
            return self._worked_out(name, None)
        return None, False

    @contextmanager
    def _collecting(self, name: str) -> Iterator[None]:
        """Faults inside are noted, each with the name of the figure in what it says."""
        try:
            yield
        except FaultError as error:
            for fault in error.faults:
                named = re.search(rf"\b(figure|share|that) {re.escape(name)}(?!\w)", fault.message)
                self.faults.extend([fault if named else replace(fault, message=f"In {name}: {fault.message}")])

    def _worked_out(self, name: str, shift: Shift | None) -> tuple[Quantity | None, bool]:
        if name not in self._trees:  # its formula could not be read
            return None, False
        settings, tree = self._definitions[name], self._trees[name]
        if tree is None:
            said = self._as_said(self._constant(name, settings), settings, shift)
            return stated(said, name, settings.hedge or "", None, self._locate), False
        place = self._locate("figures", name)
        working = Working(name, self, shift, self.faults, place, may_be_empty=settings.may_be_empty)
        made = working.value(tree)
        if made is None:
            return None, working.shifted
        beside = None
        if settings.hedge_column is not None and isinstance(tree, Cell):
            column = Word(settings.hedge_column, self._locate("figures", name, "hedge-column"))
            beside = working.beside(tree, column)
        self._warn_of_quotient(name, settings, tree)
        said = self._as_said(made, settings, shift)
        return stated(said, name, settings.hedge or "", beside, self._locate), working.shifted

    def _constant(self, name: str, settings: FigureSettings) -> Quantity:
        assert settings.constant is not None  # the model admits nothing else without a formula
        cell = self._locate("figures", name, "constant")
        return Quantity(Fraction(settings.constant), decimals=decimals_of(settings.constant), behind=Behind((cell,), 1))

    def _warn_of_quotient(self, name: str, settings: FigureSettings, tree: Node) -> None:
        """0.63 is not 63 percent."""
        if settings.unit is not None and canonical(settings.unit) == PERCENT and is_bare_quotient(tree):
            message = f"The figure {name} is a quotient, and its unit is said to be percent: it is not times 100."
            todo = "Write share(part, whole), which is in percent, or 100 * part / whole."
            place = self._locate("figures", name, "unit")
            self.faults.add("I281", message, place, todo, level="warning", figure=name)

    @staticmethod
    def _as_said(made: Quantity, settings: FigureSettings, shift: Shift | None) -> Quantity:
        """The quantity with the unit, the decimals and the period that figures.yaml says."""
        periods = made.periods
        if settings.period is not None:
            period = stated_period(settings.period)
            periods = (period if shift is None else shift.of(period),)
        return replace(
            made,
            unit=made.unit if settings.unit is None else canonical(settings.unit),
            decimals=made.decimals if settings.decimals is None else settings.decimals,
            periods=periods,
            literal=False,
        )

    def _figure(self, name: str) -> NamedFigure | None:
        place = self._locate("figures", name)
        made, _ = self.quantity(name, None, name, place)
        if made is None:
            return None
        settings, tree = self._definitions[name], self._trees[name]
        return NamedFigure(
            name=name,
            value=decimal_of(made.value) if isinstance(made.value, Fraction) else made.value,
            unit=made.unit,
            decimals=made.decimals,
            cells=made.behind.places or (place,),
            place=place,
            expression=f"{settings.constant:f}" if tree is None else written(tree),
            period=spanned(made.periods),
            parts=made.parts,
            cell_count=made.behind.count,
            source=settings.source or "",
            change=made.change,
            hedge=made.hedge,
        )
