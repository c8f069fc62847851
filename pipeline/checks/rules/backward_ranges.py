"""C272: a range of years or days runs forwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.years import year_ranges
from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_YEARS: Final = re.compile(r"(\d{4})\s?[–-]\s?(\d{4})")
_DAYS: Final = re.compile(rf"(?<![\d,.])(\d{{1,2}})[–-](\d{{1,2}})[ \u00a0](?:{'|'.join(MONTHS)})\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Ranges whose last year or day is not after the first."""
    for passage, _ in subject.numbers:
        text = passage.text
        found = [match for first, last in year_ranges(text) if (match := _YEARS.fullmatch(text, first, last))]
        for match in (*found, *_DAYS.finditer(text)):
            if int(match[1]) >= int(match[2]):
                message = f"“{match[0]}” does not run forwards."
                todo = "Write the earlier one first."
                yield Finding(message, passage.place(match.start()), todo, {"range": match[0]})


RULE = Rule(
    code="C272",
    name="a range that runs backwards (intervall baklänges)",
    level="error",
    source="Myndigheternas skrivregler (8 uppl.), tankstreck i intervall: from the first to the last",
    explanation="""\
A range goes from the first to the last. One that runs backwards, or from a year to itself, has a wrong end.

Wrong: åren 2025–2022; den 17–15 maj
Right: åren 2022–2025; den 15–17 maj""",
    find=find,
)
