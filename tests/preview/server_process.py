"""The preview as people run it: a process of its own, spoken to over HTTP."""

import http.client
import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds after which something that should have come is said to be missing; hundreds of times what it takes.
LIMIT = 180


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

    def request(self, path):
        """The bytes of a request."""
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()

    def say(self, request):
        """The bytes that come for some bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT) as connection:
            connection.sendall(request)
            answer = b""
            with suppress(ConnectionError):  # it need not listen to the end of what it refuses
                while more := connection.recv(65536):
                    answer += more
            return answer

    def page(self, document):
        status, _, body = self.ask(f"/{document}")
        assert status == 200
        return body

    def told(self, document, news, so):
        """The page that is told of and is so; others may be told of before, as of files that are half written."""
        while True:
            version = news()
            page = self.page(document)
            if version == version_of(page) and so(page):
                return page

    @property
    def listening(self):
        """What listens at its port: addresses, and the numbers that the system gives to sockets and to no others."""
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return {(line[1], line[9]) for line in lines if line[3] == "0A" and line[1].endswith(f":{self.port:04X}")}

    @contextmanager
    def news(self, document):
        """The versions that the page is told, as they come; None when no more can come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        connection.request("GET", f"/{document}/events")
        answer = connection.getresponse()
        assert answer.status == 200
        came = queue.Queue()

        def read():
            with suppress(http.client.HTTPException, OSError):  # a server that is ended need not end its sentence
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
def preview(project, *documents, port="0", options=(), program=("-m", "pipeline"), environment=None, **how):
    """Run it in a project; ended by force if a test has not done so.

    Args:
        project: its folder.
        documents: their names.
        port: to listen on; None for the usual one.
        options: more of the command line.
        program: what Python runs instead of the command line as it is.
        environment: variables that differ.
        how: as for `subprocess.Popen`.
    """
    process = subprocess.Popen(
        command(project, *documents, port=port, options=options, program=program),
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **how},
    )
    try:
        said = process.stdout.readline()
        found = re.search(r"http://[^ \"]+", said)
        assert found, said + process.communicate(timeout=LIMIT)[1]
        yield Running(process, found[0])
    finally:
        process.kill()
        process.communicate(timeout=LIMIT)


def command(project, *documents, port="0", options=(), program=("-m", "pipeline")):
    """The command that runs it, with this Python."""
    chosen = () if port is None else ("--port", port)
    return [sys.executable, *program, "preview", *documents, *chosen, *options, "--project", str(project)]


def version_of(page):
    """The version that a page says it is."""
    return re.search(r'data-version="(\w+)"', page)[1]
