"""The one way into the inputs: confines paths to the project and remembers what was read."""

from __future__ import annotations

import hashlib
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from pipeline.faults import FaultError, did_you_mean
from pipeline.places import Place

#: Files larger than this were not written for a document.
MAX_SIZE = 200_000_000

#: A database is never read whole, only hashed.
MAX_DATABASE = 2_000_000_000


class Reader:
    """Reads files below a project's folder.

    Paths are relative to the project, with forward slashes (`inputs/plan/measures.csv`). What was read, and what was
    looked for, is kept in `files` and `listings`, so that a later build can tell whether any of it has changed.

    Attributes:
        root: the project's folder.
        files: path → SHA-256 of its bytes; None where the file was looked for and did not exist.
        listings: (folder, pattern) → names found.
        answers: query of a database server, `sql:` and what it asks → SHA-256 of its rows.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.files: dict[str, str | None] = {}
        self.listings: dict[tuple[str, str], tuple[str, ...]] = {}
        self.answers: dict[str, str] = {}
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
            self._admit(full, path, named_at, MAX_SIZE)
            data = full.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(full, path, named_at) from None
        except OSError as error:
            raise self._unreadable(path, named_at, error.strerror or str(error)) from None
        self.files[path] = hashlib.sha256(data).hexdigest()
        self._bytes[path] = data
        return data

    def file(self, path: str, named_at: Place | None = None) -> Path:
        """The full path of a file that a library opens itself, such as a database; its bytes are not kept.

        Args:
            path: relative to the project.
            named_at: where the inputs name this file, for the fault's place.

        Raises:
            FaultError: I101–I103 as for `data`.
        """
        full = self._inside(path, named_at)
        try:
            self._admit(full, path, named_at, MAX_DATABASE)
            with full.open("rb") as stream:
                self.files[path] = hashlib.file_digest(stream, "sha256").hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(full, path, named_at) from None
        except OSError as error:
            raise self._unreadable(path, named_at, error.strerror or str(error)) from None
        return full

    def exists(self, path: str) -> bool:
        """Whether there is such a file; the answer is remembered as something that the build depends on.

        Raises:
            FaultError: I102 nobody may look; I103 the path leads out of the project.
        """
        try:
            if self._inside(path, None).is_file():
                return True
        except OSError as error:
            raise self._unreadable(path, None, error.strerror or str(error)) from None
        self.files.setdefault(path, None)
        return False

    def listing(self, folder: str, pattern: str) -> tuple[str, ...]:
        """Paths of the files in `folder` whose names match `pattern` (as `*.md`), sorted; () without such a folder.

        Hidden files and the lock files of Word and Excel (`~$…`) are left out. Links to nowhere are not: whoever
        reads them is told, where else a part of the document would be missing unseen.

        Raises:
            FaultError: I102 the folder cannot be read; I103 the path leads out of the project.
        """
        full = self._inside(folder, None)
        try:
            entries = full.iterdir() if full.is_dir() else ()
            names = [one.name for one in entries if one.is_file() or (one.is_symlink() and not one.exists())]
        except OSError as error:
            raise self._unreadable(folder, None, error.strerror or str(error)) from None
        found = tuple(sorted(name for name in names if fnmatchcase(name, pattern) and not name.startswith((".", "~$"))))
        self.listings[folder, pattern] = found
        return tuple(str(PurePosixPath(folder, name)) for name in found)

    def _inside(self, path: str, named_at: Place | None) -> Path:
        try:
            full = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a name too long, links in a circle, a NUL in the name
            raise self._unreadable(path, named_at, str(error)) from None
        if not full.is_relative_to(self.root):
            raise FaultError.of(
                "I103",
                f"The path {path} leads out of the project.",
                named_at or Place(path),
                "Keep inputs inside the project's folder.",
                path=path,
            )
        return full

    def _missing(self, full: Path, path: str, named_at: Place | None) -> FaultError:
        self.files[path] = None
        message = f"The file {path} does not exist."
        return FaultError.of("I101", message, named_at or Place(path), self._hint(full), path=path)

    def _admit(self, full: Path, path: str, named_at: Place | None, largest: int) -> None:
        """Refuse what reading would wait for, or would fill the memory with."""
        size = full.stat().st_size
        if full.is_dir():
            raise self._unreadable(path, named_at, "it is a folder")
        if not full.is_file():
            raise self._unreadable(path, named_at, "it is not an ordinary file")
        if size > largest:
            raise self._unreadable(path, named_at, f"it has more than {largest // 1_000_000} MB")

    @staticmethod
    def _unreadable(path: str, named_at: Place | None, why: str) -> FaultError:
        shown = path if len(path) <= 200 else f"{path[:200]}…"
        message = f"The file {shown} cannot be read: {why}."
        todo = "Check its name and who may read it."
        return FaultError.of("I102", message, named_at or Place(shown), todo, path=shown)

    @staticmethod
    def _hint(full: Path) -> str:
        """What to do about a missing file: the name that is meant, of files of its kind or of folders on the way."""
        add = "Add the file, or mend its name."
        wanted, ending = full, full.suffix.lower()
        while not wanted.parent.exists():
            wanted, ending = wanted.parent, ""
        full = wanted
        try:
            names = [entry.name for entry in full.parent.iterdir() if entry.suffix.lower() == ending]
        except OSError:  # no such folder, or not to be read: nothing near to suggest
            return add
        if any(unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", full.name) for name in names):
            return "A file there has this name with its letters stored in another way (NFD): rename it."
        hint = did_you_mean(full.name, names)
        return hint if hint.startswith("Did you mean") else add
