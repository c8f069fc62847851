"""C215: a hedge before a figure, such as drygt, is the figure's own, and so held against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.near import is_own
from pipeline.checks.numbers.pieces import B
from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

_HEDGE: Final = re.compile(
    rf"\b(?:(?P<plain>drygt|knappt|nära|nästan|cirka|ca\.?|omkring|ungefär|uppemot|upp{B}emot|närmare|runt|minst|högst"
    rf"|över|upp{B}till)|(?:fler|färre|mer|mindre){B}än)"
    rf"{B}(?={REFERENCE_SIGN})",
    re.IGNORECASE,
)
#: Hedges whose filter has another name.
_FILTERS: Final = {
    "ca": "cirka", "ca.": "cirka", "uppemot": "nästan", "upp emot": "nästan", "närmare": "nästan", "runt": "omkring",
}  # fmt: skip


def find(subject: Subject) -> Iterator[Finding]:
    """Typed hedges right before a figure; “fler än {{ b }}” behind another figure compares the two."""
    for passage, numbers in subject.numbers:
        if not any(number.origin == "figure" for number in numbers):
            continue
        text = passage.typed
        for match in _HEDGE.finditer(text):
            value = passage.span_at(match.end()).node
            if not isinstance(value, Value) or not is_own(passage, match.start(), match.end() - 1):
                continue
            if match["plain"] or not _compares(passage, match.start()):
                word = match[0].strip()
                name = _FILTERS.get(word.casefold(), word.casefold().replace(" ", "_"))
                yield Finding(
                    f"“{word}” before {value.name} is not held against it.",
                    passage.place(match.start()),
                    f"Let the figure say it: {{{{ {value.name} | {name} }}}}.",
                    {"words": word, "figure": value.name},
                )


def _compares(passage: Passage, offset: int) -> bool:
    """Whether another figure stands before in the sentence."""
    sentence = passage.sentence_at(offset)
    return any(isinstance(span.node, Value) and sentence.start <= span.start < offset for span in passage.spans)


RULE = Rule(
    code="C215",
    name="a typed hedge before a figure (ungefärlighetsord utan uppgift)",
    level="hint",
    source="Diarie's own: what prose says about figures is held against them",
    explanation="""\
Drygt, knappt, cirka and the like are claims: drygt 63 is false of 63 and of 62,9. As a filter the hedge is refused
where it is not true; typed, it stays whatever the number becomes. Where the source itself has rounded the number, the
figure has the source's hedge (hedge: drygt in figures.yaml), and the text needs none.

Wrong: drygt {{ tillstand.avslagsandel | procent }}
Right: {{ tillstand.avslagsandel | drygt | procent }}""",
    find=find,
    swedish=True,
)
