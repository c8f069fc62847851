"""C260: one diary number, one title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.citations import mentions, plain_title
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.citations import Mention
    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Diary numbers that references, footnotes or prose give under two titles."""
    first: dict[str, Mention] = {}
    for mention in mentions(subject):
        if not mention.title:
            continue
        known = first.setdefault(mention.dnr.casefold(), mention)
        one, other = plain_title(known.title), plain_title(mention.title)
        # A footnote begins with the issuer, and a title may be shortened to its first words.
        if one not in other and other not in one:
            yield Finding(
                f"{mention.dnr} is called “{mention.title.strip()}” here, and “{known.title}” at {known.title_place}.",
                mention.title_place,
                "One diary number is one document: find out which title, or which number, is right.",
                {"dnr": mention.dnr, "titles": [known.title, mention.title]},
            )


RULE = Rule(
    code="C260",
    name="one diary number under two titles (ett diarienummer, två titlar)",
    level="error",
    source="OSL (2009:400) 5 kap. 1–2 §§: a register's number finds one document",
    explanation="""\
A diary number names one document. Two titles for it mean that a title was remembered wrongly, is last year's, or that
the number was copied from another footnote; whoever asks the registrar gets one of them only.

Wrong: Plan för jämställdhetsintegrering 2022–2025, dnr 1.2.2.1-2021-15627, and in another footnote
Plan för jämställdhetsintegrering 2021–2025, dnr 1.2.2.1-2021-15627
Right: one entry in references.yaml, cited in both places""",
    find=find,
)
