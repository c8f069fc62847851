"""A figure on its way to words: what the filters have asked for, and the text that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal, Protocol

from pipeline.figures.book import MOST_CELLS, PERCENT, PERCENTAGE_POINTS, YEAR, NamedFigure
from pipeline.figures.hedges import BY_WORD, Hedge, HedgeError, stated_number
from pipeline.figures.shown_days import DayForm, day_text, days_text
from pipeline.figures.shown_units import ShownUnit, WordingError, shown_unit
from pipeline.figures.wording import (
    EN_DASH,
    NO_BREAK_SPACE,
    PRECISION,
    decimals_of,
    number_word,
    rounded,
    swedish_number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class UsedHedge:
    """A hedge, what it rounds to in the unit that is shown, and the filter that asks for it."""

    hedge: Hedge
    step: Decimal
    filter: str


class Phrase(Protocol):
    """Words that stand in place of the number, chosen or checked by it: *ökade*, *drygt hälften*, *störst*."""

    def words(self, wording: Wording) -> str:
        """The words.

        Raises:
            WordingError: they would not be true, or do not fit the figures.
        """


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure on its way to words; filters change it, `text` is the result.

    In whatever order the filters stand, they mean the same: nothing is worked out before `text`.

    Attributes:
        figure: what is worded.
        others: figures that the words depend on as well.
        hedge: what the prose asks for; None for a number as it is, or as its source states it.
        decimals: asked for by the prose; None for the figure's own.
        unit: the filter that puts a unit behind the number; empty for none.
        noun: what is counted, for one and for several, in place of a unit; None for none.
        word: gender for a number word; None for digits.
        capital: whether the first letter is a capital.
        day: how a date is written.
        upper: the upper end of a range; None for a single number.
        between: whether the range is written “mellan … och …”.
        magnitude: whether the sign is left out.
        phrase: words in place of the number.
        stand_in: what stands here when the figure must not be shown; None when nothing is provided.
    """

    figure: NamedFigure
    others: tuple[NamedFigure, ...] = ()
    hedge: UsedHedge | None = None
    decimals: int | None = None
    unit: str = ""
    noun: tuple[str, str] | None = None
    word: Literal["n", "t"] | None = None
    capital: bool = False
    day: DayForm = "long"
    upper: NamedFigure | None = None
    between: bool = False
    magnitude: bool = False
    phrase: Phrase | None = None
    stand_in: str | None = None

    @property
    def figures(self) -> tuple[NamedFigure, ...]:
        """All figures that the words depend on, the one that is worded first, each once."""
        named = {figure.name: figure for figure in (self.figure, *self.others)}
        return tuple(named.values())

    @property
    def cells(self) -> tuple[Place, ...]:
        """Where the cells behind all of them are, in order, each once, at most `MOST_CELLS`."""
        places = tuple(dict.fromkeys(place for figure in self.figures for place in figure.cells))
        return places if len(places) <= MOST_CELLS else (*places[: MOST_CELLS - 1], places[-1])

    @property
    def said(self) -> Hedge | None:
        """The hedge that stands before the number: the one that the prose asks for, else that of the source."""
        return self.hedge.hedge if self.hedge else BY_WORD.get(self.figure.hedge)

    @property
    def text(self) -> str:
        """The words.

        Raises:
            WordingError: what the filters ask for is not true, or does not fit the figure.
        """
        words = self._words()
        return words[:1].upper() + words[1:] if self.capital else words

    def _words(self) -> str:
        hidden = next((figure for figure in self.figures if figure.hidden), None)
        if hidden is not None:
            if self.stand_in is not None:
                return self.stand_in
            message = f"The figure {hidden.name} must not be shown: {hidden.hidden}."
            todo = 'Leave it out, or say what may be said: {{ … | dold("färre än fem") }}.'
            raise WordingError("I275", message, todo)
        if self.phrase is not None:
            return self.phrase.words(self)
        value = self.figure.value
        if self.upper is not None:
            return self._range(self.upper)
        if isinstance(value, Decimal):
            return self.amount(value.copy_abs() if self.magnitude else value)
        self._refuse_number_filters()
        return day_text(value, self.day) if isinstance(value, date) else value

    def _refuse_number_filters(self) -> None:
        asked = self.unit or (self.hedge.filter if self.hedge else "enhet" if self.noun else "")
        if asked:
            number_of(self.figure, asked)

    def amount(self, value: Decimal) -> str:
        """A number with everything that the filters ask for: hedge, decimals, unit.

        Raises:
            WordingError: I233 the hedge is not true; I234 the unit does not fit.
        """
        self._check_counted()
        unit = self._unit()
        number = self._stated(scaled(value, unit.power))
        if value and not number and unit.power > 0:
            message = f"The figure {self.figure.name} is less than any {unit.word} that are shown."
            raise WordingError("I234", message, "Show it in a smaller unit, or with more decimals.", self.unit)
        digits, is_one = self._digits(number, unit)
        if is_one and unit.is_plural:
            message = f"The figure {self.figure.name} is one, and “{unit.word}” stands for several."
            raise WordingError("I234", message, 'Give both forms: enhet("ärende", "ärenden").', self.unit)
        hedge = f"{self.said.word} " if self.said else ""
        return hedge + _with_unit(digits, unit.singular if is_one and unit.singular else unit.word)

    def _check_counted(self) -> None:
        if self.hedge and self.hedge.hedge.counts_only and self.figure.unit in (PERCENT, PERCENTAGE_POINTS):
            better = "mer_än" if self.hedge.hedge.side == "above" else "mindre_än"
            message = f"“{self.hedge.hedge.word}” stands before what one can count, not before percent."
            raise WordingError("I234", message, f"Write | {better}.", self.hedge.filter)

    def shown(self, value: Decimal) -> Decimal:
        """A number as it is shown without a hedge: in the unit of the wording, rounded."""
        return rounded(scaled(value, self._unit().power), self.shown_decimals)

    def _unit(self) -> ShownUnit:
        if self.noun is not None:
            return ShownUnit(self.noun[1], self.noun[0])
        return shown_unit(self.unit, self.figure) if self.unit else ShownUnit()

    def _stated(self, value: Decimal) -> Decimal:
        """The number that is written, with the decimals that it is written with."""
        if self.hedge is None:
            return self._as_the_source_has_it(value)
        hedge, step = self.hedge.hedge, self.hedge.step
        try:
            return stated_number(hedge, value, step)
        except HedgeError as error:
            whole = value == value.to_integral_value()
            shown = swedish_number(value, 0 if whole else max(self.figure.decimals, 2))
            value_or_it = "it" if error.problem.startswith("is exactly") else shown  # the number is said only once
            message = f"“{hedge.word}” is not true of {self.figure.name}: {value_or_it} {error.problem} (till={step})."
            raise WordingError("I233", message, error.todo, self.hedge.filter) from None

    def _as_the_source_has_it(self, value: Decimal) -> Decimal:
        """A number without a hedge of the prose; one that its source has rounded up or down is not rounded again."""
        shown = rounded(value, self.shown_decimals)
        if shown != value and self.said is not None and self.said.side != "around":
            message = f"“{self.said.word}” belongs to {swedish_number(value)}, as the source of {self.figure.name} "
            message += f"has it, and not to {swedish_number(shown)}."
            raise WordingError("I233", message, "Show it with as many decimals as the source.", self.unit)
        return shown

    @property
    def shown_decimals(self) -> int:
        """How many decimals a number without a hedge is shown with."""
        if self.decimals is not None:
            return self.decimals
        unit = self._unit()
        return unit.decimals(self.figure.decimals) if unit.power else self.figure.decimals

    def _digits(self, number: Decimal, unit: ShownUnit) -> tuple[str, bool]:
        """A number as it is written, in digits or as a word, and whether a noun in the singular stands behind it.

        Behind 1 and −1 it does, behind 1,0 it does not.
        """
        gender = self.word
        if gender and unit.gender and number == 1:
            gender = "n" if unit.gender == "n" else "t"
        if gender and number == number.to_integral_value() and (word := number_word(int(number), gender)):
            return word, number == 1
        is_one = number.copy_abs() == 1 and not decimals_of(number)
        return swedish_number(number, grouped=self.figure.unit != YEAR), is_one

    def _range(self, upper: NamedFigure) -> str:
        lower, asked = self.figure, "mellan" if self.between else "intervall"
        if isinstance(lower.value, date) and isinstance(upper.value, date):
            self._refuse_number_filters()
            equal = day_text(lower.value, self.day) == day_text(upper.value, self.day)
            _check_order(lower, upper, asked, equal=equal, rising=lower.value < upper.value)
            return days_text(lower.value, upper.value, self.day, between=self.between)
        first, last = number_of(lower, asked), number_of(upper, asked)
        if lower.unit != upper.unit:
            message = f"The figures {lower.name} and {upper.name} have different units."
            raise WordingError("I234", message, "A range has one unit.", asked)
        unit = self._unit()
        decimals = max(self.shown_decimals, replace(self, figure=upper).shown_decimals)
        ends = [rounded(scaled(end, unit.power), decimals) for end in (first, last)]
        _check_order(lower, upper, asked, equal=ends[0] == ends[1], rising=first < last)
        hedge = self.said or BY_WORD.get(upper.hedge)
        if hedge is not None:
            todo = "Write the two figures each by itself, with “till” between them."
            raise WordingError("I234", f"A range does not go with “{hedge.word}”.", todo, asked)
        words = [self._digits(end, unit)[0] for end in ends]
        if any(word[-1].isdigit() for word in words):
            words = [swedish_number(end, grouped=lower.unit != YEAR) for end in ends]
        if self.between:
            return _with_unit(f"mellan {words[0]} och {words[1]}", unit.word)
        _check_dash(ends, EN_DASH.join(words))
        return _with_unit(EN_DASH.join(words), unit.word)


def number_of(figure: NamedFigure, filter_: str = "") -> Decimal:
    """A figure's exact value.

    Raises:
        WordingError: I234 it is a date or a text.
    """
    if isinstance(figure.value, Decimal):
        return figure.value
    message = f"The figure {figure.name} is no number."
    raise WordingError("I234", message, "Use it without this filter.", filter_)


def scaled(value: Decimal, power: int) -> Decimal:
    """An amount in a unit that is ten to the power of `power` times as large."""
    with localcontext(prec=PRECISION):
        return value.scaleb(-power)


def _with_unit(words: str, unit: str) -> str:
    """Digits and their unit stay on one line, words may part."""
    if not unit:
        return words
    return f"{words}{NO_BREAK_SPACE if words[-1].isdigit() else ' '}{unit}"


def _check_dash(ends: Sequence[Decimal], text: str) -> None:
    """A dash stands between numbers that nobody can read as others: “8–12 000” may be eight thousand and more."""
    below = ends[0] < 0
    if below or (1 <= ends[0] < 1000 <= ends[1] and ends[1] % 1000 == 0):
        what = "a number below nought" if below else f"“{text}”, which may mean thousands at both ends"
        todo = "Write | mellan(…): mellan 8 och 12 000."
        raise WordingError("I234", f"A range does not go with {what}.", todo, "intervall")


def _check_order(lower: NamedFigure, upper: NamedFigure, asked: str, *, equal: bool, rising: bool) -> None:
    if equal:
        message = f"The figures {lower.name} and {upper.name} are the same as shown, which is no range."
        raise WordingError("I276", message, "Write the one figure.", asked)
    if not rising:
        message = f"The range goes down: {lower.name} is more than {upper.name}."
        raise WordingError("I276", message, f"Write {upper.name} | {asked}({lower.name}).", asked)
