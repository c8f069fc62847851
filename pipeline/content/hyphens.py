"""Where a long Swedish word may be divided when a chart's label has no room for it on one line.

An author's own soft hyphens come first, then hyphens and strokes that the word has. Elsewhere the division follows
the rule of one consonant (enkonsonantsprincipen, Svenska skrivregler): a syllable takes one consonant with it to the
next line, or a group that can begin a Swedish word. The s that joins the parts of a compound stays where it is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"

_VOWELS: Final = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
_VISIBLE: Final = re.compile(r"(?<=\w[-–/])(?=\w)")

#: Groups that begin Swedish words; those that begin with s do so only after a vowel or another s, as the s is
#: otherwise the one that joins a compound: handlings-plan.
_ONSETS: Final = frozenset(
    ("bl", "br", "dr", "fj", "fl", "fr", "gl", "gr", "kl", "kn", "kr", "kv", "pl", "pr", "tj", "tr", "vr")
)
_S_ONSETS: Final = frozenset(("sj", "sk", "sl", "sm", "sn", "sp", "st", "sv", "skj", "skr", "spl", "spr", "stj", "str"))
_PREFIXES: Final = ("av", "för", "an", "in", "ut", "upp", "sam", "till", "över", "under", "fram", "om")

#: Letters on either side of a division.
_LEAST: Final = 3


def shown(text: str) -> str:
    """A text without its soft hyphens, which only show where they divide a word."""
    return text.replace(SOFT_HYPHEN, "")


def divisions(word: str) -> list[tuple[str, str]]:
    """The ways to divide a word: what ends the line, with its hyphen, and what begins the next; latest first."""
    if SOFT_HYPHEN in word:
        cuts = [match.start() for match in re.finditer(SOFT_HYPHEN, word)]
        return [(f"{shown(word[:cut])}-", word[cut + 1 :]) for cut in reversed(cuts) if 0 < cut < len(word) - 1]
    visible = [match.start() for match in _VISIBLE.finditer(word)]
    if visible:
        return [(word[:cut], word[cut:]) for cut in reversed(visible)]
    return [(f"{word[:cut]}-", word[cut:]) for cut in reversed(_syllables(word))]


def soft_hyphened(word: str) -> str:
    """A word of letters alone with a soft hyphen wherever it may be divided."""
    cuts = [0, *_syllables(word), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(cuts))


def _syllables(word: str) -> list[int]:
    """Where syllables begin, as offsets; none in what is no word."""
    cuts = set()
    for at in range(1, len(word) - 1):
        if word[at].isalpha() and word[at] not in _VOWELS and word[at + 1] in _VOWELS:
            cut = _onset(word, at)
            if cut >= _LEAST and len(word) - cut >= _LEAST and any(letter in _VOWELS for letter in word[:cut]):
                cuts.add(cut)
    return sorted(cuts)


def _onset(word: str, at: int) -> int:
    """Where the syllable begins whose last consonant before its vowel stands at `at`."""
    start = at
    while start > 0 and word[start - 1].isalpha() and word[start - 1] not in _VOWELS:
        start -= 1
    for prefix in _PREFIXES:
        if word[:at].casefold().startswith(prefix) and start <= len(prefix) <= at:
            return len(prefix)
    group = word[start : at + 1].casefold()
    if group.endswith(("ng", "ck", "x")) and group != "x":
        return at + 1
    for length in (3, 2):
        onset = group[-length:]
        before = group[: -length or None][-1:]
        if onset in _ONSETS or (onset in _S_ONSETS and before in ("", "s")):
            return at + 1 - len(onset)
    return at
