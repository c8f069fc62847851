"""Rows and columns of a table of people by their names, and what each of them holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.faults import FaultError, Faults, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import DataSettings
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

    Locate = Callable[..., Place]

#: A cell by the index of its row and the key of its column.
Spot: TypeAlias = tuple[int, str]

#: What a row or column holds: counts of people, percentages without counts, what comes from others, something else.
What: TypeAlias = Literal["count", "share", "worked-out", "other"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or a column: the one that is not None."""

    row: int | None = None
    column: str | None = None

    @property
    def is_row(self) -> bool:
        """Whether it is a row."""
        return self.row is not None

    def at(self, other: int | str) -> Spot:
        """The cell where it meets a line of the other direction."""
        row, column = (self.row, other) if self.is_row else (other, self.column)
        assert isinstance(row, int)
        assert isinstance(column, str)
        return row, column


@dataclass
class PeopleTable:
    """What the cells of a table are.

    Attributes:
        name: in figures.yaml.
        table: its cells.
        settings: what figures.yaml says of it.
        shown: whether the document shows it, as a table or a chart.
        values: how many people each cell counts that counts any; None where the source has “..”. Of a percentage
            without its count, the count that it stands for.
        shares: the cells that are percentages without their counts.
        worked_out: the cells that come from others → those others, counts all of them.
        sums: cells that are sums → their parts.
        rests: cells that are sums with parts that have no cell → the parts that have one.
    """

    name: str
    table: NamedTable
    settings: DataSettings
    shown: bool
    values: dict[Spot, int | None] = field(default_factory=dict)
    shares: set[Spot] = field(default_factory=set)
    worked_out: dict[Spot, tuple[Spot, ...]] = field(default_factory=dict)
    sums: list[tuple[Spot, tuple[Spot, ...]]] = field(default_factory=list)
    rests: list[tuple[Spot, tuple[Spot, ...]]] = field(default_factory=list)

    def cell(self, spot: Spot) -> DataCell:
        """The cell at a spot."""
        return self.table.cell(*spot)

    def called(self, spot: Spot) -> str:
        """A cell in words."""
        return f"{self.name}, row “{self.table.row_name(spot[0])}”, column “{spot[1]}”"


class Lines:
    """The rows and columns of one table, and where faults about them are gathered."""

    def __init__(self, table: NamedTable, settings: DataSettings, locate: Locate) -> None:
        """Find the rows and columns that hold no counts.

        Args:
            table: the table.
            settings: what figures.yaml says of it.
            locate: place of a key of the table, as `locate("parts", "Totalt")`.
        """
        self.table = table
        self.locate = locate
        self.faults = Faults()
        headings = frozenset(table.data.columns[: table.row_headers])
        self.columns = tuple(column for column in table.data.columns if column not in headings)
        self.rows = range(len(table.data.rows))
        self.kinds: dict[Line, What] = {}
        self._sort("shares", settings.shares, "share")
        self._sort("worked-out", settings.worked_out, "worked-out")
        self._sort("not-people", settings.not_people, "other")

    def line(self, name: str, *key: str | int) -> Line | None:
        """The column or row of a name; None, with I290, when there is none."""
        plain = " ".join(name.split())
        for column in self.columns:
            if " ".join(column.split()) == plain:
                return Line(column=column)
        place = self.locate(*key)
        try:
            return Line(row=self.table.row(name, place))
        except FaultError:
            message = f"The table {self.table.name} has no row or column “{name}”, or several."
            known = (*self.columns, *(self.table.row_name(index) for index in self.rows))
            self.faults.add("I290", message, place, did_you_mean(name, known), name=name)
            return None

    def kind(self, row: int, column: str) -> What:
        """What a cell is."""
        return self.kinds.get(Line(column=column)) or self.kinds.get(Line(row=row)) or "count"

    def across(self, line: Line) -> Sequence[int] | Sequence[str]:
        """The lines of the other direction: rows for a column, columns of counts for a row."""
        return (
            [column for column in self.columns if Line(column=column) not in self.kinds] if line.is_row else self.rows
        )

    def alike(self, lines: Iterable[Line], message: str, *key: str | int) -> bool:
        """Whether all of them are rows, or all columns; otherwise I290 is noted."""
        if len({line.is_row for line in lines}) == 1:
            return True
        self.faults.add("I290", message, self.locate(*key), "Name rows only, or columns only.")
        return False

    def _sort(self, key: str, names: Iterable[str], kind: What) -> None:
        for position, name in enumerate(names):
            line = self.line(name, key, position if kind == "other" else name)
            if line is not None and self.kinds.setdefault(line, kind) != kind:
                message = f"“{name}” of {self.table.name} stands under {self.kinds[line]} and {key}."
                self.faults.add("I290", message, self.locate(key), "Name it once.", name=name)
