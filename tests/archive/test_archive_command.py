"""`diarie archive`: what an archivist types, and what comes back."""

import json
import shutil

import pytest

from tests.archive.making_adopted import AGENCY
from tests.conftest import diarie

NAME = "1.3.1-2024-1-1_v1"


def told(said):
    assert said.stderr == ""
    return json.loads(said.stdout)


def test_json_tells_of_the_package(project):
    said = told(diarie("archive", "report", "--format", "json", project=project))
    [one] = said["packages"]
    assert (one["document"], one["package"], one["files"]) == ("1.3.1-2024-1-1", NAME, 24)
    assert one["written"] == [f"packages/{NAME}{ending}" for ending in ("", ".zip", ".tar")]
    assert one["head"]["position"] == 15
    assert len(one["mets_sha256"]) == len(one["head"]["hash"]) == 64


def test_make_may_be_said_and_options_may_come_first(project):
    said = diarie("archive", "make", "report", "--dry-run", project=project)
    assert "would be written" in said.stdout
    said = diarie("archive", "--dry-run", "report", project=project)
    assert "would be written" in said.stdout


def test_a_fault_has_the_exit_code_of_the_register(project):
    said = diarie("archive", "reprot", project=project)
    assert said.returncode == 6
    assert "R300" in said.stderr


def test_without_a_document_the_usage_is_told(project):
    assert diarie("archive", "make", project=project).returncode == 2


def test_verify_needs_no_project_and_no_register(made, name, tmp_path):
    import subprocess
    import sys

    package = shutil.copytree(made / name, tmp_path / name)
    command = [sys.executable, "-m", "pipeline", "archive", "verify", str(package), "--format", "json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    known = told(ended)
    assert (ended.returncode, known["faults"], known["files"]) == (0, [], 24)
    (package / "METS.xml").unlink()
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 6
    assert {fault["code"] for fault in told(ended)["faults"]} >= {"R327"}


def test_a_head_that_is_none_is_wrong_usage(made, name):
    from click.testing import CliRunner

    from pipeline.cli import commands

    for option in ("--head", "--mets"):
        said = CliRunner().invoke(commands, ["archive", "verify", str(made / name), option, "abc"])
        assert "64 hexadecimal digits" in said.output


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("archive: {form: rar}", "I117"),
        ("archive: {form: []}", "I119"),
        ("archive: {form: [zip, zip]}", "I119"),
        ("archive: {preservation-organisation: Riksarkivet}", "I119"),
        ("archive: {archivist: ' '}", "I117"),
        ("archive: {unknown: x}", "I115"),
        ("archive: yes", "I117"),
    ],
)
def test_wrong_settings_are_told_with_their_line(project, settings, code):
    (project / "inputs" / "agency.yaml").write_text(AGENCY + settings + "\n", encoding="utf-8")
    said = diarie("archive", "report", "--format", "json", project=project)
    [fault] = told(said)["faults"]
    assert (said.returncode, fault["code"]) == (3, code), fault
    assert fault["place"]["file"] == "inputs/agency.yaml"
