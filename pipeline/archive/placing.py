"""Packages on the disk: written whole beside their place, flushed, and renamed into it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.archive.forms import WRITERS, packed
from pipeline.disk import flush_folder, is_full, write_through
from pipeline.faults import FaultError
from pipeline.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.composing import Package
    from pipeline.archive.settings import Form


@dataclass(frozen=True, slots=True)
class Staged:
    """A package that is written and not yet in its place.

    Attributes:
        target: its place.
        beside: where it is.
    """

    target: Path
    beside: Path


def target_of(folder: Path, object_id: str, form: Form) -> Path:
    """Where a package of some form lies."""
    return folder / (object_id if form == "folder" else f"{object_id}.{form}")


def stage(package: Package, folder: Path, form: Form) -> Staged:
    """Write a package beside its place and flush it to the disk.

    Raises:
        FaultError: R307 it cannot be written; nothing is left of it.
    """
    target = target_of(folder, package.object_id, form)
    beside = folder / f".{target.name}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove(beside)  # a killed process may have left it
        if form == "folder":
            _write_folder(package, beside)
        else:
            with beside.open("wb") as file:
                WRITERS[form](file, package.object_id, package.at, packed(package.files))
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(0o644)
    except BaseException as error:
        with suppress(OSError):
            _remove(beside)
        if isinstance(error, OSError):
            raise _fault(target, error) from None
        raise
    return Staged(target, beside)


def place(staged: Staged) -> None:
    """Put a staged package in its place; what lay there goes once the new one is there.

    Raises:
        FaultError: R307 it cannot be put there.
    """
    target, old = staged.target, staged.target.with_name(f".{staged.target.name}.old")
    try:
        if target.is_dir() and not target.is_symlink():
            _remove(old)
            target.rename(old)  # a folder that holds something cannot be renamed over
        staged.beside.replace(target)
        flush_folder(target.parent)
        with suppress(OSError):
            _remove(old)
    except OSError as error:
        raise _fault(target, error) from None


def discard(staged: Staged) -> None:
    """Take away what was staged, when it is not to be placed."""
    with suppress(OSError):
        _remove(staged.beside)


def _write_folder(package: Package, beside: Path) -> None:
    made = {beside}
    beside.mkdir()
    for path, data in package.files.items():
        target = beside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        made.update(parent for parent in target.parents if parent.is_relative_to(beside))
        write_through(target, data)
        target.chmod(0o644)  # the same for everybody, whatever umask is set
    for folder in sorted(made, reverse=True):
        folder.chmod(0o755)
        flush_folder(folder)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _fault(target: Path, error: OSError) -> FaultError:
    where = Place(f"{target.parent.name}/{target.name}")
    if is_full(error):
        message = "The disk is full: the package was not written, what was there stays."
        return FaultError.of("R307", message, where, "Make room and archive again.")
    message = f"The package cannot be written: {error.strerror}. What was there stays."
    return FaultError.of("R307", message, where, "Check the folder's permissions, then archive again.")
