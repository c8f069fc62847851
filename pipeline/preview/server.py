"""The preview's pages over HTTP: each document's page, its news as server-sent events, and the list of documents."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.building.author_findings import remark_of
from pipeline.faults import FaultError
from pipeline.preview.bugs import bug
from pipeline.preview.guard import PAGE_POLICY, Guard
from pipeline.preview.shown import address, list_page
from pipeline.preview.watching import SAVING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from pipeline.building.project import Found, Project
    from pipeline.faults import Fault
    from pipeline.preview.pages import Page

#: Seconds after which a connection without news is written to, so that one whose page is gone ends.
_BEAT: Final = 10.0

#: How often a page with new faults is made again, while files go on changing, before the faults are shown.
_MOMENTS: Final = 4


@dataclass(slots=True)
class _State:
    """What the server knows of a document.

    Attributes:
        page: as it was made last; None before anybody has asked.
        stale: whether what it was made of has changed since.
        making, followed: whether it is being made; whether it is until it is as its inputs are.
        readers: how many open pages wait for news.
        news: tells them that there is another page.
    """

    page: Page | None = None
    stale: bool = True
    making: bool = False
    followed: bool = False
    readers: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)


class Preview:
    """Keeps the pages that somebody looks at as their inputs are.

    Args:
        project: where.
        names: the documents that are shown; () for all, those that come later too.
        make: gives a document's page: project, name, the page before.
        tell: is given what a person at the terminal may want to know.
    """

    def __init__(
        self,
        project: Project,
        names: tuple[str, ...],
        make: Callable[[Project, str, Page | None], Page],
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._project = project
        self._names = names
        self._make = make
        self.tell = tell
        self._states: dict[str, _State] = {}
        self._turn = asyncio.Lock()
        self._closing = False
        self._tasks: set[asyncio.Task[None]] = set()

    def documents(self) -> tuple[Found, ...]:
        """The documents that are shown and are there.

        Raises:
            FaultError: as `Project.documents`.
        """
        return tuple(one for one in self._project.documents() if not self._names or one.name in self._names)

    async def shows(self, name: str) -> bool:
        """Whether there is a page for that name; one whose folder is gone keeps its page."""
        if name in self._states or name in self._names:
            return True
        found: tuple[Found, ...] = ()
        with suppress(FaultError):
            found = await asyncio.to_thread(self.documents)
        return any(one.name == name for one in found)

    async def page(self, name: str) -> Page:
        """The page of a document as its inputs are now; while it is followed, as they were when it was made last."""
        state = self._states.setdefault(name, _State())
        if state.page is None or (state.stale and not state.readers):
            await self._renew(name, state)
        assert state.page is not None
        return state.page

    def changed(self, paths: frozenset[str]) -> None:
        """Note that files have changed, and make anew the pages that are open and made of them."""
        for name, state in self._states.items():
            # what a page that is being made has read, and when, is not known yet
            if state.page is None or state.making or state.page.concerns(paths):
                state.stale = True
                if state.readers:
                    self._follow(name, state)

    async def news(self, name: str) -> AsyncIterator[str]:
        """The version of a document's page: now, and each time that there is another; "" for none in a while."""
        state = self._states.setdefault(name, _State())
        sent = (await self.page(name)).version
        state.readers += 1
        try:
            if state.stale:
                self._follow(name, state)
            yield sent
            while not self._closing:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._other(state, sent), _BEAT)
                now = state.page.version if state.page else sent
                if not self._closing:
                    yield "" if now == sent else now
                sent = now
        finally:
            state.readers -= 1

    async def close(self) -> None:
        """Let all who wait for news go."""
        self._closing = True
        for state in self._states.values():
            async with state.news:
                state.news.notify_all()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _follow(self, name: str, state: _State) -> None:
        """Make the page anew until it is as its inputs are; once at a time, however often they change."""
        if not state.followed:
            state.followed = True
            task = asyncio.create_task(self._followed(name, state))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _followed(self, name: str, state: _State) -> None:
        try:
            while state.stale and state.readers and not self._closing:
                await self._renew(name, state)
        finally:
            state.followed = False

    async def _renew(self, name: str, state: _State) -> None:
        async with self._turn:  # one at a time: they share what is kept between them
            if state.page is None or state.stale:
                before = state.page
                state.making = True
                try:
                    state.page = await self._made(name, state)
                finally:
                    state.making = False
                if before is None or before.faults != state.page.faults:
                    self._say(name, state.page.faults)
        async with state.news:
            state.news.notify_all()

    async def _made(self, name: str, state: _State) -> Page:
        """The page anew; faults that are gone in a moment, as of a file that is half written, are not shown."""
        before = state.page
        for _ in range(_MOMENTS):
            state.stale = False
            page = await asyncio.to_thread(self._make, self._project, name, before)
            if not page.faults or before is None or before.faults:
                break
            await asyncio.sleep(SAVING)
            if not state.stale:
                break
        return page

    async def _other(self, state: _State, sent: str) -> None:
        async with state.news:
            await state.news.wait_for(lambda: self._closing or (state.page is not None and state.page.version != sent))

    def _say(self, name: str, faults: tuple[Fault, ...]) -> None:
        errors = [fault for fault in faults if fault.level == "error"]
        if errors:
            self.tell(f"{name}: no new page, {len(errors)} fault{'' if len(errors) == 1 else 's'}: {errors[0]}")
        else:
            self.tell(f"{name}: page made")


def application(preview: Preview, port: int) -> Guard:
    """The server's answers.

    Args:
        preview: the pages.
        port: where the server listens, for the check of Host.
    """
    from starlette.applications import Starlette
    from starlette.routing import Route

    routes = [
        Route("/", partial(_list, preview)),
        Route("/favicon.ico", _no_picture),
        Route("/{name}", partial(_page, preview)),
        Route("/{name}/events", partial(_events, preview)),
        Route("/{path:path}", _nothing),
    ]
    app: Starlette = Starlette(routes=routes, exception_handlers={Exception: partial(_bug, preview)})
    app.router.redirect_slashes = False
    return Guard(app, port)


async def _list(preview: Preview, request: Request) -> Response:  # noqa: ARG001 - given by Starlette
    from starlette.responses import HTMLResponse, RedirectResponse

    try:
        found = await asyncio.to_thread(preview.documents)
    except FaultError as error:
        remarks = [remark_of(fault) for fault in error.faults]
        return HTMLResponse(list_page((), remarks), headers={"content-security-policy": PAGE_POLICY})
    if len(found) == 1:
        return RedirectResponse(address(found[0].name))
    page = list_page([(one.name, one.folder) for one in found])
    return HTMLResponse(page, headers={"content-security-policy": PAGE_POLICY})


async def _page(preview: Preview, request: Request) -> Response:
    from starlette.responses import HTMLResponse

    name = request.path_params["name"]
    if not await preview.shows(name):
        return _unknown()
    page = await preview.page(name)
    return HTMLResponse(page.data, headers={"content-security-policy": PAGE_POLICY})


async def _events(preview: Preview, request: Request) -> Response:
    from starlette.responses import StreamingResponse

    name = request.path_params["name"]
    if not await preview.shows(name):
        return _unknown()
    if request.method == "HEAD":
        from starlette.responses import Response

        return Response(media_type="text/event-stream")

    async def stream() -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for version in preview.news(name):
            yield f"event: page\ndata: {json.dumps({'version': version})}\n\n" if version else ":\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


async def _bug(preview: Preview, request: Request, error: Exception) -> Response:  # noqa: ARG001 - given by Starlette
    from starlette.responses import HTMLResponse

    fault = bug()
    preview.tell(str(fault))
    return HTMLResponse(list_page((), [remark_of(fault)]), 500)


async def _no_picture(request: Request) -> Response:  # noqa: ARG001 - given by Starlette
    from starlette.responses import Response

    return Response(status_code=204)


async def _nothing(request: Request) -> Response:  # noqa: ARG001 - given by Starlette
    return _unknown()


def _unknown() -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("There is no such page. / lists the documents.\n", 404)
