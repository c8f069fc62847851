"""docs/archive.md: its examples say what the program says, and it names the settings and codes that there are."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from pipeline.archive.settings import ArchiveSettings
from pipeline.cli import commands
from tests.archive.making_adopted import Clock, adopt, make_project, opened
from tests.conftest import ROOT
from tests.console_examples import check_example, examples, stop_clock

PAGE = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path, monkeypatch):
    stop_clock(monkeypatch, datetime(2024, 6, 19, 8, 0, tzinfo=UTC))
    root = make_project(tmp_path / "project", settings="")
    with opened(root, Clock(datetime(2024, 6, 19, 7, 0, tzinfo=UTC))) as register:
        adopt(root, register, "sustainability-report-2023")
    monkeypatch.chdir(root)
    return root


def test_the_examples_say_what_the_page_shows(project):
    ran = 0
    for words, expected in examples(PAGE):
        if words[0] == "rm":
            (project / words[1]).unlink()
            continue
        check_example(words, expected)
        ran += 1
    assert ran == 7


def test_the_settings_of_the_page_are_those_that_there_are(project):
    table = PAGE[PAGE.index("## Settings") : PAGE.index("## What has judged it")]
    named = {
        key for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for key in re.findall(r"`([a-z-]+)`", row)
    }
    assert named == {field.alias for field in ArchiveSettings.model_fields.values()}
    block = "\n".join(line[4:] for line in re.findall(r"^(    .*)$", table, re.MULTILINE))
    (project / "inputs" / "agency.yaml").write_text(
        (project / "inputs" / "agency.yaml").read_text(encoding="utf-8") + block + "\n", encoding="utf-8"
    )
    said = CliRunner().invoke(commands, ["archive", "sustainability-report-2023"])
    assert said.exit_code == 0, said.output
    shutil.rmtree(project / "packages")


def test_every_code_of_verifying_stands_on_the_page():
    named = set()
    for first, last in re.findall(r"R(3\d\d)(?:–R(3\d\d))?", PAGE):
        named.update(range(int(first), int(last or first) + 1))
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline/archive/verifying").glob("*.py"))
    assert {int(code) for code in re.findall(r'"R(3\d\d)"', sources)} - named == set()
