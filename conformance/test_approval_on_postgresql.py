"""What holds for approvals with a register in a file holds for those with one on a server: the very same tests."""

# ruff: noqa: F403 - each test of these modules, under its own name
import pytest

from tests.approval.approvals import pretend, write_project
from tests.approval.conftest import approve, reviewed, run, show  # noqa: F401 - fixtures, as they are there
from tests.approval.test_after_adoption import *
from tests.approval.test_approve import *


@pytest.fixture
def project(place, tmp_path, monkeypatch):
    pretend(monkeypatch)
    write_project(tmp_path)
    agency = tmp_path / "inputs" / "agency.yaml"
    text = agency.read_text(encoding="utf-8").replace("register:\n", "register:\n  url-env: DIARIE_REGISTER\n")
    agency.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DIARIE_REGISTER", place.url)
    return tmp_path
