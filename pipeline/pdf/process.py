"""One child process under a time limit, in a session of its own, without a network; it never outlives this one."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

#: Seconds that a process group has to end by itself before it is killed.
_GRACE = 2.0
_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
#: Seconds between two looks at what a process has done.
_TICK = 0.05

#: Tells the guard its process group, which it leads, and becomes the command.
_TOLD = ("sh", "-c", 'echo $$ >&0; exec "$0" "$@" </dev/null')
#: Hears process groups until nobody is left who could tell it of another one; unless the last word is “done”, it ends
#: them and removes their folder.
_GUARD = """
groups=
while read -r word; do
    case $word in
        done) exit ;;
        *) groups="$groups -$word" ;;
    esac
done
[ -z "$groups" ] || kill -s KILL -- $groups
rm -rf -- "$0"
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the process ended.

    Attributes:
        code: its exit code; negative for the signal that ended it; None when the time limit did.
        said: the end of what it wrote on stdout and stderr.
    """

    code: int | None
    said: str

    @property
    def crashed(self) -> bool:
        """Whether a signal ended it, in itself or in a child of a shell script."""
        return self.code is not None and (self.code < 0 or self.code > 128)


def run(command: Sequence[str], folder: Path, timeout: float, meanwhile: Callable[[], None] | None = None) -> Outcome:
    """Run a command in `folder` for at most `timeout` seconds.

    Whatever ends the wait (time limit, Ctrl-C), the process and its children are gone when this returns. When this
    process is killed, so are they, and their folder is removed.

    Args:
        command: the executable and its arguments.
        folder: where it runs; its log is kept there.
        timeout: seconds.
        meanwhile: called now and then while the process works; None for nothing to do.

    Raises:
        OSError: the command cannot be started.
    """
    if shutil.which(command[0]) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), command[0])
    log = folder / "log.txt"
    process: subprocess.Popen[bytes] | None = None
    code: int | None = None
    with log.open("wb") as stream, _guard(folder) as told:
        try:
            with _interrupts_held():
                process = subprocess.Popen(  # noqa: S603 - the shell sees the command as arguments only
                    [*_TOLD, *_offline(), *command],
                    cwd=folder,
                    env=_environment(folder),
                    stdin=told,
                    stdout=stream,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            code = _wait(process, timeout, meanwhile)
        finally:
            if process is not None and code != 0:
                _end(process)
    return Outcome(code, _tail(log))


@contextlib.contextmanager
def _guard(folder: Path) -> Iterator[IO[bytes]]:
    """A process that ends what is started inside the block when this process is killed in it.

    Gives the guard's ear, to be the standard input of what is started: the system closes it when this process ends,
    however it ends.
    """
    with _interrupts_held():
        guard = subprocess.Popen(  # noqa: S603 - a fixed text, and the folder as an argument
            ["sh", "-c", _GUARD, str(folder)],  # noqa: S607 - every system has it on its PATH
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    assert guard.stdin is not None
    try:
        yield guard.stdin
    finally:
        with contextlib.suppress(BrokenPipeError), guard.stdin:
            guard.stdin.write(b"done\n")
        guard.wait()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C and a polite end wait until the block is over: a process that is just starting has no name yet."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {sign: signal.signal(sign, lambda number, _: came.append(number)) for sign in _INTERRUPTS}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
        if came:
            signal.raise_signal(came[0])


def _wait(process: subprocess.Popen[bytes], timeout: float, meanwhile: Callable[[], None] | None) -> int | None:
    """The exit code; None when the time is up."""
    latest = time.monotonic() + timeout
    while (left := latest - time.monotonic()) > 0:
        try:
            return process.wait(min(left, _TICK) if meanwhile else left)
        except subprocess.TimeoutExpired:
            if meanwhile:
                meanwhile()
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process group: its id is the child's own, since the child leads its session."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE if sign == signal.SIGTERM else None)


def _environment(folder: Path) -> dict[str, str]:
    """The environment, without what changes the result from one machine to another, and with proxies to nowhere."""
    dropped = ("DISPLAY", "WAYLAND_DISPLAY", "no_proxy", "NO_PROXY")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    nowhere = "http://127.0.0.1:9"
    for scheme in ("http", "https", "ftp", "all"):
        environment[f"{scheme}_proxy"] = environment[f"{scheme.upper()}_PROXY"] = nowhere
    return environment | {
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",
        "TMPDIR": str(folder),
    }


@cache
def _offline() -> tuple[str, ...]:
    """What to put before a command so that it has no network; () where the system does not permit that."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    prefix = (unshare, "--map-current-user", "--net")
    tried = subprocess.run([*prefix, "true"], check=False, capture_output=True)  # noqa: S603 - found on PATH, no input
    return prefix if tried.returncode == 0 else ()


def _tail(log: Path, size: int = 600) -> str:
    """The end of a log, without the lines that every start prints."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    told = [line for line in lines if "javaldx" not in line and not line.startswith("convert ")]
    return "\n".join(told)[-size:].strip()
