"""Running the preview: where it listens, the server, the watch, and the end of both."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
from contextlib import ExitStack, aclosing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.faults import ExitCode, FaultError
from pipeline.preview.pages import make_page
from pipeline.preview.server import Preview, application
from pipeline.preview.watching import changes, files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import uvicorn

    from pipeline.building.project import Project
    from pipeline.preview.watching import Files

#: Where it listens unless told otherwise; when that is taken, at one of the next.
PORT: Final = 8420
_TRIES: Final = 20

#: How people end it: Ctrl-C, `kill`, closing the terminal.
_ENDS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

#: Connections that wait to be let in, and that are let in at once.
_WAITING: Final = 64

#: What the system says when it has no room for another connection.
_CROWDED: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

#: Seconds that connections, and a page that is being made, have to end in by themselves.
_PATIENCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the preview listens.

    Attributes:
        sockets: one for each address.
        port: the same on all of them.
    """

    sockets: tuple[socket.socket, ...]
    port: int

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def listening(port: int | None, *, six: bool = False) -> Iterator[Listening]:
    """Listen on the loopback address, and on nothing else.

    Args:
        port: which; 0 for any that is free; None for the usual one or one of the next.
        six: whether to listen on ::1, too.

    Raises:
        FaultError: U120 the port is taken; U121 so are all that were tried; U122 the address or port may not be used.
    """
    tries = range(PORT, PORT + _TRIES) if port is None else (port,)
    for one in tries:
        with ExitStack() as opened:
            try:
                first = opened.enter_context(_socket(socket.AF_INET, "127.0.0.1", one))
                chosen = first.getsockname()[1]
                second = [opened.enter_context(_socket(socket.AF_INET6, "::1", chosen))] if six else []
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise _refused(one, error, six=six) from None
                continue
            yield Listening((first, *second), chosen)
            return
    if port is None:
        message = f"The ports {PORT} to {PORT + _TRIES - 1} are all in use."
        raise FaultError.of("U121", message, None, "Name a free one with --port, or --port 0 for any.")
    todo = "Name another one, or leave --port out: the preview then finds one itself."
    raise FaultError.of("U120", f"The port {port} is in use by another program.", None, todo, port=port)


def _socket(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    return socket.create_server((address, port), family=family, backlog=_WAITING)


def _refused(port: int, error: OSError, *, six: bool) -> FaultError:
    why = os.strerror(error.errno) if error.errno else str(error)  # without what Python adds to it
    message = f"The preview cannot listen on port {port} of this machine: {why}."
    todo = f"Name another port (from 1024 on){'; leave --ipv6 out where there is no IPv6' if six else ''}."
    return FaultError.of("U122", message, None, todo, port=port)


def serve(
    project: Project,
    names: tuple[str, ...],
    where: Listening,
    *,
    tell: Callable[[str], None],
    ready: Callable[[], None],
) -> None:
    """Serve until Ctrl-C, a polite end (`kill`) or the end of the terminal, for which it has half a second.

    What is not done by then – a page in the making, a client that does not read – ends with the process: it is reading
    inputs, and there is nothing to undo.

    Args:
        project: where.
        names: of the documents; () for all.
        where: the server listens.
        tell: is given what a person at the terminal may want to know.
        ready: is called once the server answers.
    """
    asyncio.run(_served(project, names, where, tell, ready))


async def _served(
    project: Project,
    names: tuple[str, ...],
    where: Listening,
    tell: Callable[[str], None],
    ready: Callable[[], None],
) -> None:
    stop = asyncio.Event()
    _end_by_signal(asyncio.get_running_loop(), stop)
    _tell_when_crowded(asyncio.get_running_loop(), stop, tell)
    preview = Preview(project, names, make_page, tell)
    files = await asyncio.to_thread(files_in, project.root)  # before any page is made of them
    server = _server(preview, where.port)
    serving = asyncio.create_task(server.serve(sockets=list(where.sockets)))
    watching = asyncio.create_task(_watched(project, files, preview, stop))
    stopping = asyncio.create_task(stop.wait())
    ready()
    await asyncio.wait((serving, watching, stopping), return_when=asyncio.FIRST_COMPLETED)
    if stopping.done():
        asyncio.get_running_loop().call_later(_PATIENCE, _leave)
    stop.set()
    server.should_exit = True
    await preview.close()
    await asyncio.gather(serving, watching, stopping)


def _end_by_signal(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Let signals set `stop`; they still do nothing worse when the loop has ended, and the process all but has."""

    def end(*_: object) -> None:
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(stop.set)

    for number in _ENDS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # `nohup` wants it to go on
            signal.signal(number, end)


def _tell_when_crowded(loop: asyncio.AbstractEventLoop, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    """Tell once that no more can connect, where asyncio has a traceback for each of a thousand tries a second.

    It tries again after a second, and then finds nothing to listen to if the preview has ended meanwhile.
    """
    told = False

    def trouble(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal told
        error = context.get("exception")
        crowded = isinstance(error, OSError) and error.errno in _CROWDED
        if not crowded and not (told and stop.is_set()):
            loop.default_exception_handler(context)
        elif not told:
            told = True
            tell("too many pages or programs are connected: close some of them, new ones wait until then")

    loop.set_exception_handler(trouble)


def _leave() -> None:
    """End the process whatever its threads are doing: none of them can be told to stop."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(ExitCode.DONE)


async def _watched(project: Project, files: Files, preview: Preview, stop: asyncio.Event) -> None:
    async with aclosing(changes(project.root, files, stop)) as told:
        async for paths in told:
            preview.changed(paths)


def _server(preview: Preview, port: int) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        """A server whose end is ours to decide: signals come to the loop."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    settings = uvicorn.Config(
        application(preview, port),
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_WAITING,
    )
    return Server(settings)
