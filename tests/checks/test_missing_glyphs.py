"""A character that no font has is told where the inputs have it."""

import json

import pytest

from pipeline.checks.missing_glyphs import at_origins
from pipeline.checks.passages import of_text
from pipeline.faults import Fault
from pipeline.places import Place
from tests.conftest import diarie

FAULT = Fault(
    "P206", "No installed font has it.", Place("outputs/a.pdf"), "Replace the character.", {"character": "\u0378"}
)


def texts(*lines):
    return [of_text("body", line, Place("inputs/a/text.md", number, 1), "body") for number, line in enumerate(lines, 1)]


def test_each_place_of_the_character_is_told():
    found = list(at_origins([FAULT], texts("Här \u0378 och \u0378.", "Inget här.", "\u0378")))
    assert [str(fault.place) for fault in found] == [
        "inputs/a/text.md:1:5",
        "inputs/a/text.md:1:11",
        "inputs/a/text.md:3:1",
    ]
    assert {fault.code for fault in found} == {"P206"}


def test_of_many_places_the_first_are_told_and_how_many_more_there_are():
    found = list(at_origins([FAULT], texts(*(["\u0378"] * 12))))
    assert [fault.place.line for fault in found] == [1, 2, 3, 4, 5, 6]
    assert "7 more places" in found[-1].message


def test_a_character_of_the_template_is_told_with_the_pdf():
    (found,) = at_origins([FAULT], texts("Inget här."))
    assert found.place == FAULT.place
    assert "template" in found.todo


@pytest.mark.parametrize("fault", [Fault("P207", "A font is missing."), Fault("P206", "No character is told.")])
def test_other_faults_stay_as_they_are(fault):
    assert list(at_origins([fault], texts("\u0378"))) == [fault]


def test_a_build_names_file_line_and_column(example):
    text = next((example / "inputs" / "my-report").rglob("*.md"))
    lines = text.read_text(encoding="utf-8").splitlines()
    text.write_text("\n".join([*lines, "", "Ett \u0378 tecken."]) + "\n", encoding="utf-8")
    ended = diarie("build", "--format", "json", project=example)
    assert ended.returncode == 5, ended.stdout + ended.stderr
    faults = [fault for fault in json.loads(ended.stdout)["faults"] if fault["code"] == "P206"]
    assert [fault["place"] for fault in faults] == [
        {"file": text.relative_to(example).as_posix(), "line": len(lines) + 2, "column": 5}
    ]
