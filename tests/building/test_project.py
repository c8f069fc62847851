"""Which documents a project holds."""

import os
from pathlib import Path

import pytest

from pipeline.building.project import Project
from pipeline.faults import FaultError


@pytest.fixture
def project(tmp_path):
    for folder in ("plan", "plan/followups/2008-08-31", "report"):
        (tmp_path / "inputs" / folder).mkdir(parents=True)
        (tmp_path / "inputs" / folder / "document.yaml").write_text("kind: x\n")
    (tmp_path / "inputs" / "agency.yaml").write_text("name: x\n")
    return Project(tmp_path)


def test_every_folder_with_settings_is_a_document_named_by_its_path(project):
    assert [found.name for found in project.documents()] == ["plan", "plan-followups-2008-08-31", "report"]


def test_a_document_is_chosen_by_name_or_by_folder(project):
    assert [found.name for found in project.choose(("report", "inputs/plan/"))] == ["plan", "report"]


def test_a_document_is_chosen_by_a_path_from_where_one_stands(project, monkeypatch):
    monkeypatch.chdir(project.root / "inputs" / "plan")
    names = [found.name for found in project.choose((".", "followups/2008-08-31", "../report/"))]
    assert names == ["plan", "plan-followups-2008-08-31", "report"]


def test_a_misspelt_document_is_a_fault_that_names_the_nearest(project):
    with pytest.raises(FaultError) as error:
        project.choose(("rapport", "report"))
    (fault,) = error.value.faults
    assert fault.code == "U102"
    assert "“report”" in fault.todo


def test_two_folders_of_one_name_are_a_fault(project):
    (project.root / "inputs" / "plan-followups-2008-08-31").mkdir()
    (project.root / "inputs" / "plan-followups-2008-08-31" / "document.yaml").write_text("kind: x\n")
    with pytest.raises(FaultError) as error:
        project.documents()
    assert [fault.code for fault in error.value.faults] == ["I303"]


def test_the_project_is_found_from_any_folder_in_it(project):
    assert Project.around(project.root / "inputs" / "plan").root == project.root


def test_a_folder_outside_any_project_is_a_fault(tmp_path_factory):
    with pytest.raises(FaultError) as error:
        Project.around(tmp_path_factory.mktemp("elsewhere"))
    assert error.value.faults[0].code == "U101"


def test_inputs_without_documents_are_a_fault(tmp_path):
    (tmp_path / "inputs").mkdir()
    with pytest.raises(FaultError) as error:
        Project(tmp_path).documents()
    assert error.value.faults[0].code == "I302"


def refuse(*_, **__):
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_may_not_be_read_is_a_fault_and_not_passed_over(project, monkeypatch):
    read = os.scandir

    def scan(folder):
        if Path(folder).name == "plan":
            raise PermissionError(13, "Permission denied", str(folder))
        return read(folder)

    monkeypatch.setattr(os, "scandir", scan)
    with pytest.raises(FaultError) as error:
        project.documents()
    assert [(fault.code, fault.place.file) for fault in error.value.faults] == [("I102", "inputs/plan")]


def test_inputs_that_are_gone_are_said_to_be(project):
    (project.root / "inputs").rename(project.root / "elsewhere")
    with pytest.raises(FaultError) as error:
        project.documents()
    (fault,) = error.value.faults
    assert (fault.code, fault.message, str(fault.place)) == ("I102", "The folder inputs is gone.", "inputs")


def test_inputs_that_may_not_be_looked_into_are_a_fault(project, monkeypatch):
    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(FaultError) as error:
        Project.around(project.root)
    assert error.value.faults[0].code == "I102"


def test_a_document_that_is_only_linked_to_is_a_fault_and_not_passed_over(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "document.yaml").write_text("kind: plan-annex\n", encoding="utf-8")
    (project.root / "inputs" / "linked").symlink_to(elsewhere)
    with pytest.raises(FaultError) as error:
        project.documents()
    assert [(fault.code, str(fault.place)) for fault in error.value.faults] == [("I103", "inputs/linked")]
    (elsewhere / "document.yaml").unlink()
    assert "linked" not in [document.name for document in project.documents()]
