"""One child process under a time limit, in a session of its own, without a network."""

from __future__ import annotations

import contextlib
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

#: Seconds that a process group has to end by itself before it is killed.
_GRACE = 2.0
_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
#: Seconds between two looks at what a process has done.
_TICK = 0.05


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

    Whatever ends the wait (time limit, Ctrl-C), the process and its children are gone when this returns.

    Args:
        command: the executable and its arguments.
        folder: where it runs; its log is kept there.
        timeout: seconds.
        meanwhile: called now and then while the process works; None for nothing to do.

    Raises:
        OSError: the command cannot be started.
    """
    log = folder / "log.txt"
    process: subprocess.Popen[bytes] | None = None
    code: int | None = None
    with log.open("wb") as stream:
        try:
            with _interrupts_held():
                process = subprocess.Popen(  # noqa: S603 - a list, no shell; the executable is the user's own choice
                    [*_offline(), *command],
                    cwd=folder,
                    env=_environment(folder),
                    stdin=subprocess.DEVNULL,
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
