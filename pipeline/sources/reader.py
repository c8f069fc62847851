"""The one way into the inputs: confines paths to the project and remembers what was read."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from pipeline.faults import FaultError, did_you_mean
from pipeline.places import Place


class Reader:
    """Reads files below a project's folder.

    Paths are relative to the project, with forward slashes (`inputs/plan/measures.csv`). What was read, and what was
    looked for, is kept in `files` and `listings`, so that a later build can tell whether any of it has changed.

    Attributes:
        root: the project's folder.
        files: path → SHA-256 of its bytes; None where the file was looked for and did not exist.
        listings: (folder, pattern) → names found.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.files: dict[str, str | None] = {}
        self.listings: dict[tuple[str, str], tuple[str, ...]] = {}
        self._bytes: dict[str, bytes] = {}

    def data(self, path: str, named_at: Place | None = None) -> bytes:
        """The bytes of a file.

        Args:
            path: relative to the project.
            named_at: where the inputs name this file, for the fault's place.

        Raises:
            FaultError: I101 the file is missing; I102 it cannot be read; I103 the path leads out of the project.
        """
        if path in self._bytes:
            return self._bytes[path]
        full = self._inside(path, named_at)
        try:
            data = full.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            self.files[path] = None
            hint = did_you_mean(full.name, self._neighbours(full))
            raise FaultError.of(
                "I101", f"The file {path} does not exist.", named_at or Place(path), hint, path=path
            ) from None
        except OSError as error:
            message = f"The file {path} cannot be read: {error.strerror}."
            raise FaultError.of("I102", message, named_at or Place(path), path=path) from None
        self.files[path] = hashlib.sha256(data).hexdigest()
        self._bytes[path] = data
        return data

    def exists(self, path: str) -> bool:
        """Whether there is such a file; the answer is remembered as something that the build depends on."""
        if self._inside(path, None).is_file():
            return True
        self.files.setdefault(path, None)
        return False

    def listing(self, folder: str, pattern: str) -> tuple[str, ...]:
        """Paths of the files in `folder` whose names match `pattern` (as `*.md`), sorted; () without such a folder."""
        full = self._inside(folder, None)
        names = [entry.name for entry in full.iterdir() if entry.is_file()] if full.is_dir() else []
        found = tuple(sorted(name for name in names if fnmatchcase(name, pattern) and not name.startswith((".", "~$"))))
        self.listings[folder, pattern] = found
        return tuple(str(PurePosixPath(folder, name)) for name in found)

    def _inside(self, path: str, named_at: Place | None) -> Path:
        full = (self.root / path).resolve()
        if not full.is_relative_to(self.root):
            raise FaultError.of(
                "I103",
                f"The path {path} leads out of the project.",
                named_at or Place(path),
                "Keep inputs inside the project's folder.",
                path=path,
            )
        return full

    @staticmethod
    def _neighbours(full: Path) -> list[str]:
        folder = full.parent
        return [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
