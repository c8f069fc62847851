"""docs/approval.md: its examples say what the program says."""

import re
import shlex

from click.testing import CliRunner

from pipeline.approval.files import GATE_FILE
from pipeline.cli import commands
from tests.approval.approvals import fill_in
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "approval.md").read_text(encoding="utf-8")


def examples():
    """Each command of the page, and what it says there."""
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = example.partition("\n")
            yield command, said


def test_the_examples_say_what_the_page_shows(project, monkeypatch):
    monkeypatch.chdir(project)
    ran = 0
    for command, expected in examples():
        said = CliRunner().invoke(commands, shlex.split(command)[1:])
        assert said.exception is None or isinstance(said.exception, SystemExit), command
        output = "".join(line for line in said.output.splitlines(keepends=True) if not line.startswith("diarie: "))
        assert output == expected, command
        if ran == 0:
            fill_in(project)
        ran += 1
    assert ran == 8


def test_every_file_that_is_kept_stands_on_the_page():
    from pipeline.approval import files

    roles = {*files._ROLES.values(), *files._OWN.values(), "source", "template"}
    assert sorted(role for role in roles if f"`{role}`" not in PAGE) == []
    assert f"`{GATE_FILE}`" in PAGE
