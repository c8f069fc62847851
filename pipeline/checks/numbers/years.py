"""Years by themselves: 2023, 2021–2023, 2016/17 – and what only looks like one, as in “2015 ansökningar”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.pieces import MONTH, B, counted_after

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE: Final = r"(?:19\d\d|20\d\d|2100)"

#: A year, a range of them (2021–2023, 2021-2023, 2016/17, 1998–99), or several (2021, 2022 och 2023).
_YEARS: Final = rf"(?<![\w.,/:–-]){_ONE}(?:(?:[/-]|{B}?–{B}?)(?:{_ONE}|\d\d))?(?![\w%‰]|[.,/:–-]\d)"

#: Before these words, four digits are a year whatever follows: “under 2023 beslut om …” has no other reading.
_TIME_BEFORE: Final = re.compile(
    rf"(?i:\b(?:år|åren|årens|året|sedan|under|våren|sommaren|hösten|vintern|{MONTH}|kvartalet|halvåret|årsskiftet"
    rf"|utgången{B}av|slutet{B}av|början{B}av|mitten{B}av|hela|budgetåret|kalenderåret|verksamhetsåret){B}+$)"
)
#: Behind these, digits are a count: nobody says “drygt 2023” of a year.
_COUNT_BEFORE: Final = re.compile(
    rf"(?i:\b(?:drygt|knappt|nästan|minst|högst|cirka|ca|omkring|ungefär|uppemot|upp{B}till|inte{B}mindre{B}än|hela{B}de"
    rf"|sammanlagt|(?:uppgår|uppgick|uppgått){B}till|antalet{B}(?:är|var|blev))\.?{B}+$)"
)


#: Characters; the words before a year that matter are shorter.
_LONGEST: Final = 24


@cache
def _years() -> re.Pattern[str]:
    return re.compile(_YEARS)


def year_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each year or range of years, where the words around allow them to be years.

    A year has four digits from 1900 to 2100 without a blank between them: Swedish writes 2 100 ärenden, but 2023.
    """
    for match in _years().finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        counted = _COUNT_BEFORE.search(before) or counted_after(text, match.end())
        if _TIME_BEFORE.search(before) or not counted:
            yield match.span()


def years_in(text: str, start: int, end: int) -> frozenset[int]:
    """The years that a match of `year_ranges` names, those between the ends of a range included."""
    words = "".join(text[start:end].split())
    first = int(words[:4])
    if len(words) == 4:
        return frozenset({first})
    last = int(words[5:]) if len(words) == 9 else first // 100 * 100 + int(words[5:])
    if last < first and len(words) == 7:  # 1998–02
        last += 100
    return frozenset(range(first, last + 1)) if first <= last <= first + 200 else frozenset({first, last})
