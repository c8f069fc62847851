"""A package that has been opened: its files by path, with sizes and checksums, whatever its form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Final

#: Bounds: of files, of all their bytes together, and of one file that is read whole.
MOST_FILES: Final = 100_000
MOST_BYTES: Final = 64 * 2**30
MOST_READ: Final = 64 * 2**20


def printable(text: object) -> str:
    """A text from the package that can be printed, whatever it is made of; nor may it steer the terminal."""
    told = re.sub("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda sign: repr(sign[0])[1:-1], str(text))
    return told.encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the package.

    Attributes:
        size: in bytes.
        sha256: of its bytes, hexadecimal.
        opened: opens it for reading.
    """

    size: int
    sha256: str
    opened: Callable[[], IO[bytes]]

    def read(self) -> bytes | None:
        """Its bytes; None when there are too many of them."""
        if self.size > MOST_READ:
            return None
        with self.opened() as file:
            return file.read(MOST_READ + 1)


@dataclass(slots=True)
class Opened:
    """A package.

    Attributes:
        name: of the folder that all files lie in.
        outer: of the zip or tar file, without its ending; of the folder itself.
        files: by path from the package's own folder on.
        empty: folders in which nothing lies, likewise.
    """

    name: str
    outer: str
    files: dict[str, Held] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)

    def text(self, path: str) -> bytes | None:
        """The bytes of a file; None when there is no such file, or it is too large to be what it says."""
        held = self.files.get(path)
        return held.read() if held else None


def held(size: int, opened: Callable[[], IO[bytes]]) -> Held:
    """A file, read through once for its checksum.

    Args:
        size: that it is said to have; the true one counts.
        opened: opens it.
    """
    digest = hashlib.sha256()
    read = 0
    with opened() as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            read += len(chunk)
            if read > max(size, 0) + (1 << 20):  # it goes on and on: more than was said
                break
    return Held(read, digest.hexdigest(), opened)
