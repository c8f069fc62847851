"""Every rule is explained, documented, and shown at work by a case."""

import re
from pathlib import Path

import pytest
from case_project import FOLDER, CaseProject
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.rulebook import RULES, rule_of, rules
from pipeline.faults import LEVELS
from tests.conftest import ROOT

CASES = Path(__file__).parent / "cases"
each_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)


def test_every_file_of_rules_is_in_the_list():
    files = {path.stem for path in (ROOT / "pipeline" / "checks" / "rules").glob("*.py")} - {"__init__"}
    assert files == set(RULES)


def test_codes_are_unique_and_lead_to_their_rule():
    codes = [rule.code for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert all(rule_of(rule.code) is rule for rule in rules())
    assert rule_of("C999") is None


@each_rule
def test_a_rule_says_why_with_what_is_wrong_and_what_is_right(rule):
    assert rule.level in LEVELS
    assert rule.source
    assert re.search(r"^Wrong: \S", rule.explanation, re.MULTILINE)
    assert re.search(r"^Right: \S", rule.explanation, re.MULTILINE)


# C247 is about a machine without hunspell, and rules across documents need more than one
@pytest.mark.parametrize(
    "rule", [rule for rule in rules() if rule.find is not None and rule.code != "C247"], ids=lambda rule: rule.code
)
def test_a_rule_has_a_case_that_breaks_it(rule):
    expected = "\n".join(path.read_text("utf-8") for path in CASES.glob("*.md"))
    assert re.search(rf"^{rule.code} \S", expected, re.MULTILINE), "no case in tests/checks/cases expects it"


def test_the_table_of_rules_in_the_documentation_is_the_rulebook():
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    rows = re.findall(r"^\| `(C2\d\d)` \| (\w+) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [(rule.code, rule.level, rule.name, rule.source) for rule in sorted_rules()]


#: Signs that rules look for, digits of other scripts and letters that are put together.
SIGNS = "aBåÖ 0123456789٣².,:;-–−%§/()”\"!?…\u00a0\u2009\u00ad\u200b'&½Ⅷ\n"
WORDS = ("två", "och", "mellan", "kl. ", "1 maj", "2021-2023", "5 %", "dnr ", "tre chefer", "Mkr", "avsnitt ")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("any"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.text(SIGNS, max_size=8), st.sampled_from(WORDS)), min_size=1, max_size=12))
def test_no_text_is_too_odd_for_the_rules(project, pieces):
    text = "".join(pieces)
    path = f"{FOLDER}/text/10-a.md"
    lines = text.split("\n")
    for fault in project.faults(f"=== {path}\nÅr {text}\n"):
        place = fault.place
        if fault.code > "C2" and place is not None and place.file == path and place.column is not None:
            assert place.column <= len(lines[place.line - 1]) + len("År ") + 1


def sorted_rules():
    return sorted(rules(), key=lambda rule: rule.code)
