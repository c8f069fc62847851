"""What a wording tells of figures: that a number, or a sum of several, lies between two bounds.

“63 procent” tells of a share from 62.5 to below 63.5, “drygt 60 procent” (till=10) of one above 60 and below 70,
“minskade” of a change below nought. Where no bounds are known for words, they count as telling the figures exactly: the
audit then assumes that readers know more than they do, never less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.figures.directions import SLOT, Direction, changed, direction_of
from pipeline.figures.hedges import BY_WORD, reach, stated_number
from pipeline.figures.parsed import WordingNotReadError, parse_wording
from pipeline.figures.proportions import (
    ALL,
    HEDGED_PART_MARGIN,
    HEDGED_TIMES_MARGIN,
    PART_MARGIN,
    PARTS,
    TIMES,
    TIMES_MARGIN,
    Part,
    Times,
)
from pipeline.figures.shown_units import ShownUnit, shown_unit
from pipeline.figures.worded import Wording, scaled
from pipeline.figures.wording import number_word, rounded

if TYPE_CHECKING:
    from pipeline.figures.book import NamedFigure
    from pipeline.figures.hedges import Hedge

_ONE: Final = Fraction(1)

#: What makes words speak of numbers: digits, number words from two, parts of a whole.
_NUMBER: Final = re.compile(
    r"\d|\b(?:"
    + "|".join(
        [
            *(word for number in range(2, 13) if (word := number_word(number))),
            *(word.split()[-1] for _, word in PARTS if " " in word or word == "hälften"),
            "dubbelt",
        ]
    )
    + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sum of figures lies between two bounds.

    Attributes:
        figures: names of the figures, each with its factor.
        low, high: bounds; None for none.
        open_low, open_high: whether the sum is not the bound itself.
    """

    figures: tuple[tuple[str, Fraction], ...]
    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether a sum of figures lies between the bounds."""
        above = self.low is None or value > self.low or (value == self.low and not self.open_low)
        return above and (self.high is None or value < self.high or (value == self.high and not self.open_high))


def told_by(wording: Wording) -> tuple[Told, ...]:
    """What the words of a figure tell.

    Args:
        wording: a wording that is true: its text could be made.
    """
    if any(figure.hidden for figure in wording.figures):
        return told_by_stand_in(wording)
    if wording.phrase is not None:
        return _of_phrase(wording)
    figures = [wording.figure, *([wording.upper] if wording.upper is not None else [])]
    if wording.hedge is None and wording.upper is not None:
        decimals = max(replace(wording, figure=figure).shown_decimals for figure in figures)
        wording = replace(wording, decimals=decimals)
    return tuple(one for figure in figures for one in _of_number(replace(wording, figure=figure)))


def told_by_stand_in(wording: Wording) -> tuple[Told, ...]:
    """What the words tell that stand in place of a figure: “färre än fem”; () for words without a number.

    “En” and “ett” stand before many words, and count as a number only where it is the true one. Words with a number
    that cannot be read as a whole (“fler än två men färre än fyra”) count as telling the figure exactly.
    """
    if wording.stand_in is None or wording.phrase is not None:
        return ()
    try:
        parsed = parse_wording(wording.stand_in)
    except WordingNotReadError:
        return _exactly(wording.figure) if _NUMBER.search(wording.stand_in) else ()
    figures, stated = ((wording.figure.name, _ONE),), Fraction(parsed.value)
    hedge = BY_WORD.get(parsed.hedge)
    if hedge is None:
        half = Fraction(1, 2) * Fraction(10) ** -parsed.decimals
        if wording.stand_in.split()[0].casefold() in ("en", "ett") and wording.figure.value != parsed.value:
            return ()
        most = stated if parsed.upper is None else Fraction(parsed.upper)
        return (Told(figures, stated - half, most + half, open_high=True),)
    if hedge.side == "around":
        return (Told(figures, stated / 2, stated * 3 / 2),)
    if hedge.side == "above":
        return (Told(figures, stated, None, open_low=not hedge.exact),)
    return (Told(figures, None, stated, open_high=not hedge.exact),)


def told_by_default(figure: NamedFigure) -> tuple[Told, ...]:
    """What a figure tells where the prose says nothing of how it is to be shown."""
    return told_by(Wording(replace(figure, hidden="")))


def _of_number(wording: Wording) -> tuple[Told, ...]:
    value = wording.figure.value
    if not isinstance(value, Decimal):
        return ()
    magnitude = abs(value) if wording.magnitude else value
    unit = shown_unit(wording.unit, wording.figure) if wording.unit else ShownUnit()
    sign = -1 if wording.magnitude and value < 0 else 1
    low, high, open_low, open_high = _bounds(wording, magnitude, unit.power)
    if sign < 0:
        low, high, open_low, open_high = -high, -low, open_high, open_low
    return (Told(((wording.figure.name, _ONE),), low, high, open_low, open_high),)


def _bounds(wording: Wording, value: Decimal, power: int) -> tuple[Fraction, Fraction, bool, bool]:
    """Between which numbers, in the figure's own unit, the value lies as far as the words go."""
    size = Fraction(10) ** power
    if wording.hedge is not None:
        hedge, step = wording.hedge.hedge, wording.hedge.step
        said = stated_number(hedge, scaled(value, power), step)
        margin = reach(hedge, said, step)
        # a whole step is not reached
        return _beside(Fraction(said) * size, hedge, margin * size, is_open=margin == Fraction(step))
    stated = Fraction(rounded(scaled(value, power), wording.shown_decimals)) * size
    half = Fraction(1, 2) * Fraction(10) ** -wording.shown_decimals * size
    # halves are rounded away from nought, so that the bound nearer to it belongs to the number
    return stated - half, stated + half, stated <= 0, stated >= 0


def _beside(
    stated: Fraction, hedge: Hedge, margin: Fraction, *, is_open: bool
) -> tuple[Fraction, Fraction, bool, bool]:
    if hedge.side == "above":
        return stated, stated + margin, not hedge.exact, is_open
    if hedge.side == "below":
        return stated - margin, stated, is_open, not hedge.exact
    return stated - margin, stated + margin, is_open, is_open


# ------------------------------------------------------------------------------------------------- words for numbers


def _of_phrase(wording: Wording) -> tuple[Told, ...]:
    phrase = wording.phrase
    assert phrase is not None
    if isinstance(phrase, Direction):
        return _of_direction(wording, phrase)
    hedge = wording.hedge.hedge if wording.hedge else None
    words = phrase.words(wording).removeprefix(f"{hedge.word} " if hedge else "")
    if isinstance(phrase, Part):
        part = next((part for part, word in PARTS if word == words), None)
        usual = HEDGED_PART_MARGIN if hedge else PART_MARGIN
        within = usual if phrase.within is None else Fraction(phrase.within)
        if words == ALL and hedge is None:
            within = Fraction(0)
        if part is not None:
            return (Told(((wording.figure.name, _ONE),), *_around(part * 100, hedge, within)),)
    if isinstance(phrase, Times):
        times = next((times for times, word in TIMES if words == f"{word} så {phrase.what}"), None)
        usual = HEDGED_TIMES_MARGIN if hedge else TIMES_MARGIN
        within = usual if phrase.within is None else Fraction(phrase.within)
        if times is not None:
            low, high = _around(times, hedge, times * within / 100)
            name, other = wording.figure.name, phrase.other.name
            return (
                Told(((name, _ONE), (other, -low)), Fraction(0), None),
                Told(((name, _ONE), (other, -high)), None, Fraction(0)),
            )
    return tuple(one for figure in wording.figures for one in _exactly(figure))


def _exactly(figure: NamedFigure) -> tuple[Told, ...]:
    if not isinstance(figure.value, Decimal):
        return ()
    value = Fraction(figure.value)
    return (Told(((figure.name, _ONE),), value, value),)


def _around(said: Fraction, hedge: Hedge | None, within: Fraction) -> tuple[Fraction, Fraction]:
    low = said if hedge is not None and hedge.side == "above" else said - within
    high = said if hedge is not None and hedge.side == "below" else said + within
    return low, high


def _of_direction(wording: Wording, phrase: Direction) -> tuple[Told, ...]:
    figure = changed(wording.figure, phrase.since, "riktning")
    if not isinstance(figure.value, Decimal):
        return ()
    figures: tuple[tuple[str, Fraction], ...] = ((wording.figure.name, _ONE),)
    if phrase.since is not None:
        figures = (*figures, (phrase.since.name, -_ONE))
    plain = replace(wording, figure=figure, phrase=None, magnitude=True)
    direction = direction_of(plain, figure.value, phrase.within)
    if direction == 0:
        half = Fraction(1, 2) * Fraction(10) ** -plain.shown_decimals
        within = max(half, Fraction(phrase.within))
        return (Told(figures, -within, within),)
    if SLOT not in (phrase.up if direction > 0 else phrase.down):
        least = Fraction(phrase.within)
        return (
            Told(figures, least, None, open_low=True) if direction > 0 else Told(figures, None, -least, open_high=True),
        )
    return tuple(replace(one, figures=figures) for one in _of_number(plain))
