"""C271: dates in prose exist, and fall on the weekday that stands before them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.pieces import WEEKDAYS
from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_DATE: Final = re.compile(
    rf"(?i:(?:\b({'|'.join(WEEKDAYS)})(?:en)?,?[ \u00a0](?:den[ \u00a0])?)?(?<![\d,.-])(\d{{1,2}})[ \u00a0]"
    rf"({'|'.join(MONTHS)})\b(?:[ \u00a0]((?:19|20)\d\d)\b)?)|(?<![\w-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w-])"
)
#: A leap year, for days without a year: 29 februari exists.
_ANY_YEAR: Final = 2024


def find(subject: Subject) -> Iterator[Finding]:
    """Days that no calendar has, and days on another weekday."""
    for passage in (passage for passage, _ in subject.numbers if passage.has_digit):
        for match in _DATE.finditer(passage.text):
            weekday, day, month, year, iso_year, iso_month, iso_day = match.groups()
            number = int(iso_month) if iso_month else MONTHS.index(month.casefold()) + 1
            try:
                found = date(int(year or iso_year or _ANY_YEAR), number, int(day or iso_day))
            except ValueError:
                message = f"There is no day “{match[0]}”."
                yield Finding(message, passage.place(match.start()), "Write a day of the calendar.", {"date": match[0]})
                continue
            actual = WEEKDAYS[found.weekday()]
            if weekday and year and weekday.casefold() != actual:
                message = f"{found} is no {weekday.casefold()}, but {actual}."
                todo = "Mend the weekday or the date."
                yield Finding(message, passage.place(match.start()), todo, {"date": found.isoformat()})


RULE = Rule(
    code="C271",
    name="a date that does not exist (omöjligt datum)",
    level="error",
    source="The calendar",
    explanation="""\
A day that no calendar has, or that falls on another weekday than the text says, is a slip that readers cannot mend.

Wrong: den 31 september 2023; måndagen den 19 juni 2024
Right: den 30 september 2023; onsdagen den 19 juni 2024""",
    find=find,
    swedish=True,
)
