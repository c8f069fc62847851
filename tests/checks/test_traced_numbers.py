"""How many of a document's numbers are traced; what only all documents together can tell."""

import shutil

import pytest
from case_project import CaseProject

from pipeline.building.check import check
from pipeline.building.project import Project
from pipeline.checks.traced import Traced, traced_share
from tests.conftest import copy_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("traced"))


CASE = """\
Under 2023 kom {{ a.b }} svar, fler än {{ a.b }}. Det finns [sex]{source=plan} delmål.[^plan]

Arbetet har [två]{counts=list} delar enligt 5&nbsp;§:

- analys, se s. 12
- samverkan.
=== inputs/references.yaml
plan: {title: Planen för 30 mål, dnr: 1.2-2023-4}
=== inputs/x/data/a.csv
Grupp;2023
Svar;57
=== inputs/x/figures.yaml
data:
  a: {file: data/a.csv}
figures:
  a.b: {table: a, row: Svar, column: "2023"}
"""


def test_numbers_are_counted_by_where_they_come_from(project):
    traced = traced_share(project.examined(CASE).subject)
    # the title names a year as well
    assert traced == Traced(figures=2, quoted=1, counted=1, dates=2, names={"laws": 1, "pages": 1})
    assert (traced.numbers, traced.share, str(traced)) == (4, 1.0, "100 % of 4 numbers traced")
    assert traced.as_json()["numbers"] == 4


def test_only_all_numbers_make_a_hundred_percent():
    assert str(Traced(figures=999, untraced=1)) == "99 % of 1000 numbers traced"
    assert str(Traced(figures=1, untraced=1)) == "50 % of 2 numbers traced"
    assert (Traced().share, str(Traced())) == (1.0, "no numbers in its prose")


@pytest.fixture
def shared(tmp_path):
    root = copy_project(tmp_path)
    path = root / "inputs" / "references.yaml"
    path.write_text(path.read_text("utf-8") + "\nglomd: {title: Glömd rapport, dnr: 1.2-2023-4}\n", encoding="utf-8")
    return Project(root)


def told(project, names=()):
    faults = check(project, project.choose(names)).faults
    return [(fault.place.file, fault.data["footnote"]) for fault in faults if fault.code == "C264"]


def test_a_shared_reference_that_no_document_cites_is_told_when_all_are_checked(shared):
    assert told(shared) == [("inputs/references.yaml", "glomd")]
    assert told(shared, ("sustainability-report-2023",)) == []


def test_several_of_them_are_one_hint(shared):
    path = shared.root / "inputs" / "references.yaml"
    path.write_text(path.read_text("utf-8") + "glomd-2: {title: Ännu en, dnr: 1.2-2023-5}\n", encoding="utf-8")
    (hint,) = (fault for fault in check(shared, shared.choose(())).faults if fault.code == "C264")
    assert hint.data["footnotes"] == ["glomd", "glomd-2"]
    assert "2 references are cited by no document: glomd, glomd-2." in hint.message


def test_a_project_of_one_document_keeps_what_others_will_cite(shared):
    for folder in (shared.root / "inputs").iterdir():
        if folder.is_dir() and folder.name != "labour-market-annex-2023":
            shutil.rmtree(folder)
    assert [fault for fault in check(shared, shared.choose(())).faults if fault.code == "C264"] == []


def allow(project, key):
    path = project.root / "inputs" / "references.yaml"
    text = path.read_text("utf-8").replace(f"\n{key}:", f"\n# allow C264: For the report to come.\n{key}:")
    path.write_text(text, encoding="utf-8")


def test_it_can_be_allowed_where_it_stands_and_is_listed_as_allowed(shared):
    allow(shared, "glomd")
    checked = check(shared, shared.choose(()))
    assert [fault.code for fault in checked.faults if fault.code == "C264"] == []
    (allowed,) = (one.as_json() for one in checked.allowed if one.fault.code == "C264")
    assert (allowed["reason"], allowed["data"]) == ("For the report to come.", {"footnote": "glomd"})


def test_a_permission_that_no_document_needs_is_told_when_all_are_checked(shared):
    allow(shared, "gd-forum")
    told = [fault for fault in check(shared, shared.choose(())).faults if fault.code == "C202"]
    assert [fault.place.file for fault in told] == ["inputs/references.yaml"]
    one = check(shared, shared.choose(("sustainability-report-2023",))).faults
    assert [fault for fault in one if fault.code == "C202"] == []
