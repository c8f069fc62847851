"""C265: last year's year in this year's report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.report_year import report_year, years_of
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

#: Words that say that the year of the report is meant.
_THIS_YEAR: Final = re.compile(r"(?i:\b(?:årets|under året|i år|det gångna året|det här året|detta år)\b)")
#: Words by which a document names itself.
_ITSELF: Final = re.compile(
    r"(?i:\b(?:denna|den här|föreliggande)[ \u00a0]\w*(?:redovisning|rapport|översikt|sammanställning)\w*)"
)
#: Words that make an earlier year a comparison, or an earlier event.
_EARLIER: Final = re.compile(
    r"(?i:\b(?:jämför\w*|än|sedan|förra|förut|föregående|tidigare|redan|innan|före|från|senast|dåvarande|efter|fortsatt\w*"
    r"|fortfarande|skillnad|ursprunglig\w*|beslutad\w*|antog\w*|inleddes|startade)\b)"
)
#: The year behind a word that can only be the report's: verksamhetsåret 2022.
_OWN_YEAR: Final = re.compile(r"(?i:\b(?:kalender|verksamhets|redovisnings|räkenskaps|budget)året \Z)")


def find(subject: Subject) -> Iterator[Finding]:
    """The year before the report's, where the report's own is expected."""
    year = report_year(subject)
    if year is None:
        return
    own_title = re.compile(re.escape(subject.settings.title).replace(str(year), str(year - 1)), re.IGNORECASE)
    for passage, _ in subject.numbers:
        if str(year - 1) in passage.text:
            yield from _in_passage(passage, year, own_title)


def _in_passage(passage: Passage, year: int, own_title: re.Pattern[str]) -> Iterator[Finding]:
    text = passage.text
    for sentence in passage.sentences:
        years = years_of(text, sentence.start, sentence.end)
        named = frozenset().union(*(found for _, _, found in years))
        last = next((start for start, _, found in years if found == {year - 1}), None)
        if last is None or year in named:
            continue
        before = text[sentence.start : last]
        if passage.role in ("heading", "caption", "setting"):
            if not _EARLIER.search(text, sentence.start, sentence.end):
                where = "document.yaml" if passage.role == "setting" else f"a {passage.role}"
                yield _finding(passage, last, year, f"stands in {where}")
        elif _OWN_YEAR.search(before):
            yield _finding(passage, last, year, "is called the year of the report")
        elif not _EARLIER.search(text, sentence.start, sentence.end) and (
            _THIS_YEAR.search(text, sentence.start, sentence.end)
            or _ITSELF.search(text, sentence.start, sentence.end)
            or own_title.search(text, sentence.start, sentence.end)
        ):
            yield _finding(passage, last, year, "stands where the report speaks of its own year")


def _finding(passage: Passage, offset: int, year: int, what: str) -> Finding:
    return Finding(
        f"{year - 1} {what}, and the report is about {year}.",
        passage.place(offset),
        f"Write {year}, or say that the year before is meant.",
        {"year": year - 1, "report": year},
    )


RULE = Rule(
    code="C265",
    name="last year's year (förra årets årtal)",
    level="warning",
    source="Diarie's own: a report begins as a copy of the last one, and its years stay",
    explanation="""\
The report's year is the one in its title. The year before is right in comparisons, and wrong where the report speaks of
itself: in headings and captions, in its own title, behind verksamhetsåret, beside årets, under året or denna rapport.
Sentences that compare (jämfört med, än, sedan, redan, tidigare …) or name the report's year as well are left alone.

Wrong: Under året 2022 avgjorde vi {{ arenden.avgjorda }} ärenden, in a report for 2023
Right: Under 2023 avgjorde vi {{ arenden.avgjorda }} ärenden, fler än 2022.""",
    find=find,
    swedish=True,
)
