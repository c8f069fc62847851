"""More connections than the system allows one program: those that are there go on, others wait, and it is said once."""

import resource
import socket
import threading
from contextlib import ExitStack

from pipeline.preview.run import _WAITING
from tests.preview.server_process import LIMIT, preview

_FILES = 64
#: More than are let in, and no more than the system lets wait besides: another would hear nothing for seconds.
_CROWD = _FILES + _WAITING // 8


def few_files():
    """Let a process have few files and connections open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))


def test_a_crowd_is_told_of_in_one_line_and_served_again_when_it_has_gone(example):
    with preview(example, "my-report", preexec_fn=few_files) as running:
        running.page("my-report")
        with ExitStack() as crowd:
            for _ in range(_CROWD):
                connection = crowd.enter_context(socket.create_connection(("127.0.0.1", running.port), timeout=LIMIT))
                connection.sendall(b"GET / HTTP/1.1\r\n")  # and never the rest
            over = threading.Timer(LIMIT, running.process.kill)
            over.start()
            said = []
            while "many" not in "".join(said) and (line := running.process.stderr.readline()):
                said.append(line)
            over.cancel()
        assert "<main" in running.page("my-report")
        code, more = running.end()
    assert code == 0
    assert (*said, more) == (
        "diarie: my-report: page made\n",
        "diarie: too many pages or programs are connected: close some of them, new ones wait until then\n",
        "",
    )
