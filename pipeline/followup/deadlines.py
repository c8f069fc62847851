"""Deadlines (När) as people write them – “Juni 2008 och fortlöpande”, “Höst 2008” – as dates that can be held to."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from pipeline.sources.dates import MONTHS, ImpossibleDateError, month_number, parse_date, parse_month

#: Last month of a season. Winter lies in two years and is left out on purpose.
SEASONS: Final = {"vår": 5, "våren": 5, "sommar": 8, "sommaren": 8, "höst": 11, "hösten": 11}
_ORDINALS: Final = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_CONTINUOUS: Final = frozenset({"fortlöpande", "löpande", "därefter fortlöpande", "därefter löpande"})
_AS_NEEDED: Final = frozenset({"utefter behov", "efter behov", "vid behov"})
#: Words that a misspelt word is compared with.
_KNOWN: Final = (*MONTHS, *SEASONS, *_ORDINALS, *_CONTINUOUS, *_AS_NEEDED, "kvartal", "halvåret", "senast", "därefter")

_BLANKS = re.compile(r"[^\S\n]+")
_SEPARATOR = re.compile(r"\s*(?:[;,\n]|\boch\b|\bsamt\b)\s*")
_PREFIX = re.compile(r"^(?:senast|under|i|den|till och med)\s+")
_RANGE = re.compile(r"\s*[/–-]\s*")
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)
_HALF = re.compile(r"(\w+) halvåret (\d{4})")
_QUARTER = re.compile(r"(?:kvartal (\d)|(\w+) kvartalet) (\d{4})")
_TODO: Final = (
    "Write 31 augusti 2008, juni 2008, höst 2008 or the like, with the year; or fortlöpande; or utefter behov."
)


class DeadlineError(ValueError):
    """Text that is no deadline; `why` is a sentence, `todo` what to do."""

    def __init__(self, why: str, todo: str = _TODO) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a step is to be done.

    Attributes:
        text: as its author wrote it.
        due: last days for something to be done, ascending, each once; () where there is none. A month, season, quarter
            or year is due on its last day.
        continuous: whether the work goes on all the time, from the last due day where there is one.
        as_needed: whether the work is done when it is needed.
    """

    text: str
    due: tuple[date, ...] = ()
    continuous: bool = False
    as_needed: bool = False


def parse_deadline(text: str) -> Deadline:
    """The deadline that a Swedish text stands for.

    Moments are separated by *och*, *samt*, comma, semicolon or a new line; one without a year has the year of the next
    (*juni och augusti 2008*). A range (*oktober/november 2008*) is due at its end. Words without figures before the
    first comma say what is due and are skipped (*Prognos, maj 2008*).

    Raises:
        DeadlineError: the text says no time, or an impossible one.
    """
    parts = [part for part in _SEPARATOR.split(_BLANKS.sub(" ", text.casefold()).strip()) if part]
    if not parts:
        raise DeadlineError("No time is given.")
    if len(parts) > 1 and "," in text and _is_label(parts[0]):
        parts = parts[1:]
    continuous = as_needed = False
    due: set[date] = set()
    year: int | None = None
    for part in reversed(parts):
        moment = " ".join(_PREFIX.sub("", part).split())
        if moment in _CONTINUOUS:
            continuous = True
        elif moment in _AS_NEEDED:
            as_needed = True
        else:
            last = _last_day(moment, year)
            year = last.year
            due.add(last)
    return Deadline(text, tuple(sorted(due)), continuous, as_needed)


def _is_label(part: str) -> bool:
    """Whether a part says what is due; a misspelt month is no label."""
    if re.search(r"\d", part) or not part:
        return False
    return not any(get_close_matches(word, _KNOWN, n=1, cutoff=0.75) for word in part.split())


def _last_day(moment: str, year: int | None) -> date:
    """The last day of a moment; `year` is the next moment's, for a moment without one of its own."""
    if not _YEAR.search(moment):
        if year is None or re.search(r"\d{3}", moment):
            raise DeadlineError(f"“{moment}” is no time that can be followed up: there is no year in it.", _TODO)
        moment = f"{moment} {year}"
    try:
        day = parse_date(moment)
    except ImpossibleDateError:
        raise DeadlineError(f"There is no day “{moment}”.") from None
    if day is not None:
        return day
    if month := parse_month(moment):
        return _end(moment, month.year, month.month)
    if found := _HALF.fullmatch(moment):
        return _end(moment, int(found[2]), {1: 6, 2: 12}.get(_ORDINALS.get(found[1], 0)))
    if found := _QUARTER.fullmatch(moment):
        quarter = int(found[1]) if found[1] else _ORDINALS.get(found[2], 0)
        return _end(moment, int(found[3]), quarter * 3 if quarter in range(1, 5) else None)
    return _range_end(moment)


def _range_end(moment: str) -> date:
    """The end of a month, a season, a year or a range of months (oktober/november 2008, juni–augusti 2008)."""
    parts = _RANGE.split(moment)
    ends: list[date] = []
    year = 0
    for part in reversed(parts):
        name, _, written = part.rpartition(" ")
        if _YEAR.fullmatch(written):
            year = int(written)
        else:
            name = part
        month = 12 if not name and len(parts) == 1 else SEASONS.get(name) or month_number(name)
        ends.append(_end(moment, year, month))
    if any(earlier > later for earlier, later in zip(ends[1:], ends[:-1], strict=True)):
        raise DeadlineError(f"“{moment}” ends before it begins.", "Write the earlier month first.")
    return ends[0]


def _end(moment: str, year: int, month: int | None) -> date:
    if not month or not year:
        near = [match for word in moment.split() for match in get_close_matches(word, _KNOWN, n=1, cutoff=0.75)]
        hint = f"Did you mean “{near[0]}”? " if near and near[0] not in moment else ""
        raise DeadlineError(f"“{moment}” is no time that can be followed up.", hint + _TODO)
    return date(year, month, monthrange(year, month)[1])
