"""The folder of an adopted document in `adopted/`: written beside its place, flushed to the disk, renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.disk import flush_folder, is_full, write_through
from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_FOLDER


def stage(root: Path, folder: str, files: Mapping[str, bytes]) -> Path:
    """Write a document's files into a hidden folder beside their place, down to the disk.

    What earlier approvals have left of theirs is taken away; one approval runs at a time.

    Args:
        root: the project's folder.
        folder: as `register.adopted.folder_of` has it.
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


def check_place(root: Path, folder: str) -> None:
    """That a document's folder can be put in its place: what stands there is left over from a broken-off approval.

    An approval marks the folder that it is about to enter. One without a mark was entered: the register is not the one
    that knew it, and its files may be the only ones there are.

    Raises:
        FaultError: R230 adopted/ is a link, which `diarie register verify` does not follow; R234 the folder has files,
            and no mark.
    """
    place = root / folder
    if place.parent.is_symlink():
        message = f"{ADOPTED_FOLDER}/ is a link to another folder. Nothing is adopted."
        todo = "Let it be a folder of its own; a disk of its own can be mounted there."
        raise FaultError.of("R230", message, Place(ADOPTED_FOLDER), todo, folder=folder)
    with _told(folder):
        if not place.is_dir() or not any(place.iterdir()) or _mark(place).exists():
            return
    message = (
        f"{folder}/ has files, and the register does not know them. They may be an adopted document's, of a register"
        " that was lost, or was put back from an older backup. Nothing is adopted."
    )
    todo = "Put the newest register back (diarie register restore); if the files are nobody's, move the folder away."
    raise FaultError.of("R234", message, Place(folder), todo, folder=folder)


def put_in_place(root: Path, folder: str, staged: Path) -> None:
    """Mark a folder as about to be entered, and rename it to its place; a leftover that stands there makes way.

    Raises:
        FaultError: R230 the folder cannot be written; R231 the disk is full.
    """
    place = root / folder
    with _told(folder):
        write_through(_mark(place), b"")
        flush_folder(place.parent)
        if place.is_dir() and not place.is_symlink():
            place.rename(place.with_name(f".{place.name}.old"))
        staged.rename(place)
        flush_folder(place.parent)
        _clear(place.parent)


def take_away(root: Path, folder: str) -> None:
    """Remove a folder whose document was not entered; what cannot be removed is a leftover, which harms nobody."""
    shutil.rmtree(root / folder, ignore_errors=True)
    entered(root, folder)
    with suppress(OSError):
        (root / ADOPTED_FOLDER).rmdir()  # only if nothing else is in it


def entered(root: Path, folder: str) -> None:
    """Take the mark of a folder away: the register knows it, or it is gone."""
    with suppress(OSError):
        _mark(root / folder).unlink(missing_ok=True)


def _mark(place: Path) -> Path:
    return place.with_name(f".{place.name}.entering")


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
    if is_full(error):
        message = f"The disk is full: {folder}/ could not be written. Nothing is adopted."
        return FaultError.of("R231", message, None, "Make room and approve again.", folder=folder)
    message = f"The folder {folder}/ cannot be written: {error.strerror}. Nothing is adopted."
    todo = "Check its permissions, and those of the folder around it."
    return FaultError.of("R230", message, None, todo, folder=folder)
