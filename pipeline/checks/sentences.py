"""Where Swedish sentences begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Abbreviations that something always follows: their full stop ends no sentence, whatever comes next.
_GOES_ON: Final = frozenset(
    {
        "art", "avd", "avs", "avsn", "bet", "bil", "bl.a", "d.v.s", "dir", "doc", "dr", "dvs", "ds", "enl", "ev",
        "exkl", "exv", "f", "f.d", "fig", "forts", "fr", "fr.o.m", "inkl", "jfr", "jur", "kap", "kl", "m.a.o", "max",
        "min", "mom", "mot", "nr", "nuv", "obs", "omkr", "p", "p.g.a", "pga", "prof", "prop", "ref", "resp", "s", "s.k",
        "sid", "skr", "ss", "st.f", "stf", "t.ex", "t.o.m", "tab", "tel", "t.f", "tf", "tfn", "tr", "ung", "uppl",
        "vol", "vs", "äv",
    }
)  # fmt: skip

#: Abbreviations that may close a sentence: they do where a capital follows, and do not before a figure.
_MAY_END: Final = frozenset(
    {
        "ca", "e.d", "e.dyl", "e.kr", "em", "etc", "f.kr", "f.n", "f.ö", "fm", "i.d", "kr", "m.fl", "m.m", "o.d",
        "o.dyl", "o.s.v", "osv", "st", "t.h", "t.v", "tim",
    }
)  # fmt: skip

#: All of them, without their last full stop, in small letters.
ABBREVIATIONS: Final = _GOES_ON | _MAY_END

_OPENERS: Final = "”\"’'(\\[“‘«»–-"
_END: Final = re.compile(r"[.!?…]+[”\"’')\]»]*(?=\s|$|\ufffc)|\n")
_WORD_BEFORE: Final = re.compile(r"[^\W_](?:[\w.&-]*[^\W_])?$")
_INITIAL: Final = re.compile(r"[ \u00a0][A-ZÅÄÖ]\.")
_NAME_BEFORE: Final = re.compile(r"(?:[^\W\d_]\.?|[^\W\d_][^\W\d_]+)[ \u00a0]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as offsets in its passage, without the blanks around it; `end` is exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph.

    A line break ends a sentence, and so does a full stop, question mark, exclamation mark or ellipsis with a blank
    behind it, unless a small letter follows, or the full stop belongs to an abbreviation that goes on (“prop. 2008/09”,
    “kl. 10.30”), or to an initial (“Anna K. Ek”).
    """
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() != "\n" and not _ends(text, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _ends(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() :].lstrip().lstrip(_OPENERS).lstrip()
    if not after or after[0] == "\n":
        return True
    if after[0].islower():
        return False
    if match.group() != ".":
        return True
    before = _WORD_BEFORE.search(text, 0, match.start())
    if before is None:
        return True
    word = before.group().casefold()
    if word in _GOES_ON:
        return False
    if word in _MAY_END:
        return after[0].isupper()
    return not _is_initial(text, before, match.end())


def _is_initial(text: str, before: re.Match[str], end: int) -> bool:
    """Whether a single capital is part of a name: a name or an initial stands before it, or an initial behind."""
    letter = before.group()
    if len(letter) != 1 or not letter.isupper():
        return False
    name = _NAME_BEFORE.search(text, 0, before.start())
    if name is not None and name.group()[0].isupper():
        return True
    return before.start() == 0 or _INITIAL.match(text, end) is not None


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    finish = start + len(piece.rstrip())
    if finish > begin:
        found.append(Sentence(begin, finish))
