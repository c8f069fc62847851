"""What filters may be given in brackets: numbers, words and figures, each held against what it is for."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from pipeline.figures.book import NamedFigure
from pipeline.figures.shown_units import WordingError

#: What a filter may be given in brackets: constants and figures.
Argument: TypeAlias = str | int | float | NamedFigure

#: Characters of an author's text that a message repeats.
_SHOWN: Final = 60

#: Margins and steps beyond these say nothing of numbers in official documents.
_SMALLEST: Final = Decimal("0.000001")
_LARGEST: Final = Decimal(10) ** 15


def shortened(text: str) -> str:
    """A text for a message, cut off where it is long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def count_argument(argument: Argument | None, name: str, filter_: str) -> int | None:
    """How many decimals are asked for; None for nothing.

    Raises:
        WordingError: I232; so do all below.
    """
    if argument is None or (isinstance(argument, int) and not isinstance(argument, bool) and 0 <= argument <= 9):
        return argument
    shown = shown_argument(argument)
    raise WordingError("I232", f"{name} is {shown}.", f"Write a whole number from 0 to 9: {name}=1.", filter_)


def amount_argument(argument: Argument, name: str, filter_: str, *, nought: bool = False) -> Decimal:
    """An argument that is a number above nought, or nought where that has a meaning."""
    if isinstance(argument, int | float) and not isinstance(argument, bool):
        number = Decimal(str(argument))
        if number.is_finite() and (_SMALLEST <= number <= _LARGEST or (nought and number == 0)):
            return number
    todo = f"Write a number above nought, such as {name}=1 or {name}=1000."
    raise WordingError("I232", f"{name} is {shown_argument(argument)}.", todo, filter_)


def text_argument(argument: Argument, name: str, filter_: str) -> str:
    """Words."""
    if isinstance(argument, str) and argument.strip():
        return argument
    message = f"{name} is {shown_argument(argument)}, not words."
    raise WordingError("I232", message, "Write the words in quotation marks.", filter_)


def figure_argument(argument: Argument, name: str, filter_: str) -> NamedFigure:
    """Another figure."""
    if isinstance(argument, NamedFigure):
        return argument
    message = f"{name} is {shown_argument(argument)}, not a figure."
    raise WordingError("I232", message, "Write the figure's name, without quotation marks.", filter_)


def shown_argument(argument: Argument | None) -> str:
    """What a filter is given, for a message."""
    return argument.name if isinstance(argument, NamedFigure) else shortened(repr(argument))
