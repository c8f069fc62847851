"""An adopted report and an adopted plan with a history, made once, and the gate run over them."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from pipeline.approval.gate import run_gate
from pipeline.building.compose import examine
from pipeline.building.convert import make_all
from pipeline.building.project import Project
from pipeline.building.write import write_all
from pipeline.content.adoption import AdoptedVersion, Adoption
from tests.conftest import copy_project

CASES = {"sustainability-report-2023": "1.3.1-2024-8647", "return-action-plan-2008": "1.3.4-2008-17"}
DECIDED_BY = "Simon Wygler, t.f. avdelningschef"


def adoption_of(case, **changes):
    version = AdoptedVersion(
        version="2",
        number=f"{case}-6",
        decision_number="Stab/009/2024",
        decision_date=date(2024, 6, 19),
        decided_by=DECIDED_BY,
        changes="Siffran för 2022 är rättad från 5,3 till 5,4 procent.",
    )
    return Adoption(replace(version, **changes), "Hanna Dahlqvist, hållbarhetsansvarig")


def history_of(case):
    return (AdoptedVersion("1", f"{case}-2", "Stab/003/2024", date(2024, 4, 1), DECIDED_BY),)


@dataclass(frozen=True)
class Adopted:
    """A document with the files that it was adopted with."""

    composed: object
    word: bytes
    pdf: bytes
    adoption: object

    def gate(self, **changes):
        """The gate's report, with other bytes, another tree or another adoption where they are given."""
        given = {"composed": self.composed, "word": self.word, "pdf": self.pdf, "adoption": self.adoption} | changes
        return run_gate(**given, file="outputs/it")

    def codes(self, **changes):
        """Codes of what the gate finds."""
        return [fault.code for fault in self.gate(**changes).findings]


@pytest.fixture(scope="session")
def adopted(tmp_path_factory):
    """Name → adopted document."""
    folder = copy_project(tmp_path_factory.mktemp("adopted"))
    project = Project.around(folder)
    composed = {}
    for found in project.choose(tuple(CASES)):
        case = CASES[found.name]
        made, faults = examine(
            project,
            found,
            draft=False,
            numbering=lambda _wanted, _agency, case=case: case,
            rules=False,
            adoption=adoption_of(case),
            history=history_of(case),
        )
        assert [str(fault) for fault in faults if fault.level == "error"] == []
        composed[found.name] = made
    files = make_all(composed, write_all(composed), cache=folder / "cache", progress=lambda _: None)
    return {
        name: Adopted(composed[name], made.word.data, made.pdf, adoption_of(CASES[name]))
        for name, made in files.items()
    }


@pytest.fixture
def report(adopted):
    """The adopted sustainability report."""
    return adopted["sustainability-report-2023"]


@pytest.fixture
def plan(adopted):
    """The adopted action plan."""
    return adopted["return-action-plan-2008"]
