"""The cases of tests/checks/cases: what people write, and every finding in it, by code and place.

A case is a heading, the input between two lines `~~~`, and what is expected between two more:

    ## Percent sign in prose

    ~~~
    Andelen var 63 %.
    ~~~

    ~~~
    C231 text/10-a.md:1:13
    ~~~

The input is Markdown and becomes `inputs/x/text/10-a.md` of a small report whose chapter heading stands in a file
before it. Lines `=== inputs/x/figures.yaml` begin further files; `case_project.py` holds those that are there without
being given. What is expected is one finding a line, in the order in which `diarie check` tells them:
`CODE file:line:column`, or `CODE file (row 3, column “Vem”)` for tables, with the document's own files relative to its
folder. Findings of every level count, but those of spelling only in `cases/spelling*.md`.
Nothing expected (an empty block) means a passage that looks wrong and is right.
"""

import re
from pathlib import Path

import pytest
from case_project import CaseProject, shown

from pipeline.checks.rules import unknown_word

CASES = Path(__file__).parent / "cases"
SPELLING = {"C246", "C247"}
_CASE = re.compile(r"^## (.+?)\n\n~~~\n(.*?)^~~~\n\n~~~\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)


def read_cases():
    cases = []
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text("utf-8")
        found = _CASE.findall(text)
        assert len(found) == len(re.findall(r"^## .+\n\n~~~\n", text, re.MULTILINE)), f"{path} has half a case"
        left_out = set() if path.name.startswith("spelling") else set(SPELLING)
        for title, source, expected in found:
            cases.append(pytest.param(source, expected.splitlines(), left_out, id=f"{path.stem}: {title}"))
    return cases


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("cases"))


@pytest.mark.parametrize(("source", "expected", "left_out"), read_cases())
def test_every_finding_of_a_case_is_the_expected_one_and_nothing_else_is_found(
    project, monkeypatch, source, expected, left_out
):
    if left_out >= SPELLING:  # hunspell takes longer than all other rules together
        monkeypatch.setattr(unknown_word, "dictionary_for", lambda language: None)
    assert [shown(fault) for fault in project.faults(source) if fault.code not in left_out] == expected
