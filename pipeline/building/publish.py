"""Putting files in place: all of them whole, or none of them at all."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.disk import flush_folder, in_the_way, is_full, write_through
from pipeline.faults import FaultError, Faults
from pipeline.places import Place


def publish(
    folder: Path, files: Mapping[str, bytes], *, gone: Iterable[str] = (), also: Mapping[Path, bytes] | None = None
) -> None:
    """Write `files` (name → bytes) into `folder`.

    Each is written beside its place, flushed to disk and, when all are there, renamed into place in the given
    order. Until then the old files stay as they are. Ctrl-C is held back while renaming.

    Args:
        folder: where.
        files: what.
        gone: names of files that an earlier call put there and that are to be there no longer.
        also: files elsewhere that are put in place in the same moment if they can be written, and left out if not.

    Raises:
        FaultError: P303 the folder cannot be written; P304 the disk is full; P305 a folder stands where a file is to
            be.
    """
    gone = tuple(gone)
    _check_places(folder, (*files, *gone))
    beside = {name: _beside(folder / name) for name in files}
    more: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in beside.items():
            write_through(path, files[name])
        more = _written_if_possible(also or {})
        with uninterrupted():
            for name, path in beside.items():
                path.replace(folder / name)
            for name in gone:
                (folder / name).unlink(missing_ok=True)
            for target, path in more.items():
                with suppress(OSError):
                    path.replace(target)
            flush_folder(folder)
    except OSError as error:
        raise _fault(folder, error) from None
    finally:
        for path in (*beside.values(), *more.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def _written_if_possible(files: Mapping[Path, bytes]) -> dict[Path, Path]:
    """Target → file beside it, for those that could be written."""
    written: dict[Path, Path] = {}
    for target, data in files.items():
        path = _beside(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_through(path, data)
            written[target] = path
        except OSError:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return written


def check_writable(folder: Path, names: Iterable[str] = ()) -> None:
    """Find out, before the work, whether `publish` may write there.

    Args:
        folder: where.
        names: what, as far as that is known.

    Raises:
        FaultError: P303 the folder cannot be written; P304 the disk is full; P305 a folder stands where a file is to
            be.
    """
    _check_places(folder, names)
    probe = folder / f".probe.{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_through(probe, b"diarie")
    except OSError as error:
        raise _fault(folder, error) from None
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _check_places(folder: Path, names: Iterable[str]) -> None:
    """No file can take the place of a folder, and when that comes out others would already be in theirs."""
    faults = Faults()
    for name in names:
        try:
            taken = (folder / name).is_dir() and not (folder / name).is_symlink()
        except OSError as error:  # nobody may look into the folder
            raise _fault(folder, error) from None
        if taken:
            faults.add(
                "P305",
                f"{folder.name}/{name} is a folder, and a file of that name is to be there.",
                Place(f"{folder.name}/{name}"),
                "Move the folder, or remove it.",
            )
    faults.raise_if_errors()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C and polite ends back while the block runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _fault(folder: Path, error: OSError) -> FaultError:
    if is_full(error):
        return FaultError.of(
            "P304",
            f"The disk is full: nothing was put in {folder.name}/, what was there stays.",
            None,
            "Make room and try again.",
        )
    todo = "Check its permissions, and that none of its files is open in another program."
    why, todo = in_the_way(folder) or (error.strerror, todo)
    message = f"The folder {folder.name}/ cannot be written: {why}. What was there stays."
    return FaultError.of("P303", message, None, todo)
