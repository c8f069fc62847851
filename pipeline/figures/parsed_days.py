"""Reading Swedish wordings of days: *31 augusti 2008*, *3–5 maj 2008*, *mellan augusti och december 2008*, *2008*."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from pipeline.figures.parsed import WordingNotReadError
from pipeline.sources.dates import ImpossibleDateError, parse_date, parse_month

_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_BETWEEN: Final = re.compile(r"mellan (.+) och (.+)")
#: What the first of two days leaves out, as the second says it: the month and the year, or the year.
_WITHOUT_MONTH: Final = re.compile(r"\d{1,2}", re.ASCII)
_WITHOUT_YEAR: Final = re.compile(r"(\d{1,2} )?[a-z]+", re.ASCII)


def parse_days(text: str) -> tuple[date, date]:
    """The first and the last day that a wording of a day, a month, a year or a range of them means.

    No-break spaces are spaces, capitals small letters; “den” may stand before a day.

    Raises:
        WordingNotReadError: it is no such wording, or goes backwards.
    """
    words = re.sub(r"\bden (?=\d)", "", " ".join(text.split()).lower())
    between = _BETWEEN.fullmatch(words)
    first, _, last = ("", "", words)
    if between or "\N{EN DASH}" in words:
        first, last = between.groups() if between else words.split("\N{EN DASH}", 1)
    parts = last.split(" ")
    if _WITHOUT_MONTH.fullmatch(first):
        first = " ".join((first, *parts[1:]))
    elif _WITHOUT_YEAR.fullmatch(first):
        first = f"{first} {parts[-1]}"
    end = _days(last, text)
    begin = _days(first, text) if first else end
    if first and begin[1] >= end[0]:
        raise WordingNotReadError(f"“{text}” goes backwards")
    return begin[0], end[1]


def _days(words: str, text: str) -> tuple[date, date]:
    try:
        day, month = parse_date(words), parse_month(words)
        if _YEAR.fullmatch(words):
            return date(int(words), 1, 1), date(int(words), 12, 31)
    except ImpossibleDateError:
        day = month = None
    if day is not None:
        return day, day
    if month is not None:
        return month, month.replace(day=monthrange(month.year, month.month)[1])
    raise WordingNotReadError(f"“{text}” is no wording of a day")
