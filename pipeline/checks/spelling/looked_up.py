"""The words of a document that are worth looking up: no names, abbreviations, codes or words of another language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.checks.prose import WRITTEN
from pipeline.checks.sentences import ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.passages import Passage

#: Says where a word may be parted, and is no part of it.
_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_WORD: Final = re.compile(
    r"(?<![\w.-])[^\W\d_](?:[^\W\d_]|\N{SOFT HYPHEN})*(?:-[^\W\d_]+)*(?![\w]|-)(?!\.\w)(?P<stop>\.)?"
)
_FIRST: Final = re.compile(r"[^\w]*")

#: Abbreviations without a full stop: Myndigheternas skrivregler (8 uppl.) 11.4 and 11.7.
_WITHOUT_STOP: Final = frozenset({"dnr", "ggr", "jfr", "mdkr", "mnkr", "tfn", "tkr"})

#: Letters; shorter words are abbreviations as often as not.
_SHORTEST: Final = 3


class Word(NamedTuple):
    """A word where it stands first.

    Attributes:
        text: as it is written.
        passage: the passage that it stands in.
        offset: where in it.
    """

    text: str
    passage: Passage
    offset: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, each once.

    Attributes:
        first: those that may be looked up, by how they are written, in the order of reading.
        times: how often each of them is written so.
        names: words whose capital is one of their own, as they do not begin a sentence.
    """

    first: dict[str, Word] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)


def parts_of(word: str) -> tuple[str, ...]:
    """What stands between a word's hyphens and has to be known; codes (LMA-kort) and short parts need not."""
    return tuple(part for part in word.split("-") if len(part) >= _SHORTEST and part[1:].islower())


def words_in(passages: Iterable[Passage]) -> Words:
    """The words of some passages; none of quotations and of signatures."""
    words = Words()
    for passage in passages:
        if passage.role not in WRITTEN or passage.role == "signature":
            continue
        starts = {_first(passage, sentence.start) for sentence in passage.sentences}
        for match in _WORD.finditer(passage.own):
            text = match[0].removesuffix(".").replace(_SOFT_HYPHEN, "")
            if len(text) < _SHORTEST or text in _WITHOUT_STOP or (match["stop"] and text.casefold() in ABBREVIATIONS):
                continue
            if text[0].isupper() and match.start() not in starts:
                words.names.add(text)
            else:
                words.times[text] += 1
                if text not in words.first:
                    words.first[text] = Word(text, passage, match.start())
    return words


def _first(passage: Passage, start: int) -> int:
    """Where the first word of a sentence begins, behind quotation marks and brackets."""
    match = _FIRST.match(passage.own, start)
    return match.end() if match else start
