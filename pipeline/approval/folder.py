"""The folder of an adopted document in `adopted/`: written beside its place, flushed to the disk, renamed."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pipeline.building.publish import flush_folder, write_through
from pipeline.faults import FaultError

#: The folder of all adopted documents, in the project; never disposable.
ADOPTED: Final = "adopted"

#: EFBIG: a limit on the size of files (`ulimit -f`), which is room that runs out, too.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def folder_of(number: str) -> str:
    """Folder of the document of that number, relative to the project."""
    return f"{ADOPTED}/{re.sub(r'[^A-Za-z0-9.-]', '_', number)}"


def stage(root: Path, folder: str, files: Mapping[str, bytes]) -> Path:
    """Write a document's files into a hidden folder beside their place, down to the disk.

    What earlier approvals have left of theirs is taken away; one approval runs at a time.

    Args:
        root: the project's folder.
        folder: as `folder_of` has it.
        files: path within the folder → bytes.

    Returns:
        The hidden folder.

    Raises:
        FaultError: R230 the folder cannot be written; R231 the disk is full. Nothing is left of it then.
    """
    place = root / folder
    beside = place.with_name(f".{place.name}.new")
    with _told(folder):
        place.parent.mkdir(exist_ok=True)
        flush_folder(root)
        _clear(place.parent)
        try:
            folders = {beside}
            for name, data in files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                write_through(path, data)
                folders |= {parent for parent in path.parents if parent.is_relative_to(beside)}
            for one in sorted(folders, reverse=True):
                flush_folder(one)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    return beside


def put_in_place(root: Path, folder: str, staged: Path) -> None:
    """Rename a staged folder to its place; a leftover of a crash that stands there makes way.

    Raises:
        FaultError: R230 the folder cannot be written; R231 the disk is full.
    """
    place = root / folder
    with _told(folder):
        if place.is_dir() and not place.is_symlink():
            place.rename(place.with_name(f".{place.name}.old"))
        staged.rename(place)
        flush_folder(place.parent)
        _clear(place.parent)


def take_away(root: Path, folder: str) -> None:
    """Remove a folder whose document was not entered; what cannot be removed is a leftover, which harms nobody."""
    shutil.rmtree(root / folder, ignore_errors=True)
    with suppress(OSError):
        (root / ADOPTED).rmdir()  # only if nothing else is in it


def write_file(root: Path, path: str, data: bytes) -> None:
    """Write one file that people fill in, whole or not at all.

    Raises:
        FaultError: R230 the folder cannot be written; R231 the disk is full.
    """
    full = root / path
    beside = full.with_name(f".{full.name}.{os.getpid()}.new")
    with _told(path.rpartition("/")[0]):
        try:
            write_through(beside, data)
            beside.replace(full)
        finally:
            beside.unlink(missing_ok=True)


def _clear(adopted: Path) -> None:
    """Take away what killed approvals have left beside the folders."""
    for path in adopted.iterdir():
        if path.name.startswith(".") and path.suffix in (".new", ".old") and path.is_dir():
            shutil.rmtree(path)


@contextmanager
def _told(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise folder_fault(folder, error) from None


def folder_fault(folder: str, error: OSError) -> FaultError:
    """The fault behind an error of the operating system in a folder of the project.

    R230 the folder cannot be written; R231 the disk is full.
    """
    if error.errno in _FULL:
        message = f"The disk is full: {folder}/ could not be written. Nothing is adopted."
        return FaultError.of("R231", message, None, "Make room and approve again.", folder=folder)
    message = f"The folder {folder}/ cannot be written: {error.strerror}. Nothing is adopted."
    todo = "Check its permissions, and those of the folder around it."
    return FaultError.of("R230", message, None, todo, folder=folder)
