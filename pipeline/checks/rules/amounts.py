"""C249: amounts are tkr, mnkr and mdkr."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_RIGHT: Final = {
    "kkr": "tkr", "ksek": "tkr", "tsek": "tkr", "mkr": "mnkr", "msek": "mnkr", "mnsek": "mnkr", "gkr": "mdkr",
    "mdsek": "mdkr", "sek": "kronor", "tkr": "tkr", "mnkr": "mnkr", "mdkr": "mdkr", "milj": "miljoner",
    "mdr": "miljarder",
}  # fmt: skip
#: Small letters make seconds of SEK, and milj. is told only behind a number.
_WRONG: Final = re.compile(
    r"\b(?:(?i:kkr|[kt]sek|mn?sek|mdsek|[mg]kr|tkr|mnkr|mdkr)|SEK)\b|(?<=\d[ \u00a0])(?i:milj|mdr)\b"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Abbreviations of amounts with capitals or multiples that most readers do not know."""
    for passage, match in matches(subject, _WRONG, WRITTEN):
        right = _RIGHT[match[0].casefold()]
        if match[0] != right:
            yield Finding(f"“{match[0]}” is written “{right}”.", passage.place(match.start()), f"Write “{right}”.")


RULE = Rule(
    code="C249",
    name="abbreviation of an amount (tkr, mnkr, mdkr)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 11.4, 12.5.2 and 12.5.4",
    explanation="""\
Thousands, millions and thousand millions of kronor are tkr, mnkr and mdkr. The prefixes k, M and G and the codes of
banks (SEK) are hard for most readers; mkr may be read as milliarder.

Wrong: 25 Mkr; 300 kkr; 12 MSEK
Right: 25 mnkr; 300 tkr; 12 miljoner kronor""",
    find=find,
    swedish=True,
)
