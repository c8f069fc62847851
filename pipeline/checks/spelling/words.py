"""The agency's own words: inputs/words.txt, one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "inputs/words.txt"

_ENTRY: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\*?")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that are right although no dictionary has them.

    Attributes:
        words: as they stand, in small letters.
        stems: those that end with `*`, without it: every word that begins so is right.
        wrong: lines that are no entry, with their places.
    """

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    wrong: tuple[tuple[str, Place], ...] = ()

    def has(self, word: str) -> bool:
        """Whether a word is in the list, whatever its capitals."""
        small = word.casefold()
        return small in self.words or small.startswith(self.stems)


def word_list(root: Path) -> WordList:
    """The list of a project; an empty one when there is no such file.

    The file is read beside the document's own inputs: a new word in it makes no document stale.

    Raises:
        FaultError: I102, I104 to I106 the file cannot be read.
    """
    reader = Reader(root)
    if not reader.exists(FILE):
        return WordList()
    words: set[str] = set()
    stems: set[str] = set()
    wrong: list[tuple[str, Place]] = []
    for number, line in enumerate(decode_text(reader.data(FILE), FILE).split("\n"), start=1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        if not _ENTRY.fullmatch(entry):
            wrong.append((entry, Place(FILE, number, line.index(entry) + 1)))
        elif entry.endswith("*"):
            stems.add(entry[:-1].casefold())
        else:
            words.add(entry.casefold())
    return WordList(frozenset(words), tuple(sorted(stems)), tuple(wrong))
