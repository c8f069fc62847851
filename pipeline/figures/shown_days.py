"""Days in prose, and ranges of them: *31 augusti 2008*, *3–5 maj 2008*, *mellan den 3 och den 5 maj 2008*."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from pipeline.figures.wording import EN_DASH
from pipeline.sources.dates import MONTHS, format_date, format_month

DayForm: TypeAlias = Literal["long", "short", "month", "year"]


def day_text(day: date, form: DayForm) -> str:
    """A day: `31 augusti 2008`, `2008-08-31`, its month or its year."""
    if form == "short":
        return day.isoformat()
    if form == "month":
        return format_month(day)
    return str(day.year) if form == "year" else format_date(day)


def days_text(first: date, last: date, form: DayForm, *, between: bool = False) -> str:
    """From one day to another, without saying twice what they share.

    Args:
        first: the one.
        last: a later one.
        form: how each is written.
        between: with “mellan … och …” in place of the dash; days have “den” then.
    """
    begin, end = _shortened(first, last, form), day_text(last, form)
    if not between:
        return f"{begin}{EN_DASH}{end}"
    article = "den " if form == "long" else ""
    return f"mellan {article}{begin} och {article}{end}"


def _shortened(first: date, last: date, form: DayForm) -> str:
    if first.year != last.year or form not in ("long", "month"):
        return day_text(first, form)
    month = MONTHS[first.month - 1]
    if form == "month":
        return month
    return f"{first.day}" if first.month == last.month else f"{first.day} {month}"
