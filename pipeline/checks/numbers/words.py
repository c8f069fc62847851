"""Swedish number words: tre, tjugofem, två tusen, en och en halv miljon."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_UNITS: Final = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
_TEENS: Final = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "aderton": 18, "nitton": 19,
}  # fmt: skip
_TENS: Final = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_MULTIPLES: Final = {
    "hundra": 100, "tusen": 1000, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9, "miljarder": 10**9,
    "biljon": 10**12, "biljoner": 10**12,
}  # fmt: skip
_ONE: Final = {"en": 1, "ett": 1}

#: Number words of one part, from två on; en and ett are articles as often as not.
SINGLE_WORDS: Final = (*_UNITS, *_TEENS, *_TENS)

#: The words that make a number greater: they follow digits as well (2,5 miljoner).
MULTIPLE: Final = "|".join(sorted(_MULTIPLES, key=len, reverse=True))


def _any(*words: dict[str, int]) -> str:
    return f"(?:{'|'.join(sorted((word for group in words for word in group), key=len, reverse=True))})"


#: One word, of parts that join freely: tjugofem, tvåtusenfemhundra. It begins with *en* or *ett* only in etthundra.
_PART: Final = _any(_UNITS, _TEENS, _TENS, {"hundra": 100, "tusen": 1000})
_JOINED: Final = rf"(?:(?:(?:en|ett)(?=hundra|tusen))?{_PART}(?:{_PART}|en\b|ett)*|noll)\b"

#: A number word that a thing can be told by, in one word: steg två, del ett.
NAMING_WORD: Final = rf"(?:{_any(_ONE)}\b|{_JOINED})"

_AND_A_HALF: Final = r"[ \u00a0]och[ \u00a0](?:en[ \u00a0]halv|ett[ \u00a0]halvt)\b"

#: A number word, without the boundary before it: one word, or several that belong together. *En* and *ett* are
#: numbers only before a greater word (ett hundra, en miljon, en halv miljon), before a share (en procent), and with a
#: half (ett och ett halvt).
NUMBER_WORD: Final = (
    rf"(?:(?:{_any(_ONE)}(?:{_AND_A_HALF}|[ \u00a0]halvt?)?(?=[ \u00a0](?:{MULTIPLE})\b)|{_any(_ONE)}{_AND_A_HALF}"
    rf"|{_any(_ONE)}(?=[ \u00a0](?:procent(?:enhet)?|promille)s?\b)|{_JOINED}(?:{_AND_A_HALF})?)"
    rf"(?:[ \u00a0](?:{MULTIPLE})\b(?:[ \u00a0]{_JOINED})?)*)"
)

_PARTS: Final = re.compile("|".join(sorted({*_UNITS, *_TEENS, *_TENS, *_MULTIPLES, *_ONE}, key=len, reverse=True)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(NUMBER_WORD, re.IGNORECASE)


def word_value(words: str) -> int | None:
    """The number that words say: 25 for tjugofem, 1 for en; None for anything else, and for halves."""
    words = " ".join(words.casefold().split())
    if words == "noll":
        return 0
    if words in _ONE:
        return 1
    if not _word().fullmatch(words):
        return None
    total = group = 0
    rest = words.replace(" ", "")
    while rest:
        part = _PARTS.match(rest)
        if part is None:
            return None
        rest = rest[part.end() :]
        value = {**_UNITS, **_TEENS, **_TENS, **_ONE}.get(part[0])
        if value is not None:
            group += value
        elif part[0] == "hundra":
            group = max(group, 1) * 100
        else:
            total += max(group, 1) * _MULTIPLES[part[0]]
            group = 0
    return total + group
