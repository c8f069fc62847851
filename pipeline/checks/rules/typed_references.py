"""C273: references to the document's own tables, figures and sections are cross-references, not typed numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.found import masked
from pipeline.checks.numbers.near import is_own
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_TYPED: Final = re.compile(
    r"(?i:(?<![\w-])(tabell|figur|diagram|avsnitt|kapitel)(?:erna|en|et)?[ \u00a0]\d+(?:\.\d+)*"
    r"(?:(?:,| och|–)\s?\d+(?:\.\d+)*)*)"
)
#: Behind these, the number is one of another document: “avsnitt 39.4 i utlänningshandboken”, “i planen, avsnitt 2”.
_OF_ANOTHER: Final = re.compile(r"(?i:\s(?:i|ur|av|hos|från)\s(?!dokumentet|rapporten|redovisningen|planen\b|texten))")
_SIGNS: Final = {"tabell": "tbl", "figur": "fig", "diagram": "fig", "avsnitt": "sec", "kapitel": "sec"}


def find(subject: Subject) -> Iterator[Finding]:
    """Typed numbers of tables, figures and sections; footnotes are left alone, as they speak of other documents."""
    for passage, _ in subject.numbers:
        if passage.role == "footnote":
            continue
        text = masked(passage)
        for match in _TYPED.finditer(text):
            if _OF_ANOTHER.match(text, match.end()) or not is_own(passage, match.start(), match.end()):
                continue
            yield Finding(
                f"“{match[0]}” is typed, and stays when the numbers change.",
                passage.place(match.start()),
                f"Refer to its label: @{_SIGNS[match[1].casefold()]}-….",
                {"words": match[0]},
            )


RULE = Rule(
    code="C273",
    name="a typed cross-reference (inskriven hänvisning)",
    level="warning",
    source="Diarie's own: numbers of tables and sections are given when the document is made",
    explanation="""\
Tables, figures and headings are numbered when the document is made. A typed number is right until somebody puts a table
before it. “Avsnitt 39.4 i utlänningshandboken” is another document's, and is left alone.

Wrong: se tabell 3
Right: se @tbl-sjukfranvaro""",
    find=find,
    swedish=True,
)
