"""C261: one diary number, one date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.citations import mentions
from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.citations import Mention
    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Diary numbers that references, footnotes or prose give with two dates."""
    first: dict[str, Mention] = {}
    for mention in mentions(subject):
        if mention.day is None:
            continue
        known = first.setdefault(mention.dnr.casefold(), mention)
        assert known.day is not None
        if known.day != mention.day:
            there = f"{format_date(known.day)} at {known.day_place}"
            yield Finding(
                f"{mention.dnr} is dated {format_date(mention.day)} here, and {there}.",
                mention.day_place,
                "Look the document up, and give its date once: in references.yaml.",
                {"dnr": mention.dnr, "dates": [known.day.isoformat(), mention.day.isoformat()]},
            )


RULE = Rule(
    code="C261",
    name="one diary number with two dates (ett diarienummer, två datum)",
    level="error",
    source="OSL (2009:400) 5 kap. 2 §: a document is registered with its date",
    explanation="""\
A decision has one day. Where a text gives two, one of them is wrong – or it is two documents of one case, which then
need more than the number to be told apart.

Wrong: beslutet den 3 maj 2023 (dnr 1.2-2023-4) … beslutet den 5 maj 2023 (dnr 1.2-2023-4)
Right: one date, or “protokollet den 5 maj 2023 i samma ärende”""",
    find=find,
)
