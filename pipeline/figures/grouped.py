"""Tables that are made from others: rows put together by what stands in some columns, counted and added up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.sources.header import JOINER
from pipeline.sources.number import format_plain
from pipeline.sources.table import DataCell, DataRow, DataTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import DataSettings
    from pipeline.places import Place
    from pipeline.sources.columns import Selection

    Locate = Callable[..., Place]

#: Rows and columns that a table which people read may have.
MOST_ROWS = 5_000
MOST_COLUMNS = 200


def grouped_table(made: DataSettings, source: NamedTable, locate: Locate) -> DataTable:
    """The table that `from`, `group-by`, `across`, `where`, `sum` and `count` describe.

    A cell's place goes from the first to the last of the rows that it is made from, with what they have in common; its
    heading is that of the column that is added up.

    Args:
        made: what figures.yaml says.
        source: the table that it is made from.
        locate: place of one of its keys, as `locate("group-by", 0)`.

    Raises:
        FaultError: I170 a cell to be added up is no number; I171 no row is chosen, or there are too many groups; I243
            there is no column of that name.
    """
    grouping = _Grouping(made, source, locate)
    return grouping.table()


def listed(names: str | Sequence[str]) -> tuple[str, ...]:
    """One name or several, as several."""
    return (names,) if isinstance(names, str) else tuple(names)


class _Grouping:
    def __init__(self, made: DataSettings, source: NamedTable, locate: Locate) -> None:
        self._made, self._source, self._locate = made, source, locate
        self._faults = Faults()
        self._keys = [self._column(name, "group-by", index) for index, name in enumerate(listed(made.group_by))]
        self._across = self._column(made.across, "across") if made.across else None
        self._sums = [self._column(name, "sum", index) for index, name in enumerate(listed(made.sum))]
        self._faults.raise_if_errors()

    def table(self) -> DataTable:
        chosen = self._chosen()
        groups = chosen.groups(self._keys)
        across = [value for (value,) in chosen.groups([self._across])] if self._across else [""]
        measures = [*self._sums, *([self._made.count] if self._made.count else [])]
        if len(groups) > MOST_ROWS or len(across) * len(measures) > MOST_COLUMNS:
            message = f"The table would have {len(groups)} rows and {len(across) * len(measures)} columns of numbers."
            raise FaultError.of("I171", message, self._locate("group-by"), "Group by columns with fewer values.")
        header = self._header(across, measures)
        keys = tuple(JOINER.join(dict.fromkeys(texts)) for texts in zip(*header, strict=True))
        rows = []
        for texts, selection in groups.items():
            cells = self._cells(texts, selection, across)
            rows.append(DataRow(dict(zip(keys, cells, strict=True)), cells[0].row_place))
        self._faults.raise_if_errors()
        data = self._source.data
        units = [data.units.get(measure, "") for measure in measures] * len(across)
        named = {key: unit for key, unit in zip(keys[len(self._keys) :], units, strict=True) if unit}
        return DataTable(
            data.file, data.sheet, header, keys, tuple(rows), data.place, units=named, stubs=len(self._keys)
        )

    def _header(self, across: Sequence[str], measures: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """One row of headings, or two where several things are counted for each value across."""
        if self._across is None:
            return ((*self._keys, *measures),)
        if len(measures) == 1:
            return ((*self._keys, *across),)
        upper = [value for value in across for _ in measures]
        return ((*self._keys, *upper), (*self._keys, *(measure for _ in across for measure in measures)))

    def _cells(self, texts: tuple[str, ...], rows: Selection, across: Sequence[str]) -> list[DataCell]:
        place = _covering(rows, JOINER.join(texts))
        cells: list[DataCell] = []
        for key in self._keys:
            content = rows.table.column(key)[rows.rows[0]]
            cells.append(DataCell(content.value, content.text, place, key, content.missing))
        if self._across is None:
            return cells + self._numbers(rows, place)
        by_value = rows.groups([self._across])
        for value in across:
            part = by_value.get((value,))
            cells += self._numbers(part, _covering(part or rows, JOINER.join((*texts, value))))
        return cells

    def _numbers(self, rows: Selection | None, place: Place) -> list[DataCell]:
        """The sums and the count of some rows; nil where there are none."""
        heading = self._keys[0]
        if rows is None:
            width = len(self._sums) + bool(self._made.count)
            return [DataCell(None, "–", place, heading, "nil")] * width
        cells = [self._sum(rows, key, place) for key in self._sums]
        if self._made.count:
            cells.append(DataCell(len(rows), str(len(rows)), place, heading))
        return cells

    def _sum(self, rows: Selection, key: str, place: Place) -> DataCell:
        total = rows.total(key)
        if total.wrong is not None:
            message = f"“{total.wrong.text}” is no number, and the column is to be added up."
            todo = f"Mend the cell, or give the column its type in the table {self._source.name}."
            self._faults.add("I170", message, total.wrong.place, todo, text=total.wrong.text)
        if total.value is None:
            return DataCell(None, "..", place, key, "not-available")
        whole = total.value == total.value.to_integral_value() and total.value.as_tuple().exponent == 0
        value: int | Decimal = int(total.value) if whole else total.value
        return DataCell(value, format_plain(value), place, key)

    def _chosen(self) -> Selection:
        conditions: dict[str, Any] = {}
        for name, wanted in self._made.where.items():
            with self._faults.collecting():
                conditions[self._source.column(name, self._locate("where", name))] = listed(wanted)
        self._faults.raise_if_errors()
        table = self._source.data.by_columns
        for name, (key, wanted) in zip(self._made.where, conditions.items(), strict=True):
            known = {" ".join(text.split()) for text in table.distinct(key)}
            for text in wanted:
                if " ".join(text.split()) not in known:
                    message = f"No row of {self._source.name} has “{text}” in the column “{key}”."
                    todo = did_you_mean(text, known)
                    self._faults.add("I171", message, self._locate("where", name), todo, text=text)
        self._faults.raise_if_errors()
        chosen = table.where(conditions)
        if not len(chosen):
            message = f"No row of {self._source.name} is chosen by all of the conditions."
            raise FaultError.of("I171", message, self._locate("where"), "Drop one of them.")
        return chosen

    def _column(self, name: str, *keys: str | int) -> str:
        with self._faults.collecting():
            return self._source.column(name, self._locate(*keys))
        return name


def _covering(rows: Selection, name: str) -> Place:
    """From the first of the rows to the last, with what they have in common."""
    places = rows.table.places
    first, last = places[rows.rows[0]], places[rows.rows[-1]]
    return first.at(last_row=last.row if last is not first and last.row != first.row else None, row_heading=name)
