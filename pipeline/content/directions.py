"""Which paragraphs run from right to left as a whole: they begin at the right margin and end at the left one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.content.model import Inline, Link, Text, Value

#: Languages whose scripts run from right to left.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"})

#: The blocks of Unicode whose letters may have the directions R and AL (DerivedBidiClass.txt), with room around them.
_LEFTWARDS: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def runs_right_to_left(tag: str) -> bool:
    """Whether a language (BCP 47 tag) is written from right to left."""
    return tag.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT


def runs_leftwards(children: Iterable[Inline]) -> bool:
    """Whether all words of a paragraph run from right to left, and it has more than one.

    Words in a language that does so (`lang=ar`) may have others among them, such as a name in Latin letters. A single
    word stands where the other paragraphs begin.
    """
    pieces = list(_pieces(children))
    if not any(
        _LEFTWARDS.search(piece.text) for piece in pieces
    ):  # most paragraphs, and looking at each letter takes time
        return False
    pieces = [piece for piece in pieces if _directions(piece.text)]
    words = " ".join(piece.text for piece in pieces).split()
    return len(words) > 1 and all(map(_leftwards, pieces))


def _leftwards(piece: Text | Value) -> bool:
    language = piece.language if isinstance(piece, Text) else None
    found = _directions(piece.text)
    return bool(found & {"R", "AL"}) and ("L" not in found or (language is not None and runs_right_to_left(language)))


def _directions(text: str) -> set[str]:
    """The directions of its letters (Unicode Standard Annex 9, 3.2: strong types)."""
    return {unicodedata.bidirectional(sign) for sign in text} & {"L", "R", "AL"}


def _pieces(children: Iterable[Inline]) -> Iterator[Text | Value]:
    for child in children:
        if isinstance(child, Text | Value):
            yield child
        elif isinstance(child, Link):
            yield from _pieces(child.children)
