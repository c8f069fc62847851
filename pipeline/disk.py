"""Writing so that it lasts: bytes and names down to the disk, and whether one is full."""

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


def is_full(error: OSError) -> bool:
    """Whether an error says that there was no room."""
    return error.errno in _FULL
