"""The numbers of a chart, written alike at the marks, in the table of them and in the text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.figures.wording import decimals_of, swedish_number

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.figures.book import ChartDefinition, Series

#: What stands where a value is missing, as in Swedish statistics.
MISSING: Final = ".."

#: Decimals that are enough for numbers that are not small, and the most that are shown of the smallest.
_ENOUGH: Final = 2
_MOST: Final = 8


def values_of(chart: ChartDefinition) -> list[Decimal]:
    """All values of a chart."""
    return [value for series in chart.series for value in series.values if value is not None]


def decimals_for(chart: ChartDefinition) -> int:
    """Decimals that all values are written with.

    Those of the table's columns where they are set; otherwise those of the most exact value, two at the most, and more
    where the smallest value needs them to be told from nought.
    """
    if chart.decimals is not None:
        return chart.decimals
    values = values_of(chart)
    wanted = min(_ENOUGH, max(map(decimals_of, values), default=0))
    smallest = min((abs(value) for value in values if value), default=None)
    if smallest is not None and smallest.adjusted() < -wanted:
        exact = max(decimals_of(value) for value in values if value)
        wanted = min(-smallest.adjusted() + 1, exact, _MOST)
    return wanted


def number(value: Decimal | None, decimals: int) -> str:
    """A value as it stands at its mark."""
    return MISSING if value is None else swedish_number(value, decimals)


def shown_value(series: Series, index: int, decimals: int) -> str:
    """A value of a series, or the sign that the table has in its place."""
    sign = series.signs[index] if series.signs else ""
    return sign or number(series.values[index], decimals)
