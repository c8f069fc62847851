"""The documentation lists what the program has, no more and no less."""

import re

import pytest
from click.testing import CliRunner

from pipeline.cli import COMMANDS, commands
from pipeline.faults import FAMILIES, ExitCode
from tests.conftest import ROOT

CODE = re.compile(rf'"([{"".join(FAMILIES)}]\d{{3}})"')


def doc(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_fault_code_is_documented_and_every_documented_one_exists():
    used = {
        code for path in (ROOT / "pipeline").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    listed = re.findall(r"^\| `([A-Z]\d{3})`", doc("faults.md"), re.MULTILINE)
    assert sorted(listed) == sorted(set(listed)), "a code is listed twice"
    assert sorted(used - set(listed)) == []
    assert sorted(set(listed) - used) == []


def test_every_exit_code_is_documented():
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", doc("commands.md"), re.MULTILINE)}
    assert listed == {int(code) for code in ExitCode}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_and_helps_with_an_example(name):
    assert f"`diarie {name}" in doc("commands.md")
    command = commands.get_command(None, name)
    subcommands = getattr(command, "commands", {"": command})
    for sub in subcommands:
        said = CliRunner().invoke(commands, [name, *([sub] if sub else []), "--help"])
        assert said.exit_code == 0
        assert f"Example: diarie {name}" in " ".join(said.output.split())


def test_links_between_documents_lead_somewhere():
    for path in (ROOT / "docs").glob("*.md"):
        text = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (path.parent / link).exists(), f"{path.name}: {link}"
