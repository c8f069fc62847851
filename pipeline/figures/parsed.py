"""Reading Swedish wordings of numbers: *drygt 63 procent*, *−3,5*, *12,5 mnkr*, *en tredjedel*, *51–54 procent*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS
from pipeline.figures.comparing import MEANINGS
from pipeline.figures.hedges import BY_WORD
from pipeline.figures.proportions import PARTS, TIMES
from pipeline.figures.wording import PRECISION, decimals_of, number_word
from pipeline.sources.number import NumberError, parse_number

#: The unit of *dubbelt* and *tre gånger*.
TIMES_UNIT: Final = "times"

_UNITS: Final = {
    "procent": PERCENT,
    "%": PERCENT,
    "procentenheter": PERCENTAGE_POINTS,
    "procentenhet": PERCENTAGE_POINTS,
    "kronor": "kronor",
    "krona": "kronor",
    "kr": "kronor",
    "tusen kronor": "tkr",
    "miljoner kronor": "mnkr",
    "miljon kronor": "mnkr",
    "miljarder kronor": "mdkr",
    "miljard kronor": "mdkr",
}
#: Words that make a plain number larger, and the power of ten that each stands for.
_LARGE: Final = {"tusen": 3, "miljoner": 6, "miljon": 6, "miljarder": 9, "miljard": 9}
_NUMBER_WORDS: Final = {
    **{word: number for number in range(13) if (word := number_word(number))},
    "en": 1,
}
_DIGITS: Final = r"[-\N{MINUS SIGN}]?\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d)|[-\N{MINUS SIGN}]?\d+(?:,\d+)?"
_NUMBER: Final = re.compile(rf"({_DIGITS})(?=$|[\s%])|({'|'.join(_NUMBER_WORDS)})(?=$|\s)", re.ASCII)
_RANGE: Final = re.compile(rf"(mellan )?({_DIGITS}|{'|'.join(_NUMBER_WORDS)})(\N{{EN DASH}}| och )")
#: What is counted: a few words behind the number, such as *nya ärenden per dag*.
_THINGS: Final = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,3}")
#: Words that say something else than what is counted: “tre av fem”, “5 fler än”, “en annan”, “två procent”.
_SMALL_WORDS: Final = (
    "och eller men samt till från av än i på om som för med under över sedan mot vid utan inom inte ej enda annan "
    "annat andra del gång gånger gången så lika procent procentenhet procentenheter"
)
_NO_THINGS: Final = frozenset(
    (
        *_SMALL_WORDS.split(),
        *MEANINGS.keys() - {"steg"},  # “tre steg”
        *(*_NUMBER_WORDS, *_LARGE),
        *(noun for _, word in PARTS for noun in word.split()[1:]),
    )
)


class WordingNotReadError(ValueError):
    """Text that is no wording of a number."""


@dataclass(frozen=True, slots=True)
class ParsedWording:
    """What a wording says.

    Attributes:
        value: the number; in percent for parts of a whole (*hälften* is 50), in times for *dubbelt*; the lower end of
            a range.
        unit: as a figure's (`percent`, `mnkr`); `times`; "" for a plain number, else the words behind it.
        hedge: such as `drygt`; empty for none.
        decimals: how many the number is written with; below nought for *12,5 miljoner* (−5).
        upper: the upper end of a range; None for a single number.
    """

    value: Decimal
    unit: str = COUNT
    hedge: str = ""
    decimals: int = 0
    upper: Decimal | None = None


def parse_wording(text: str, own_unit: str = "") -> ParsedWording:
    """What the wording of a number says.

    No-break spaces are spaces, and a capital at the beginning is a small letter.

    Args:
        text: the words. `parsed_days.parse_days` reads dates.
        own_unit: a unit in words that may stand behind the number, whatever its words are.

    Raises:
        WordingNotReadError: it is no such wording.
    """
    words = " ".join(text.split())
    words = words[:1].lower() + words[1:]
    hedge = next((one for one in sorted(BY_WORD, key=len, reverse=True) if words.startswith(f"{one} ")), "")
    rest = words.removeprefix(hedge).strip()
    proportion = _proportion(rest, hedge)
    if proportion is not None:
        return proportion
    lower = _RANGE.match(rest)
    if lower and bool(lower[1]) == (lower[3] == " och "):
        rest = rest[lower.end() :]
    number = _NUMBER.match(rest)
    if number is None:
        raise WordingNotReadError(f"“{text}” is no wording of a number")
    behind = rest[number.end() :].strip()
    unit, power = (own_unit, 0) if own_unit and behind == own_unit else _unit(behind, text)
    value = _read(number[0])
    ends = [_raised(_read(lower[2]), power), _raised(value, power)] if lower else [_raised(value, power)]
    return ParsedWording(ends[0], unit, hedge, decimals_of(value) - power, ends[1] if lower else None)


def _proportion(words: str, hedge: str) -> ParsedWording | None:
    for part, word in PARTS:
        if words == word:
            return ParsedWording(_decimal(part * 100), PERCENT, hedge)
    for times, word in TIMES:
        if words == word or re.fullmatch(rf"{word} så \w+( som)?", words):
            return ParsedWording(_decimal(times), TIMES_UNIT, hedge)
    if re.fullmatch(r"lika \w+( som)?", words):
        return ParsedWording(Decimal(1), TIMES_UNIT, hedge)
    return None


def _unit(words: str, text: str) -> tuple[str, int]:
    """The unit, and the power of ten that its words make of a plain number."""
    if not words or words in _UNITS:
        return _UNITS.get(words, words), 0
    first, _, rest = words.partition(" ")
    if first in _LARGE and not rest:
        return "", _LARGE[first]
    things = rest if first in _LARGE else words
    parts = things.casefold().split(" ")
    if not _THINGS.fullmatch(things) or any(part in _NO_THINGS for part in parts):
        raise WordingNotReadError(f"“{text}” says more than a number")
    return things, _LARGE.get(first, 0)


def _read(text: str) -> Decimal:
    if text in _NUMBER_WORDS:
        return Decimal(_NUMBER_WORDS[text])
    try:
        return Decimal(parse_number(text))
    except NumberError as error:
        raise WordingNotReadError(error.why) from None


def _raised(value: Decimal, power: int) -> Decimal:
    with localcontext(prec=PRECISION):
        return value.scaleb(power) if power else value


def _decimal(value: Fraction) -> Decimal:
    with localcontext(prec=PRECISION):
        return Decimal(value.numerator) / Decimal(value.denominator)
