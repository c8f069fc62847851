"""Hunspell and its dictionaries: where they are, and which words they do not know."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where Debian, other systems and LibreOffice keep dictionaries; DICPATH, hunspell's own variable, comes first.
_FOLDERS: Final = ("/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts")

#: Seconds; a report takes a fifth of one.
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary of one language.

    Attributes:
        program: hunspell.
        path: the dictionary without its ending, `/usr/share/hunspell/sv_SE`.
        key: changes when program or dictionary do.
    """

    program: str
    path: str
    key: str

    def unknown(self, words: Iterable[str]) -> frozenset[str] | None:
        """Those of the words that it does not know; None when hunspell fails."""
        command = [self.program, "-d", self.path, "-i", "UTF-8", "-l"]
        lines = "\n".join(words)
        try:
            done = subprocess.run(  # noqa: S603 – a program found on the path, and words of letters
                command, input=lines.encode(), capture_output=True, timeout=_LONGEST, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return frozenset(done.stdout.decode("utf-8", "replace").split())


@cache
def dictionary_for(language: str) -> Dictionary | None:
    """The dictionary of a language (BCP 47, such as `sv-SE`); None when it, or hunspell, is not installed."""
    program = shutil.which("hunspell")
    if program is None:
        return None
    name = "sv_SE" if language == "sv" else language.replace("-", "_")
    for folder in (*filter(None, os.environ.get("DICPATH", "").split(os.pathsep)), *_FOLDERS):
        files = [Path(folder, f"{name}{ending}") for ending in (".dic", ".aff")]
        if all(file.is_file() for file in files):
            sizes = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in (Path(program), *files)]
            key = hashlib.sha256(repr(sizes).encode()).hexdigest()
            return Dictionary(program, str(Path(folder, name)), key)
    return None
