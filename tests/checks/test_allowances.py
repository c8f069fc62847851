"""What authors allow is kept for those who approve, with the reason; the cases hold what is said about permissions."""

import pytest
from case_project import FOLDER, CaseProject

SOURCE = """\
<!-- allow C231: The sign is part of the brand's name. -->

Programmet 100 % hållbart pågår.

Programmet Andel % pågår.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("allowances"))


def test_what_is_allowed_is_kept_with_its_reason_and_its_place(project):
    composed = project.examined(SOURCE)
    (allowed,) = (one.as_json() for one in composed.allowed if one.fault.code == "C231")
    file = f"{FOLDER}/text/10-a.md"
    assert allowed["reason"] == "The sign is part of the brand's name."
    assert allowed["place"] == {"file": file, "line": 3, "column": 12}
    assert allowed["allowed_at"] == {"file": file, "line": 1, "column": 1}
    assert allowed["level"] == "warning"
    assert [fault.place.line for fault in composed.remarks if fault.code == "C231"] == [5]


def test_a_comment_of_permission_does_not_show_in_the_document(project):
    texts = [passage.text for passage in project.examined(SOURCE).subject.passages]
    assert texts[-2:] == ["Programmet 100 % hållbart pågår.", "Programmet Andel % pågår."]


def test_a_permission_in_a_file_of_all_documents_need_not_fit_this_one(project):
    source = f"""\
=== inputs/references.yaml
# allow C233: So the programme writes its years.
program: {{type: document, title: Programmet 2021-2023}}
annat: {{type: document, title: Ett annat}}
=== {FOLDER}/text/10-a.md
Se programmet.[^annat]
"""
    found = [fault.code for fault in project.faults(source) if fault.code in ("C202", "C233")]
    cited = source.replace("[^annat]", "[^annat][^program]")
    assert found == []
    assert [one.fault.code for one in project.examined(cited).allowed] == ["C233"]
