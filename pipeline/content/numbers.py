"""The numbers of a chart, written alike at the marks and in the text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.figures.wording import decimals_of, swedish_number

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.figures.book import ChartDefinition

#: What stands where a value is missing, as in Swedish statistics.
MISSING: Final = ".."


def values_of(chart: ChartDefinition) -> list[Decimal]:
    """All values of a chart."""
    return [value for series in chart.series for value in series.values if value is not None]


def decimals_for(chart: ChartDefinition) -> int:
    """Decimals that all values are written with: those of the most exact one, two at the most."""
    return min(2, max(decimals_of(value) for value in values_of(chart)))


def number(value: Decimal | None, decimals: int) -> str:
    """A value as it stands at its mark."""
    return MISSING if value is None else swedish_number(value, decimals)
