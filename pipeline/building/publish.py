"""Putting files in place: all of them whole, or none of them at all."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.faults import FaultError


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name → bytes) into `folder`.

    Each is written beside its place, flushed to disk and, when all are there, renamed into place in the given
    order. Until then the old files stay as they are. Ctrl-C is held back while renaming.

    Raises:
        FaultError: P303 the folder cannot be written; P304 the disk is full.
    """
    beside = {name: folder / f".{name}.{os.getpid()}.new" for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in beside.items():
            _write(path, files[name])
        with _uninterrupted():
            for name, path in beside.items():
                path.replace(folder / name)
            _flush_folder(folder)
    except OSError as error:
        raise _fault(folder, error) from None
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Find out, before the work, whether `publish` may write there.

    Raises:
        FaultError: P303 the folder cannot be written; P304 the disk is full.
    """
    probe = folder / f".probe.{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(probe, b"diarie")
    except OSError as error:
        raise _fault(folder, error) from None
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _fault(folder: Path, error: OSError) -> FaultError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FaultError.of(
            "P304",
            f"The disk is full: nothing was put in {folder.name}/, what was there stays.",
            None,
            "Make room and build again.",
        )
    return FaultError.of(
        "P303",
        f"The folder {folder.name}/ cannot be written: {error.strerror}. What was there stays.",
        None,
        "Check its permissions, and that none of its files is open in another program.",
    )
