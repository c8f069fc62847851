"""A project's folder: where things lie in it, and which documents it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.faults import Fault, FaultError, Faults, did_you_mean
from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class Found:
    """A document found in `inputs/`: its name, and its folder relative to the project."""

    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project.

    Attributes:
        root: the folder that holds `inputs/`, `templates/` and `outputs/`.
    """

    root: Path

    @classmethod
    def around(cls, start: Path) -> Project:
        """The project that `start` lies in: the nearest folder upwards with an `inputs/agency.yaml`.

        Raises:
            FaultError: U101 there is none; I102 its inputs cannot be read.
        """
        for folder in (start.resolve(), *start.resolve().parents):
            try:
                if (folder / "inputs" / "agency.yaml").is_file():
                    return cls(folder)
            except OSError as error:  # a project, it seems, but nobody may look into it
                raise FaultError([_unreadable("inputs", error)]) from None
        raise FaultError.of(
            "U101",
            f"There is no project here: neither {start.resolve()} nor a folder above it has inputs/agency.yaml.",
            None,
            "Go to the project's folder, or name it with --project.",
        )

    @property
    def templates(self) -> Path:
        """Word templates."""
        return self.root / "templates"

    @property
    def outputs(self) -> Path:
        """What is built; disposable."""
        return self.root / "outputs"

    @property
    def state(self) -> Path:
        """What the program keeps: the register, the lock, caches and logs."""
        return self.root / ".diarie"

    @property
    def register(self) -> Path:
        """The register's database; not disposable."""
        return self.state / "register.sqlite"

    def documents(self) -> tuple[Found, ...]:
        """All documents in `inputs/`, by name: each folder with a document.yaml.

        Raises:
            FaultError: I102 a folder cannot be read; I103 a document's folder lies elsewhere; I302 there is none;
                I303 two folders give the same name.
        """
        inputs = self.root / "inputs"
        found: dict[str, Found] = {}
        faults = Faults()
        unread: list[OSError] = []
        for folder, folders, files in os.walk(inputs, onerror=unread.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            faults.extend(_linked_from_elsewhere(self.root, Path(folder), folders))
            if "document.yaml" not in files or Path(folder) == inputs:
                continue
            relative = Path(folder).relative_to(inputs)
            document = Found("-".join(relative.parts), f"inputs/{relative.as_posix()}")
            if document.name in found:
                faults.add(
                    "I303",
                    f"The folders {found[document.name].folder} and {document.folder} give the same name.",
                    Place(f"{document.folder}/document.yaml"),
                    "Rename one of them.",
                    name=document.name,
                )
            found[document.name] = document
        for error in unread:
            faults.extend([_unreadable(Path(error.filename).relative_to(self.root).as_posix(), error)])
        if not found and not unread and not len(faults):
            faults.add(
                "I302",
                "There is no document in inputs/.",
                Place("inputs"),
                "A document is a folder with a document.yaml; docs/authors.md tells how to begin.",
            )
        faults.raise_if_errors()
        return tuple(found[name] for name in sorted(found))

    def choose(self, names: tuple[str, ...]) -> tuple[Found, ...]:
        """The documents of those names, or all when no name is given.

        A path to the folder will do as a name, from the project or from where one stands.

        Raises:
            FaultError: U102 a name that no document has.
        """
        if not names:
            return self.documents()
        chosen, others = self.sort_out(names)
        faults = Faults()
        for name in others:
            hint = did_you_mean(name, [document.name for document in self.documents()])
            faults.add("U102", f"There is no document “{name}”.", None, hint, name=name)
        faults.raise_if_errors()
        return chosen

    def sort_out(self, names: tuple[str, ...]) -> tuple[tuple[Found, ...], tuple[str, ...]]:
        """The documents that some names mean, as `choose` has it, and the names that mean none, each once."""
        documents = self.documents()
        by_name = {document.name: document for document in documents}
        by_name |= {document.folder: document for document in documents}
        chosen: dict[str, Found] = {}
        others: dict[str, None] = {}
        for name in names:
            document = by_name.get(name.rstrip("/")) or by_name.get(self._below(name))
            if document is None:
                others[name] = None
            else:
                chosen[document.name] = document
        return tuple(chosen[name] for name in sorted(chosen)), tuple(others)

    def _below(self, path: str) -> str:
        """A path as somebody standing in a folder writes it, relative to the project; empty when it is not in it."""
        full = Path(path).resolve()
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else ""


def _linked_from_elsewhere(root: Path, folder: Path, names: list[str]) -> Faults:
    """I103 for each link to a document's folder outside `inputs/`: it would be left out, and nobody would know."""
    faults = Faults()
    for link in (folder / name for name in names if (folder / name).is_symlink()):
        target = link.resolve()
        if not target.is_relative_to((root / "inputs").resolve()) and os.access(target / "document.yaml", os.F_OK):
            path = link.relative_to(root).as_posix()
            message = f"{path} is a link to a document's folder outside of inputs/, where no document is found."
            faults.add("I103", message, Place(path), "Move the folder itself into inputs/.")
    return faults


def _unreadable(folder: str, error: OSError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault("I102", f"The folder {folder} is gone.", Place(folder), "Put it back.")
    message = f"The folder {folder} cannot be read: {error.strerror}."
    return Fault("I102", message, Place(folder), "Check who may read it.")
