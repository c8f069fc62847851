"""The filters that prose may put behind a figure: `{{ x | drygt(till=1) | procent }}`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING, Final, Literal

from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS, YEAR, NamedFigure
from pipeline.figures.wording import NO_BREAK_SPACE, PRECISION, number_word, swedish_number
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What a filter may be given in brackets: constants only.
Argument = str | int | float


class WordingError(Exception):
    """A figure cannot be worded so; becomes a fault with the place of the expression.

    Attributes:
        code: I232 an argument is wrong, I233 the hedge is not true, I234 the filter does not fit the figure.
        todo: what the author can do.
    """

    def __init__(self, code: str, message: str, todo: str) -> None:
        super().__init__(message)
        self.code = code
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure on its way to words; filters change it, `text` is the result.

    Attributes:
        figure: what is worded.
        hedge: `drygt`, `knappt`, `nära`, `cirka`, or empty.
        shown: the number that a hedge has rounded to; None without a hedge.
        decimals: asked for by the prose; None for the figure's own.
        suffix: `procent`, `procentenheter` or another unit.
        word: gender for a number word; None for digits.
        capital: whether the first letter is a capital.
        short: whether a date is written 2024-06-19.
    """

    figure: NamedFigure
    hedge: str = ""
    shown: Decimal | None = None
    decimals: int | None = None
    suffix: str = ""
    word: Literal["n", "t"] | None = None
    capital: bool = False
    short: bool = False

    @property
    def number(self) -> Decimal:
        """The figure's exact value.

        Raises:
            WordingError: I234 it is a date or a text.
        """
        value = self.figure.value
        if not isinstance(value, Decimal):
            raise WordingError("I234", f"The figure {self.figure.name} is no number.", "Use it without this filter.")
        return value

    @property
    def text(self) -> str:
        """The words."""
        value = self.figure.value
        suffix = self.suffix
        if isinstance(value, Decimal):
            digits = self._digits(value)
            words = f"{self.hedge} {digits}" if self.hedge else digits
            if suffix == "procentenheter" and digits in ("1", "en", "ett"):
                suffix = "procentenhet"
        elif isinstance(value, date):
            words = value.isoformat() if self.short else format_date(value)
        else:
            words = value
        if suffix:  # digits and their unit stay on one line, words may part
            words += f"{NO_BREAK_SPACE if words[-1].isdigit() else ' '}{suffix}"
        return words[:1].upper() + words[1:] if self.capital else words

    def _digits(self, value: Decimal) -> str:
        if self.shown is not None:  # what the hedge says decides: another rounding could make it untrue
            value, decimals = self.shown, None
        else:
            decimals = self.figure.decimals if self.decimals is None else self.decimals
        if self.word and value == value.to_integral_value() and (word := number_word(int(value), self.word)):
            return word
        return swedish_number(value, decimals, grouped=self.figure.unit != YEAR)


def _count(argument: Argument | None, name: str) -> int | None:
    if argument is None or (isinstance(argument, int) and not isinstance(argument, bool) and 0 <= argument <= 9):
        return argument
    raise WordingError("I232", f"{name} is {argument!r}.", f"Write a whole number from 0 to 9: {name}=1.")


def tal(wording: Wording, decimaler: Argument | None = None) -> Wording:
    """A number with so many decimals."""
    _ = wording.number
    return replace(wording, decimals=_count(decimaler, "decimaler"))


def _unit(wording: Wording, unit: str, word: str, decimaler: Argument | None) -> Wording:
    _ = wording.number
    if wording.figure.unit != unit:
        shown = _UNIT_NAMES.get(wording.figure.unit, f"in {wording.figure.unit}")
        raise WordingError(
            "I234",
            f"The figure {wording.figure.name} is {shown}, not {_UNIT_NAMES[unit]}.",
            _UNIT_ADVICE.get((wording.figure.unit, unit), "Use a figure of that unit, or set `unit:` in figures.yaml."),
        )
    decimals = _count(decimaler, "decimaler")
    return replace(wording, suffix=word, decimals=wording.decimals if decimals is None else decimals)


_UNIT_NAMES: Final = {
    COUNT: "a plain number",
    PERCENT: "a percentage (procent)",
    PERCENTAGE_POINTS: "a difference of percentages (procentenheter)",
    YEAR: "a year",
}
_UNIT_ADVICE: Final = {
    (PERCENTAGE_POINTS, PERCENT): "Write | procentenheter.",
    (PERCENT, PERCENTAGE_POINTS): "Write | procent, or define the difference of two percentages in figures.yaml.",
    (COUNT, PERCENT): "Define a figure with `share:` and `of:` in figures.yaml, or `type: percent` for its column.",
}


def procent(wording: Wording, decimaler: Argument | None = None) -> Wording:
    """`63 procent`."""
    return _unit(wording, PERCENT, "procent", decimaler)


def procentenheter(wording: Wording, decimaler: Argument | None = None) -> Wording:
    """`2,3 procentenheter`, and `1 procentenhet`."""
    return _unit(wording, PERCENTAGE_POINTS, "procentenheter", decimaler)


def enhet(wording: Wording) -> Wording:
    """The unit that figures.yaml gives the figure: `12,5 mnkr`."""
    _ = wording.number
    if wording.figure.unit in _UNIT_NAMES:
        todo = f"Set `unit:` for {wording.figure.name} in figures.yaml, or use | procent."
        raise WordingError("I234", f"The figure {wording.figure.name} has no unit in words.", todo)
    return replace(wording, suffix=wording.figure.unit)


def _step(wording: Wording, till: Argument) -> Decimal:
    """What a hedge rounds to, as a number above nought."""
    step = Decimal(str(till)) if isinstance(till, int | float) and not isinstance(till, bool) else Decimal(0)
    if not step.is_finite() or step <= 0:
        raise WordingError("I232", f"till is {till!r}.", "Write what to round to, such as till=1 or till=1000.")
    if wording.number <= 0:
        todo = "Define the figure so that it is above nought, and say in words that it fell."
        raise WordingError("I233", f"A hedge cannot stand before {swedish_number(wording.number)}.", todo)
    return step


def _hedged(wording: Wording, word: str, till: Argument, rounding: str) -> Wording:
    step = _step(wording, till)
    value = wording.number
    with localcontext(prec=PRECISION):
        shown = (value / step).to_integral_value(rounding=rounding) * step
        nearest = (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
        away = abs(value - shown)
    problem = ""
    if shown == 0:
        problem = "rounds to nought"
    elif word != "cirka" and away == 0:
        problem = f"is exactly {swedish_number(shown)}"
    elif word == "nära" and away * 2 > step:
        problem = f"is nearer {swedish_number(nearest)}"
    if problem:
        whole = value == value.to_integral_value()
        shown_value = swedish_number(value, 0 if whole else max(wording.figure.decimals, 2))
        raise WordingError(
            "I233",
            f"“{word}” is not true of {wording.figure.name}: {shown_value} {problem} (till={till}).",
            _advice(value, step),
        )
    whole = shown == shown.to_integral_value()
    return replace(wording, hedge=word, shown=shown.quantize(Decimal(1)) if whole else shown.normalize())


def _advice(value: Decimal, step: Decimal) -> str:
    with localcontext(prec=PRECISION):
        nearest = (value / step).to_integral_value(rounding=ROUND_HALF_UP) * step
    if nearest == 0 or nearest == value:
        return "Leave the hedge out, or round to something else with till=…."
    word = "drygt" if value > nearest else "knappt"
    return f"True is “{word} {swedish_number(nearest)}”."


def drygt(wording: Wording, till: Argument = 1) -> Wording:
    """“A little more than”: the value lies above what is said, by less than `till`."""
    return _hedged(wording, "drygt", till, ROUND_FLOOR)


def knappt(wording: Wording, till: Argument = 1) -> Wording:
    """“A little less than”: the value lies below what is said, by less than `till`."""
    return _hedged(wording, "knappt", till, ROUND_CEILING)


def nara(wording: Wording, till: Argument = 1) -> Wording:
    """“Close to”, from below: by half of `till` at the most."""
    return _hedged(wording, "nära", till, ROUND_CEILING)


def cirka(wording: Wording, till: Argument = 1) -> Wording:
    """“About”: the nearest multiple of `till`."""
    return _hedged(wording, "cirka", till, ROUND_HALF_UP)


def ord_(wording: Wording, genus: Argument = "t") -> Wording:
    """A number word from noll to tolv; digits above. `genus="n"` gives *en* instead of *ett*."""
    _ = wording.number
    if genus == "n":
        return replace(wording, word="n")
    if genus == "t":
        return replace(wording, word="t")
    raise WordingError("I232", f"genus is {genus!r}.", 'Write genus="n" (en åtgärd) or genus="t" (ett mål).')


def versal(wording: Wording) -> Wording:
    """A capital first letter, for a sentence's start."""
    return replace(wording, capital=True)


def kort(wording: Wording) -> Wording:
    """A date as 2024-06-19."""
    if not isinstance(wording.figure.value, date):
        raise WordingError("I234", f"The figure {wording.figure.name} is no date.", "Leave | kort out.")
    return replace(wording, short=True)


#: Name in the prose → the filter.
FILTERS: Final[Mapping[str, Callable[..., Wording]]] = {
    "tal": tal,
    "procent": procent,
    "procentenheter": procentenheter,
    "enhet": enhet,
    "drygt": drygt,
    "knappt": knappt,
    "nara": nara,
    "nära": nara,
    "cirka": cirka,
    "ord": ord_,
    "versal": versal,
    "kort": kort,
}
