"""Words that a person has written and the data must bear out: *störst*, *färre*, *ökade*, *drygt hälften*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pipeline.faults import did_you_mean
from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS
from pipeline.figures.comparing import DAY_MEANINGS, MEANINGS, Meaning, check_time, meanings_in, unchecked
from pipeline.figures.directions import changed
from pipeline.figures.hedges import BY_WORD, problem_of
from pipeline.figures.parsed import TIMES_UNIT, ParsedWording, WordingNotReadError, parse_wording
from pipeline.figures.parsed_days import parse_days
from pipeline.figures.proportions import (
    HEDGED_PART_MARGIN,
    HEDGED_TIMES_MARGIN,
    PART_MARGIN,
    PARTS,
    TIMES_MARGIN,
    fits,
    ratio_of,
)
from pipeline.figures.shown_units import WordingError
from pipeline.figures.units import MONEY, has_word
from pipeline.figures.worded import number_of
from pipeline.figures.wording import PRECISION, exact_text, rounded, swedish_number
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.figures.book import NamedFigure
    from pipeline.figures.hedges import Hedge
    from pipeline.figures.worded import Wording

_FILTER: Final = "påstå"
_FRACTIONS: Final = frozenset(word for _, word in PARTS)


@dataclass(frozen=True, slots=True)
class Claim:
    """`| påstå("störst", b, c)`: the words stand as they are written, if they are true.

    Attributes:
        said: the words.
        others: the figures to compare with; () where a change or a share says it by itself.
        meaning: a word of `MEANINGS` that says what `said` means; empty when it says so itself.
        within: margin; None for the usual one.
    """

    said: str
    others: tuple[NamedFigure, ...] = ()
    meaning: str = ""
    within: Decimal | None = None

    def words(self, wording: Wording) -> str:
        """The words.

        Raises:
            WordingError: I232 nobody knows what they say; I234 they do not fit the figures; I276 they are not true.
        """
        if isinstance(wording.figure.value, date):
            self._check_days(wording.figure, wording.figure.value)
            return self.said
        number_of(wording.figure, _FILTER)
        meanings = self._meanings()
        parsed = None if meanings else self._parsed(wording.figure)
        if parsed is None:
            if not meanings:
                raise self._unknown(MEANINGS)
            self._check_order(wording.figure, meanings.pop())
        elif parsed.unit == TIMES_UNIT or (parsed.unit == PERCENT and self.others):
            self._check_ratio(wording.figure, parsed)
        else:
            self._check_number(wording.figure, parsed)
        return self.said

    def _meanings(self, known: Mapping[str, Meaning] = MEANINGS) -> set[Meaning]:
        """What the words say by a word of comparison; empty when they say a number."""
        parsed = None if self.meaning or known is not MEANINGS else self._parsed()
        if parsed is not None:  # “minst hälften” has a word of comparison in it, which is a hedge there
            return {"same"} if parsed.unit == TIMES_UNIT and parsed.value == 1 and not parsed.hedge else set()
        if self.meaning and self.meaning not in known:
            message = f"betyder is “{self.meaning}”, which is no word of comparison."
            raise WordingError("I232", message, did_you_mean(self.meaning, known), _FILTER)
        found = {known[self.meaning]} if self.meaning else meanings_in(self.said, known)
        if len(found) > 1:
            message = f"“{self.said}” says several things at once."
            todo = 'Claim one word, or say what it means: påstå("…", b, betyder="störst").'
            raise WordingError("I232", message, todo, _FILTER)
        problem, todo = unchecked(self.said)
        if found and problem:
            raise WordingError("I232", f"{problem}.", todo, _FILTER)
        return found

    def _unknown(self, known: Mapping[str, Meaning]) -> WordingError:
        todo = f'{did_you_mean(self.said, known)} Or say what it means: påstå("…", b, betyder="{next(iter(known))}").'
        return WordingError("I232", f"What “{self.said}” says of the figures is not known.", todo, _FILTER)

    def _parsed(self, figure: NamedFigure | None = None) -> ParsedWording | None:
        try:
            return parse_wording(self.said, figure.unit if figure is not None and has_word(figure.unit) else "")
        except WordingNotReadError:
            return None

    # ------------------------------------------------------------------------------------------- days

    def _check_days(self, figure: NamedFigure, day: date) -> None:
        """*tidigare*, *31 augusti 2008*, *hösten* (with betyder=): what is said of a day."""
        meanings = self._meanings(DAY_MEANINGS)
        if not meanings:
            try:
                first, last = parse_days(self.said)
            except WordingNotReadError:
                raise self._unknown(DAY_MEANINGS) from None
            if not first <= day <= last:
                raise self._untrue(f"{figure.name} is {format_date(day)}", "Write the figure, or another day.")
            return
        if not self.others:
            message = f"“{self.said}” compares, and there is nothing to compare with."
            raise WordingError("I232", message, f'Name the figures: påstå("{self.said}", b).', _FILTER)
        (meaning,) = meanings
        for other in self.others:
            if not isinstance(other.value, date):
                message = f"The figure {other.name} is no date."
                raise WordingError("I234", message, "Compare days with days.", _FILTER)
            if not _is_true(meaning, (day > other.value) - (day < other.value)):
                facts = f"{figure.name} is {format_date(day)} and {other.name} {format_date(other.value)}"
                raise self._untrue(facts, "Choose the words after the data.")

    # ------------------------------------------------------------------------------------------- comparisons

    def _check_order(self, figure: NamedFigure, meaning: Meaning) -> None:
        for other in self.others or (None,):
            check_time(self.meaning or self.said, figure, other, _FILTER)
        if not self.others:
            if meaning in ("most", "least"):
                todo = f'Name the figures to compare with: påstå("{self.said}", b, c).'
                raise WordingError(
                    "I232", f"“{self.said}” compares, and there is nothing to compare with.", todo, _FILTER
                )
            change = changed(figure, None, _FILTER)
            self._check_sign(change, number_of(change), meaning, f"{figure.name} is {_number(figure)}")
            return
        for other in self.others:
            if other.unit != figure.unit:
                message = f"The figures {figure.name} and {other.name} have different units."
                raise WordingError("I234", message, "Compare figures of one unit.", _FILTER)
            decimals = max(figure.decimals, other.decimals)
            shown = [rounded(number_of(one, _FILTER), decimals) for one in (figure, other)]
            facts = f"{figure.name} is {_number(figure)} and {other.name} {_number(other)}"
            with localcontext(prec=PRECISION):
                difference = shown[0] - shown[1]
            self._check_sign(figure, difference, meaning, facts)

    def _check_sign(self, figure: NamedFigure, difference: Decimal, meaning: Meaning, facts: str) -> None:
        """The sign as it is shown: readers see rounded numbers, and the words must agree with what they see."""
        shown = rounded(difference, figure.decimals) if not self.others else difference
        if difference.copy_abs() <= (self.within or 0):
            shown = Decimal(0)
        if not _is_true(meaning, (shown > 0) - (shown < 0)):
            word = "the same, as shown" if shown == 0 else "more" if shown > 0 else "less"
            raise self._untrue(facts, f"True is: {word}. Choose the words after the data, or let riktning choose them.")

    def _untrue(self, facts: str, todo: str) -> WordingError:
        return WordingError("I276", f"“{self.said}” is not true: {facts}.", todo, _FILTER)

    # ------------------------------------------------------------------------------------------- numbers

    def _check_ratio(self, figure: NamedFigure, parsed: ParsedWording) -> None:
        """*dubbelt så många* and *hälften* of another figure."""
        if len(self.others) != 1:
            todo = f'Name the figure to compare with: påstå("{self.said}", b).'
            raise WordingError("I232", f"“{self.said}” compares with one other figure.", todo, _FILTER)
        ratio = ratio_of(figure, self.others[0], _FILTER)
        said = Fraction(parsed.value) / (1 if parsed.unit == TIMES_UNIT else 100)
        hedge = BY_WORD.get(parsed.hedge)
        margin = said * (TIMES_MARGIN if hedge is None else HEDGED_TIMES_MARGIN) / 100
        if parsed.unit == PERCENT:
            margin = (PART_MARGIN if hedge is None else HEDGED_PART_MARGIN) / 100
        if self.within is not None:
            margin = Fraction(self.within) / 100 * (said if parsed.unit == TIMES_UNIT else 1)
        if not fits(ratio, said, hedge, margin):
            times = swedish_number(rounded(Decimal(ratio.numerator) / Decimal(ratio.denominator), 2))
            facts = f"{figure.name} is {times} times {self.others[0].name}"
            facts += f" ({_number(figure)} and {_number(self.others[0])})"
            raise self._untrue(facts, "Let gånger or andel choose the words, or write the figures.")

    def _check_number(self, figure: NamedFigure, parsed: ParsedWording) -> None:
        """*drygt hälften*, *fler än 5 000*: a number that stands in the words."""
        if self.others:
            message = f"“{self.said}” says a number, and compares with nothing."
            raise WordingError("I232", message, f'Write påstå("{self.said}").', _FILTER)
        is_word = parsed.unit not in (PERCENT, PERCENTAGE_POINTS, *MONEY)
        if parsed.unit not in (figure.unit, COUNT) and not (figure.unit == COUNT and is_word):
            message = f"“{self.said}” and the figure {figure.name} have different units."
            raise WordingError("I234", message, "Claim something in the figure's own unit.", _FILTER)
        value, stated = number_of(figure), parsed.value
        hedge, own = BY_WORD.get(parsed.hedge), BY_WORD.get(figure.hedge)
        is_part = any(self.said.casefold().endswith(word) for word in _FRACTIONS)
        if parsed.upper is not None:
            true = hedge is None and stated <= value <= parsed.upper
        elif own is not None and stated == value:  # as its source states it, or with a word that is true then
            true = hedge is None or hedge.follows_from(own)
        elif is_part:
            margin = PART_MARGIN if hedge is None else HEDGED_PART_MARGIN
            margin = margin if self.within is None else Fraction(self.within)
            margin = Fraction(0) if hedge is None and stated == 100 else margin
            true = fits(Fraction(value), Fraction(stated), hedge, margin)
        elif hedge is None:
            margin = Fraction(1, 2) * Fraction(10) ** -parsed.decimals if self.within is None else Fraction(self.within)
            true = abs(Fraction(value) - Fraction(stated)) <= margin
        else:
            true = not problem_of(hedge, value, stated, self.within or _step(hedge, stated))
        if not true:
            todo = "Write {{ … }} with a hedge or andel instead, or another word."
            raise self._untrue(f"{figure.name} is {_number(figure)}", todo)


def _is_true(meaning: Meaning, order: int) -> bool:
    """Whether words are true of something that is less (-1), the same (0) or more (1)."""
    return {"more": order > 0, "most": order > 0, "less": order < 0, "least": order < 0, "same": order == 0}[meaning]


def _step(hedge: Hedge, stated: Decimal) -> Decimal:
    """What a written number is rounded to: thousands for 5 000, tenths for 7,2.

    Five hundreds for 4 500 where the hedge does not say that the true value is near.
    """
    _, digits, exponent = stated.normalize().as_tuple()
    unit = 5 if len(digits) > 1 and digits[-1] == 5 and not hedge.near else 1
    return Decimal(unit).scaleb(exponent if isinstance(exponent, int) else 0)


def _number(figure: NamedFigure) -> str:
    exact = exact_text(number_of(figure))
    return exact.replace(".", ",") if exact.endswith("…") else swedish_number(Decimal(exact))
