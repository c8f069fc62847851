"""What the preview answers where a process of its own cannot be made to go wrong."""

import asyncio
import re
from pathlib import Path

import pytest

from pipeline.building.project import Project
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
