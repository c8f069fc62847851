"""The preview on the largest example: from saving a text to having the new page."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row

_ROOT = Path(__file__).parent.parent
_DOCUMENT = "sustainability-report-2023"
_TEXT = f"inputs/{_DOCUMENT}/text/10-inledning.md"
#: Milliseconds from save to page.
_BAR = 1_000


def measure(rounds: int = 7) -> list[Row]:
    """The row on the preview: a real server, a saved file, and a page that has been fetched in full.

    Args:
        rounds: how often a text is saved; the median is given. The first save, which finds nothing warm, is no round.
    """
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("inputs", "templates"):
            shutil.copytree(_ROOT / name, project / name)
        took = statistics.median(_saves(project, rounds + 1)[1:])
    return [
        Row("preview of the largest example, from save to page", took, None, f"{took / _BAR:.2f} of the bar", "≤ 1 s",
            took <= _BAR),
    ]  # fmt: skip


def _saves(project: Path, times: int) -> list[float]:
    """Milliseconds that each of several saves took to reach an open page."""
    command = [sys.executable, "-m", "pipeline", "preview", _DOCUMENT, "--port", "0", "--project", str(project)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    try:
        assert server.stdout is not None
        found = re.search(r":(\d+)/", server.stdout.readline())
        if found is None:
            raise SystemExit(f"{' '.join(command)} did not begin")
        port = int(found[1])
        news = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        news.request("GET", f"/{_DOCUMENT}/events")
        told = news.getresponse()
        _next_version(told)
        text = project / _TEXT
        words = text.read_text(encoding="utf-8")
        took = []
        for number in range(times):
            begin = time.perf_counter()
            text.write_text(f"{words}\nDet här är mening {number} som är ny.\n", encoding="utf-8")
            _next_version(told)
            _fetch(port)
            took.append((time.perf_counter() - begin) * 1000)
        return took
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)


def _next_version(told: http.client.HTTPResponse) -> str:
    while line := told.readline():
        if line.startswith(b"data:"):
            return str(json.loads(line.removeprefix(b"data:"))["version"])
    raise SystemExit("the preview has ended")


def _fetch(port: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", f"/{_DOCUMENT}")
        return connection.getresponse().read()
    finally:
        connection.close()
