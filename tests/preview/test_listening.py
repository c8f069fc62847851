"""Where the preview listens, and how a browser gets to know: ports, addresses, `--open`."""

import errno
import os
import shlex
import socket

import pytest

from pipeline.faults import FaultError
from pipeline.preview.run import listening
from tests.preview.server_process import LIMIT, preview


@pytest.fixture
def nowhere(tmp_path):
    """A folder of programs without any: no browser is found there."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return {"PATH": str(folder), "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}


@pytest.fixture
def refused(monkeypatch):
    """Has the system refuse to listen, with an error of this number."""

    def refuse(number):
        def create_server(*_, **__):
            raise OSError(number, f"{os.strerror(number)} (while attempting to bind on address ('127.0.0.1', 80))")

        monkeypatch.setattr(socket, "create_server", create_server)

    return refuse


def test_a_port_that_is_not_allowed_is_told(refused):
    refused(errno.EACCES)
    with pytest.raises(FaultError) as raised, listening(80):
        pass
    (fault,) = raised.value.faults
    assert fault.code == "U122"
    assert fault.message == "The preview cannot listen on port 80 of this machine: Permission denied."
    assert fault.todo == "Name another port (from 1024 on)."


def test_where_there_is_no_ipv6_the_option_is_said_to_be_why(refused):
    refused(errno.EADDRNOTAVAIL)
    with pytest.raises(FaultError) as raised, listening(0, six=True):
        pass
    assert "leave --ipv6 out" in raised.value.faults[0].todo


def test_all_usual_ports_in_use_is_a_fault(refused):
    refused(errno.EADDRINUSE)
    with pytest.raises(FaultError) as raised, listening(None):
        pass
    assert raised.value.faults[0].code == "U121"


def test_both_addresses_are_listened_to_at_one_port(monkeypatch):
    asked = []
    create_server = socket.create_server

    def recorded(address, *, family, backlog):
        asked.append((family, address))
        return create_server(("127.0.0.1", 0 if family == socket.AF_INET6 else address[1]), backlog=backlog)

    monkeypatch.setattr(socket, "create_server", recorded)  # for machines without IPv6
    with listening(0, six=True) as where:
        assert len(where.sockets) == 2
    assert asked == [(socket.AF_INET, ("127.0.0.1", 0)), (socket.AF_INET6, ("::1", where.port))]


def test_a_browser_is_opened_at_the_page_and_keeps_nobody_waiting(example, tmp_path, nowhere):
    told = tmp_path / "told"
    os.mkfifo(told)
    browser = tmp_path / "programs" / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(told))}\nread word < {shlex.quote(str(told))}\n')
    browser.chmod(0o755)
    environment = nowhere | {"BROWSER": f"{browser} %s"}
    with preview(example, "my-report", options=["--open"], environment=environment) as running:
        assert told.read_text() == f"http://127.0.0.1:{running.port}/my-report\n"
        assert "<main" in running.page("my-report")  # although the browser has not come back
        running.process.terminate()
        assert running.process.wait(LIMIT) == 0
        told.write_text("the end\n")


def test_where_no_browser_is_found_the_address_is_told(example, nowhere):
    with preview(example, "my-report", options=["--open"], environment=nowhere) as running:
        said = running.process.stderr.readline()
        assert said == f"diarie: no browser could be opened; the address is http://127.0.0.1:{running.port}/my-report\n"
        assert "<main" in running.page("my-report")
        assert running.end()[0] == 0
