"""An approval that is killed at any point leaves the draft or the adopted document; numbers are given once."""

import hashlib
import json
import shutil
import signal

import pytest
from click.testing import CliRunner

from pipeline.approval.approve import FIRST, LAST, NUMBERED, WRITING
from pipeline.cli import commands
from tests.approval.approvals import NAME, fill_in, write_project
from tests.approval.approving import approve

#: Points before anything is written; one project is killed at all of them in turn.
EARLY = [("before", step) for step in (*FIRST, *NUMBERED, WRITING[0])]
POINTS = [
    *(("before", step) for step in (*WRITING[1:], LAST)),
    *(("after", step) for step in (*WRITING, LAST)),
    *(("writing", number) for number in (1, 20)),
    ("marking", 1),
    *(("flushing", number) for number in (2, 3, 5)),
    *(("entering", number) for number in (1, 2, 3, 4, 5, 18)),
    ("committed", "head"),
    ("committed", "seal"),
    *(("outputs", number) for number in (1, 3)),
]
#: Points behind the end of the transaction.
ENTERED = {("after", "enter"), ("before", LAST), ("after", LAST)}
ADOPTED = {"1.3.1-2026-1": "open", "1.3.1-2026-1-1": "adopted", "Stab/001/2026": "issued"}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """A project whose list is filled in, made once: each test copies it."""
    project = write_project(tmp_path_factory.mktemp("reviewed"))
    assert approve(project)[0] == 6
    fill_in(project)
    shutil.rmtree(project / ".diarie")
    return project


@pytest.fixture
def project(reviewed, tmp_path):
    return shutil.copytree(reviewed, tmp_path / "project")


def folders(project):
    return [path.name for path in project.glob("adopted/*")] + [path.name for path in project.glob("adopted/.*")]


def said(project, *arguments):
    result = CliRunner().invoke(commands, [*arguments, "--project", str(project)])
    assert result.exit_code == 0, result.output
    return result.stdout


def is_adopted(project):
    """Whether the document is adopted whole; else it is a draft that nothing has been given to."""
    said(project, "register", "verify")
    numbers = {
        one["number"]: one["status"] for one in json.loads(said(project, "register", "list", "--format", "json"))
    }
    assert numbers in ({}, ADOPTED)
    if not numbers:
        assert list(json.loads(said(project, "build", "--dry-run", "--format", "json"))["built"]) == [NAME]
        return False
    files = json.loads(said(project, "register", "show", "1.3.1-2026-1-1", "--format", "json"))["files"]
    assert len(files) == 20
    for file in files:
        data = (project / file["folder"] / file["name"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])
    return True


def test_kills_before_anything_is_written_leave_the_draft(project):
    for when, what in EARLY:
        code, *streams = approve(project, NAME, signal.SIGKILL, when, what)
        assert code == -signal.SIGKILL, (what, streams)
        assert folders(project) == [], what
        assert not is_adopted(project), what
    code, output, errors = approve(project)
    assert code == 0, errors
    assert json.loads(output)["number"] == "1.3.1-2026-1-1"
    assert is_adopted(project)


@pytest.mark.parametrize(("when", "what"), POINTS)
def test_a_kill_leaves_the_draft_or_the_adopted_document(project, when, what):
    code, *streams = approve(project, NAME, signal.SIGKILL, when, what)
    assert code == -signal.SIGKILL, streams
    entered = is_adopted(project)
    assert entered == (when in ("committed", "outputs") or (when, what) in ENTERED)
    code, output, errors = approve(project)
    assert code == 0, output + errors
    again = json.loads(output)
    assert (again["new"], again["number"], again["decision_number"]) == (not entered, "1.3.1-2026-1-1", "Stab/001/2026")
    assert is_adopted(project)
    assert folders(project) == ["1.3.1-2026-1-1"]
    for ending in ("docx", "pdf", "manifest.json"):
        copy, kept = project / "outputs" / f"{NAME}.{ending}", project / again["folder"] / f"{NAME}.{ending}"
        assert copy.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    ("when", "what"),
    [("before", "compose"), ("writing", 3), ("flushing", 2), ("after", "put_in_place"), ("before", "enter")],
)
def test_ctrl_c_before_the_entry_leaves_the_draft_and_nothing_else(project, when, what):
    code, _, errors = approve(project, NAME, signal.SIGINT, when, what)
    assert code == 130, errors
    assert not is_adopted(project)
    assert folders(project) == []
    assert json.loads(approve(project)[1])["number"] == "1.3.1-2026-1-1"


@pytest.mark.parametrize(("when", "number"), [("entering", 1), ("entering", 18), ("outputs", 1)])
def test_ctrl_c_during_the_entry_comes_too_late(project, when, number):
    code, output, errors = approve(project, NAME, signal.SIGINT, when, number)
    assert code == 0, errors
    assert json.loads(output)["number"] == "1.3.1-2026-1-1"
    assert is_adopted(project)
