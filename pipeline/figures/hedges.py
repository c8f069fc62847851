"""Hedges: words that say on which side of a stated number the true one lies, and how far away it may be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.figures.wording import PRECISION, swedish_number

if TYPE_CHECKING:
    from collections.abc import Mapping

Side: TypeAlias = Literal["above", "below", "around"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedge says of a number.

    How far away the true value may be, `reach` says.

    Attributes:
        word: as the text has it.
        side: where the true value lies, seen from the stated one.
        exact: whether it is also true of just the stated number.
        margin: how much of a step the true value may be away; a whole step is not reached.
        counts_only: whether it stands before things that one can count, and so not before percent.
        near: whether it says that the true value is not far away; “över” and “minst” say no such thing.
    """

    word: str
    side: Side
    exact: bool = False
    margin: Fraction = Fraction(1)
    counts_only: bool = False
    near: bool = False

    def follows_from(self, other: Hedge) -> bool:
        """Whether this hedge is true of a number wherever the other one is: “knappt 230” where it is “nära 230”."""
        alike = self.side == other.side and self.margin >= other.margin
        return alike and (self.exact or not other.exact) and (other.near or not self.near)


_HALF: Final = Fraction(1, 2)
_DRYGT: Final = Hedge("drygt", "above", near=True)
_KNAPPT: Final = Hedge("knappt", "below", near=True)
_NARA: Final = Hedge("nära", "below", margin=_HALF, near=True)
_NASTAN: Final = Hedge("nästan", "below", margin=_HALF, near=True)
_CIRKA: Final = Hedge("cirka", "around", exact=True, margin=_HALF, near=True)
_OMKRING: Final = Hedge("omkring", "around", exact=True, margin=_HALF, near=True)
_UNGEFAR: Final = Hedge("ungefär", "around", exact=True, margin=_HALF, near=True)
_FLER: Final = Hedge("fler än", "above", counts_only=True)
_FARRE: Final = Hedge("färre än", "below", counts_only=True)
_MER: Final = Hedge("mer än", "above")
_MINDRE: Final = Hedge("mindre än", "below")
_OVER: Final = Hedge("över", "above")
_UNDER: Final = Hedge("under", "below")
_MINST: Final = Hedge("minst", "above", exact=True)
_HOGST: Final = Hedge("högst", "below", exact=True)
_UPP_TILL: Final = Hedge("upp till", "below", exact=True)

#: Name of the filter → the hedge.
HEDGES: Final[Mapping[str, Hedge]] = {
    "drygt": _DRYGT,
    "knappt": _KNAPPT,
    "nära": _NARA,
    "nästan": _NASTAN,
    "cirka": _CIRKA,
    "omkring": _OMKRING,
    "ungefär": _UNGEFAR,
    "fler_än": _FLER,
    "färre_än": _FARRE,
    "mer_än": _MER,
    "mindre_än": _MINDRE,
    "över": _OVER,
    "under": _UNDER,
    "minst": _MINST,
    "högst": _HOGST,
    "upp_till": _UPP_TILL,
}

#: Word in the text → the hedge.
BY_WORD: Final[Mapping[str, Hedge]] = {hedge.word: hedge for hedge in HEDGES.values()}

#: What is said of a number that is worked out from one which its source has rounded.
ROUGHLY: Final = _CIRKA.word


class HedgeError(Exception):
    """A hedge is not true.

    Attributes:
        problem: what the value is instead, after it: “is exactly 63”.
        todo: what is true.
    """

    def __init__(self, problem: str, todo: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.todo = todo


def reach(hedge: Hedge, stated: Decimal, step: Decimal) -> Fraction:
    """How far from what is stated the true value may be.

    Never further than half of what is stated, whatever the step; for the hedges that say “not far away” a quarter, or
    as far as rounds to what is stated, where that is to ones or finer.
    """
    limit = Fraction(stated) * _HALF
    if hedge.near:
        rounding = Fraction(step) * _HALF if step <= 1 else Fraction(0)
        limit = min(limit, max(Fraction(stated) / 4, rounding))
    return min(hedge.margin * Fraction(step), limit)


def problem_of(hedge: Hedge, value: Decimal, stated: Decimal, step: Decimal) -> str:
    """Why a hedge is not true of a value, after the value: “is exactly 63”; empty when it is true.

    Args:
        hedge: the word.
        value: the exact value, above nought.
        stated: the number behind the word.
        step: what the number is rounded to.
    """
    shown = swedish_number(stated)
    away = Fraction(value) - Fraction(stated)
    if value <= 0 or stated <= 0:
        return "is not above nought" if value <= 0 else "rounds to nought"
    if away == 0:
        return "" if hedge.exact else f"is exactly {shown}"
    if (hedge.side == "above" and away < 0) or (hedge.side == "below" and away > 0):
        return f"is {'below' if away < 0 else 'above'} {shown}"
    if abs(away) > hedge.margin * Fraction(step) or (hedge.margin == 1 and abs(away) == Fraction(step)):
        return f"is more than {swedish_number(_times(step, hedge.margin))} from {shown}"
    return f"is too far from {shown}" if abs(away) > reach(hedge, stated, step) else ""


def stated_number(hedge: Hedge, value: Decimal, step: Decimal) -> Decimal:
    """The number that stands behind a hedge: the nearest multiple of `step` on the right side.

    Args:
        hedge: the word.
        value: the exact value.
        step: what to round to, above nought.

    Raises:
        HedgeError: the hedge would not be true.
    """
    steps = Fraction(value) / Fraction(step)
    count = floor(steps) if hedge.side == "above" else ceil(steps) if hedge.side == "below" else _nearest(steps)
    stated = _times(step, Fraction(count))
    problem = problem_of(hedge, value, stated, step)
    if problem:
        nearest = _times(step, Fraction(_nearest(steps)))
        if hedge.margin == _HALF and hedge.side == "below" and nearest != stated and nearest > 0:
            problem = f"is nearer {swedish_number(nearest)}"
        raise HedgeError(problem, _advice(value, nearest, step))
    return stated


def _advice(value: Decimal, nearest: Decimal, step: Decimal) -> str:
    if value < 0:
        return "Write the amount without its sign with | storlek, and say in words that it fell."
    hedge = _DRYGT if value > nearest else _KNAPPT
    if problem_of(hedge, value, nearest, step):
        return "Leave the hedge out, or round to something else with till=…."
    return f"True is “{hedge.word} {swedish_number(nearest)}”."


def _nearest(number: Fraction) -> int:
    """The nearest whole number, halves upwards."""
    return floor(number + _HALF)


def _times(step: Decimal, count: Fraction) -> Decimal:
    with localcontext(prec=PRECISION):
        made = step * count.numerator / count.denominator
        return made.quantize(Decimal(1)) if made == made.to_integral_value() else made.normalize()
