"""The verification: opens a package and makes every check, each of which says all that it finds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.archive import naming
from pipeline.archive.verifying.chain import Head, check_chain
from pipeline.archive.verifying.container import check_container
from pipeline.archive.verifying.fixity import check_fixity
from pipeline.archive.verifying.history import check_erms, check_premis
from pipeline.archive.verifying.manifests import check_manifests
from pipeline.archive.verifying.mets import MetsFile, read_mets
from pipeline.archive.verifying.opened import printable
from pipeline.archive.verifying.opening import opened_package
from pipeline.faults import Fault, FaultError, Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.verifying.opened import Opened

_TODO = "Fetch the package anew."
#: What every package has.
_NEEDED = (
    naming.ROOT_METS,
    naming.ERMS,
    naming.PREMIS,
    naming.REGISTER,
    *(f"representations/{name}/{naming.ROOT_METS}" for name in (naming.ORIGINAL, naming.PRESERVATION)),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found.

    Attributes:
        object_id: of the package; its folder's name where METS.xml cannot be read.
        files: how many it holds.
        head: what it shows of the register; None when that cannot be read.
        mets: SHA-256 of its METS.xml, which seals all of it; empty when there is none.
        faults: by place; none when the package is as it was made.
    """

    object_id: str
    files: int
    head: Head | None
    mets: str
    faults: tuple[Fault, ...]


def verify(path: Path, *, head: str | None = None, mets: str | None = None) -> Verdict:
    """Say whether a package is as it was made.

    Args:
        path: its folder, or zip or tar file.
        head: a hash of the register that was kept elsewhere, which the package must show.
        mets: the SHA-256 that its METS.xml had when it was made, kept elsewhere.
    """
    faults = Faults()
    try:
        package: Opened | None = None
        with faults.collecting():
            package = _opened(path, faults)
        if package is not None:
            return _judged(path, package, head, mets, faults)
    except OSError as error:  # what could be read a moment ago
        message = f"{printable(path.name)} was changed or taken away while it was read: {error.strerror or error}."
        faults.add("R320", message, Place(printable(path.name)), "Verify it again when nobody writes to it.")
    return Verdict(printable(path.name), 0, None, "", tuple(faults))


def _judged(path: Path, package: Opened, head: str | None, mets: str | None, faults: Faults) -> Verdict:
    files, unread = _mets_files(package, faults)
    check_fixity(package, files, unread, faults)
    check_premis(package, {one.path for file in files for one in file.listed}, faults)
    shown = check_chain(package, faults)
    check_erms(package, shown.numbers if shown else (), faults)
    check_manifests(package, faults)
    _check_names(package, files, faults)
    _check_head(shown, head, faults)
    _check_mets(package, mets, faults)
    root = next((one for one in files if one.path == naming.ROOT_METS), None)
    with faults.collecting():
        check_container(path, package, root.created if root else "", faults)
    held = package.files.get(naming.ROOT_METS)
    name = root.object_id if root else package.name
    return Verdict(name, len(package.files), shown, held.sha256 if held else "", tuple(faults))


def _opened(path: Path, faults: Faults) -> Opened:
    # somebody's home or a whole disk is not read through before it is told to be no package
    elsewhere = path.is_dir() and os.access(path, os.R_OK | os.X_OK) and not any(_is_file(path, one) for one in _NEEDED)
    package = None if elsewhere else opened_package(path, faults)
    if package is None or not any(one in package.files for one in _NEEDED):
        name = printable(path.name)
        message = f"{name} is no package of diarie's: it has no METS.xml."
        raise FaultError.of("R320", message, Place(name), "Name the package's folder, or its zip or tar file.")
    return package


def _is_file(path: Path, inside: str) -> bool:
    try:
        return (path / inside).is_file()
    except OSError:
        return True  # what may not be looked at is told of when it is opened


def _mets_files(package: Opened, faults: Faults) -> tuple[list[MetsFile], list[str]]:
    """All METS files that can be read, and the folders of those that cannot."""
    missing = [path for path in _NEEDED if path not in package.files]
    listed: set[str] = set()
    root = read_mets(package, naming.ROOT_METS, faults)
    found = [root] if root else []
    paths: dict[str, None] = {}
    if root:
        listed = {one.path for one in root.listed if one.path}
        inner = (path for path in listed if path.endswith(f"/{naming.ROOT_METS}"))
        paths = dict.fromkeys([*root.mets, *sorted(inner)])
    unread = [] if root else [""]
    for path in paths:
        mets = read_mets(package, path, faults) if path in package.files else None
        if mets is None:
            unread.append(path.removesuffix(naming.ROOT_METS))
        else:
            found.append(mets)
    for path in missing:
        if path not in listed:  # what is listed is told as missing with all the rest
            faults.add("R327", "The file is missing; every package has it.", Place(path), _TODO, path=path)
    return found, unread


def _check_names(package: Opened, mets: list[MetsFile], faults: Faults) -> None:
    """A folder is called as what it holds says (CSIPSTR2)."""
    for one in mets:
        folder = one.path.split("/")[-2] if "/" in one.path else package.name
        if one.object_id != folder:
            message = f"The folder is called “{folder}”, and its METS.xml says “{one.object_id}”."
            todo = "Give the folder its name again."
            faults.add("R324", message, Place(one.path), todo, folder=folder, object_id=one.object_id)
    if package.outer != package.name:
        message = f"The file is called “{package.outer}”, and the folder in it “{package.name}”."
        todo = "Give the file its name again."
        faults.add("R324", message, Place(package.outer), todo, file=package.outer, folder=package.name)


def _check_mets(package: Opened, mets: str | None, faults: Faults) -> None:
    held = package.files.get(naming.ROOT_METS)
    if mets is None or held is None or held.sha256 == mets:
        return
    message = f"This is not the package that was made: its METS.xml has the checksum {held.sha256}."
    faults.add("R342", message, Place(naming.ROOT_METS), _TODO, expected=mets, found=held.sha256)


def _check_head(shown: Head | None, head: str | None, faults: Faults) -> None:
    if head is None or shown is None or head == shown.hash or head in shown.hashes:
        return
    faults.add(
        "R338",
        f"The package does not show the head {head}: its own is {shown.hash}, of event {shown.position}.",
        Place(naming.REGISTER),
        "A head from another moment is held against the register: diarie register verify --head HASH.",
        expected=head,
        found=shown.hash,
    )
