"""The register's tests, on PostgreSQL."""

import itertools
import shutil

import pytest

from conformance import postgresql
from pipeline.register.place import RegisterPlace
from tests.register.conftest import clock, register, tampered  # noqa: F401 - fixtures, as they are there

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    running = postgresql.start()
    yield running
    running.stop()
    shutil.rmtree(running.folder)


@pytest.fixture
def place(server, tmp_path):
    return RegisterPlace(tmp_path / ".diarie" / "register.sqlite", server.make(f"register_{next(_NUMBERS)}"))
