"""An adopted document has its PDF: no working copy is made of it, by its name or its number."""

import shutil

import pytest

from pipeline.building.project import Project
from pipeline.faults import FaultError
from pipeline.printing.working_copy import print_document
from tests.approval.approvals import DECIDED, NAME, fill_in, pretend, write_project
from tests.conftest import ROOT, diarie

NUMBER = "1.3.1-2026-1-1"


@pytest.fixture
def adopted(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from pipeline.cli import commands

    pretend(monkeypatch)
    write_project(tmp_path)
    shutil.copytree(ROOT / "templates" / "html", tmp_path / "templates" / "html", dirs_exist_ok=True)
    CliRunner().invoke(commands, ["approve", NAME, "--dry-run", "--project", str(tmp_path)])
    fill_in(tmp_path)
    said = CliRunner().invoke(commands, ["approve", NAME, *DECIDED, "--project", str(tmp_path)])
    assert said.exit_code == 0, said.output
    return tmp_path


@pytest.mark.parametrize("name", [NAME, f"inputs/{NAME}", NUMBER])
def test_it_is_refused_with_the_adopted_pdf(adopted, stand_in, monkeypatch, name):
    monkeypatch.setenv("DIARIE_WKHTMLTOPDF", str(stand_in.path))
    with pytest.raises(FaultError) as caught:
        print_document(Project(adopted), name, None)
    (fault,) = caught.value.faults
    assert (fault.code, fault.data["number"]) == ("P326", NUMBER)
    assert f"adopted/{NUMBER}/{NAME}.pdf" in fault.todo
    assert stand_in.told is None


def test_it_is_refused_also_when_its_inputs_are_gone(adopted, stand_in):
    shutil.rmtree(adopted / "inputs" / NAME)
    shutil.copytree(ROOT / "inputs" / "return-action-plan-2008", adopted / "inputs" / "another")
    with pytest.raises(FaultError) as caught:
        print_document(Project(adopted), NAME, None)
    assert [fault.code for fault in caught.value.faults] == ["P326"]


def test_what_was_made_void_is_a_draft_again(adopted, stand_in, monkeypatch):
    monkeypatch.setenv("DIARIE_WKHTMLTOPDF", str(stand_in.path))
    assert diarie("void", NAME, "--why", "Upphävt", project=adopted).returncode == 0
    copy = print_document(Project(adopted), NAME, None)
    assert copy.pages == 2
    assert copy.composed  # the page in outputs/ is still the adopted one
