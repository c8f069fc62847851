"""C234: a pause or an insertion has an en dash, not a hyphen between blanks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule
from pipeline.checks.rules.range_dash import NAMES as RANGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_HYPHEN: Final = re.compile(r"(?<=[^\s-])[ \u00a0](?P<sign>--?)[ \u00a0](?=[^\s-])|(?P<double>(?<!-)--(?!-))")


def find(subject: Subject) -> Iterator[Finding]:
    """Hyphens with a blank on both sides, and two hyphens for a dash."""
    for passage, match in matches(subject, _HYPHEN, WRITTEN, signs="-"):
        group = "sign" if match["sign"] else "double"
        around = passage.own[max(match.start() - 1, 0) : match.end() + 1]
        if (around[0].isdigit() and around[-1].isdigit()) or _is_in_range(passage.own, match.start(group)):
            continue  # C233
        yield Finding(
            f"“{match[group]}” stands for a dash.",
            passage.place(match.start(group)),
            "Write an en dash (–) with a blank on both sides.",
        )


def _is_in_range(text: str, offset: int) -> bool:
    return any(found.start() < offset < found.end() for found in RANGES.finditer(text))


RULE = Rule(
    code="C234",
    name="hyphen for a dash (tankstreck)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 13.8.1 and 3.5.3",
    explanation="""\
What is inserted in a sentence, and the second part of a heading, stands behind an en dash (tankstreck).

Wrong: Målet - en halvering - nåddes inte.
Right: Målet – en halvering – nåddes inte.""",
    find=find,
    swedish=True,
)
