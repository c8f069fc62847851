"""C267: the years of title, diary number and date go together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.report_year import years_of
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_DNR_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]\d+$")


def find(subject: Subject) -> Iterator[Finding]:
    """A title of a year that the date is too early or too late for, and a number from a later year than the date."""
    settings = subject.settings
    date = settings.date
    years = [years for _, _, years in years_of(settings.title)]
    if len(years) == 1 and len(years[0]) == 1 and settings.kind == "sustainability-report":
        (year,) = years[0]
        if year not in (date.year, date.year - 1):
            yield Finding(
                f"The title is of {year}, and the document of {date}.",
                subject.place("title"),
                "A report tells of the year of its date or the one before: mend the title or the date.",
                {"title": year, "date": date.isoformat()},
            )
    number = _DNR_YEAR.search(settings.case_number or "")
    if number and int(number[1]) > date.year:
        yield Finding(
            f"The diary number {settings.case_number} is of {number[1]}, after the document's date {date}.",
            subject.place("case-number"),
            "A case is registered before its documents are finished: mend the number or the date.",
            {"case_number": settings.case_number, "date": date.isoformat()},
        )


RULE = Rule(
    code="C267",
    name="years that do not go together (årtal som inte hör ihop)",
    level="warning",
    source="OSL (2009:400) 5 kap. 1–2 §§: a case has its number before its documents are finished",
    explanation="""\
A sustainability report tells of the year of its date or the one before, so a title of another year was left from an
earlier report. A diary number of a later year than the document's date is a slip in one of the two.

Wrong: title: Hållbarhetsredovisning 2022 with date: 2024-06-19
Right: title: Hållbarhetsredovisning 2023 with date: 2024-06-19""",
    find=find,
)
