"""Projects whose document can be approved in no time."""

import json
from functools import partial

import pytest

from tests.approval.approvals import DECIDED, NAME, fill_in, pretend, run_in, write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    pretend(monkeypatch)
    return write_project(tmp_path)


@pytest.fixture
def run(project):
    """Run the command line in the project."""
    return partial(run_in, project)


@pytest.fixture
def reviewed(project, run):
    """A project whose review list is filled in."""
    run("approve", NAME, "--dry-run", code=6)
    fill_in(project)
    return project


@pytest.fixture
def approve(run):
    """Approve as the example's decision has it; what the command says as JSON."""

    def command(name=NAME, *arguments):
        return json.loads(run("approve", name, *DECIDED, "--format", "json", *arguments))

    return command


@pytest.fixture
def show(run):
    """An entry of the register."""
    return lambda number: json.loads(run("register", "show", number, "--format", "json"))
