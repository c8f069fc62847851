"""The filters that prose may put behind a figure: `{{ x | drygt(till=1) | procent }}`; docs/figures.md has them all."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Final

from pipeline.figures.book import COUNT
from pipeline.figures.claims import Claim
from pipeline.figures.directions import SLOT, Direction, changed
from pipeline.figures.filter_arguments import (
    Argument,
    amount_argument,
    count_argument,
    figure_argument,
    shown_argument,
    text_argument,
)
from pipeline.figures.hedges import BY_WORD, HEDGES
from pipeline.figures.proportions import Part, Times
from pipeline.figures.shown_days import DayForm
from pipeline.figures.shown_units import UNIT_FILTERS, WordingError
from pipeline.figures.units import MONEY, has_word, named
from pipeline.figures.worded import UsedHedge, Wording, number_of
from pipeline.figures.wording import swedish_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# ------------------------------------------------------------------------------------------------ numbers


def tal(wording: Wording, decimaler: Argument | None = None) -> Wording:
    """A number with so many decimals."""
    number_of(wording.figure, "tal")
    return replace(wording, decimals=count_argument(decimaler, "decimaler", "tal"))


def _with_unit(name: str) -> Callable[..., Wording]:
    """The filter that puts a unit behind the number; whether it fits is seen when the words are made."""

    def unit(wording: Wording, decimaler: Argument | None = None) -> Wording:
        decimals = count_argument(decimaler, "decimaler", name)
        return replace(wording, unit=name, decimals=wording.decimals if decimals is None else decimals)

    return unit


def _hedged(name: str) -> Callable[..., Wording]:
    """The filter that puts a hedge before the number; whether it is true is seen when the words are made.

    A number that its source states with a hedge keeps the number; of the words, only such can stand there as are true
    wherever that of the source is.
    """

    def hedge(wording: Wording, till: Argument = 1) -> Wording:
        used = HEDGES[name]
        step = amount_argument(till, "till", name)
        own = BY_WORD.get(wording.figure.hedge)
        if own is None or own.side == used.side == "around":
            return replace(wording, hedge=UsedHedge(used, step, name))
        if not used.follows_from(own):
            stated = f"which its source states as “{own.word} {swedish_number(number_of(wording.figure, name))}”"
            if wording.figure.parts:
                stated = "which is worked out from a number that its source has rounded"
            message = f"“{used.word}” is not known to be true of {wording.figure.name}, {stated}."
            raise WordingError("I233", message, f"Leave | {name} out: the figure has the hedge itself.", name)
        return replace(wording, figure=replace(wording.figure, hedge=used.word))

    return hedge


def ord_(wording: Wording, genus: Argument = "t") -> Wording:
    """A number word from noll to tolv; digits above. `genus="n"` gives *en* instead of *ett*."""
    number_of(wording.figure, "ord")
    if genus in ("n", "t", "en", "ett"):
        return replace(wording, word="n" if genus in ("n", "en") else "t")
    todo = 'Write genus="n" (en åtgärd) or genus="t" (ett mål).'
    raise WordingError("I232", f"genus is {shown_argument(genus)}.", todo, "ord")


def storlek(wording: Wording) -> Wording:
    """The size of a change, without its sign."""
    number_of(wording.figure, "storlek")
    return replace(wording, magnitude=True)


def enhet(wording: Wording, en: Argument = "", flera: Argument = "", *, decimaler: Argument | None = None) -> Wording:
    """The figure's own unit in words, or what is counted: `enhet("ärende", "ärenden")`."""
    if en == flera == "":
        return _with_unit("enhet")(wording, decimaler)
    unit = wording.figure.unit
    if unit != COUNT and (unit in MONEY or not has_word(unit)):
        message = f"The figure {wording.figure.name} is {named(unit)}, and counts nothing else."
        raise WordingError("I234", message, "Leave the words out, and use the filter of its unit.", "enhet")
    decimals = count_argument(decimaler, "decimaler", "enhet")
    noun = (text_argument(en, "en", "enhet"), text_argument(flera, "flera", "enhet"))
    return replace(wording, noun=noun, decimals=wording.decimals if decimals is None else decimals)


def intervall(wording: Wording, till: Argument) -> Wording:
    """A range from this figure to another: `51–54 procent`."""
    upper = figure_argument(till, "till", "intervall")
    return replace(wording, upper=upper, others=(*wording.others, upper))


def mellan(wording: Wording, till: Argument) -> Wording:
    """A range in words: `mellan 51 och 54 procent`."""
    upper = figure_argument(till, "till", "mellan")
    return replace(wording, upper=upper, between=True, others=(*wording.others, upper))


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
    since = None if sedan is None else figure_argument(sedan, "sedan", "riktning")
    direction = Direction(
        text_argument(upp, "upp", "riktning").replace("...", SLOT),
        text_argument(ned, "ned", "riktning").replace("...", SLOT),
        text_argument(lika, "lika", "riktning") if lika != "" else "",
        amount_argument(inom, "inom", "riktning", nought=True),
        since,
    )
    changed(wording.figure, since, "riktning")
    others = wording.others if since is None else (*wording.others, since)
    return replace(wording, phrase=direction, others=others)


def andel(wording: Wording, inom: Argument | None = None) -> Wording:
    """A percentage as a part of the whole: *hälften*, *drygt en tredjedel*."""
    return replace(wording, phrase=Part(None if inom is None else amount_argument(inom, "inom", "andel")))


def ganger(wording: Wording, som: Argument, av: Argument = "många", *, inom: Argument | None = None) -> Wording:
    """How many times as many as another figure: *dubbelt så många*, *nästan tre gånger så stora*."""
    other = figure_argument(som, "som", "gånger")
    within = None if inom is None else amount_argument(inom, "inom", "gånger")
    phrase = Times(other, text_argument(av, "av", "gånger"), within)
    return replace(wording, phrase=phrase, others=(*wording.others, other))


def pasta(
    wording: Wording,
    sagt: Argument,
    *andra: Argument,
    betyder: Argument = "",
    inom: Argument | None = None,
) -> Wording:
    """Words that are refused when they are not true: `påstå("störst", b, c)`, `påstå("drygt hälften")`."""
    others = tuple(figure_argument(one, "what is compared with", "påstå") for one in andra)
    meaning = text_argument(betyder, "betyder", "påstå") if betyder != "" else ""
    within = None if inom is None else amount_argument(inom, "inom", "påstå")
    claim = Claim(text_argument(sagt, "sagt", "påstå"), others, meaning, within)
    return replace(wording, phrase=claim, others=(*wording.others, *others))


def dold(wording: Wording, i_stallet: Argument) -> Wording:
    """Words that stand in place of a figure that must not be shown: `dold("färre än fem")`."""
    return replace(wording, stand_in=text_argument(i_stallet, "i_stallet", "dold"))


def without_dots(name: str) -> str:
    """The twin of a filter's name for keyboards without å, ä and ö."""
    return name.translate(str.maketrans("åäö", "aao"))


def _once(name: str, chosen: Callable[..., Wording]) -> Callable[..., Wording]:
    """The filter, refusing to ask again for what another one has asked for otherwise: the order must not matter."""

    @wraps(chosen)
    def checked(wording: Wording, *arguments: Argument, **named_ones: Argument) -> Wording:
        made = chosen(wording, *arguments, **named_ones)
        for field, what in _ONCE.items():
            before = getattr(wording, field)
            if before != _UNSET[field] and before != getattr(made, field):
                message = f"{what} is said twice, in different ways."
                raise WordingError("I234", message, f"Leave | {name} or the other filter out.", name)
        if made.unit and made.noun:
            message = f"“{made.noun[1]}” cannot stand behind a number with another unit."
            raise WordingError("I234", message, "Write the word behind the braces.", name)
        return made

    return checked


#: What only one filter can say → how the fault names it.
_ONCE: Final = {
    "hedge": "A hedge (ungefärlighetsord)",
    "decimals": "How many decimals there are",
    "unit": "The unit",
    "noun": "What is counted",
    "word": "The gender (genus)",
    "day": "The form of the date",
    "upper": "The range",
    "between": "The range",
    "phrase": "What stands in place of the number",
    "stand_in": "What stands for a hidden figure",
}
_UNSET: Final = {field.name: field.default for field in fields(Wording)}

_NAMED: Final[Mapping[str, Callable[..., Wording]]] = {
    "tal": tal,
    **{name: _with_unit(name) for name in UNIT_FILTERS},
    "enhet": enhet,
    **{name: _hedged(name) for name in HEDGES},
    "ord": ord_,
    "storlek": storlek,
    "intervall": intervall,
    "mellan": mellan,
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

#: Names of the filters as they are spelt, for those who look for one.
FILTER_NAMES: Final = tuple(_NAMED)

#: Name in the prose → the filter. Names with å, ä or ö have a twin without: `fler_an`.
FILTERS: Final[Mapping[str, Callable[..., Wording]]] = {
    spelt: _once(name, chosen) for name, chosen in _NAMED.items() for spelt in (name, without_dots(name))
}
