"""Words, and the readability index LIX (läsbarhetsindex)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.passages import Passage

_WORD: Final = re.compile(r"[^\s\ufffc–]*[^\W_][^\s\ufffc–]*")
_LETTERS: Final = re.compile(r"[^\W_]")

#: A word of more letters than this is long.
_SHORT: Final = 6


def words_of(text: str) -> list[str]:
    """The words of a text; a number with its no-break spaces is one."""
    return _WORD.findall(text.replace("\u00a0", ""))


def lix(passages: Iterable[Passage]) -> tuple[float, int]:
    """LIX of some passages, and their number of words.

    LIX is the number of words a sentence, plus the percentage of words with more than six letters. Below 30 is very
    easy, 40 to 50 ordinary newspaper prose, 50 to 60 usual for official texts, above 60 very hard (C.-H. Björnsson,
    Läsbarhet, 1968).
    """
    words: list[str] = []
    sentences = 0
    for passage in passages:
        words += words_of(passage.text)
        sentences += len(passage.sentences)
    if not words or not sentences:
        return 0.0, 0
    long = sum(len(_LETTERS.findall(word)) > _SHORT for word in words)
    return len(words) / sentences + 100 * long / len(words), len(words)
