"""A table by its columns: rows chosen by what stands in them, counted, summed exactly and grouped; 100,000 are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

from pipeline.sources.number import NumberError, parse_number
from pipeline.sources.table import CellValue, DataCell, DataRow, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.places import Place
    from pipeline.sources.table import DataTable

#: What a cell must be: its text, its number or its day; or any one of several.
Condition: TypeAlias = str | int | Decimal | date | tuple[str | int | Decimal | date, ...]

#: Runs of rows that are worth naming one by one; more are named by their first and last row.
MAX_RUNS = 100

#: A table with more rows than this makes each row when it is asked for.
LONG = 2_000

#: Digits that sums are worked out in: more than any column of numbers has.
_PRECISION = 200


class Content(NamedTuple):
    """What stands in a cell, wherever it stands: cells of a column that say the same share it."""

    value: CellValue
    text: str
    missing: Missing = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What the numbers of a column make in the chosen rows.

    Attributes:
        value: their sum, exact; None when there is no number, or a cell whose value is not available.
        numbers: cells with a number, those with “–” (nil, nought) among them.
        minimum, maximum: the smallest and the largest number; None when there is none.
        empty: cells that are empty or not applicable; the sum leaves them out.
        unknown: the first cell whose value is not available (“..”), which makes the sum unknown.
        wrong: the first cell that holds neither a number nor a sign for a missing one.
    """

    value: Decimal | None
    numbers: int
    minimum: Decimal | None
    maximum: Decimal | None
    empty: int
    unknown: DataCell | None
    wrong: DataCell | None


class ColumnTable:
    """The cells of a table, column by column.

    Attributes:
        keys: the columns' keys, in their order.
        places: place of each row.
    """

    def __init__(
        self,
        columns: Mapping[str, Sequence[Content]],
        places: Sequence[Place],
        moved: Mapping[tuple[int, str], Place] | None = None,
    ) -> None:
        """A table.

        Args:
            columns: key → what stands in each row.
            places: the rows' places.
            moved: (row index, key) → place of the row that a cell really stands in, for merged cells.
        """
        self.keys = tuple(columns)
        self.places = places
        self._columns = columns
        self._moved = moved or {}

    @classmethod
    def of(cls, table: DataTable) -> ColumnTable:
        """A table that was read row by row."""
        if isinstance(table.rows, ColumnRows):
            return table.rows.table
        columns: dict[str, list[Content]] = {key: [] for key in table.columns}
        moved: dict[tuple[int, str], Place] = {}
        for index, row in enumerate(table.rows):
            for key, cell in row.items():
                columns[key].append(Content(cell.value, cell.text, cell.missing))
                if cell.row_place != row.place:
                    moved[index, key] = cell.row_place
        return cls(columns, [row.place for row in table.rows], moved)

    def __len__(self) -> int:
        return len(self.places)

    def column(self, key: str) -> Sequence[Content]:
        """What stands in each row of a column; KeyError for one that the table does not have."""
        return self._columns[key]

    def values(self, key: str) -> list[CellValue]:
        """The values of a column."""
        return [content.value for content in self._columns[key]]

    def distinct(self, key: str) -> tuple[str, ...]:
        """The texts that stand in a column, each once, in order of appearance."""
        return tuple(dict.fromkeys(content.text for content in self._columns[key]))

    def cell(self, index: int, key: str) -> DataCell:
        """One cell, by its row's index from 0 and its column's key."""
        content = self._columns[key][index]
        place = self._moved.get((index, key)) or self.places[index]
        return DataCell(content.value, content.text, place, key, content.missing)

    def rows(self) -> Sequence[DataRow]:
        """The rows: all of them now for a short table, each when it is asked for in a long one."""
        return ColumnRows(self) if len(self) > LONG else tuple(self._row(index) for index in range(len(self)))

    def _row(self, index: int) -> DataRow:
        place = self.places[index]
        cells = {}
        for key, column in self._columns.items():
            value, text, missing = column[index]
            cells[key] = DataCell(value, text, self._moved.get((index, key)) or place, key, missing)
        return DataRow(cells, place)

    @property
    def all(self) -> Selection:
        """Every row."""
        return Selection(self, range(len(self)))

    def where(self, conditions: Mapping[str, Condition]) -> Selection:
        """The rows whose cells are as they must be.

        Args:
            conditions: key → what must stand there. Text is compared with the cell's text, blanks of any sort and
                number being alike; numbers and days with its value.

        Raises:
            KeyError: for a column that the table does not have.
        """
        return self.all.where(conditions)


class Selection:
    """Some rows of a table.

    Attributes:
        table: the table.
        rows: indexes of the rows, rising.
    """

    def __init__(self, table: ColumnTable, rows: Sequence[int]) -> None:
        self.table = table
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, conditions: Mapping[str, Condition]) -> Selection:
        """Those of the rows whose cells are as they must be; as `ColumnTable.where`."""
        rows = self.rows
        for key, condition in conditions.items():
            column = self.table.column(key)
            wanted = condition if isinstance(condition, tuple) else (condition,)
            texts = frozenset(_plain(one) for one in wanted if isinstance(one, str))
            values = frozenset(one for one in wanted if not isinstance(one, str))
            fitting: dict[Content, bool] = {}
            chosen = []
            for index in rows:
                content = column[index]
                fits = fitting.get(content)
                if fits is None:
                    fits = _plain(content.text) in texts or (content.value is not None and content.value in values)
                    fitting[content] = fits
                if fits:
                    chosen.append(index)
            rows = chosen
        return Selection(self.table, rows)

    def total(self, key: str) -> Total:
        """What the numbers of a column make; see `Total`."""
        column = self.table.column(key)
        numbers: list[int | Decimal] = []
        empty = 0
        unknown = wrong = None
        for index in self.rows:
            content = column[index]
            value = content.value
            if isinstance(value, int | Decimal):
                numbers.append(value)
            elif content.missing == "nil":
                numbers.append(0)
            elif content.missing == "not-available":
                unknown = unknown or self.table.cell(index, key)
            elif value is None:
                empty += 1
            elif (number := _number_in(value)) is not None:
                numbers.append(number)
            else:
                wrong = wrong or self.table.cell(index, key)
        with localcontext(prec=_PRECISION):
            total = sum((number for number in numbers if isinstance(number, Decimal)), Decimal(0))
            total += sum(number for number in numbers if isinstance(number, int))
        return Total(
            value=total if numbers and unknown is None and wrong is None else None,
            numbers=len(numbers),
            minimum=Decimal(min(numbers)) if numbers else None,
            maximum=Decimal(max(numbers)) if numbers else None,
            empty=empty,
            unknown=unknown,
            wrong=wrong,
        )

    def groups(self, keys: Sequence[str]) -> dict[tuple[str, ...], Selection]:
        """The rows by the texts that stand in some columns, in order of appearance."""
        columns = [self.table.column(key) for key in keys]
        found: dict[tuple[str, ...], list[int]] = {}
        for index in self.rows:
            found.setdefault(tuple([column[index].text for column in columns]), []).append(index)
        return {texts: Selection(self.table, rows) for texts, rows in found.items()}

    def places(self, key: str | None = None) -> tuple[Place, ...]:
        """Where the rows stand: one place for each run of them, `row` to `last_row`.

        Args:
            key: heading of the column that is meant; None for whole rows.

        Of more than a hundred runs, one place goes from the first row to the last.
        """
        places = self.table.places
        runs: list[tuple[int, int]] = []
        for index in self.rows:
            if runs and runs[-1][1] == index - 1:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
        if len(runs) > MAX_RUNS:
            runs = [(runs[0][0], runs[-1][1])]
        found = []
        for first, last in runs:
            place = places[first]
            if last != first:
                place = place.at(last_row=places[last].row, row_heading=None)
            found.append(place if key is None else place.at(header=key))
        return tuple(found)


class ColumnRows(Sequence[DataRow]):
    """The rows of a long table, each made when it is asked for.

    Attributes:
        table: the cells.
    """

    def __init__(self, table: ColumnTable) -> None:
        self.table = table

    @overload
    def __getitem__(self, index: int) -> DataRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[DataRow, ...]: ...
    def __getitem__(self, index: int | slice) -> DataRow | tuple[DataRow, ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self))))
        index = range(len(self))[index]
        return DataRow(_Cells(self.table, index), self.table.places[index])

    def __len__(self) -> int:
        return len(self.table)


class _Cells(Mapping[str, DataCell]):
    """The cells of one row, each made when it is asked for."""

    __slots__ = ("_index", "_table")

    def __init__(self, table: ColumnTable, index: int) -> None:
        self._table = table
        self._index = index

    def __getitem__(self, key: str) -> DataCell:
        return self._table.cell(self._index, key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.keys)

    def __len__(self) -> int:
        return len(self._table.keys)


def _number_in(value: CellValue) -> int | Decimal | None:
    """The number that text in a column of no stated type is all the same (`12.5`); None for other text and for days."""
    if not isinstance(value, str):
        return None
    try:
        return parse_number(value.removesuffix("%"))
    except NumberError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split())
