"""C235: no sentence begins with a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import PROSE
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.checks.sentences import Sentence

_FIGURE: Final = re.compile(r"[(\[]?(?P<number>[−-]?\d+(?:[ \u00a0]\d{3})*(?:[,–-]\d+)*)(?![\d.:/]*[^\W\d_])")
_LAW: Final = re.compile(r"\d+(?:[ \u00a0][a-zåäö])?(?:[–-]\d+)?[ \u00a0](?:§|kap\b)|§")
_LIST_NUMBER: Final = re.compile(r"\(?\d+[.)](?:\s|$)")
_WORDS: Final = dict(
    zip("23456789", ("Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio"), strict=True),
    **{"1": "En (or Ett)", "10": "Tio", "11": "Elva", "12": "Tolv"},
)

#: A list's item of fewer words is no sentence, although the last one of a list ends with a full stop.
_LEAST_WORDS: Final = 6


def find(subject: Subject) -> Iterator[Finding]:
    """Sentences of running text whose first word is a number in figures, typed or from a named figure."""
    for passage in subject.texts:
        if passage.role in PROSE:
            for sentence in passage.sentences:
                yield from _look(passage, sentence)


def _look(passage: Passage, sentence: Sentence) -> Iterator[Finding]:
    words = passage.own[sentence.start : sentence.end]
    match = _FIGURE.match(words)
    if match is None or _LAW.match(words) or _LIST_NUMBER.match(words):
        return
    if passage.role == "item" and (len(words.split()) < _LEAST_WORDS or words[-1] not in ".!?"):
        return
    offset = sentence.start + match.start("number")
    number = match["number"]
    if re.fullmatch(r"(?:1[5-9]|20)\d\d(?:[–-]\d{2,4})?", number):
        todo = f"Write “År{'en' if len(number) > 4 else ''} {number}”, or turn the sentence round."
    elif number in _WORDS:
        todo = f"Write “{_WORDS[number]}”, or turn the sentence round."
        if isinstance(passage.span_at(offset).node, Value):
            todo = "Write it as a word with “| ord | versal”, or turn the sentence round."
    else:
        todo = "Turn the sentence round, so that a word comes first."
    yield Finding(f"The sentence begins with the figure “{number}”.", passage.place(offset), todo)


RULE = Rule(
    code="C235",
    name="sentence that begins with a figure (siffra först i mening)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.1.7",
    explanation="""\
A capital tells where a sentence begins; a digit does not, and may be read as part of the number before it. That holds
for numbers that come from named figures too.

Wrong: 2023 ökade antalet. 5 chefer slutade.
Right: År 2023 ökade antalet. Fem chefer slutade. Under året slutade 25 chefer.""",
    find=find,
    swedish=True,
)
