"""Swedish dates and months, as people write them: 31 augusti 2008, juni 2008, 2008-08-31."""

from __future__ import annotations

import re
from datetime import date

#: The months, January first.
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"(?P<day>\S+)[ T](?P<time>\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?)", re.ASCII)
_WORDS = re.compile(r"(?:den\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"([a-z]{3,9})\.?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class ImpossibleDateError(ValueError):
    """Text that is written as a date and names a day that does not exist."""


def month_number(name: str) -> int | None:
    """1 to 12 for a month's Swedish name, whole or shortened to three letters or more; None for anything else."""
    name = name.strip().rstrip(".").casefold()
    if len(name) < 3:
        return None
    found = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    return found[0] if len(found) == 1 else None


def parse_date(text: str) -> date | None:
    """A day: `2008-08-31`, `31 augusti 2008`, `den 31 aug. 2008`; None for anything else.

    Raises:
        ImpossibleDateError: it is written as a date and there is no such day (2023-02-29).
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _WORDS.fullmatch(text):
        number = month_number(found[2])
        if number is None:
            return None
        year, month, day = int(found[3]), number, int(found[1])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleDateError(text) from None


def parse_cell_date(text: str) -> date | None:
    """A day in a cell of a column of dates: as `parse_date`, `31.12.2023`, `20231231`, or with a time of midnight.

    Returns:
        The day; None for anything else, and for a day with another time than midnight.

    Raises:
        ImpossibleDateError: it is written as a date and there is no such day.
    """
    text = " ".join(text.split())
    if moment := _TIME.fullmatch(text):
        if moment["time"].strip("0:.,"):
            return None
        text = moment["day"]
    if found := _POINTS.fullmatch(text):
        text = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    elif found := _DIGITS.fullmatch(text):
        text = "-".join(found.groups())
    return parse_date(text)


def has_time(text: str) -> bool:
    """Whether a text is a day with a time of day behind it."""
    return bool(_TIME.fullmatch(" ".join(text.split())))


def parse_month(text: str) -> date | None:
    """The first day of a month: `juni 2008`, `Juni 2008`, `2008-06`; None for anything else."""
    text = " ".join(text.split())
    if found := _MONTH.fullmatch(text):
        number = month_number(found[1])
        year = int(found[2])
    elif found := _ISO_MONTH.fullmatch(text):
        number, year = int(found[2]), int(found[1])
    else:
        return None
    return date(year, number, 1) if number and number <= 12 and year else None


def format_date(day: date) -> str:
    """A day in running text: `31 augusti 2008`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_month(day: date) -> str:
    """The month of a day: `augusti 2008`."""
    return f"{MONTHS[day.month - 1]} {day.year}"
