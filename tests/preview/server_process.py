"""The preview as people run it: a process of its own, spoken to over HTTP."""

import http.client
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager

#: Seconds after which something that should have come is said to be missing; a hundred times what it takes.
LIMIT = 60


class Running:
    """A preview that runs.

    Attributes:
        process: the process.
        url: as it was printed.
        port: where it listens.
    """

    def __init__(self, process, url):
        self.process = process
        self.url = url
        self.port = int(re.search(r":(\d+)/", url)[1])

    def ask(self, path, *, method="GET", headers=None):
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def page(self, document):
        status, _, body = self.ask(f"/{document}")
        assert status == 200
        return body

    @contextmanager
    def news(self, document):
        """The versions that the page is told, as they come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        connection.request("GET", f"/{document}/events")
        answer = connection.getresponse()
        assert answer.status == 200
        came = queue.Queue()

        def read():
            for line in answer:
                if line.startswith(b"data:"):
                    came.put(json.loads(line.removeprefix(b"data:"))["version"])
            came.put(None)

        reading = threading.Thread(target=read)
        reading.start()
        try:
            yield lambda: came.get(timeout=LIMIT)
        finally:
            if connection.sock is not None:
                connection.sock.shutdown(2)
            reading.join(LIMIT)
            answer.close()
            connection.close()

    def end(self, number=signal.SIGINT):
        """Ask it to end; its exit code, and what it has said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=LIMIT)
        return self.process.returncode, said


@contextmanager
def preview(project, *documents, port="0", options=()):
    """Run it in a project; ended by force if a test has not done so."""
    chosen = () if port is None else ("--port", port)
    command = [sys.executable, "-m", "pipeline", "preview", *documents, *chosen, *options, "--project", str(project)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        said = process.stdout.readline()
        found = re.search(r"http://[^ \"]+", said)
        assert found, said + process.communicate(timeout=LIMIT)[1]
        yield Running(process, found[0])
    finally:
        process.kill()
        process.communicate(timeout=LIMIT)


def version_of(page):
    """The version that a page says it is."""
    return re.search(r'data-version="(\w+)"', page)[1]
