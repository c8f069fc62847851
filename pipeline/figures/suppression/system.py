"""Numbers of people and what is known of them together: the one form that tables, charts and sentences become.

A document is a set of whole numbers from nought up (`Count`), of which some are published, and of linear facts about
them (`Fact`): parts that add up to a total, a percentage that lies between two bounds, a sentence that says “fler än”.
Everything here is exact: whole numbers only, no floating point.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Count:
    """One number of people.

    Attributes:
        name: for messages: table, row and column.
        value: how many; None where the author does not know it either (“..” in the source).
        threshold: numbers from 1 to below it are small.
        shown: whether a table or chart of the document shows it, unless it is withheld.
        public: whether readers know it already from something published before: it cannot be withheld any more.
    """

    name: str
    value: int | None
    threshold: int
    shown: bool = True
    public: bool = False

    @property
    def is_small(self) -> bool:
        """Whether so few are counted that they could be recognised: a primary cell."""
        return self.value is not None and 0 < self.value < self.threshold


@dataclass(frozen=True, slots=True)
class Fact:
    """`low` ≤ sum of coefficient × count ≤ `high`, all of them whole numbers; None for no bound.

    `terms` holds (index of the count, coefficient), each index once, no coefficient 0.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None

    def holds(self, values: Mapping[int, int] | Sequence[int]) -> bool:
        """Whether it is true of these values of its counts."""
        total = sum(factor * values[index] for index, factor in self.terms)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


@dataclass(frozen=True, slots=True)
class System:
    """All counts of a document, and the facts that are true of them whether anything is published or not."""

    counts: tuple[Count, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def small(self) -> tuple[int, ...]:
        """Indexes of the counts that must not be told."""
        return tuple(index for index, count in enumerate(self.counts) if count.is_small)


def known_to_readers(system: System, withheld: Collection[int]) -> dict[int, int]:
    """The counts that readers see, with their values: those shown and not withheld, and those they have already."""
    return {
        index: count.value
        for index, count in enumerate(system.counts)
        if count.value is not None and (count.public or (count.shown and index not in withheld))
    }


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of counts with coefficients, and a constant."""

    terms: tuple[tuple[int, Fraction], ...] = ()
    constant: Fraction = Fraction(0)

    @classmethod
    def of(cls, terms: Mapping[int, Fraction], constant: Fraction = Fraction(0)) -> Linear:
        """The sum in its one form: sorted, without coefficients 0."""
        return cls(tuple(sorted((index, factor) for index, factor in terms.items() if factor)), constant)

    def plus(self, other: Linear, factor: Fraction = Fraction(1)) -> Linear:
        """This sum and `factor` times another."""
        terms = dict(self.terms)
        for index, more in other.terms:
            terms[index] = terms.get(index, Fraction(0)) + factor * more
        return Linear.of(terms, self.constant + factor * other.constant)

    def times(self, factor: Fraction) -> Linear:
        """This sum, so many times."""
        return Linear().plus(self, factor)


def fact(sum_: Linear, low: Fraction | None, high: Fraction | None, *, open_low: bool, open_high: bool) -> Fact | None:
    """What bounds on a sum say in whole numbers.

    Args:
        sum_: the sum.
        low: its lower bound; None for none.
        high: its upper bound; None for none.
        open_low: whether the sum lies above `low`, not at it.
        open_high: whether it lies below `high`, not at it.

    Returns:
        The fact; None when the sum has no counts, and so tells nothing.
    """
    if not sum_.terms:
        return None
    scale = lcm(*(factor.denominator for _, factor in sum_.terms))
    terms = tuple((index, int(factor * scale)) for index, factor in sum_.terms)
    least = most = None
    if low is not None:
        bound = (low - sum_.constant) * scale
        least = floor(bound) + 1 if open_low else ceil(bound)
    if high is not None:
        bound = (high - sum_.constant) * scale
        most = ceil(bound) - 1 if open_high else floor(bound)
    return Fact(terms, least, most)


def adds_up(total: int, parts: Sequence[int]) -> Fact:
    """The fact that parts add up to a total."""
    return Fact(((total, -1), *((part, 1) for part in parts)), 0, 0)
