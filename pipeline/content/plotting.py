"""What all charts have in common: fills and dashes of series, the scale, and labels that make room for each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import GREY, INK, LIGHT_PETROL, PETROL, Fill, Sheet
from pipeline.content.typeface import BELOW, SMALL_SIZE, line_height, millimetres, wrapped
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from pipeline.figures.book import ChartDefinition, OverviewDefinition

#: Fills of the series, in order: each differs from the others by at least 3 to 1, or by its pattern.
FILLS: Final = (
    Fill(PETROL),
    Fill(LIGHT_PETROL, text=INK),
    Fill(PETROL, "////", INK),
    Fill(PETROL, "....", INK),
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

#: Room around the drawing, millimetres: next to none, so that it is flush with the text above and below.
MARGIN: Final = 0.4

#: Highest picture that still leaves room for its caption on an upright page, and on a page on its side; millimetres.
HIGHEST: Final = 205.0
HIGHEST_WIDE: Final = 105.0

#: A picture wider than this stands on a page on its side.
_UPRIGHT: Final = 160.0


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


def highest(width: float) -> float:
    """How high a picture of that width can be and still stand on one page with its caption."""
    return HIGHEST if width <= _UPRIGHT else HIGHEST_WIDE


def nice_ticks(low: float, high: float, most: int = 6, least: float = 0.0) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, in steps of 1, 2, 2.5 or 5 times a power of ten.

    Args:
        low: the lowest value.
        high: the highest.
        most: steps that there may be.
        least: the smallest step that says anything: 1 for whole numbers.
    """
    span = high - low or abs(high) or 1.0
    high = low + span
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if span / (power * factor) <= most)
    step = max(step, least)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # as many decimals as the step has, for tiny values too
    places = max(0, 3 - math.floor(math.log10(step)))
    return [round(index * step, places) for index in range(first, last + 1)]


def spread(aims: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float] | None:
    """Middles of labels as near to where they aim as there is room for, none over another.

    Args:
        aims: middles that they would have alone, in any order.
        heights: of the labels.
        low: foot of the room.
        high: its top.

    Returns:
        The middles in the order of `aims`; None when there is not room enough for all.
    """
    if sum(heights) > high - low + 1e-6:
        return None
    order = sorted(range(len(aims)), key=lambda at: (aims[at], at))
    # labels that touch are a block, which lies as near to its labels' aims as it can: their average
    blocks: list[tuple[list[int], float, float]] = []
    for at in order:
        members, height = [at], heights[at]
        start = _within(aims[at] - height / 2, height, low, high)
        while blocks and blocks[-1][2] + blocks[-1][1] > start - 1e-9:
            before, taller, _ = blocks.pop()
            members, height = [*before, *members], taller + height
            offset, wanted = 0.0, 0.0
            for member in members:
                wanted += aims[member] - heights[member] / 2 - offset
                offset += heights[member]
            start = _within(wanted / len(members), height, low, high)
        blocks.append((members, height, start))
    middles = [0.0] * len(aims)
    for members, _, start in blocks:
        foot = start
        for member in members:
            middles[member] = foot + heights[member] / 2
            foot += heights[member]
    return middles


def _within(start: float, height: float, low: float, high: float) -> float:
    return max(low, min(start, high - height))


def headline(chart: ChartDefinition, sheet: Sheet) -> float:
    """Write the unit above the drawing; returns where the drawing may begin, from above."""
    top = sheet.height - MARGIN
    if not chart.unit:
        return top
    return sheet.lines(MARGIN, top, _headline(chart), size=SMALL_SIZE, colour=GREY) - 1.2


def headline_height(chart: ChartDefinition) -> float:
    """What `headline` takes."""
    return MARGIN + (unit_height(chart) + 1.2 if chart.unit else 0)


def unit_height(chart: ChartDefinition) -> float:
    """What the lines of the unit take."""
    return line_height(SMALL_SIZE) * len(_headline(chart)) if chart.unit else 0.0


def _headline(chart: ChartDefinition) -> list[str]:
    return wrapped(chart.unit[:1].upper() + chart.unit[1:], chart.width - 2 * MARGIN, SMALL_SIZE, anywhere=True)


def write_category_title(chart: ChartDefinition, sheet: Sheet, middle: float) -> None:
    """Write at the foot of the sheet what the categories are, such as `År`."""
    baseline = MARGIN + millimetres(SMALL_SIZE * BELOW)
    sheet.text(middle, baseline, chart.category_title, size=SMALL_SIZE, horizontal="center", colour=GREY)


def category_title_height(chart: ChartDefinition) -> float:
    """What `write_category_title` takes."""
    return line_height(SMALL_SIZE) + 0.6 if chart.category_title else 0.0


def refuse(chart: ChartDefinition | OverviewDefinition, problem: str, todo: str) -> FaultError:
    """I253 for a chart that cannot be drawn in its size."""
    name = f"The chart {chart.name}" if chart.name else "A chart"
    return FaultError.of("I253", f"{name} {problem}.", chart.place, todo, chart=chart.name)
