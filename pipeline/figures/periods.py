"""Times that headings, row names and conditions name: 2023, 2023-T1, jan 2023, första halvåret 2023, 2023-06-30."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.sources.dates import MONTHS, month_number

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Letter or word of a part of a year → how many months it has; K and Q are quarters, T is a third (tertial).
_LENGTHS: Final = {"h": 6, "t": 4, "k": 3, "q": 3, "m": 1, "halvår": 6, "tertial": 4, "kvartal": 3, "kv": 3}
_ORDINALS: Final = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "1:a": 1, "2:a": 2, "3:e": 3, "4:e": 4}

#: No letter stands before it.
_ALONE: Final = r"(?<![^\W\d_])"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?)"
_WORD: Final = r"(?P<word>halvår|tertial|kvartal|kv)(?:et)?\.?"

#: Ways to write a time, whole before part: what one has taken, the next ones do not see.
_FORMS: Final = tuple(
    # Digits beside it would make it a part of something else: a case number, a school year.
    re.compile(rf"(?<!\d)(?<!\d[-/.]){form}(?!\d|[-/]\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>\d{{1,2}}) (?P<name>{_MONTH}) {_YEAR}",
        rf"{_ALONE}(?P<name>{_MONTH}) ?[-\N{{EN DASH}}] ?(?P<last>{_MONTH}) {_YEAR}",
        rf"{_ALONE}(?P<name>{_MONTH}) {_YEAR}",
        rf"{_YEAR} (?P<name>{_MONTH})(?![^\W\d_])",
        rf"{_YEAR}[- ]?(?P<word>[HTKQM])(?P<part>\d{{1,2}})",
        rf"{_ALONE}(?P<word>[HTKQ])(?P<part>\d)[-/ ]{_YEAR}",
        rf"{_ALONE}{_WORD} (?P<part>\d),? {_YEAR}",
        rf"{_YEAR},? {_WORD} (?P<part>\d)",
        rf"{_ALONE}(?P<ordinal>{'|'.join(_ORDINALS)}) {_WORD},? {_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)",
        _YEAR,
    )
)
_PLAIN_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_ISO: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Named:
    """A time that a text names: where it stands, and what it is, ISO."""

    start: int
    end: int
    period: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Another time for a whole formula: `old` is replaced by `new` in headings, row names and conditions.

    Attributes:
        old: what the formula is about: a year, or a period, ISO.
        new: the other time as the author writes it; a year where `old` is one.
    """

    old: str
    new: str

    def of(self, text: str) -> str:
        """The text with the other time."""
        if _PLAIN_YEAR.fullmatch(self.old):
            return re.sub(rf"(?<!\d){self.old}(?!\d)", self.new, text)
        if text == self.old:
            return stated_period(self.new)
        for one in reversed(_named(text)):
            if one.period == self.old:
                new = self.new[:1].upper() + self.new[1:] if text[one.start].isupper() else self.new
                text = text[: one.start] + new + text[one.end :]
        return text


def shift_since(about: str, since: str) -> Shift | None:
    """The shift of a formula to an earlier time; None when the two do not go together, or it is not earlier.

    Args:
        about: what the formula is about, ISO; of a change, from the earlier time to the later one.
        since: the earlier time as the author writes it. A year stands for the same part of that year.
    """
    new = stated_period(since)
    if not about or not new:
        return None
    first, last = span(about)
    if _PLAIN_YEAR.fullmatch(new):
        return Shift(str(last.year), new) if int(new) < last.year else None
    old = _ending(last, new)
    return Shift(old, since) if old and span(new)[1] < span(old)[0] and first <= span(old)[0] else None


def one_time(periods: Iterable[str], since: str) -> str:
    """What a formula is about, for a change since an earlier time.

    Args:
        periods: of its parts, ISO.
        since: the earlier time, ISO. Since a year, several months of one year are one time as well.

    Returns:
        ISO; empty for none, and for several.
    """
    known = tuple(dict.fromkeys(periods))
    whole = spanned(known)
    if len(known) <= 1:
        return whole
    first, last = span(whole)
    return whole if _PLAIN_YEAR.fullmatch(since) and first.year == last.year else ""


def period_of(text: str) -> str:
    """The one time that a text names, ISO: `2023`, `2023-06`, `2023-01/2023-04` for a tertial, `2023-06-30`.

    Of several within a year, the year. Empty when it names none, or several years.
    """
    periods = {one.period for one in _named(text)}
    if len(periods) == 1:
        return periods.pop()
    years = {period[:4] for period in periods}
    return years.pop() if len(years) == 1 else ""


def stated_period(text: str) -> str:
    """What `period:` and `since:` say, ISO: two days, months or years with a stroke stay so. Empty for no period."""
    ends = text.split("/")
    if all(map(_is_iso, ends)):
        return text if len(ends) == 1 or (len(ends) == 2 and span(ends[0])[0] <= span(ends[1])[0]) else ""
    found = _named(text)
    return found[0].period if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else ""


def span(period: str) -> tuple[date, date]:
    """The first and the last day of a period, ISO."""
    first, _, last = period.partition("/")
    return _days(first)[0], _days(last or first)[1]


def spanned(periods: Iterable[str]) -> str:
    """Several periods as one, from the first to the last: `2021/2023`; empty when none is known."""
    known = tuple(dict.fromkeys(periods))
    if len(known) <= 1:
        return "".join(known)
    ends = [end for period in known for end in period.split("/")]
    first, last = min(ends, key=lambda end: span(end)[0]), max(ends, key=lambda end: span(end)[1])
    if first[:4] == last[:4] and (span(first)[0], span(last)[1]) == span(first[:4]):
        return first[:4]
    return first if first == last else f"{first}/{last}"


def _is_iso(text: str) -> bool:
    try:
        return bool(_ISO.fullmatch(text)) and bool(_days(text))
    except ValueError:
        return False


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day.

    Raises:
        ValueError: the calendar has no such day.
    """
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    last_month = month or 12
    return date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1])


def _iso(year: int, first: int, last: int) -> str:
    """From one month to another."""
    if (first, last) == (1, 12):
        return f"{year}"
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


def _ending(last: date, like: str) -> str:
    """The period that ends on a day and is as long as another; empty when there is none within a year."""
    first_day, last_day = span(like)
    if first_day == last_day:
        return last.isoformat()
    if first_day.year != last_day.year or last != _days(f"{last:%Y-%m}")[1]:
        return ""
    first = last.month - (last_day.month - first_day.month)
    return _iso(last.year, first, last.month) if first > 0 else ""


def _named(text: str) -> list[_Named]:
    """The times that a text names, in order."""
    found: list[_Named] = []
    left = text
    for form in _FORMS:
        for match in form.finditer(left):
            period = _read({name: part for name, part in match.groupdict().items() if part})
            if period:
                found.append(_Named(match.start(), match.end(), period))
                left = left[: match.start()] + "\0" * len(match[0]) + left[match.end() :]
    return sorted(found, key=lambda one: one.start)


def _read(parts: dict[str, str]) -> str:
    """What a match of one of the forms says, ISO; empty for a month or a day that no calendar has."""
    year = int(parts["year"])
    if "word" in parts:
        length = _LENGTHS[parts["word"].casefold()]
        number = int(parts["part"]) if "part" in parts else _ORDINALS[parts["ordinal"].casefold()]
        return _iso(year, (number - 1) * length + 1, number * length) if 1 <= number * length <= 12 else ""
    if "month" not in parts and "name" not in parts:
        return f"{year}"
    first = int(parts["month"]) if "month" in parts else month_number(parts["name"]) or 0
    last = (month_number(parts["last"]) or 0) if "last" in parts else first
    if not 1 <= first <= last <= 12:
        return ""
    text = f"{year}-{first:02}-{int(parts['day']):02}" if "day" in parts else ""
    return (text if _is_iso(text) else "") if text else _iso(year, first, last)
