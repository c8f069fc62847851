"""C232: a negative number has a minus sign, not a hyphen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_HYPHEN: Final = re.compile(
    r"(?<![\w\ufffc)\]/.:–-])(?<!\d[ \u00a0])-(?P<number>\d+(?:[  \u00a0]\d{3})*(?:,\d+)?)(?![\w-])"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Hyphens directly before a number, with nothing before them."""
    for passage, match in matches(subject, _HYPHEN, WRITTEN, digits=True, signs="-"):
        yield Finding(
            f"“{match[0]}” begins with a hyphen.",
            passage.place(match.start()),
            f"Write the minus sign (U+2212), “−{match['number']}”; in a table, give the column a type of numbers.",
        )


RULE = Rule(
    code="C232",
    name="hyphen for minus (minustecken)",
    level="warning",
    source="ISO 80000-2 (a minus b); the Unicode Standard, U+2212 MINUS SIGN",
    explanation="""\
A hyphen joins words, is too short before a number, and a line may end behind it, so that the minus is lost. Screen
readers pass over it: −5 becomes 5.

Wrong: Resultatet blev -5,3 mnkr.
Right: Resultatet blev −5,3 mnkr.""",
    find=find,
    swedish=True,
)
