"""A PostgreSQL server for the register's tests, and the validators' lines, which are printed however the tests end."""

import itertools
import shutil
import sys

import pytest

from conformance import postgresql
from conformance.browser import Browser
from conformance.pdf_sets import (  # noqa: F401 - fixtures
    adopted,
    adopted_pdfs,
    draft_pdfs,
    draft_project,
    final_look_pdfs,
    final_look_project,
    made,
    stress,
    stress_pdfs,
)
from conformance.web_pages import pages  # noqa: F401 - a fixture
from pipeline.register.place import RegisterPlace
from tests.conftest import ROOT
from tests.register.conftest import clock, register, tampered  # noqa: F401 - fixtures, as they are there

# The modules of tests/pdf find each other by their bare names.
sys.path.append(str(ROOT / "tests" / "pdf"))

_NUMBERS = itertools.count(1)
_LINES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def tell(request):
    """Keep a line on what a validator says of a file; all are printed after the tests."""
    return request.config.stash.setdefault(_LINES, []).append


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash.get(_LINES, [])
    if lines:
        terminalreporter.section("validators")
        for said in lines:
            terminalreporter.write_line(said)


@pytest.fixture(scope="session")
def browser():
    with Browser() as running:
        yield running


@pytest.fixture(scope="session")
def server():
    running = postgresql.start()
    yield running
    running.stop()
    shutil.rmtree(running.folder)


@pytest.fixture
def place(server, tmp_path):
    return RegisterPlace(tmp_path / ".diarie" / "register.sqlite", server.make(f"register_{next(_NUMBERS)}"))
