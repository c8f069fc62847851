"""Which words are known, asked once: kept for the run, and in `.diarie/cache` for the next one."""

from __future__ import annotations

import json
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.spelling.dictionary import Dictionary

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+|[^\W\d_]{3,}")

#: Bytes; larger tables hold numbers.
_LARGEST: Final = 200_000

#: Words; beyond them the file is begun anew.
_MOST: Final = 60_000


class Verdicts:
    """Words that a dictionary knows, and words that it does not."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known: set[str] = set()
        self._unknown: set[str] = set()
        self._read: set[Path] = set()

    def unknown(self, words: Iterable[str], root: Path) -> frozenset[str] | None:
        """Those of the words that the dictionary does not know; None when it cannot be asked.

        Args:
            words: without digits, signs and blanks, but for hyphens inside.
            root: the project, whose other words are asked about in the same breath.
        """
        wanted = set(words)
        self._read_file(root)
        if new := wanted - self._known - self._unknown:
            asked = new | _words_of_project(root) - self._known - self._unknown
            answer = self._dictionary.unknown(sorted(asked))
            if answer is None:
                return None
            self._unknown |= asked & answer
            self._known |= asked - answer
            self._write_file(root)
        return frozenset(wanted & self._unknown)

    def _file(self, root: Path) -> Path:
        return root / ".diarie" / "cache" / f"spelling-{Path(self._dictionary.path).name}.json"

    def _read_file(self, root: Path) -> None:
        file = self._file(root)
        if file in self._read:
            return
        self._read.add(file)
        try:
            kept = json.loads(file.read_bytes())
            if kept["dictionary"] == self._dictionary.key:
                self._known |= set(kept["known"])
                self._unknown |= set(kept["unknown"])
        except (OSError, ValueError, KeyError, TypeError):
            return  # none yet, or damaged: the words are asked about again

    def _write_file(self, root: Path) -> None:
        """Keep what is known, where a build has made a place for it: checking alone leaves no traces."""
        file = self._file(root)
        if not file.parent.is_dir() or len(self._known) > _MOST:
            return
        kept = {"dictionary": self._dictionary.key, "known": sorted(self._known), "unknown": sorted(self._unknown)}
        try:
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as beside:
                json.dump(kept, beside, ensure_ascii=False)
            Path(name).replace(file)
        except OSError:
            return  # a cache that cannot be written costs a fifth of a second the next time


@cache
def verdicts_of(dictionary: Dictionary) -> Verdicts:
    """The verdicts of a dictionary in this run."""
    return Verdicts(dictionary)


def _words_of_project(root: Path) -> set[str]:
    """Everything in the inputs that looks like a word, so that hunspell is started once for all documents."""
    found: set[str] = set()
    for folder, _, files in os.walk(root / "inputs"):
        for name in files:
            path = Path(folder, name)
            if path.suffix in (".md", ".csv", ".yaml"):
                try:
                    if path.stat().st_size <= _LARGEST:
                        found.update(_WORD.findall(path.read_text("utf-8", "replace")))
                except OSError:
                    continue  # whoever needs the file says what is wrong with it
    found |= {part for word in found if "-" in word for part in word.split("-")}
    # a word that begins a sentence or a cell has its capital from there, and may lose it elsewhere
    return found | {word[:1].swapcase() + word[1:] for word in found}
