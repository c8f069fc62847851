"""Quantities on the way to a figure: exact numbers with unit, decimals, period and the cells behind them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.figures import units
from pipeline.figures.book import COUNT, MOST_CELLS, PERCENT
from pipeline.figures.hedges import ROUGHLY
from pipeline.figures.periods import span, spanned
from pipeline.figures.wording import PRECISION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.places import Place

#: Numbers have fewer digits than this before the decimal comma, and a fraction not many more in its parts.
LARGEST: Final = Fraction(10**30)
_LONGEST_PART: Final = 10**150


class QuantityError(Exception):
    """Something cannot be worked out.

    Attributes:
        code: of the fault that it becomes.
        todo: what the author can do.
    """

    def __init__(self, code: str, message: str, todo: str) -> None:
        super().__init__(message)
        self.code = code
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Behind:
    """The cells behind a quantity.

    Attributes:
        places: their places in order, each once, at most `MOST_CELLS`: of more, the first and the very last. One
            place may stand for a run of rows.
        count: how many cells they are.
    """

    places: tuple[Place, ...] = ()
    count: int = 0

    @classmethod
    def all(cls, several: Sequence[Behind]) -> Behind:
        """The cells behind several quantities."""
        places = tuple(dict.fromkeys(place for one in several for place in one.places))
        single = all(one.count == len(one.places) for one in several)
        count = len(places) if single else sum(one.count for one in dict.fromkeys(several))
        if len(places) > MOST_CELLS:
            places = (*places[: MOST_CELLS - 1], places[-1])
        return cls(places, count)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a day or a text that a formula has come to.

    Attributes:
        value: exact.
        unit: as a figure's; see `book.NamedFigure`.
        decimals: how many suit it.
        behind: the cells behind it.
        parts: the figures that the formula names, in order.
        periods: what time it is about, ISO; several for what compares or adds up.
        literal: whether it is a number of the formula itself, and so takes on the unit of what it meets.
        change: whether it is a difference, so that its sign says more or less.
        hedge: the word with which its source states it, rounded (`drygt`); `cirka` for what is worked out from such a
            number; empty for an exact one.
    """

    value: Fraction | date | str
    unit: str = COUNT
    decimals: int = 0
    behind: Behind = field(default_factory=Behind)
    parts: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    literal: bool = False
    change: bool = False
    hedge: str = ""

    @property
    def number(self) -> Fraction:
        """The value as a number.

        Raises:
            QuantityError: I248 it is a date or a text.
        """
        if isinstance(self.value, Fraction):
            return self.value
        where = f" ({self.behind.places[0]})" if self.behind.places else ""
        what = f"{' and '.join(self.parts) or 'the cell'} is “{self.value}”"
        raise QuantityError("I248", f"a number is needed, but {what}", f"Check the cell{where}.")


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal number with `PRECISION` digits; exact where it has no more."""
    with localcontext(prec=PRECISION):
        return Decimal(value.numerator) / Decimal(value.denominator)


def made(value: Fraction, unit: str, decimals: int, of: Sequence[Quantity], *, change: bool = False) -> Quantity:
    """What several quantities have become.

    Raises:
        QuantityError: I238 the number is too large to be one of an official document.
    """
    if abs(value) >= LARGEST or value.denominator > _LONGEST_PART:
        message = "the number becomes too large" if abs(value) >= LARGEST else "the number has too many digits"
        raise QuantityError("I238", message, "Check the formula and the cells behind it.")
    return Quantity(
        value,
        unit,
        decimals,
        Behind.all([one.behind for one in of]),
        tuple(dict.fromkeys(name for one in of for name in one.parts)),
        tuple(dict.fromkeys(period for one in of for period in one.periods)),
        literal=all(one.literal for one in of),
        change=change,
        hedge=ROUGHLY if any(one.hedge for one in of) else "",
    )


def _unit(of: Callable[..., str], *given: object, **options: bool) -> str:
    try:
        return of(*given, **options)
    except units.UnitError as error:
        raise QuantityError("I247", str(error), error.todo) from None


def _met(left: Quantity, right: Quantity) -> tuple[str, str]:
    """The units of two quantities, a number of the formula itself having the other's."""
    if left.literal:
        return right.unit, right.unit
    return left.unit, left.unit if right.literal else right.unit


def add(left: Quantity, right: Quantity) -> Quantity:
    """The sum.

    Raises:
        QuantityError: I247 different units, I248 no number, I238 too large; so do all below.
    """
    literal = left.literal or right.literal
    unit = _met(left, right)[0] if literal else _unit(units.added, left.unit, right.unit)
    return made(left.number + right.number, unit, max(left.decimals, right.decimals), (left, right))


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """The difference; of two percentages in percentage points.

    Raises:
        QuantityError: I247 a percentage is taken from 1, where 100 is the whole; as `add`.
    """
    if left.literal and left.value == 1 and right.unit == PERCENT:
        message = "a percentage is taken from 1"
        raise QuantityError("I247", message, "Percentages go from 0 to 100: write 100 - andel.")
    literal = left.literal or right.literal
    unit = _met(left, right)[0] if literal else _unit(units.subtracted, left.unit, right.unit)
    decimals = max(left.decimals, right.decimals)
    change = not literal and not _is_backwards(left, right)
    return made(left.number - right.number, unit, decimals, (left, right), change=change)


def _is_backwards(left: Quantity, right: Quantity) -> bool:
    """Whether something later is taken from something earlier, so that more is a decrease."""
    if not left.periods or not right.periods:
        return False
    return span(spanned(left.periods))[0] < span(spanned(right.periods))[0]


def multiply(left: Quantity, right: Quantity) -> Quantity:
    """The product.

    Raises:
        QuantityError: I247 a percentage is made into one once more; as `add`.
    """
    for one, other in ((left, right), (right, left)):
        if one.literal and one.value == 100 and other.unit == PERCENT:
            message = "a percentage is multiplied with 100"
            raise QuantityError("I247", message, "Percentages go from 0 to 100 already: leave * 100 out.")
    unit = _unit(units.multiplied, left.unit, right.unit, literal=left.literal or right.literal)
    return made(left.number * right.number, unit, max(left.decimals, right.decimals), (left, right))


def divide(left: Quantity, right: Quantity) -> Quantity:
    """The quotient, with one decimal at least.

    Raises:
        QuantityError: I246 the divisor is nought; as `add`.
    """
    unit = _unit(units.divided, left.unit, right.unit)
    below = _not_nought(right, "it divides by")
    return made(left.number / below, unit, max(left.decimals, right.decimals, 1), (left, right))


def negated(quantity: Quantity) -> Quantity:
    """The same on the other side of nought."""
    return replace(quantity, value=-quantity.number, hedge=ROUGHLY if quantity.hedge else "")


def magnitude(quantity: Quantity) -> Quantity:
    """The same without its sign."""
    return replace(quantity, value=abs(quantity.number), change=False, hedge=ROUGHLY if quantity.hedge else "")


def share(part: Quantity, whole: Quantity) -> Quantity:
    """How many percent a part is of a whole.

    Raises:
        QuantityError: I246 the whole is nought; as `add`.
    """
    _alike((part, whole))
    below = _not_nought(whole, "it is a share of")
    return made(part.number * 100 / below, PERCENT, 0, (part, whole))


def part_of(portion: Quantity, whole: Quantity) -> Quantity:
    """How much a percentage of a whole is.

    Raises:
        QuantityError: I247 the first is no percentage; as `add`.
    """
    if portion.unit != PERCENT:
        message = f"part needs a percentage, but has {units.named(portion.unit)}"
        raise QuantityError("I247", message, "As part(andel, antal).")
    return made(portion.number * whole.number / 100, whole.unit, whole.decimals, (portion, whole))


def change(now: Quantity, then: Quantity) -> Quantity:
    """How much more there is now than then."""
    return replace(subtract(now, then), change=True)


def percent_change(now: Quantity, then: Quantity) -> Quantity:
    """How many percent more there is now than then.

    Raises:
        QuantityError: I246 there was nothing then, or less; as `add`.
    """
    _alike((now, then))
    base = _not_nought(then, "it is a change from")
    if base < 0:
        message = "it is a change in percent from a number below nought"
        raise QuantityError("I246", message, "Use change(), which is in numbers.")
    return made((now.number - base) * 100 / base, PERCENT, 0, (now, then), change=True)


def total(several: Sequence[Quantity]) -> Quantity:
    """The sum of some."""
    value = sum((one.number for one in several), Fraction(0))
    return made(value, _alike(several), max(one.decimals for one in several), several)


def average(several: Sequence[Quantity]) -> Quantity:
    """The mean of some, with one decimal at least."""
    whole = total(several)
    return made(whole.number / len(several), whole.unit, max(whole.decimals, 1), several)


def extreme(several: Sequence[Quantity], choose: Callable[[list[Fraction]], Fraction]) -> Quantity:
    """The smallest or largest of some."""
    value = choose([one.number for one in several])
    decimals = max(one.decimals for one in several)
    return made(value, _alike(several), decimals, several, change=all(one.change for one in several))


def _alike(several: Sequence[Quantity]) -> str:
    """The one unit of some, numbers of the formula itself having that of the others."""
    return _unit(units.alike, tuple(one.unit for one in several if not one.literal) or (COUNT,))


def _not_nought(quantity: Quantity, what: str) -> Fraction:
    value = quantity.number
    if value == 0:
        name = " and ".join(quantity.parts)
        message = f"{what} {name}, which is nought" if name else f"{what} nought"
        raise QuantityError("I246", message, "Check the cells behind it.")
    return value
