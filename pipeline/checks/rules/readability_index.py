"""C239: sections that are very hard to read, by LIX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import PROSE
from pipeline.checks.readability import lix
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

#: Above this a text is very hard to read by Björnsson's scale.
LIMIT: Final = 60

#: In fewer words, a single sentence decides the index.
_LEAST_WORDS: Final = 100


def find(subject: Subject) -> Iterator[Finding]:
    """Sections, each from its heading to the next, whose running text has a LIX above 60."""
    heading: Passage | None = None
    section: list[Passage] = []
    for passage in subject.texts:
        if passage.role == "heading":
            yield from _judge(heading, section)
            heading, section = passage, []
        elif passage.role in PROSE - {"footnote"}:
            section.append(passage)
    yield from _judge(heading, section)


def _judge(heading: Passage | None, section: list[Passage]) -> Iterator[Finding]:
    index, words = lix(section)
    if index > LIMIT and words >= _LEAST_WORDS:
        first = heading or section[0]
        yield Finding(
            f"“{first.text[:60]}” has a LIX of {index:.0f}; above {LIMIT} is very hard to read.",
            first.place(),
            "Write shorter sentences, and exchange long words for short ones.",
            {"lix": round(index, 1), "words": words},
        )


RULE = Rule(
    code="C239",
    name="hard section (läsbarhetsindex, LIX)",
    level="hint",
    source="C.-H. Björnsson, Läsbarhet (1968); Språklagen (2009:600) 11 §",
    explanation="""\
LIX is the number of words a sentence plus the percentage of words with more than six letters: 40 to 50 is newspaper
prose, 50 to 60 usual in official texts, above 60 very hard. Sections of at least a hundred words are measured, from one
heading to the next. The index sees lengths only; a low one does not make a text good.

Wrong: Genomförandet av verksamhetsutvecklingsinsatserna har resulterat i effektiviseringsvinster.
Right: Det nya arbetssättet sparar tid.""",
    find=find,
    swedish=True,
)
