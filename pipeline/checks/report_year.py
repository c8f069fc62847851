"""The year that a report is about, and the years that its words and figures name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.years import year_ranges, years_in

if TYPE_CHECKING:
    from pipeline.checks.rule import Subject
    from pipeline.figures.book import NamedFigure

_PROGRAMME: Final = re.compile(r"(?i:\b(?:agenda|vision|strategi|horisont|horizon|färdplan)[ \u00a0]$)")
_PERIOD_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def years_of(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, frozenset[int]]]:
    """Start, end and years of each year or range in a stretch of text; names are left out (Agenda 2030, 1951 års)."""
    found = []
    for first, last in year_ranges(text):
        inside = start <= first and last <= (len(text) if end is None else end)
        if inside and not _PROGRAMME.search(text, 0, first) and not text[last:].startswith((" års ", "\u00a0års ")):
            found.append((first, last, years_in(text, first, last)))
    return found


def report_year(subject: Subject) -> int | None:
    """The one year that the document's title names, if its date makes it this year's or last year's.

    None for a document without one: a plan, an annex, a title with a range of years.
    """
    years = [years for _, _, years in years_of(subject.settings.title)]
    if len(years) != 1 or len(years[0]) != 1:
        return None
    (year,) = years[0]
    return year if year in (subject.settings.date.year, subject.settings.date.year - 1) else None


def years_of_figure(figure: NamedFigure, subject: Subject) -> frozenset[int]:
    """The years that a figure is about, those of the figures that it is worked out from included."""
    years: set[int] = set()
    waiting, seen = [figure], {figure.name}
    while waiting:
        one = waiting.pop()
        ends = [int(year) for year in _PERIOD_YEAR.findall(one.period)]
        if ends:
            years.update(range(min(ends), max(ends) + 1))
        for name in one.parts:
            if name in subject.figures and name not in seen:
                seen.add(name)
                waiting.append(subject.figures[name])
    return frozenset(years)
