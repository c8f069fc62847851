"""Units of figures: their names, what arithmetic makes of them, and amounts of money in each other's terms."""

from __future__ import annotations

from typing import Final

from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS, YEAR

#: Swedish words that `unit:` may say for units that wording and arithmetic treat in their own way.
_WORDS: Final = {
    "procent": PERCENT,
    "%": PERCENT,
    "procentenheter": PERCENTAGE_POINTS,
    "procentenhet": PERCENTAGE_POINTS,
    "år": YEAR,
    "antal": COUNT,
    "kr": "kronor",
    "sek": "kronor",
    "ksek": "tkr",
    "msek": "mnkr",
    "mkr": "mnkr",
    "miljoner kronor": "mnkr",
    "miljarder kronor": "mdkr",
    "tusen kronor": "tkr",
}

#: Amounts of money: the power of ten that one is in kronor.
MONEY: Final = {"kronor": 0, "tkr": 3, "mnkr": 6, "mdkr": 9}

#: How messages name units that have no word of their own.
_NAMES: Final = {
    COUNT: "a plain number",
    PERCENT: "a percentage (procent)",
    PERCENTAGE_POINTS: "a difference of percentages (procentenheter)",
    YEAR: "a year",
}
_SHARES: Final = (PERCENT, PERCENTAGE_POINTS)


class UnitError(Exception):
    """Two units do not go together; `todo` says what the author can do."""

    def __init__(self, message: str, todo: str) -> None:
        super().__init__(message)
        self.todo = todo


def canonical(unit: str) -> str:
    """The unit that a word stands for, in small letters or not: `Procent` is `percent`; other words are units."""
    unit = " ".join(unit.split())
    small = unit.casefold()
    return _WORDS.get(small, small if small in _NAMES or small in MONEY else unit)


def named(unit: str) -> str:
    """A unit as messages name it."""
    return _NAMES.get(unit, f"in {unit}")


def has_word(unit: str) -> bool:
    """Whether a unit is a word that stands behind the number, such as `årsarbetare`."""
    return unit not in _NAMES


def added(first: str, second: str) -> str:
    """The unit of a sum.

    Raises:
        UnitError: they are different, or years.
    """
    if {first, second} == set(_SHARES):
        return PERCENT
    if YEAR in (first, second):
        if COUNT in (first, second):
            return YEAR
        raise UnitError("years are added", "The difference of two years is a number of years.")
    if first != second:
        raise _mixed(first, second, "added")
    return first


def subtracted(first: str, second: str) -> str:
    """The unit of a difference: that of two percentages is in percentage points, that of two years a number.

    Raises:
        UnitError: they are different.
    """
    if first == second:
        return {PERCENT: PERCENTAGE_POINTS, YEAR: COUNT}.get(first, first)
    if (first, second) in ((PERCENT, PERCENTAGE_POINTS), (YEAR, COUNT)):
        return first
    raise _mixed(first, second, "subtracted from each other")


def multiplied(first: str, second: str, *, literal: bool) -> str:
    """The unit of a product.

    Args:
        first: the one unit.
        second: the other.
        literal: whether one of the factors is a number that stands in the formula.

    Raises:
        UnitError: neither is a plain number; a percentage is multiplied with a figure; a year is multiplied.
    """
    if COUNT not in (first, second):
        raise _mixed(first, second, "multiplied")
    unit = second if first == COUNT else first
    if unit == YEAR:
        raise UnitError("a year is multiplied", "Years can be compared and subtracted.")
    if unit in _SHARES and not literal:
        todo = "How much a share of a whole is, is written part(share, whole)."
        raise UnitError("a percentage is multiplied with a plain number", todo)
    return unit


def divided(first: str, second: str) -> str:
    """The unit of a quotient: two quantities of one unit give a plain number.

    Raises:
        UnitError: something is divided by another unit than its own or a plain number; years are divided.
    """
    if YEAR in (first, second):
        raise UnitError("a year is divided", "Years can be compared and subtracted.")
    if first == second:
        return COUNT
    if second == COUNT:
        return first
    raise _mixed(first, second, "divided")


def alike(units: tuple[str, ...]) -> str:
    """The one unit of several quantities.

    Raises:
        UnitError: they are different.
    """
    for unit in units[1:]:
        if unit != units[0]:
            raise _mixed(units[0], unit, "compared")
    return units[0]


def _mixed(first: str, second: str, what: str) -> UnitError:
    todo = "Use figures of one unit, or set `unit:` where figures.yaml gives the wrong one."
    if {first, second} <= set(MONEY):
        todo = "Bring them to one unit: 1 mnkr is 1000 tkr, as (a * 1000 + b) with `unit: tkr` for both."
    elif set(_SHARES) & {first, second} and COUNT in (first, second):
        todo = "A share of counts is written share(part, whole); otherwise set `unit:` where figures.yaml has it wrong."
    return UnitError(f"quantities of different units are {what}: {_short(first)} and {_short(second)}", todo)


def _short(unit: str) -> str:
    return {COUNT: "a plain number", PERCENT: "percent", PERCENTAGE_POINTS: "percentage points"}.get(unit, unit)
