"""Named figures from their definitions: cells, sums, shares and differences, exactly and with the cells behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS, NamedFigure
from pipeline.figures.cells import NamedTable, number_in
from pipeline.figures.wording import PRECISION, decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.figures.settings import FigureSettings
    from pipeline.places import Place

    #: Place of a key of figures.yaml.
    Locate = Callable[..., Place]


class Formulas:
    """Works out figures one by one, each once, whatever order they are defined in.

    Faults gather in `faults`; a figure that cannot be worked out is None, and so is every figure that needs it,
    without a fault of its own.
    """

    def __init__(
        self,
        definitions: Mapping[str, FigureSettings],
        tables: Mapping[str, NamedTable],
        broken: Iterable[str],
        locate: Locate,
    ) -> None:
        """Get ready.

        Args:
            definitions: the figures of figures.yaml by name.
            tables: the tables that could be read.
            broken: names of tables that are defined but could not be read.
            locate: the place of a key, as `locate("figures", "a.b", "row")`.
        """
        self.faults = Faults()
        self._definitions = definitions
        self._tables = tables
        self._broken = frozenset(broken)
        self._locate = locate
        self._done: dict[str, NamedFigure | None] = {}
        self._under_way: list[str] = []

    def all(self) -> dict[str, NamedFigure]:
        """Every figure that can be worked out."""
        figures = ((name, self._figure(name)) for name in self._definitions)
        return {name: figure for name, figure in figures if figure is not None}

    def _figure(self, name: str) -> NamedFigure | None:
        if name not in self._done:
            self._under_way.append(name)
            self._done[name] = None
            with self.faults.collecting():
                self._done[name] = self._work_out(name, self._definitions[name])
            self._under_way.pop()
        return self._done[name]

    def _work_out(self, name: str, settings: FigureSettings) -> NamedFigure | None:
        if settings.table is not None:
            return self._cell(name, settings)
        if settings.share is not None and settings.of is not None:
            return self._share(name, settings, settings.share, settings.of)
        if settings.sum is not None:
            return self._sum(name, settings, settings.sum)
        assert settings.difference is not None  # the model admits no fifth way
        return self._difference(name, settings, settings.difference)

    def _cell(self, name: str, settings: FigureSettings) -> NamedFigure | None:
        assert settings.table is not None
        assert settings.row is not None
        assert settings.column is not None
        if settings.table in self._broken:
            return None
        table = self._tables.get(settings.table)
        if table is None:
            message = f"The figure {name} names the table “{settings.table}”, which is not defined."
            todo = did_you_mean(settings.table, (*self._tables, *self._broken))
            raise FaultError.of("I241", message, self._locate("figures", name, "table"), todo, table=settings.table)
        faults = Faults()
        column = row = None
        with faults.collecting():
            column = table.column(settings.column, self._locate("figures", name, "column"))
        with faults.collecting():
            row = table.row(settings.row, self._locate("figures", name, "row"))
        faults.raise_if_errors()
        assert column is not None
        assert row is not None
        cell = table.cell(row, column)
        value: Decimal | date | str | None = number_in(cell)
        if value is None:
            value = cell.value if isinstance(cell.value, date) else cell.text.strip() or None
        if value is None or (cell.value is None and not isinstance(value, Decimal)):
            message = f"The figure {name} is a cell without a value (row “{settings.row}”, column “{settings.column}”)."
            todo = f"Fill in the cell ({cell.place}), or leave the figure out."
            raise FaultError.of("I248", message, self._locate("figures", name), todo, cell=str(cell.place))
        column_settings = table.columns.get(column)
        percent = column_settings is not None and column_settings.type == "percent"
        unit = PERCENT if percent or cell.text.rstrip().endswith("%") else COUNT
        shown = column_settings.decimals if column_settings is not None else None
        if shown is None:
            shown = decimals_of(value) if isinstance(value, Decimal) else 0
        return self._made(name, settings, value, unit, shown, (cell.place,), "")

    def _share(self, name: str, settings: FigureSettings, part: str, whole: str) -> NamedFigure | None:
        parts = self._parts(name, {"share": part, "of": whole})
        if parts is None:
            return None
        upper, lower = (self._number(figure) for figure in parts)
        if lower == 0:
            message = f"The figure {name} divides by {whole}, which is nought."
            raise FaultError.of("I246", message, self._locate("figures", name, "of"), "Check the cells behind it.")
        with localcontext(prec=PRECISION):
            value = upper * 100 / lower
        if not 0 <= value <= 100:
            message = f"The share {name} is {value:.1f} percent."
            todo = f"Check that {part} is a part of {whole}."
            place = self._locate("figures", name)
            self.faults.add("I249", message, place, todo, level="warning", figure=name)
        return self._made(name, settings, value, PERCENT, 0, _cells(parts), f"{part} / {whole}")

    def _sum(self, name: str, settings: FigureSettings, names: tuple[str, ...]) -> NamedFigure | None:
        parts = self._parts(name, dict(enumerate(names)), "sum")
        if parts is None:
            return None
        with localcontext(prec=PRECISION):
            value = sum((self._number(figure) for figure in parts), Decimal(0))
        decimals = max(figure.decimals for figure in parts)
        return self._made(name, settings, value, parts[0].unit, decimals, _cells(parts), " + ".join(names))

    def _difference(self, name: str, settings: FigureSettings, names: tuple[str, str]) -> NamedFigure | None:
        parts = self._parts(name, dict(enumerate(names)), "difference")
        if parts is None:
            return None
        with localcontext(prec=PRECISION):
            value = self._number(parts[0]) - self._number(parts[1])
        decimals = max(figure.decimals for figure in parts)
        unit = PERCENTAGE_POINTS if parts[0].unit == PERCENT else parts[0].unit
        return self._made(name, settings, value, unit, decimals, _cells(parts), " − ".join(names))

    def _parts(
        self, name: str, names: Mapping[str, str] | Mapping[int, str], *above: str
    ) -> tuple[NamedFigure, ...] | None:
        """The figures that a formula names, all numbers of one unit; None when one of them is at fault itself."""
        faults = Faults()
        parts = []
        for key, other in names.items():
            place = self._locate("figures", name, *above, key)
            if other not in self._definitions:
                todo = did_you_mean(other, self._definitions)
                message = f"The figure {name} names “{other}”, which is not defined."
                faults.add("I244", message, place, todo, figure=other)
            elif other in self._under_way:
                circle = " → ".join([*self._under_way[self._under_way.index(other) :], other])
                message = f"The figure {name} goes round in a circle: {circle}."
                faults.add("I245", message, place, "Define one of them by a cell.", circle=circle)
            elif (figure := self._figure(other)) is not None:
                if isinstance(figure.value, Decimal):
                    parts.append(figure)
                else:
                    message = f"The figure {name} needs a number, but {other} is “{figure.value}”."
                    todo = f"Check the cell ({figure.cells[0]})."
                    faults.add("I248", message, place, todo, figure=other)
        faults.raise_if_errors()
        if len(parts) != len(names):
            return None
        units = {figure.unit for figure in parts}
        if len(units) > 1:
            shown = ", ".join(f"{figure.name} ({figure.unit or 'plain number'})" for figure in parts)
            message = f"The figure {name} mixes units: {shown}."
            todo = "Use figures of one unit, or set `unit:` where figures.yaml gives the wrong one."
            raise FaultError.of("I247", message, self._locate("figures", name), todo, units=sorted(units))
        return tuple(parts)

    def _made(
        self,
        name: str,
        settings: FigureSettings,
        value: Decimal | date | str,
        unit: str,
        decimals: int,
        cells: tuple[Place, ...],
        formula: str,
    ) -> NamedFigure:
        return NamedFigure(
            name=name,
            value=value,
            unit=unit if settings.unit is None else settings.unit,
            decimals=decimals if settings.decimals is None else settings.decimals,
            cells=cells,
            place=self._locate("figures", name),
            formula=formula,
        )

    @staticmethod
    def _number(figure: NamedFigure) -> Decimal:
        assert isinstance(figure.value, Decimal)
        return figure.value


def _cells(parts: tuple[NamedFigure, ...]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for figure in parts for place in figure.cells))
