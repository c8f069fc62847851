"""Registered files that are at hand: whether they are what was registered."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_FOLDER

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

        A file that is not there is no fault, since outputs can be deleted at will, unless it lies in `adopted/`, which
        is what there is of an adopted document. Of several files that were registered under one name and folder, such
        as a document's and the one's that replaces it, it may be any.

        Returns:
            How many are `right`, `wrong` and `absent`; faults R126 and R240 are added to those given.
        """
        counts: Counter[str] = Counter()
        digests: dict[str, set[str]] = {}
        for _, folder, name, digest, _ in self._files:
            digests.setdefault(f"{folder}/{name}", set()).add(digest)
        read: dict[Path, str] = {}
        told: set[str] = set()
        for position, folder, name, digest, document in self._files:
            path = root / folder / name
            if not folder or not path.resolve().is_relative_to(root.resolve()) or not _is_there(path):
                counts["absent"] += 1
                if is_adopted(folder):
                    _tell_missing(f"{folder}/{name}", document, position, faults)
                continue
            if path not in read:
                read[path] = _digest(path)
            found = read[path]
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


def is_adopted(folder: str) -> bool:
    """Whether a file's folder is one that an approval has made, which nobody may delete."""
    return folder.startswith(f"{ADOPTED_FOLDER}/")


def _tell_missing(path: str, document: str, position: int, faults: Faults) -> None:
    faults.add(
        "R240",
        f"{path}, which was registered with {document} (event {position}), is missing.",
        Place(path),
        "Put the folder adopted/ back from a backup.",
        document=document,
    )


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _digest(path: Path) -> str:
    """SHA-256 of a file; of one that cannot be read, why not, which is no hash that anything was registered with."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"
