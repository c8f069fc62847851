"""C231: prose says procent; the sign is for tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import PROSE, matches
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Role
    from pipeline.checks.rule import Subject

_SIGN: Final = re.compile("(?:\\d[\\d,\u00a0 –-]*)?[%‰]")
ROLES: Final[frozenset[Role]] = PROSE | {"heading", "alt", "setting"}


def find(subject: Subject) -> Iterator[Finding]:
    """Percent and per mille signs in running text, headings and text alternatives."""
    for passage, match in matches(subject, _SIGN, ROLES, signs="%‰"):
        word = "procent" if match[0].endswith("%") else "promille"
        number = match[0][:-1].strip(" \u00a0")
        shown = f"“{number}\u00a0{word}”" if number else f"“{word}”"
        yield Finding(
            f"“{match[0]}” stands in prose.",
            passage.place(match.start()),
            f"Write {shown}; the sign is for tables and charts.",
        )


RULE = Rule(
    code="C231",
    name="percent sign in prose (procenttecken)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 13.15; of word and sign, which it admits both, one in each place",
    explanation="""\
Running text says procent, tables and charts have the sign: readers meet one form in each place, and a screen reader
reads the word in the right way. In compounds the sign is never right.

Wrong: Andelen var 63 %; 4%-spärren
Right: Andelen var 63 procent; 4-procentsspärren; 5,3 % in a table's cell""",
    find=find,
    swedish=True,
)
