"""Which words are known, asked once: kept for the run, and by builds in `.diarie/cache` for the next one."""

from __future__ import annotations

import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.spelling.dictionary import Dictionary

#: Words; beyond them the file is begun anew.
_MOST: Final = 60_000


class Verdicts:
    """Words that a dictionary knows, and words that it does not."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._known: set[str] = set()
        self._unknown: set[str] = set()
        self._read: set[Path] = set()
        self._asked = False

    def unknown(self, words: Iterable[str], root: Path) -> frozenset[str] | None:
        """Those of the words that the dictionary does not know; None when it cannot be asked.

        Args:
            words: without digits, signs and blanks, but for hyphens inside.
            root: the project, whose last build may have kept what it asked.
        """
        wanted = set(words)
        self._read_file(root)
        if new := wanted - self._known - self._unknown:
            answer = self._dictionary.unknown(sorted(new))
            if answer is None:
                return None
            self._unknown |= new & answer
            self._known |= new - answer
            self._asked = True
        return frozenset(wanted & self._unknown)

    def keep(self, root: Path) -> None:
        """Write what is known where the next run finds it: for builds, as checking leaves no traces."""
        file = self._file(root)
        if not self._asked or not file.parent.is_dir() or len(self._known) > _MOST:
            return
        kept = {"dictionary": self._dictionary.key, "known": sorted(self._known), "unknown": sorted(self._unknown)}
        try:
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
            with os.fdopen(handle, "w", encoding="utf-8") as beside:
                json.dump(kept, beside, ensure_ascii=False)
            Path(name).replace(file)
        except OSError:
            return  # a cache that cannot be written costs a fifth of a second the next time

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


@cache
def verdicts_of(dictionary: Dictionary) -> Verdicts:
    """The verdicts of a dictionary in this run."""
    return Verdicts(dictionary)
