"""C240: decimals stand behind a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_NUMBER: Final = re.compile(
    r"(?<![\w.,:/§–−-])(?P<number>\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+)(?![\w:/–-]|[.,]\d)"
    r"(?P<unit>[ \u00a0][^\W\d_]+|[ \u00a0]?[%‰])?"
)

#: A name or an abbreviation before a number makes it a version or a section: WCAG 2.1, Bilaga 1.2.
_NAME_BEFORE: Final = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÅÄÖ][\w/-]*[ \u00a0]$")
_UNIT: Final = re.compile(
    r"[ \u00a0]?(?:[%‰]|procent\w*|promille|kronor|kr|tkr|mnkr|mdkr|miljon\w*|miljard\w*|gånger|km|kg|m|ton)$"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Numbers with a point that are no section, version, time of day or date."""
    for passage, match in matches(subject, _NUMBER, WRITTEN, digits=True, signs="."):
        before = passage.own[: match.start()]
        number = match["number"]
        sure = number.startswith("0.") or (match["unit"] is not None and _UNIT.match(match["unit"]))
        if not sure and (passage.is_name(match.start()) or _NAME_BEFORE.search(before) or not before.strip()):
            continue
        right = number.replace(".", ",")
        yield Finding(f"“{number}” has a decimal point.", passage.place(match.start()), f"Write “{right}”.")


RULE = Rule(
    code="C240",
    name="decimal point (decimalkomma)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.1.8; ISO 80000-1 (decimal sign)",
    explanation="""\
The decimal sign is a comma in Swedish. Points stand in numbers of sections and versions, in times of day, and in
numbered goals: avsnitt 3.1, WCAG 2.1, kl. 10.30, delmål 5.2.

Wrong: 5.3 procent; 0.75 av tiden
Right: 5,3 procent; 0,75 av tiden""",
    find=find,
    swedish=True,
)
