"""C238: sentences of more than thirty words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.checks.readability import words_of
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Role
    from pipeline.checks.rule import Subject

#: Words of a sentence.
MOST: Final = 30

_ROLES: Final[frozenset[Role]] = frozenset({"body", "lead", "note", "example", "item", "cell"})


def find(subject: Subject) -> Iterator[Finding]:
    """Sentences of running text and of tables' prose with more than thirty words; footnotes are mostly titles."""
    for passage in subject.texts:
        if passage.role in _ROLES:
            for sentence in passage.sentences:
                number = len(words_of(sentence.of(passage.text)))
                if number > MOST:
                    yield Finding(
                        f"The sentence has {number} words.",
                        passage.place(sentence.start),
                        f"Divide it: one thought a sentence, {MOST} words at the most.",
                        {"words": number},
                    )


RULE = Rule(
    code="C238",
    name="long sentence (lång mening)",
    level="hint",
    source="Myndigheternas skrivregler (8 uppl.) 1.3 (one thought, one sentence); the limit is Diarie's own",
    explanation="""\
Long sentences are all right now and then, between shorter ones. Beyond thirty words most readers begin again.

Wrong: one sentence that tells who did what, why, with whom, under which law and what came of it
Right: two or three sentences, the most important thing first; conditions and enumerations as a list""",
    find=find,
    swedish=True,
)
