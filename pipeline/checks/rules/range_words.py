"""C244: a dash already means from … to, or between … and."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_NUMBER: Final = r"\d{1,3}(?:[ \u00a0]\d{3})*(?:[.,]\d+)?"
_DOUBLED: Final = re.compile(
    rf"\b(?P<word>från|mellan)[ \u00a0](?P<kind>kl\.[ \u00a0]|åren[ \u00a0]|år[ \u00a0]|den[ \u00a0])?"
    rf"(?P<first>\d{{4}}|{_NUMBER})[–-](?P<last>\d{{4}}|{_NUMBER})(?![\w-])"
    rf"(?P<after>[ \u00a0](?:och|{'|'.join(MONTHS)})\b)?",
    re.IGNORECASE,
)
_LAST: Final = {"från": "till", "mellan": "och"}


def find(subject: Subject) -> Iterator[Finding]:
    """“mellan” and “från” before a range with a dash."""
    for passage, match in matches(subject, _DOUBLED, WRITTEN, digits=True, signs="-–"):
        word = match["word"].casefold()
        if match["after"] or (word == "från" and len(match["first"]) == 4 and not match["kind"]):
            continue  # “mellan 1–5 och 6–10”; “uppgifter från 2021–2023” are of those years
        right = f"{word} {match['kind'] or ''}{match['first']} {_LAST[word]} {match['last']}"
        yield Finding(
            f"“{match[0]}” says it twice: the dash means {word} … {_LAST[word]}.",
            passage.place(match.start()),
            f"Write “{right}”, or leave “{word}” out.",
        )


RULE = Rule(
    code="C244",
    name="range said twice (från och mellan med tankstreck)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.4.1",
    explanation="""\
An en dash between two numbers means from … to or between … and by itself.

Wrong: mellan 5–10 procent; från kl. 9–17
Right: mellan 5 och 10 procent; 5–10 procent; kl. 9–17; uppgifter från 2021–2023""",
    find=find,
    swedish=True,
)
