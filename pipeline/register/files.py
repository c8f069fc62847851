"""Registered files that are at hand: whether they are what was registered."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.faults import Faults


@dataclass(slots=True)
class FilesAtHand:
    """The files of all documents, as one goes along the events."""

    _files: list[tuple[int, str, str, str, str]] = field(default_factory=list)

    def add(self, position: int, state: Mapping[str, Any]) -> None:
        """Take note of a file."""
        names = ("folder", "name", "sha256", "document")
        folder, name, digest, document = (str(state.get(key, "")) for key in names)
        self._files.append((position, folder, name, digest, document))

    def check(self, root: Path, faults: Faults) -> Counter[str]:
        """Hold those that are there against their hashes.

        A file that is not there is no fault: outputs can be deleted at will. Of several files that were registered
        under one name and folder, such as a document's and the one's that replaces it, it may be any.

        Returns:
            How many are `right`, `wrong` and `absent`.
        """
        counts: Counter[str] = Counter()
        digests: dict[str, set[str]] = {}
        for _, folder, name, digest, _ in self._files:
            digests.setdefault(f"{folder}/{name}", set()).add(digest)
        told: set[str] = set()
        for position, folder, name, digest, document in self._files:
            path = root / folder / name
            if not folder or not path.resolve().is_relative_to(root.resolve()) or not path.is_file():
                counts["absent"] += 1
                continue
            found = _digest(path)
            if found == digest:
                counts["right"] += 1
            elif found in digests[f"{folder}/{name}"]:
                counts["absent"] += 1
            else:
                counts["wrong"] += 1
                if f"{folder}/{name}" not in told:
                    told.add(f"{folder}/{name}")
                    faults.add(
                        "R126",
                        f"{folder}/{name} is not the file that was registered with {document} (event {position}).",
                        Place(f"{folder}/{name}"),
                        "Put the registered file back, from the archive or a backup.",
                        document=document,
                        expected=digest,
                        found=found,
                    )
        return counts


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
