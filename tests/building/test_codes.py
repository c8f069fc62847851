"""Every code is explained: a rule by its own words, any other by its row in the documentation."""

import re

import pytest

from pipeline.building.codes import explain_code
from pipeline.checks.rulebook import rules
from pipeline.faults import FaultError
from tests.conftest import ROOT


def test_a_rule_is_explained_with_its_source():
    rule = rules()[0]
    explained = explain_code(rule.code.lower())
    assert (explained.code, explained.name, explained.level) == (rule.code, rule.name, rule.level)
    assert rule.explanation in str(explained)
    assert rule.source in str(explained)


def test_a_fault_is_explained_as_the_documentation_has_it():
    explained = explain_code("I231")
    assert "cannot be read" in explained.meaning
    assert explained.todo == "`{{ name | filter }}`."


def test_every_documented_code_is_explained():
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| `([A-Z]\d{3})`", page, re.MULTILINE)
    assert len(codes) > 100
    for code in codes:
        explained = str(explain_code(code))
        assert explained.startswith(code)
        assert not re.search(r"\]\([\w-]+\.md", explained), "a terminal follows no link"


def test_a_page_of_the_documentation_is_told_with_its_path():
    assert "docs/figures.md" in explain_code("I236").todo


@pytest.mark.parametrize("code", ["I999", "X1", "", "häst"])
def test_an_unknown_code_is_a_fault_of_usage(code):
    with pytest.raises(FaultError) as error:
        explain_code(code)
    (fault,) = error.value.faults
    assert fault.code == "U108"
    assert fault.todo
