"""C248: lines of the agency's list of words that are no word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.rule import Finding, Rule
from pipeline.checks.spelling.words import FILE, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """Lines of inputs/words.txt with blanks, digits or signs."""
    for entry, place in word_list(subject.reader.root).wrong:
        yield Finding(
            f"“{entry}” is no entry of a list of words.",
            place,
            "Write one word a line, of letters and hyphens, with * at its end for all words that begin so.",
        )


RULE = Rule(
    code="C248",
    name="line of words.txt that is no word (ordlista)",
    level="warning",
    source="Diarie's own: words are looked up, and the agency adds its own",
    explanation=f"""\
{FILE} holds words that are right although no dictionary has them: one a line, # begins a comment, and a word with *
at its end stands for every word that begins so.

Wrong: hbtqi, förvaren
Right: hbtqi* on one line, and förvaren on the next""",
    find=find,
    binding=True,
)
