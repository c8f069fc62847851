"""The files of an adopted document, as they lie in `adopted/`, held against the register before they are packed."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.archive.naming import is_plain, package_path
from pipeline.faults import FaultError, Faults
from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.archive.registered import Registered
    from pipeline.register.journal import State


@dataclass(frozen=True, slots=True)
class AdoptedFile:
    """A file of the document.

    Attributes:
        path: where it lies in the package.
        role: what it is of the document, as the register has it.
        pronom: its format's id in PRONOM.
        created: moment of its entry, with its zone.
        data: its bytes, which are the registered ones.
    """

    path: str
    role: str
    pronom: str
    created: str
    data: bytes

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.rpartition("/")[2]

    @property
    def sha256(self) -> str:
        """Hexadecimal digits of its checksum."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class GateCheck:
    """What gate.json says of one check: what was looked at, with which program, and how it ended."""

    swedish: str
    tool: str
    version: str
    passed: bool


@dataclass(frozen=True, slots=True)
class AdoptedDocument:
    """An adopted document with all its files.

    Attributes:
        registered: what the register says of it.
        folder: name of its folder in adopted/.
        files: by path.
        checks: of the machine gate, in its order; () where there is no gate.json.
    """

    registered: Registered
    folder: str
    files: tuple[AdoptedFile, ...]
    checks: tuple[GateCheck, ...]

    @property
    def original(self) -> AdoptedFile:
        """The Word file."""
        return self.of_role("original")[0]

    @property
    def archive_copy(self) -> AdoptedFile:
        """The PDF/A."""
        return self.of_role("archive copy")[0]

    @property
    def libreoffice(self) -> str:
        """The version of LibreOffice that made the PDF, as the manifest has it; empty where it has none."""
        for manifest in self.of_role("manifest"):
            made_with = as_object(manifest.data).get("made_with")
            said = made_with.get("LibreOffice") if isinstance(made_with, dict) else None
            if found := re.match(r"(\d+(?:\.\d+)+) ", str(said)):
                return found[1]
        return ""

    def of_role(self, *roles: str) -> tuple[AdoptedFile, ...]:
        """The files of some roles."""
        return tuple(file for file in self.files if file.role in roles)


def adopted_document(root: Path, registered: Registered) -> AdoptedDocument:
    """The document with its files.

    Args:
        root: the project's folder.
        registered: what the register says of it.

    Raises:
        FaultError: R304 a file is missing or cannot be read; R305 it is not the registered one; R306 the register
            names files that make no adopted document; R311 gate.json cannot be read. All at once.
    """
    number = str(registered.document["number"])
    faults = Faults()
    folder = _folder(registered.files, number)
    files: dict[str, AdoptedFile] = {}
    for state in registered.files:
        with faults.collecting():
            file = _file(root, folder, state)
            if file.path in files:
                raise _odd(f"two files of {number} would lie at {file.path} in the package", number)
            files[file.path] = file
    faults.raise_if_errors()
    ordered = tuple(files[path] for path in sorted(files))
    gates = [file for file in ordered if file.role == "gate report"]
    checks = tuple(check for gate in gates for check in _checks(gate, folder))
    return AdoptedDocument(registered, folder, ordered, checks)


def _folder(states: Iterable[State], number: str) -> str:
    """The name of the one folder in adopted/ that holds Word file and PDF/A."""
    known = list(states)
    for role, what in (("original", "Word file (role original)"), ("archive copy", "PDF/A (role archive copy)")):
        count = sum(state.get("role") == role for state in known)
        if count != 1:
            raise _odd(f"it has {count} files that are the {what}, and not one", number)
    original = next(state for state in known if state.get("role") == "original")
    first, _, name = str(original.get("folder", "")).partition("/")
    if first != ADOPTED_FOLDER or not name or not is_plain(name) or "/" in name:
        raise _odd(f"its Word file does not lie in a folder of adopted/ but in “{original.get('folder', '')}”", number)
    return name


def _odd(what: str, number: str) -> FaultError:
    message = f"The register's files of {number} make no adopted document: {what}."
    todo = "Only documents that diarie approve has adopted can be archived."
    return FaultError.of("R306", message, None, todo, number=number)


def _file(root: Path, folder: str, state: State) -> AdoptedFile:
    number = str(state["document"])
    where = f"{state.get('folder', '')}/{state['name']}"
    base = f"{ADOPTED_FOLDER}/{folder}/"
    if not where.startswith(base) or not is_plain(where):
        raise _odd(f"“{where}” does not lie in {base}", number)
    path = root / where
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise _odd(f"“{where}” leads out of the project", number)
        data = path.read_bytes()
    except OSError as error:
        message = f"The file was adopted with {number} and cannot be read: {error.strerror}."
        todo = "Put the adopted file back from a backup."
        raise FaultError.of("R304", message, Place(where), todo, number=number, sha256=state["sha256"]) from None
    found = hashlib.sha256(data).hexdigest()
    if found != state["sha256"]:
        message = f"The file is not the one that was adopted with {number}."
        todo = "Put the adopted file back from a backup."
        raise FaultError.of("R305", message, Place(where), todo, number=number, expected=state["sha256"], found=found)
    role = str(state.get("role", ""))
    inside = package_path(role, where.removeprefix(base))
    return AdoptedFile(inside, role, str(state.get("format", "")), str(state["registered"]), data)


def _checks(gate: AdoptedFile, folder: str) -> list[GateCheck]:
    try:
        report = json.loads(gate.data)
        return [
            GateCheck(str(one["swedish"]), str(one["tool"]), str(one["version"]), one["result"] == "passed")
            for one in report["checks"]
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        place = Place(f"{ADOPTED_FOLDER}/{folder}/{gate.name}")
        message = "The gate's report cannot be read as one."
        raise FaultError.of("R311", message, place, "It was adopted so: ask the makers of diarie.") from None


def tools(checks: Iterable[GateCheck]) -> dict[tuple[str, str], list[GateCheck]]:
    """The checks by program and version, in their order."""
    by_tool: dict[tuple[str, str], list[GateCheck]] = {}
    for check in checks:
        by_tool.setdefault((check.tool, check.version), []).append(check)
    return by_tool


def as_object(data: bytes) -> dict[str, Any]:
    """A JSON file that holds an object; empty when it does not."""
    try:
        known = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
