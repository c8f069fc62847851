"""What the preview answers where a process of its own cannot be made to go wrong."""

import asyncio
import re
import threading
from contextlib import aclosing
from pathlib import Path

import pytest

from pipeline.building.project import Project
from pipeline.faults import Fault
from pipeline.preview import server
from pipeline.preview.pages import Page
from pipeline.preview.server import Preview, application


async def answer(app, path):
    """Status and body of an answer."""
    said = []
    asked = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost:8420")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8420),
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        said.append(message)

    try:
        await app(asked, receive, send)
    finally:
        body = b"".join(message.get("body", b"") for message in said)
        said[:] = [said[0]["status"], body.decode()]
        answers.append(said)


answers = []


def test_a_bug_is_told_as_one_in_the_page_and_at_the_terminal(tmp_path, monkeypatch):
    told = []

    def broken(_):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(Project, "documents", broken)

    async def asking():
        await answer(application(Preview(Project(tmp_path), (), None, told.append), 8420), "/")

    with pytest.raises(ZeroDivisionError):  # it goes on to the server, too
        asyncio.run(asking())
    status, body = answers.pop()
    log = Path(re.search(r"the log in (\S+)\.", told[0])[1])
    try:
        assert "ZeroDivisionError: of ours" in log.read_text()
    finally:
        log.unlink()
    assert status == 500
    assert "This is a bug in diarie" in body


def test_a_project_without_documents_says_why(tmp_path):
    (tmp_path / "inputs").mkdir()

    async def asking():
        await answer(application(Preview(Project(tmp_path), (), None), 8420), "/")

    asyncio.run(asking())
    status, body = answers.pop()
    assert status == 200
    assert "I302" in body


class Making:
    """Pages that are made as a test says: by one function after the other, and by the last from then on.

    Attributes:
        preview: what they are made for.
        shown: set when a page with a fault has been told.
    """

    def __init__(self, monkeypatch, *pages):
        monkeypatch.setattr(server, "SAVING", 0)
        self._pages = list(pages)
        self.shown = threading.Event()
        self.preview = Preview(None, ("report",), self._make)

    def _make(self, *_):
        make = self._pages.pop(0) if self._pages[1:] else self._pages[0]
        return make(self)

    def change(self):
        """A file changes, while a page is made in its thread."""
        asyncio.run_coroutine_threadsafe(self._changed(), self.loop).result()

    async def _changed(self):
        self.preview.changed(frozenset({"inputs/report/text/10.md"}))

    async def follow(self, number, *, changing=True):
        """The first versions that somebody who looks at the page is told, with a change after each or without."""
        self.loop = asyncio.get_running_loop()
        told = []
        async with aclosing(self.preview.news("report")) as news:
            while len(told) < number:
                told.append(await anext(news))
                if told[-1] == "fault":
                    self.shown.set()
                if changing:
                    await self._changed()
        return told


def made(version, *faults, then=lambda _: None):
    """Makes that page, after doing what comes `then`."""

    def make(making):
        then(making)
        return Page(b"", version, b"", frozenset({"inputs/report/text/10.md"}), faults)

    return make


HALF_WRITTEN = Fault("I110", "Half of it.", None, "")


def test_what_changes_while_the_first_page_is_made_is_in_the_page(monkeypatch):
    making = Making(monkeypatch, made("before", then=Making.change), made("after"))
    assert asyncio.run(making.follow(2, changing=False)) == ["before", "after"]


def test_a_page_that_nobody_looks_at_is_made_anew_when_somebody_comes_back(monkeypatch):
    making = Making(monkeypatch, made("before"), made("after"))

    async def coming_back():
        assert await making.follow(1, changing=False) == ["before"]
        await making._changed()
        return (await making.preview.page("report")).version

    assert asyncio.run(coming_back()) == "after"


def test_a_fault_that_is_gone_in_a_moment_is_not_shown(monkeypatch):
    making = Making(monkeypatch, made("good"), made("fault", HALF_WRITTEN), made("whole"))

    async def a_moment(_):
        making.preview.changed(frozenset({"inputs/report/text/10.md"}))

    monkeypatch.setattr(asyncio, "sleep", a_moment)
    assert asyncio.run(making.follow(2)) == ["good", "whole"]


def test_a_fault_that_stays_is_shown_however_often_files_change(monkeypatch):
    faults = [made("fault", HALF_WRITTEN, then=Making.change)] * 4
    making = Making(monkeypatch, made("good"), *faults, made("mended", then=lambda making: making.shown.wait(60)))
    assert asyncio.run(making.follow(3)) == ["good", "fault", "mended"]


def test_whoever_follows_a_page_gets_the_last_one_while_the_next_is_made(monkeypatch):
    asked = []

    def ask(making):
        asking = asyncio.run_coroutine_threadsafe(making.preview.page("report"), making.loop)
        asked.append(asking.result(60).version)

    making = Making(monkeypatch, made("first"), made("second", then=ask))
    assert asyncio.run(making.follow(2)) == ["first", "second"]
    assert asked == ["first"]
