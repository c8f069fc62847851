"""What a figure is of the counts of people: a sum of counts over a sum of counts, and arithmetic with such quotients.

What no quotient says (a product of counts, the largest of some, the difference of shares with unknown bases) counts as
telling every count in it: the audit then assumes that readers know more than they do, never less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.figures.suppression.system import Linear, fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.figures.suppression.system import Fact
    from pipeline.figures.suppression.told import Told

_NOUGHT: Final = Linear()
_ONE: Final = Linear((), Fraction(1))
_HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class Form:
    """A quotient of two sums, the lower one above nought.

    Attributes:
        top, bottom: the sums.
        told: counts that are told as well, as the quotient does not say all.
        table: a table whose rows must not be named, as they are persons or are chosen by numbers of people; empty for
            none.
    """

    top: Linear = _NOUGHT
    bottom: Linear = _ONE
    told: frozenset[int] = frozenset()
    table: str = ""

    @classmethod
    def number(cls, value: Fraction | int) -> Form:
        """A plain number."""
        return cls(Linear((), Fraction(value)))

    @property
    def counts(self) -> frozenset[int]:
        """All counts in it."""
        return frozenset(index for sum_ in (self.top, self.bottom) for index, _ in sum_.terms) | self.told

    @property
    def is_number(self) -> bool:
        """Whether it is a plain number, `top.constant`."""
        return not self.top.terms and self.bottom == _ONE

    def between(self, told: Told) -> Iterator[Fact]:
        """What bounds on its value say of the counts, its lower sum being above nought."""
        nought = Fraction(0)
        if told.low is not None:
            side = self.top.plus(self.bottom, -told.low)
            yield from _known(fact(side, nought, None, open_low=told.open_low, open_high=False))
        if told.high is not None:
            side = self.top.plus(self.bottom, -told.high)
            yield from _known(fact(side, None, nought, open_low=False, open_high=told.open_high))
        yield from _known(fact(self.bottom, nought, None, open_low=True, open_high=False))


def _known(one: Fact | None) -> Iterator[Fact]:
    if one is not None:
        yield one


def _from(made: Form, of: Iterable[Form]) -> Form:
    """A form with all that is told by those that it is made of."""
    forms = list(of)
    table = next((one.table for one in forms if one.table), "")
    return replace(made, told=made.told.union(*(one.told for one in forms)), table=table)


def unclear(given: Iterable[Form]) -> Form:
    """What no quotient says: everything in it counts as told."""
    forms = list(given)
    return _from(Form(told=frozenset(index for one in forms for index in one.counts)), forms)


def times(form: Form, factor: Fraction) -> Form:
    """A form so many times."""
    return replace(form, top=form.top.times(factor))


def total(given: Sequence[tuple[Form, Fraction]]) -> Form:
    """Several forms, each so many times."""
    made = Form()
    for form, factor in given:
        if made.bottom == form.bottom:
            made = Form(made.top.plus(form.top, factor), made.bottom)
        elif form.is_number:
            made = Form(made.top.plus(made.bottom, factor * form.top.constant), made.bottom)
        elif made.is_number:
            made = Form(form.top.times(factor).plus(form.bottom, made.top.constant), form.bottom)
        else:
            return unclear([one for one, _ in given])
    return _from(made, [one for one, _ in given])


def product(one: Form, other: Form) -> Form:
    """A form times another."""
    if one.is_number or other.is_number:
        first, second = (one, other) if one.is_number else (other, one)
        return _from(times(second, first.top.constant), (one, other))
    if one.bottom == other.top:  # a share of the whole that it is a share of
        return _from(Form(one.top, other.bottom), (one, other))
    if other.bottom == one.top:
        return _from(Form(other.top, one.bottom), (one, other))
    return unclear((one, other))


def quotient(one: Form, other: Form) -> Form:
    """A form by another."""
    if other.is_number and other.top.constant:
        return _from(times(one, 1 / other.top.constant), (one, other))
    positive = other.top.constant >= 0 and all(factor > 0 for _, factor in other.top.terms)
    if positive and other.top.terms and one.bottom == other.bottom:
        return _from(Form(one.top, other.top), (one, other))
    return unclear((one, other))


def share(part: Form, whole: Form) -> Form:
    """How many percent a form is of another."""
    return times(quotient(part, whole), _HUNDRED)


def part_of(portion: Form, whole: Form) -> Form:
    """How much a percentage of a whole is."""
    return times(product(portion, whole), 1 / _HUNDRED)


def change(now: Form, then: Form) -> Form:
    """How much more a form is than another."""
    return total([(now, Fraction(1)), (then, Fraction(-1))])


def percent_change(now: Form, then: Form) -> Form:
    """How many percent more."""
    return share(change(now, then), then)
