"""Numbers and names that must be unique in a Word file, the same for the same document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ids:
    """Gives out bookmark names, bookmark ids and drawing ids.

    A bookmark's name follows from what it stands on and not from its number in the file, so that a heading keeps its
    bookmark when others are added before it.
    """

    def __init__(self, last_bookmark: int, last_drawing: int, taken: Iterable[str]) -> None:
        self._bookmark = last_bookmark
        self._drawing = last_drawing
        self._names = set(taken)

    def bookmark(self) -> int:
        """The next `w:id` of a bookmark."""
        self._bookmark += 1
        return self._bookmark

    def drawing(self) -> int:
        """The next `wp:docPr/@id`."""
        self._drawing += 1
        return self._drawing

    def name(self, prefix: str, of: str) -> str:
        """A bookmark name of the prefix and eight digits, as Word's own (`_Toc`, `_Ref`); never given twice."""
        number = int.from_bytes(hashlib.sha256(of.encode("utf-8", "surrogatepass")).digest()[:8], "big") % 10**8
        while (name := f"{prefix}{number:08d}") in self._names:
            number = (number + 1) % 10**8
        self._names.add(name)
        return name
