"""The gate over the example documents: drafts and adopted ones pass, and what it says of them is always the same."""

import json

import pytest

from pipeline.approval.gate import run_gate
from pipeline.building.compose import examine
from pipeline.building.project import Project
from tests.conftest import DOCUMENTS

pytestmark = pytest.mark.xdist_group("documents")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_draft_as_it_is_built_passes(built, name):
    project = Project.around(built.project)
    (found,) = project.choose((name,))
    case = built.manifest(name)["case_number"]
    composed, _ = examine(project, found, draft=True, numbering=lambda _wanted, _agency: case, rules=False)
    report = run_gate(composed, built.data(name, "docx"), built.data(name, "pdf"), None, f"outputs/{name}")
    assert [str(fault) for fault in report.findings] == []
    assert {check.result for check in report.checks} == {"passed"}
    numbers = next(check for check in report.checks if check.name == "pdf-numbers")
    assert int(numbers.what.split()[0]) > 50


@pytest.mark.parametrize("name", ["sustainability-report-2023", "return-action-plan-2008"])
def test_an_adopted_document_with_a_history_passes_more_checks(adopted, name):
    report = adopted[name].gate()
    assert [str(fault) for fault in report.findings] == []
    assert [check.name for check in report.checks] == [
        "pdf-syntax",
        "pdf-standards",
        "pdf-numbers",
        "pdf-drawings",
        "word-numbers",
        "words",
        "named",
        "word-finished",
        "word-fields",
        "word-parts",
        "word-persons",
        "pdf-persons",
        "pictures",
        "links",
        "draft-mark",
        "word-protection",
        "decision",
    ]


def test_the_report_is_json_and_the_same_each_time(plan):
    report = plan.gate().to_bytes()
    assert report == plan.gate().to_bytes()
    told = json.loads(report)
    assert told["findings"] == []
    assert {check["tool"] for check in told["checks"]} == {"page-validation", "qpdf", "diarie"}
    assert all(check["version"] and check["swedish"] for check in told["checks"])


def test_files_that_cannot_be_opened_are_said_to_be_so(plan):
    assert plan.codes(pdf=plan.pdf[:5000]) == ["R259"]
    assert plan.codes(word=plan.word[:5000]) == ["R259"]
    assert plan.codes(pdf=b"", word=b"") == ["R259", "R259"]
    assert plan.gate(pdf=b"").checks[0].result == "failed"
