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

#: 2023-06 is a month.
_YEARS: Final = re.compile(r"(\d{4})(?!-(?:0[1-9]|1[0-2])$)\s?[–-]\s?(\d{4}|\d\d)")
_DAYS: Final = re.compile(rf"(?<![\d,.])(\d{{1,2}})[–-](\d{{1,2}})[ \u00a0](?:{'|'.join(MONTHS)})\b")
#: Pages, and amounts with their unit; hours may run over midnight, and 3–0 is a result.
_PAGES: Final = re.compile(r"(?i:\b(?:s\.|sidorna)[ \u00a0])(\d+)[–-](\d+)(?![\w,.]\d|\w)")
_AMOUNTS: Final = re.compile(
    r"(?<![\w,.–-])(\d+)–(\d+)[ \u00a0](?:procent|år|månader|veckor|dagar|timmar|kronor|kr|tkr|mnkr|personer)\b"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Ranges whose last year, day, page or amount is not after the first."""
    for passage, _ in subject.numbers:
        text = passage.text
        if "–" not in text and "-" not in text:
            continue
        found = [match for first, last in year_ranges(text) if (match := _YEARS.fullmatch(text, first, last))]
        for pattern in (_DAYS, _PAGES, _AMOUNTS):
            found += pattern.finditer(text)
        for match in found:
            if int(match[1]) >= _last(match[1], match[2]):
                message = f"“{match[0]}” does not run forwards."
                todo = "Write the earlier one first."
                yield Finding(message, passage.place(match.start()), todo, {"range": match[0]})


def _last(first: str, last: str) -> int:
    """The end of a range; of 1998–02 the year 2002."""
    if len(first) != 4 or len(last) != 2:
        return int(last)
    year = int(first[:2] + last)
    return year + 100 if first[2] == "9" and last[0] in "01" else year


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
