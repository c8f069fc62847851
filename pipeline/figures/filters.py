"""The filters that prose may put behind a figure: `{{ x | drygt(till=1) | procent }}`; docs/figures.md has them all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from pipeline.figures.book import PERCENT, PERCENTAGE_POINTS, NamedFigure
from pipeline.figures.claims import Claim
from pipeline.figures.directions import Direction, changed
from pipeline.figures.hedges import BY_WORD, HEDGES
from pipeline.figures.proportions import Part, Times
from pipeline.figures.shown_units import UNIT_FILTERS, WordingError
from pipeline.figures.worded import DayForm, UsedHedge, Wording, number_of
from pipeline.figures.wording import swedish_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What a filter may be given in brackets: constants and figures.
Argument: TypeAlias = str | int | float | NamedFigure

#: Margins and steps beyond these say nothing of numbers in official documents.
_SMALLEST: Final = Decimal("0.000001")
_LARGEST: Final = Decimal(10) ** 15


def _count(argument: Argument | None, name: str, filter_: str) -> int | None:
    if argument is None or (isinstance(argument, int) and not isinstance(argument, bool) and 0 <= argument <= 9):
        return argument
    shown = _shown(argument)
    raise WordingError("I232", f"{name} is {shown}.", f"Write a whole number from 0 to 9: {name}=1.", filter_)


def _amount(argument: Argument, name: str, filter_: str, *, nought: bool = False) -> Decimal:
    """An argument that is a number above nought, or nought where that has a meaning."""
    if isinstance(argument, int | float) and not isinstance(argument, bool):
        number = Decimal(str(argument))
        if number.is_finite() and (_SMALLEST <= number <= _LARGEST or (nought and number == 0)):
            return number
    todo = f"Write a number above nought, such as {name}=1 or {name}=1000."
    raise WordingError("I232", f"{name} is {_shown(argument)}.", todo, filter_)


def _text(argument: Argument, name: str, filter_: str) -> str:
    if isinstance(argument, str) and argument.strip():
        return argument
    message = f"{name} is {_shown(argument)}, not words."
    raise WordingError("I232", message, "Write the words in quotation marks.", filter_)


def _figure(argument: Argument, name: str, filter_: str) -> NamedFigure:
    if isinstance(argument, NamedFigure):
        return argument
    message = f"{name} is {_shown(argument)}, not a figure."
    raise WordingError("I232", message, "Write the figure's name, without quotation marks.", filter_)


def _shown(argument: Argument | None) -> str:
    return argument.name if isinstance(argument, NamedFigure) else repr(argument)


# ------------------------------------------------------------------------------------------------ numbers


def tal(wording: Wording, decimaler: Argument | None = None) -> Wording:
    """A number with so many decimals."""
    number_of(wording.figure, "tal")
    return replace(wording, decimals=_count(decimaler, "decimaler", "tal"))


def _with_unit(name: str) -> Callable[..., Wording]:
    """The filter that puts a unit behind the number; whether it fits is seen when the words are made."""

    def unit(wording: Wording, decimaler: Argument | None = None) -> Wording:
        decimals = _count(decimaler, "decimaler", name)
        return replace(wording, unit=name, decimals=wording.decimals if decimals is None else decimals)

    return unit


def _hedged(name: str) -> Callable[..., Wording]:
    """The filter that puts a hedge before the number; whether it is true is seen when the words are made.

    A number that its source states with a hedge keeps the number; of the words, only such can stand there as are true
    wherever that of the source is.
    """

    def hedge(wording: Wording, till: Argument = 1) -> Wording:
        used = HEDGES[name]
        if used.counts_only and wording.figure.unit in (PERCENT, PERCENTAGE_POINTS):
            better = "mer_än" if used.side == "above" else "mindre_än"
            message = f"“{used.word}” stands before what one can count, not before percent."
            raise WordingError("I234", message, f"Write | {better}.", name)
        step = _amount(till, "till", name)
        own = BY_WORD.get(wording.figure.hedge)
        if own is None or own.side == used.side == "around":
            return replace(wording, hedge=UsedHedge(used, step, name))
        if not used.follows_from(own):
            message = f"“{used.word}” is not known to be true of {wording.figure.name}, "
            message += f"which its source states as “{own.word} {swedish_number(number_of(wording.figure, name))}”."
            raise WordingError("I233", message, f"Leave | {name} out: the figure has the hedge itself.", name)
        return replace(wording, figure=replace(wording.figure, hedge=used.word))

    return hedge


def ord_(wording: Wording, genus: Argument = "t") -> Wording:
    """A number word from noll to tolv; digits above. `genus="n"` gives *en* instead of *ett*."""
    number_of(wording.figure, "ord")
    if genus in ("n", "t"):
        return replace(wording, word="n" if genus == "n" else "t")
    todo = 'Write genus="n" (en åtgärd) or genus="t" (ett mål).'
    raise WordingError("I232", f"genus is {_shown(genus)}.", todo, "ord")


def storlek(wording: Wording) -> Wording:
    """The size of a change, without its sign."""
    number_of(wording.figure, "storlek")
    return replace(wording, magnitude=True)


def intervall(wording: Wording, till: Argument) -> Wording:
    """A range from this figure to another: `51–54 procent`."""
    upper = _figure(till, "till", "intervall")
    return replace(wording, upper=upper, others=(*wording.others, upper))


def versal(wording: Wording) -> Wording:
    """A capital first letter, for a sentence's start."""
    return replace(wording, capital=True)


# ------------------------------------------------------------------------------------------------ dates


def _dated(name: str, form: DayForm) -> Callable[..., Wording]:
    """The filter that writes a date in another form."""

    def day(wording: Wording) -> Wording:
        if not isinstance(wording.figure.value, date):
            message = f"The figure {wording.figure.name} is no date."
            raise WordingError("I234", message, f"Leave | {name} out.", name)
        return replace(wording, day=form)

    return day


# ------------------------------------------------------------------------------------------------ words


def riktning(
    wording: Wording,
    upp: Argument,
    ned: Argument,
    lika: Argument = "",
    *,
    inom: Argument = 0,
    sedan: Argument | None = None,
) -> Wording:
    """Words chosen by the sign of a change: `riktning("ökade med …", "minskade med …", "var oförändrad")`."""
    since = None if sedan is None else _figure(sedan, "sedan", "riktning")
    direction = Direction(
        _text(upp, "upp", "riktning"),
        _text(ned, "ned", "riktning"),
        _text(lika, "lika", "riktning") if lika != "" else "",
        _amount(inom, "inom", "riktning", nought=True),
        since,
    )
    changed(wording.figure, since, "riktning")
    others = wording.others if since is None else (*wording.others, since)
    return replace(wording, phrase=direction, others=others)


def andel(wording: Wording, inom: Argument | None = None) -> Wording:
    """A percentage as a part of the whole: *hälften*, *drygt en tredjedel*."""
    return replace(wording, phrase=Part(None if inom is None else _amount(inom, "inom", "andel")))


def ganger(wording: Wording, som: Argument, av: Argument = "många", *, inom: Argument | None = None) -> Wording:
    """How many times as many as another figure: *dubbelt så många*, *nästan tre gånger så stora*."""
    other = _figure(som, "som", "gånger")
    within = None if inom is None else _amount(inom, "inom", "gånger")
    phrase = Times(other, _text(av, "av", "gånger"), within)
    return replace(wording, phrase=phrase, others=(*wording.others, other))


def pasta(
    wording: Wording,
    sagt: Argument,
    *andra: Argument,
    betyder: Argument = "",
    inom: Argument | None = None,
) -> Wording:
    """Words that are refused when they are not true: `påstå("störst", b, c)`, `påstå("drygt hälften")`."""
    others = tuple(_figure(one, "what is compared with", "påstå") for one in andra)
    meaning = _text(betyder, "betyder", "påstå") if betyder != "" else ""
    within = None if inom is None else _amount(inom, "inom", "påstå")
    claim = Claim(_text(sagt, "sagt", "påstå"), others, meaning, within)
    return replace(wording, phrase=claim, others=(*wording.others, *others))


def dold(wording: Wording, i_stallet: Argument) -> Wording:
    """Words that stand in place of a figure that must not be shown: `dold("färre än fem")`."""
    return replace(wording, stand_in=_text(i_stallet, "i_stallet", "dold"))


#: Name in the prose → the filter.
FILTERS: Final[Mapping[str, Callable[..., Wording]]] = {
    "tal": tal,
    **{name: _with_unit(name) for name in UNIT_FILTERS},
    **{name: _hedged(name) for name in HEDGES},
    "ord": ord_,
    "storlek": storlek,
    "intervall": intervall,
    "versal": versal,
    "kort": _dated("kort", "short"),
    "månad": _dated("månad", "month"),
    "år": _dated("år", "year"),
    "riktning": riktning,
    "andel": andel,
    "gånger": ganger,
    "påstå": pasta,
    "dold": dold,
}
