"""C210: every number in prose comes from the data, from a cited source, or from the document itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks.numbers.words import MULTIPLE
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_TODO = (
    "Name it in figures.yaml and write {{ its.name }}; if it is quoted, mark it [%s]{source=key}; "
    "if it counts a list, table or figure here, [%s]{counts=list} or {counts=tbl-…}."
)
_TODO_MULTIPLE = "Let the figure say it: {{ name | tusen }}, {{ name | miljoner }} or {{ name | miljarder }}."
_MULTIPLE = re.compile(MULTIPLE, re.IGNORECASE)
_TODO_HEADING = "Headings are numbered when the document is made: take the number away."
_TODO_SETTING = "A setting can name no figure: say it without the number."


def find(subject: Subject) -> Iterator[Finding]:
    """Numbers, in digits or words, that are no figure, no name such as a date or a law, and not marked."""
    for passage, numbers in subject.numbers:
        for number in numbers:
            if number.origin == "untraced":
                words = passage.text[number.start : number.end]
                message = f"The number “{words}” has no source."
                todo = _TODO_SETTING if passage.role == "setting" else _TODO % (words, words)
                if passage.role == "heading" and number.start == 0:
                    todo = _TODO_HEADING
                elif _MULTIPLE.fullmatch(words):
                    todo = _TODO_MULTIPLE
                yield Finding(message, passage.place(number.start), todo, {"number": words})


RULE = Rule(
    code="C210",
    name="a number without a source (siffra utan källa)",
    level="error",
    source="Diarie's own: every number of an official report can be traced to the cell that it comes from",
    explanation="""\
A number typed into prose stays when the table changes, and next year's report inherits it. So every number is one of
these: a figure of figures.yaml, written {{ name }}; quoted from a source that the document cites; counted in the
document itself; or a name – a date, a year, a diary number, a law, a page, a standard – which the program knows by the
words around it. A quotation (::: quote) with a footnote is quoted as a whole.

Wrong: Under 2023 avgjorde vi 5 131 ärenden. Arbetet har tre delar.
Right: Under 2023 avgjorde vi {{ tillstand.avgjorda }} ärenden. Arbetet har [tre]{counts=list} delar:
Right: Enligt strategin finns [sex]{source=strategi} delmål.[^strategi]""",
    find=find,
)
