"""The unit behind a number in prose: which filter fits which figure, and amounts in thousands and millions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS
from pipeline.figures.units import MONEY, has_word, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.figures.book import NamedFigure


class WordingError(Exception):
    """A figure cannot be worded so; becomes a fault with the place of the expression.

    Attributes:
        code: I232 an argument is wrong, I233 a hedge is not true, I234 a filter does not fit the figure, I275 the
            figure must not be shown, I276 words are not true of the figures.
        todo: what the author can do.
        filter: name of the filter that asks for it; empty for the expression as a whole.
    """

    def __init__(self, code: str, message: str, todo: str, filter_: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.todo = todo
        self.filter = filter_


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """How a number is shown with its unit.

    Attributes:
        word: behind the number; empty for none.
        singular: the same behind the number one.
        power: the power of ten that one of it is in the figure's own unit: 3 for tkr of a figure in kronor.
        gender: of the word, for *en* and *ett*; empty when the word has none to follow.
    """

    word: str = ""
    singular: str = ""
    power: int = 0
    gender: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether the word stands for several, and cannot stand behind one."""
        return not self.singular and bool(_PLURAL.fullmatch(self.word.split(" ")[0]))

    def decimals(self, own: int) -> int:
        """How many decimals suit a figure that has `own` in its own unit."""
        return 1 if self.power > 0 else max(0, own + self.power)


#: Ends of words that stand for several; “1 liter” and “1 meter” are one all the same.
_PLURAL: Final = re.compile(r"\w{2,}(?<!lit)(?<!met)(or|ar|er|den)", re.IGNORECASE)

#: Name of the filter → power of ten, word, word behind one.
_LARGE: Final[Mapping[str, tuple[int, str, str]]] = {
    "tusen": (3, "tusen", "tusen"),
    "miljoner": (6, "miljoner", "miljon"),
    "miljarder": (9, "miljarder", "miljard"),
}
_MONEY_WORDS: Final = {"kronor": "krona"}

#: The filters that say which unit stands behind the number.
UNIT_FILTERS: Final = ("procent", "procentenheter", "enhet", *MONEY, *_LARGE)

_ADVICE: Final = {
    (PERCENTAGE_POINTS, "procent"): "Write | procentenheter.",
    (PERCENT, "procentenheter"): ("Write | procent, or define the difference of two percentages in figures.yaml."),
    (COUNT, "procent"): "Define a figure with `share:` and `of:` in figures.yaml, or `type: percent` for its column.",
}


def shown_unit(name: str, figure: NamedFigure) -> ShownUnit:
    """What a filter of `UNIT_FILTERS` puts behind a figure.

    Raises:
        WordingError: I234 the figure has another unit.
    """
    unit = figure.unit
    if (name, unit) == ("procent", PERCENT):
        return ShownUnit("procent")
    if (name, unit) == ("procentenheter", PERCENTAGE_POINTS):
        return ShownUnit("procentenheter", "procentenhet", gender="n")
    shown = unit if name == "enhet" else name
    if shown in MONEY and unit in MONEY:
        gender = "n" if shown == "kronor" else ""
        return ShownUnit(shown, _MONEY_WORDS.get(shown, ""), MONEY[shown] - MONEY[unit], gender)
    if name == "enhet" and has_word(unit):
        return ShownUnit(unit)
    if name in _LARGE and (unit == COUNT or unit in MONEY):
        power, word, singular = _LARGE[name]
        behind = " kronor" if unit in MONEY else ""
        gender = "t" if name == "tusen" else "n"
        return ShownUnit(f"{word}{behind}", f"{singular}{behind}", power - MONEY.get(unit, 0), gender)
    raise _misfit(name, figure)


def _misfit(name: str, figure: NamedFigure) -> WordingError:
    unit = figure.unit
    todo = _ADVICE.get((unit, name), "Use a figure of that unit, or set `unit:` in figures.yaml.")
    if name == "enhet":
        message = f"The figure {figure.name} has no unit in words."
        todo = f"Set `unit:` for {figure.name} in figures.yaml, or use | procent."
    elif name in MONEY:
        message = f"The figure {figure.name} is {named(unit)}, not an amount of money."
        todo = f"Set `unit:` for {figure.name} in figures.yaml to kronor, tkr, mnkr or mdkr."
    elif name in _LARGE:
        message = f"The figure {figure.name} is {named(unit)}, neither a plain number nor an amount of money."
    else:
        wanted = {"procent": PERCENT, "procentenheter": PERCENTAGE_POINTS}[name]
        message = f"The figure {figure.name} is {named(unit)}, not {named(wanted)}."
    return WordingError("I234", message, todo, name)
