"""What the rules find, `diarie check` tells: with codes and places, in the table of cases and on the command line."""

import json
import re

import pytest
from case_project import FOLDER, CaseProject
from test_rule_cases import read_cases

from pipeline.cli import main

#: One case of each thing that a report is looked through for before it is published; colours are looked at in
#: `test_contrast_of_templates.py`, shared references in `test_traced_numbers.py`.
LOOKED_FOR = (
    "numbers: A number grouped by thousands",
    "numbers: A number word",
    "consistency: One diary number under two titles in references.yaml",
    "consistency: One diary number with two dates",
    "consistency: A web page without the day it was read",
    "consistency: A reference that is never cited",
    "consistency: A cross-reference to nothing",
    "consistency: Last year's year in a heading, a caption and a title",
    "structure: A heading that skips a level",
    "plans: A step without someone responsible, and one without a time",
    "plans: An activity for an audience and in a channel that the plan does not have",
    "plans: An activity without someone responsible",
    "language-text: Bold text that poses as a heading",
    "language-text: A link that says nothing",
    "language-text: A sentence of more than thirty words",
    "language-text: A section that is very hard to read",
    "language-numbers: Thousands with a thin space, beside others with a no-break space",
    "language-numbers: A percent sign in prose",
    "language-numbers: A hyphen for minus",
    "language-numbers: A hyphen between two years",
    "language-numbers: A sentence that begins with a figure",
    "language-numbers: Dates in two forms",
    "language-numbers: Number words and figures for like things",
    "spelling: Words that no dictionary has, where they stand first",
)
BY_NAME = {case.id: case.values for case in read_cases()}


def told(fault):
    place = fault.get("place") or {}
    file = str(place.get("file", "")).removeprefix(f"{FOLDER}/")
    spot = "".join(f":{place[key]}" for key in ("line", "column") if key in place)
    row = f" (row {place['row']}, column “{place['header']}”)" if "row" in place else ""
    return f"{fault['code']} {file}{spot}{row}"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("command"))


@pytest.mark.parametrize("name", LOOKED_FOR)
def test_the_command_tells_what_a_case_expects_with_code_and_place(project, name, capsys):
    source, expected, _ = BY_NAME[name]
    project.write(source)
    with pytest.raises(SystemExit):
        main(["check", "--format", "json", "--project", str(project.root)])
    said = [told(fault) for fault in json.loads(capsys.readouterr().out)["faults"]]
    assert expected
    # a line of a table's file is known as well as its row
    assert {re.sub(r":\d+ \(", " (", line) for line in expected} <= {re.sub(r":\d+ \(", " (", line) for line in said}


def test_the_table_of_cases_holds_enough_defects_and_enough_that_only_looks_like_one():
    planted = [case for case in read_cases() if case.values[1]]
    tricky = [case for case in read_cases() if not case.values[1]]
    assert len(planted) >= 60
    assert len(tricky) >= 40
