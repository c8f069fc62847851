"""Why a document would be built anew: whatever its files were made from or are, and nothing else."""

import json

import pytest
from click.testing import CliRunner

from pipeline.cli import commands
from tests.approval.approvals import NAME, pretend, write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    pretend(monkeypatch)
    monkeypatch.setattr("pipeline.building.run.made_with", lambda: {"program": "this one"})
    folder = write_project(tmp_path)
    why(folder, dry=False)
    return folder


def why(project, *options, dry=True):
    """The reasons that a build gives for the document."""
    options = (*options, "--dry-run") if dry else options
    said = CliRunner().invoke(commands, ["build", *options, "--format", "json", "--project", str(project)])
    assert said.exit_code == 0, said.output
    return json.loads(said.stdout)["built"].get(NAME, [])


def longer(*path):
    """A change: a line more at the end of a file."""

    def change(root):
        file = root.joinpath(*path)
        file.write_bytes(file.read_bytes() + b"\n\n")

    return change


def new_text(root):
    (root / "inputs" / NAME / "text" / "99-ny.md").write_text("## En ny rubrik\n\nEn ny text.\n")


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (lambda _: None, []),
        (longer("outputs", f"{NAME}.docx"), [f"outputs/{NAME}.docx is not what was built"]),
        (lambda root: (root / "outputs" / f"{NAME}.html").unlink(), [f"outputs/{NAME}.html is missing"]),
        (new_text, [f"inputs/{NAME}/text/99-ny.md is new"]),
        (longer("inputs", "references.yaml"), ["inputs/references.yaml is changed"]),
        (longer("templates", "html", "style.css"), ["templates/html/style.css is changed"]),
        (longer("templates", "html", "author.css"), []),
    ],
    ids=["nothing", "an output", "no output", "a new text", "an input", "a style", "the author's style"],
)
def test_each_change_is_a_reason_of_its_own(project, change, reasons):
    change(project)
    assert why(project) == reasons


def test_the_final_look_is_another_build(project):
    assert why(project, "--final-look") == ["it was built as a draft"]


def test_another_program_is_a_reason(project, monkeypatch):
    monkeypatch.setattr("pipeline.building.run.made_with", lambda: {"program": "another"})
    assert why(project) == ["program has changed since"]


def test_a_number_that_the_register_does_not_know_is_a_reason(project):
    (project / ".diarie" / "register.sqlite").rename(project / "kept.sqlite")
    (reason,) = why(project)
    assert reason.startswith("the register does not know its number ")
