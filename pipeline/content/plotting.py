"""What all charts have in common: fills and dashes of series, the scale, and how numbers are written."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, LIGHT_PETROL, PETROL, SMALL_SIZE, Fill, Sheet, line_height, wrapped
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.figures.book import ChartDefinition

#: Fills of the series, in order: each differs from its neighbours by at least 3 to 1, or by its pattern.
FILLS: Final = (
    Fill(PETROL),
    Fill(LIGHT_PETROL, text=INK),
    Fill(PETROL, "////", INK),
    Fill(GREY, "....", INK),
    Fill(PETROL, "xxxx", INK),
)

#: Colour, dashes and marker of the lines, in order.
STROKES: Final[tuple[tuple[str, tuple[float, ...], str], ...]] = (
    (PETROL, (), "o"),
    (LIGHT_PETROL, (), "s"),
    (GREY, (4.0, 1.5), "^"),
    (PETROL, (1.5, 1.2), "D"),
    (GREY, (), "v"),
)

#: Room around the drawing, millimetres.
MARGIN: Final = 1.5


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to millimetres: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Decimal) -> float:
        """Where a value lies."""
        return self.start + (float(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, in steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = high - low or abs(high) or 1.0
    high = low + span
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if span / (power * factor) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def headline(chart: ChartDefinition, sheet: Sheet, x: float) -> float:
    """Write the unit above the drawing; returns where the drawing may begin, from above."""
    top = sheet.height - MARGIN
    if not chart.unit:
        return top
    unit = chart.unit[:1].upper() + chart.unit[1:]
    lines = wrapped(unit, sheet.width - x - MARGIN, SMALL_SIZE)
    return sheet.lines(x, top, lines, size=SMALL_SIZE, colour=GREY) - 1.2


def headline_height(chart: ChartDefinition) -> float:
    """What `headline` takes for a unit of one line."""
    return MARGIN + (line_height(SMALL_SIZE) + 1.2 if chart.unit else 0)


def refuse(chart: ChartDefinition, problem: str, todo: str) -> FaultError:
    """I253 for a chart that cannot be drawn in its size."""
    name = f"The chart {chart.name}" if chart.name else "A chart"
    return FaultError.of("I253", f"{name} {problem}.", chart.place, todo, chart=chart.name)
