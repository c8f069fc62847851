"""How the preview ends: by Ctrl-C, `kill` and the end of its terminal, whatever it is doing, and leaves nothing."""

import fcntl
import os
import pty
import signal
import socket
import subprocess
import termios
import threading
from contextlib import suppress

import pytest

from tests.preview.server_process import LIMIT, command, preview

#: The command line, with a page that is being made until the process ends.
NEVER_MADE = (
    "-c",
    """
import sys, threading
import pipeline.preview.run as run
def make_page(*_):
    sys.stderr.write("making\\n")
    threading.Event().wait()
run.make_page = make_page
from pipeline.cli import main
main()
""",
)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_in_silence_while_a_page_is_open(example, number):
    with preview(example, "my-report") as running, running.news("my-report") as news:
        news()
        listening = running.listening
        code, said = running.end(number)
        assert news() is None
    assert code == 0
    assert said == "diarie: my-report: page made\n"
    assert listening
    assert not listening & running.listening


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("times", [1, 3])
def test_it_ends_in_silence_while_a_page_is_being_made(example, number, times):
    with preview(example, "my-report", program=NEVER_MADE) as running:
        with socket.create_connection(("127.0.0.1", running.port)) as waiting:
            waiting.sendall(running.request("/my-report"))
            assert running.process.stderr.readline() == "making\n"
            listening = running.listening
            for _ in range(times - 1):
                running.process.send_signal(number)
            assert running.end(number) == (0, "")
        assert listening
        assert not listening & running.listening


def test_it_ends_while_somebody_does_not_read(example):
    with preview(example, "my-report") as running:
        running.page("my-report")
        with socket.socket() as waiting:
            waiting.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
            waiting.connect(("127.0.0.1", running.port))
            waiting.sendall(running.request("/my-report") * 50)
            assert waiting.recv(1)
            assert running.end()[0] == 0


@pytest.mark.parametrize("end", [lambda terminal: os.write(terminal, b"\x03\x03"), os.close])
def test_a_terminal_can_end_it_by_ctrl_c_and_by_closing(example, end):
    terminal, process = in_terminal(example)
    said = b""
    while b"Ctrl-C" not in said:
        said += os.read(terminal, 1000)
    end(terminal)
    rest = b""
    with suppress(OSError):  # it is closed, or has nobody at its other end any more
        while more := os.read(terminal, 1000):
            rest += more
        os.close(terminal)
    assert process.wait(LIMIT) == 0
    assert b"Traceback" not in rest


def in_terminal(project):
    """A terminal of its own, and the preview that runs in it."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        command(project, "my-report"),
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(its)
    return ours, process


def test_without_a_terminal_to_lose_it_goes_on(example):
    with preview(example, "my-report", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) as running:
        running.process.send_signal(signal.SIGHUP)
        assert "<main" in running.page("my-report")
        assert running.end()[0] == 0


def test_pages_are_made_when_nobody_reads_what_is_said_of_them(example):
    read, write = os.pipe()
    os.close(read)
    with preview(example, "my-report", stderr=write) as running:
        assert "<main" in running.page("my-report")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(LIMIT) == 0
    os.close(write)


def test_it_ends_when_nobody_can_learn_where_it_listens(example):
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        command(example, "my-report"), stdout=write, stderr=subprocess.PIPE, text=True, check=False, timeout=LIMIT
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_it_ends_while_pages_are_asked_for_and_files_change(example):
    (text,) = sorted((example / "inputs" / "my-report" / "text").glob("*.md"))[:1]
    words = text.read_text()
    with preview(example, "my-report") as running, running.news("my-report") as news:
        news()
        over = threading.Event()

        def write():
            number = 0
            while not over.is_set():
                number += 1
                text.write_text(f"{words}\nMening {number}.\n")

        writing = threading.Thread(target=write)
        writing.start()
        try:
            news()
            code, said = running.end()
        finally:
            over.set()
            writing.join()
    assert code == 0
    assert "Traceback" not in said
