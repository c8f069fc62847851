"""Percentages of people whose counts a table does not have: 33 percent of a known 9 are 3."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.figures.cells import number_in
from pipeline.figures.suppression.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.figures.suppression.lines import Lines, PeopleTable, Spot


def add_shares(made: PeopleTable, lines: Lines) -> None:
    """Add the counts that percentages stand for, and that they make up their base where the percentages make 100.

    Faults: I290 the base is no count; I292 a percentage that no whole number of people is.
    """
    bases: dict[tuple[Line, int | str], list[Spot]] = {}
    for name, base in made.settings.shares.items():
        line, of = lines.line(name, "shares", name), lines.line(base, "shares", name)
        if line is None or of is None:
            continue
        message = f"“{name}” and “{base}” of {made.name} are a row and a column."
        if not lines.alike((line, of), message, "shares", name):
            continue
        if of in lines.kinds:
            message = f"“{base}” of {made.name}, which “{name}” is said to be a percentage of, is no number of people."
            lines.faults.add(
                "I290", message, lines.locate("shares", name), "Name a row or column of counts.", name=base
            )
            continue
        for other in lines.across(line):
            _add_share(made, lines, line.at(other), of.at(other))
            bases.setdefault((of, other), []).append(line.at(other))
    for (of, other), spots in bases.items():
        _add_distribution(made, of.at(other), spots)


def _add_share(made: PeopleTable, lines: Lines, spot: Spot, base: Spot) -> None:
    """The number of people that a percentage stands for: the nearest, or the largest small one that it may be."""
    made.shares.add(spot)
    cell, whole = made.cell(spot), made.values.get(base)
    percent = number_in(cell)
    if cell.value is None or whole is None:
        made.values[spot] = None
        return
    fitting = range(0) if percent is None else fitting_counts(percent, whole)
    if percent is None or not fitting:
        message = f"{cell.text} is no percentage of {whole} people: {made.called(spot)}."
        todo = f"Check the percentage, and its base {made.called(base)}."
        lines.faults.add("I292", message, cell.place, todo)
        return
    small = [number for number in fitting if 0 < number < made.settings.threshold]
    near = min(fitting, key=lambda number: abs(Fraction(percent) * whole / 100 - number))
    made.values[spot] = near if near == 0 or not small else small[-1]


def _add_distribution(made: PeopleTable, whole: Spot, spots: Sequence[Spot]) -> None:
    base = made.values.get(whole)
    percents = [percent for spot in spots if (percent := number_in(made.cell(spot))) is not None]
    counts = [made.values.get(spot) for spot in spots]
    if base is None or len(spots) < 2 or len(percents) < len(spots) or None in counts:
        return
    slack = sum((_half_unit(percent) for percent in percents), Fraction(0))
    if abs(Fraction(sum(percents, Decimal(0))) - 100) > slack:
        return  # several answers could be given
    fitted = _fitted(percents, base)
    if fitted is not None:
        made.values.update(zip(spots, fitted, strict=True))
        made.sums.append((whole, tuple(spots)))


def fitting_counts(percent: Decimal, whole: int) -> range:
    """The numbers of people that are so many percent of a whole, rounded one way or another."""
    if not 0 <= percent <= 100:
        return range(0)
    half = _half_unit(percent)
    low = max(Fraction(0), (Fraction(percent) - half) * whole / 100)
    high = min(Fraction(whole), (Fraction(percent) + half) * whole / 100)
    return range(-(-low.numerator // low.denominator), high.numerator // high.denominator + 1)


def _half_unit(number: Decimal) -> Fraction:
    """Half of the last decimal that a number is written with."""
    exponent = number.as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) and exponent < 0 else 0) / 2


def _fitted(percents: Sequence[Decimal], base: int) -> list[int] | None:
    """Counts that fit the percentages and make up the base, as near to them as can be; None when there are none."""
    ranges = [fitting_counts(percent, base) for percent in percents]
    exact = [Fraction(percent) * base / 100 for percent in percents]
    if not all(ranges):
        return None
    counts = [min(fitting, key=lambda number: abs(number - aim)) for fitting, aim in zip(ranges, exact, strict=True)]
    while gap := base - sum(counts):
        step = 1 if gap > 0 else -1
        movable = [index for index, fitting in enumerate(ranges) if counts[index] + step in fitting]
        if not movable:
            return None
        best = min(movable, key=lambda index: abs(counts[index] + step - exact[index]))
        counts[best] += step
    return counts
