"""One build, approval or making of packages at a time in a project."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.disk import in_the_way
from pipeline.faults import FaultError


@contextmanager
def only_build(state: Path) -> Iterator[None]:
    """Hold the project's lock inside the block; the system lets go of it when the process ends, however it ends.

    Raises:
        FaultError: P301 the lock cannot be made; P302 another command holds it.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        handle = os.open(state / "build.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        todo = "Check that you may write in the project's folder and that the disk has room."
        why, todo = in_the_way(state) or (error.strerror, todo)
        raise FaultError.of("P301", f"The folder {state.name}/ cannot be written: {why}.", None, todo) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise FaultError.of(
                "P302",
                f"Another build or approval is under way in this project (process {holder}).",
                None,
                "Wait until it has finished.",
                process=holder,
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
