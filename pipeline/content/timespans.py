"""Stretches of days in Swedish: in words, shortened for a chart, and the ticks of a time axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from pipeline.figures.shown_days import days_text
from pipeline.sources.dates import MONTHS, format_date

if TYPE_CHECKING:
    from pipeline.figures.book import Axis

#: Months as charts shorten them; maj, juni and juli are short as they are (Svenska skrivregler).
SHORT_MONTHS: Final = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")

#: An axis of weeks reaches over at most so many days, one of months over at most so many.
_WEEKS: Final = 70
_MONTHS: Final = 760


@dataclass(frozen=True, slots=True)
class Tick:
    """A stretch of a time axis.

    Attributes:
        first: its first day.
        after: the day after its last.
        names: what it may be called, the longest first.
        group: what stands above it: the year, or for weeks the month.
    """

    first: date
    after: date
    names: tuple[str, ...]
    group: str


def days_in_words(first: date, last: date) -> str:
    """`30 april 2008`, `1–31 maj 2008`, `1 maj–30 juni 2008`, `1 december 2008–15 januari 2009`."""
    return format_date(first) if first == last else days_text(first, last, "long")


def days_in_short(first: date, last: date, *, year: bool) -> str:
    """`30 april`, `1–31 maj`, `1 maj–30 juni`; with the year where the axis reaches over several."""

    def short(day: date, *, whole: bool) -> str:
        text = f"{day.day} {SHORT_MONTHS[day.month - 1]}"
        return f"{text} {day.year}" if year and whole else text

    if first == last:
        return short(last, whole=True)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short(last, whole=True)}"
    return f"{short(first, whole=first.year != last.year)}–{short(last, whole=True)}"


def fitting_axis(first: date, last: date) -> Axis:
    """What an axis from day to day counts in best."""
    days = (last - first).days + 1
    return "week" if days <= _WEEKS else "month" if days <= _MONTHS else "quarter"


def ticks_of(first: date, last: date, axis: Axis) -> list[Tick]:
    """The weeks, months or quarters from the one that holds `first` to the one that holds `last`."""
    if axis == "week":
        start = first - timedelta(first.weekday())
        return [_week(start + timedelta(7 * number)) for number in range((last - start).days // 7 + 1)]
    length = 1 if axis == "month" else 3
    ticks = []
    start = date(first.year, (first.month - 1) // length * length + 1, 1)
    while start <= last:
        after = _later(start, length)
        name = MONTHS[start.month - 1]
        names = (name, SHORT_MONTHS[start.month - 1], name[0]) if length == 1 else _quarter((start.month + 2) // 3)
        ticks.append(Tick(start, after, names, str(start.year)))
        start = after
    return ticks


def _week(start: date) -> Tick:
    number = start.isocalendar().week
    # the month that most of the week belongs to
    middle = start + timedelta(3)
    names = (f"vecka {number}", f"v. {number}", str(number))
    return Tick(start, start + timedelta(7), names, f"{MONTHS[middle.month - 1]} {middle.year}")


def _quarter(number: int) -> tuple[str, ...]:
    return f"kvartal {number}", f"kv. {number}", str(number)


def _later(start: date, months: int) -> date:
    month = start.month - 1 + months
    return date(start.year + month // 12, month % 12 + 1, 1)
