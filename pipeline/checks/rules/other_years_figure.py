"""C266: a figure is of the year that its sentence names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.report_year import years_of, years_of_figure
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Value
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject
    from pipeline.checks.sentences import Sentence

#: Words before a year that say that the sentence is about it; before these, a comparison may still begin.
_ABOUT: Final = re.compile(
    rf"(?i:\b(?P<before>\w+[ \u00a0])?(?:under(?: hela)?|hela|år|våren|sommaren|hösten|vintern|{'|'.join(MONTHS)}"
    r"|(?:utgången|slutet|början|mitten) av)[ \u00a0]\Z)"
)
_COMPARED: Final = re.compile(r"(?i:än|mot|med|sedan|från|före|innan|efter|till|för|av|enligt|inför)")


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose year is another than the only one in their sentence."""
    figures = subject.figures
    for passage, numbers in subject.numbers:
        if not any(number.origin == "figure" for number in numbers):
            continue
        text = passage.typed
        for sentence in passage.sentences:
            year = _only_year(text, sentence)
            if year is None:
                continue
            values = [span.node for span in passage.spans if sentence.start <= span.start < sentence.end]
            named = {node.name: node for node in values if isinstance(node, Value) and node.name in figures}
            years = {name: years_of_figure(figures[name], subject) for name in named}
            if any(year in found for found in years.values()):
                continue
            for name, found in years.items():
                if found:
                    yield _finding(named[name], year, found)


def _only_year(text: str, sentence: Sentence) -> int | None:
    """The year that a sentence is about: the only one that it names, and not one that it compares with."""
    years = years_of(text, sentence.start, sentence.end)
    if len(years) != 1 or len(years[0][2]) != 1:
        return None
    start, _, found = years[0]
    about = _ABOUT.search(text, sentence.start, start)
    if about is None or _COMPARED.fullmatch((about["before"] or "").strip()):
        return None
    return next(iter(found))


def _finding(value: Value, year: int, found: frozenset[int]) -> Finding:
    shown = "–".join(str(one) for one in sorted({min(found), max(found)}))
    return Finding(
        f"The sentence is about {year}, and the figure {value.name} is of {shown}.",
        value.origin,
        "Name the figure of the right year, or mend the year.",
        {"figure": value.name, "year": year, "period": shown},
    )


RULE = Rule(
    code="C266",
    name="a figure of another year than its sentence (uppgift för ett annat år)",
    level="warning",
    source="Diarie's own: what prose says about figures is held against them",
    explanation="""\
A sentence that names one year, and does not compare with it, should state figures of that year. The year of a figure is
its `period` in figures.yaml, or the heading of its column.

Wrong: Under 2023 kom {{ arenden.inkomna_2022 }} ärenden.
Right: Under 2023 kom {{ arenden.inkomna_2023 }} ärenden.""",
    find=find,
    swedish=True,
)
