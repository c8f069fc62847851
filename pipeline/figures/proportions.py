"""Proportions in words: *hälften*, *två tredjedelar*, *dubbelt så många*, each within a margin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.figures.book import PERCENT
from pipeline.figures.hedges import BY_WORD, ROUGHLY
from pipeline.figures.shown_units import WordingError
from pipeline.figures.units import named
from pipeline.figures.worded import number_of
from pipeline.figures.wording import number_word, rounded, swedish_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.figures.book import NamedFigure
    from pipeline.figures.hedges import Hedge
    from pipeline.figures.worded import Wording

#: The word that no margin makes true: 99.6 percent are not all.
ALL: Final = "alla"

#: Parts of a whole that have a word.
PARTS: Final = (
    (Fraction(1, 10), "en tiondel"),
    (Fraction(1, 5), "en femtedel"),
    (Fraction(1, 4), "en fjärdedel"),
    (Fraction(1, 3), "en tredjedel"),
    (Fraction(2, 5), "två femtedelar"),
    (Fraction(1, 2), "hälften"),
    (Fraction(3, 5), "tre femtedelar"),
    (Fraction(2, 3), "två tredjedelar"),
    (Fraction(3, 4), "tre fjärdedelar"),
    (Fraction(4, 5), "fyra femtedelar"),
    (Fraction(9, 10), "nio tiondelar"),
    (Fraction(1), ALL),
)

#: How many times as many, and the words in front of “så många”.
TIMES: Final = (
    (Fraction(1, 2), "hälften"),
    (Fraction(3, 2), "en och en halv gång"),
    (Fraction(2), "dubbelt"),
    *((Fraction(count), f"{number_word(count)} gånger") for count in range(3, 13)),
)

#: Percentage points between a share and its word: without a hedge, and with one.
PART_MARGIN: Final = Fraction(1, 2)
HEDGED_PART_MARGIN: Final = Fraction(3)
#: Percent of the word's number between it and the true one.
TIMES_MARGIN: Final = Fraction(5)
HEDGED_TIMES_MARGIN: Final = Fraction(10)

#: “Knappt alla” and “drygt lika många” are not Swedish; these hedges can stand there.
_BEFORE_ALL: Final = ("nästan",)
_BEFORE_EQUAL: Final = ("nästan", "cirka", "omkring", "ungefär")


@dataclass(frozen=True, slots=True)
class Part:
    """`| andel`: a percentage as a part of the whole.

    Attributes:
        within: percentage points that it may be away from what the word says; None for the usual margin.
    """

    within: Decimal | None = None

    def words(self, wording: Wording) -> str:
        """*hälften*, *drygt en tredjedel*, *nästan alla*.

        Raises:
            WordingError: I234 the figure is no percentage; I276 no word is true of it.
        """
        figure = wording.figure
        value = Fraction(number_of(figure, "andel"))
        if figure.unit != PERCENT:
            message = f"The figure {figure.name} is {named(figure.unit)}, not a percentage (procent)."
            raise WordingError("I234", message, "Define a figure with `share:` and `of:` in figures.yaml.", "andel")
        hedge = wording.said
        usual = HEDGED_PART_MARGIN if hedge else PART_MARGIN
        within = usual if self.within is None else Fraction(self.within)
        for part, word in _nearest(value / 100, PARTS):
            if word == ALL and hedge and hedge.word not in _BEFORE_ALL:
                continue
            as_source = wording.hedge is None and bool(figure.hedge) and value == part * 100
            margin = Fraction(0) if word == ALL and hedge is None else within
            if as_source or fits(value, part * 100, hedge, margin):
                return f"{hedge.word} {word}" if hedge else word
        shown = swedish_number(rounded(number_of(figure), max(figure.decimals, 2)))
        said = f"“{hedge.word}” and a part of the whole" if hedge else "the word for a part of the whole"
        message = f"No wording with {said} is true of {figure.name}, {shown} percent, within {_shown(within)}."
        raise WordingError("I276", message, _part_advice(value), "andel")


@dataclass(frozen=True, slots=True)
class Times:
    """`| gånger(other, "många")`: how many times as many as another figure.

    Attributes:
        other: the other figure.
        what: what stands behind “så”: *många*, *stor*, *hög*.
        within: percent that it may be away from what the words say; None for the usual margin.
    """

    other: NamedFigure
    what: str = "många"
    within: Decimal | None = None

    def words(self, wording: Wording) -> str:
        """*dubbelt så många*, *nästan tre gånger så stort*, *lika många*.

        Raises:
            WordingError: I234 the figures cannot be compared; I276 no words are true of them.
        """
        hedge = wording.hedge.hedge if wording.hedge else None
        if hedge is None and (wording.figure.hedge or self.other.hedge):
            hedge = BY_WORD[ROUGHLY]
        ratio = ratio_of(wording.figure, self.other, "gånger")
        usual = HEDGED_TIMES_MARGIN if hedge else TIMES_MARGIN
        within = usual if self.within is None else Fraction(self.within)
        said = f"{hedge.word} " if hedge else ""
        if hedge is None:
            if _shown_alike(wording.figure, self.other):
                return f"lika {self.what}"
        elif hedge.word in _BEFORE_EQUAL and fits(ratio, Fraction(1), hedge, within / 100):
            return f"{said}lika {self.what}"
        for times, word in _nearest(ratio, TIMES):
            if fits(ratio, times, hedge, times * within / 100):
                return f"{said}{word} så {self.what}"
        shown = swedish_number(rounded(Decimal(ratio.numerator) / Decimal(ratio.denominator), 2))
        message = f"{wording.figure.name} is {shown} times {self.other.name}, which no words "
        message += f"with “{hedge.word}” say" if hedge else "without a hedge say"
        todo = "Use another hedge (drygt, nästan, cirka), or write the two figures."
        raise WordingError("I276", f"{message} within {_shown(within)} percent.", todo, "gånger")


def fits(value: Fraction, said: Fraction, hedge: Hedge | None, within: Fraction) -> bool:
    """Whether a value is within a margin of what is said, and on the side of it that the hedge says."""
    away = value - said
    if abs(away) > within or value <= 0:
        return False
    if hedge is None:
        return True
    if away == 0:
        return hedge.exact
    return hedge.side == "around" or (away > 0) == (hedge.side == "above")


def ratio_of(figure: NamedFigure, other: NamedFigure, filter_: str) -> Fraction:
    """How many times as large the first figure is.

    Raises:
        WordingError: I234 they have different units, or one is not above nought.
    """
    first, second = number_of(figure, filter_), number_of(other, filter_)
    if figure.unit != other.unit:
        message = f"The figures {figure.name} and {other.name} have different units."
        raise WordingError("I234", message, "Compare figures of one unit.", filter_)
    if first <= 0 or second <= 0:
        name = figure.name if first <= 0 else other.name
        message = f"The figure {name} is not above nought, so that nothing is so many times as much."
        raise WordingError("I234", message, "Write the two figures.", filter_)
    return Fraction(first) / Fraction(second)


def _shown_alike(figure: NamedFigure, other: NamedFigure) -> bool:
    decimals = max(figure.decimals, other.decimals)
    return rounded(number_of(figure), decimals) == rounded(number_of(other), decimals)


def _nearest(value: Fraction, words: Iterable[tuple[Fraction, str]]) -> list[tuple[Fraction, str]]:
    return sorted(words, key=lambda pair: abs(pair[0] - value))


def _part_advice(value: Fraction) -> str:
    part, word = _nearest(value / 100, PARTS)[0]
    if word != ALL and abs(value - part * 100) <= HEDGED_PART_MARGIN:
        return f"True is “{'drygt' if value > part * 100 else 'knappt'} {word}”."
    if word == ALL and 97 <= value < 100:
        return "True is “nästan alla”."
    return "Write it in percent."


def _shown(number: Fraction) -> str:
    return swedish_number(Decimal(number.numerator) / Decimal(number.denominator))
