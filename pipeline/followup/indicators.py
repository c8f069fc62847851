"""Indicators (indikatorer): figures that are measured month by month or quarter by quarter."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from pipeline.faults import Faults
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataRow

#: Columns of indicators.csv, one row a value.
COLUMNS: Final = {
    "Indikator": ColumnSpec(),
    "Enhet": ColumnSpec(),
    "Period": ColumnSpec(),
    "Värde": ColumnSpec(type="decimal"),
}

_PERIOD = re.compile(r"(?P<year>(?:19|20|21)\d{2})-(?:(?P<month>\d{2})|K(?P<quarter>\d))", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month or a quarter; ordered by time within its kind.

    Attributes:
        year: such as 2008.
        number: 1 to 12, or 1 to 4.
        kind: which of the two.
    """

    year: int
    number: int
    kind: Literal["month", "quarter"] = "month"

    @property
    def last_day(self) -> date:
        """Its last day."""
        month = self.number if self.kind == "month" else self.number * 3
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> Period:
        """The month or quarter after it."""
        last = self.number == (12 if self.kind == "month" else 4)
        return replace(self, year=self.year + last, number=1 if last else self.number + 1)


@dataclass(frozen=True, slots=True)
class Point:
    """One value; None where the file says that there is none (..)."""

    period: Period
    value: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator over time.

    Attributes:
        name: what is measured.
        unit: such as `antal` or `procent`.
        decimals: the most decimals that any value is written with.
        points: by period, each period once.
    """

    name: str
    unit: str
    decimals: int
    points: tuple[Point, ...]

    @property
    def kind(self) -> Literal["month", "quarter"]:
        """Whether it is measured by month or by quarter."""
        return self.points[0].period.kind


def parse_period(text: str) -> Period | None:
    """`2008-05` or `2008-K2`; None for anything else."""
    found = _PERIOD.fullmatch(text.strip().upper())
    if not found:
        return None
    if found["month"]:
        number = int(found["month"])
        return Period(int(found["year"]), number, "month") if 1 <= number <= 12 else None
    number = int(found["quarter"])
    return Period(int(found["year"]), number, "quarter") if 1 <= number <= 4 else None


def read_indicators(reader: Reader, path: str, as_of: date) -> tuple[Indicator, ...]:
    """Read indicators.csv; indicators stand in the order of their first row.

    Raises:
        FaultError: what `read_table` finds, and I340 a period that cannot be read; I341 one that had not ended at the
            follow-up's date; I342 a second value for a period; I343 a unit that changes; I344 months and quarters
            in one indicator.
    """
    table = read_table(reader, path, columns=COLUMNS, closed=True)
    faults = Faults()
    groups: dict[str, list[tuple[DataRow, Period]]] = {}
    for row in table.rows:
        cell = row["Period"]
        period = parse_period(cell.text)
        if period is None:
            todo = "Write a month as 2008-05 or a quarter as 2008-K2."
            faults.add("I340", f"“{cell.text}” is no period.", cell.place, todo, period=cell.text)
            continue
        if period.last_day > as_of:
            message = f"The period {cell.text} had not ended on {as_of}, the day of the follow-up."
            faults.add("I341", message, cell.place, "Leave it to the next follow-up.", period=cell.text)
        groups.setdefault(row["Indikator"].text, []).append((row, period))
    indicators = tuple(_indicator(name, rows, faults) for name, rows in groups.items())
    faults.raise_if_errors()
    return indicators


def _indicator(name: str, rows: list[tuple[DataRow, Period]], faults: Faults) -> Indicator:
    first, first_period = rows[0]
    points: dict[Period, Point] = {}
    for row, period in rows:
        if row["Enhet"].text != first["Enhet"].text:
            message = f"“{name}” is in {first['Enhet'].text} above and in {row['Enhet'].text} here."
            faults.add("I343", message, row["Enhet"].place, "Give an indicator one unit.", indicator=name)
        if period.kind != first_period.kind:
            message = f"“{name}” has both months and quarters."
            faults.add("I344", message, row["Period"].place, "Make two indicators of it.", indicator=name)
            continue
        if period in points:
            message = f"“{name}” has a value for {row['Period'].text} already, in row {points[period].place.row}."
            faults.add("I342", message, row["Period"].place, "Keep one of them.", indicator=name)
            continue
        value = row["Värde"].value
        points[period] = Point(period, value if isinstance(value, Decimal) else None, row["Värde"].place)
    ordered = tuple(points[period] for period in sorted(points))
    return Indicator(name, first["Enhet"].text, max(_decimals(point.value) for point in ordered), ordered)


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
