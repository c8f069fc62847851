"""Writing so that it lasts: bytes and names down to the disk, and why that cannot be."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

#: EFBIG: a limit on the size of files (`ulimit -f`), which is room that runs out, too.
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_through(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def in_the_way(folder: Path) -> tuple[str, str] | None:
    """What stands where a folder is to be, and what to do about it; None where that hinders nobody.

    The system only says “File exists” of a link to a drive that is not attached.
    """
    try:
        if folder.is_dir():
            return None
        if folder.is_symlink():
            todo = "Make that folder, attach the drive that it lies on, or remove the link."
            return f"it is a link to {folder.readlink()}, and there is no folder", todo
        if folder.exists():
            return "it is a file", "Move the file away, or give it another name."
    except OSError:  # nobody may look
        return None
    return None


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as one may look; `Path.is_file` fails in a folder that is closed to one."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_full(error: OSError) -> bool:
    """Whether an error says that there was no room."""
    return error.errno in _FULL
