"""The words of a document that are worth looking up: no names, abbreviations, codes or words of another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.checks.prose import WRITTEN
from pipeline.checks.sentences import ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """A word where it stands.

    Attributes:
        text: as it is written.
        passage: the passage that it stands in.
        offset: where in it.
        begins: whether it begins a sentence, so that its capital tells nothing.
    """

    text: str
    passage: Passage
    offset: int
    begins: bool

    @property
    def is_name(self) -> bool:
        """Whether its capital is one of its own."""
        return self.text[0].isupper() and not self.begins


def parts_of(word: str) -> tuple[str, ...]:
    """What stands between a word's hyphens and has to be known; codes (LMA-kort) and short parts need not."""
    return tuple(part for part in word.split("-") if len(part) >= _SHORTEST and part[1:].islower())


def words_in(passages: Iterable[Passage]) -> Iterator[Word]:
    """All words of some passages, names included; none of quotations and of signatures."""
    for passage in passages:
        if passage.role not in WRITTEN or passage.role == "signature":
            continue
        starts = {_first(passage, sentence.start) for sentence in passage.sentences}
        for match in _WORD.finditer(passage.own):
            text = match[0].removesuffix(".").replace(_SOFT_HYPHEN, "")
            if len(text) < _SHORTEST or text in _WITHOUT_STOP or (match["stop"] and text.casefold() in ABBREVIATIONS):
                continue
            yield Word(text, passage, match.start(), match.start() in starts)


def _first(passage: Passage, start: int) -> int:
    """Where the first word of a sentence begins, behind quotation marks and brackets."""
    match = _FIRST.match(passage.own, start)
    return match.end() if match else start
