"""Projects whose document can be approved in no time."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import commands
from tests.approval.approvals import DECIDED, NAME, fill_in, pretend, write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    pretend(monkeypatch)
    return write_project(tmp_path)


@pytest.fixture
def run(project):
    """Run the command line in this process; what it says, from both streams when it fails."""

    def command(*arguments, code=0):
        said = CliRunner().invoke(commands, [*arguments, "--project", str(project)])
        assert said.exit_code == code, (said.output, said.stderr, said.exception)
        return said.stdout + (said.stderr if code else "")

    return command


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
