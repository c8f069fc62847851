"""Which files of a project have changed: told by the system, and found by looking once a second where it does not tell.

What counts is how the files stand when they are looked at: a message may come for a file that is back already, and
none for one in a folder that was new a moment ago.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

#: What is watched, relative to the project.
FOLDERS: Final = ("inputs", "templates")

#: Milliseconds: a change is told when nothing more comes for a step, and at the latest after the whole time.
_STEP: Final = 20
_TOGETHER: Final = 200
#: Milliseconds after which the files are looked at without being told of a change.
_LOOK: Final = 1_000

#: Seconds in which a program that has emptied or removed a file to save it has most likely put it back.
SAVING: Final = 0.2

#: Path relative to the project → size, number and times of the file: of what it holds, of who may read it.
Files = dict[str, tuple[int, int, int, int]]


async def changes(root: Path, before: Files, stop: asyncio.Event) -> AsyncGenerator[frozenset[str]]:
    """Paths relative to the project that are new, changed or gone, each time that there are any.

    Args:
        root: the project's folder.
        before: how its files stood, as `files_in` has it.
        stop: ends it.
    """
    while not stop.is_set():
        async with aclosing(_moments(root, stop)) as moments:
            async for _ in moments:
                now = await _looked(root, before)
                changed = differing(before, now)
                before = now
                if changed:
                    yield changed
                if any(folder in changed for folder in FOLDERS):
                    break  # another folder of the same name: what is watched is gone


async def _looked(root: Path, before: Files) -> Files:
    """How the files stand; looked at once more a moment later when one is gone or empty, as while it is being saved."""
    now = await asyncio.to_thread(files_in, root)
    if any(size and (path not in now or not now[path][0]) for path, (size, *_) in before.items()):
        await asyncio.sleep(SAVING)
        now = await asyncio.to_thread(files_in, root)
    return now


def files_in(root: Path) -> Files:
    """All files that are watched, the folders themselves among them; without those that editors keep for themselves.

    Links to folders are followed where they lead to another folder of the project, as inputs elsewhere are refused
    (I103); links within what a link leads to are not, so that no circle of them is walked for ever.
    """
    found: Files = {}
    for name in FOLDERS:
        with suppress(OSError):
            found[name] = (0, (root / name).stat().st_ino, 0, 0)
        links = []
        moved: dict[str, int] = {}
        for folder, folders, files in os.walk(root / name):
            moved[folder] = max(_moved(folder), moved.get(str(Path(folder).parent), 0))
            _note(found, root, folder, files, moved[folder])
            folders[:] = [one for one in folders if not one.startswith(".")]
            links += [path for one in folders if (path := Path(folder, one)).is_symlink()]
        for link in links:
            with suppress(OSError, RuntimeError):  # a link to nowhere, or to itself
                if link.resolve().is_relative_to(root):
                    for folder, _, files in os.walk(link):
                        _note(found, root, folder, files)
    return found


def _moved(folder: str) -> int:
    """When a folder was moved, which its files do not show: one that is away and back is a change; 0 for none known."""
    with suppress(OSError):
        about = Path(folder).stat()
        return about.st_ctime_ns if about.st_ctime_ns > about.st_mtime_ns else 0
    return 0


def _note(found: Files, root: Path, folder: str, files: list[str], moved: int = 0) -> None:
    for file in files:
        if not file.startswith((".", "~$", "#")) and not file.endswith("~"):
            path = Path(folder, file)
            about = _about(path)
            if about is not None:
                name = path.relative_to(root).as_posix()
                found[name] = (about.st_size, about.st_ino, about.st_mtime_ns, max(about.st_ctime_ns, moved))


def _about(path: Path) -> os.stat_result | None:
    """How a file stands, or a link to nowhere, which is a fault in inputs; None when it is gone since."""
    for look in (path.stat, path.lstat):
        with suppress(OSError):
            return look()
    return None


def differing(before: Mapping[str, object], now: Mapping[str, object]) -> frozenset[str]:
    """Paths that are new, gone or otherwise than before."""
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


async def _moments(root: Path, stop: asyncio.Event) -> AsyncGenerator[None]:
    """The moments at which to look."""
    from watchfiles import awatch

    there = [root / name for name in FOLDERS if (root / name).is_dir()]
    # the system may refuse: too many folders are watched, one may not be read, one has gone this moment
    with suppress(OSError, RuntimeError):
        if there:
            told = awatch(
                *there,
                watch_filter=None,
                debounce=_TOGETHER,
                step=_STEP,
                stop_event=stop,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
            )
            async with aclosing(told):
                async for _ in told:
                    yield
            return
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), _LOOK / 1000)
    yield
