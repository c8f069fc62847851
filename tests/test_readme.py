"""What the README shows works as it shows it."""

import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT, copy_project
from tests.readme import readme, shown_commands, write_example

pytestmark = pytest.mark.xdist_group("documents")


def run(command, folder):
    """What a shown command says on a terminal, with this environment's diarie in place of the one in .venv."""
    words = shlex.split(command)
    if words[0] == ".venv/bin/diarie":
        words[0:1] = [sys.executable, "-m", "pipeline"]
    ended = subprocess.run(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300
    )
    lines = ended.stdout.replace("\u00a0", " ").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("diarie: "))


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A project in which somebody has typed all that the example shows, and what each command has said."""
    project = copy_project(tmp_path_factory.mktemp("followed"))
    write_example(project)
    typed = [one for one in shown_commands() if not one.command.startswith("make ")]
    return project, [(one, run(one.command, project)) for one in typed]


def test_every_command_of_the_example_answers_what_is_shown(followed):
    _, typed = followed
    assert [one.command.split()[:2] for one, _ in typed if one.answer] == [
        [".venv/bin/diarie", command] for command in ("build", "explain", "check", "check", "check")
    ]
    for one, said in typed:
        assert one.answers(said), f"{one.command}\n{said}\nand not\n{one.answer}"


def test_the_built_example_says_what_the_readme_tells_of_it(followed):
    project, _ = followed
    text = subprocess.run(
        ["pdftotext", "-layout", "outputs/my-report.pdf", "-"], cwd=project, capture_output=True, check=True
    ).stdout.decode()
    text = " ".join(text.split())
    assert "1 850 resor med tåg" in text
    assert "ökade med drygt 54 procent" in text
    assert re.search(r"1\.3\.1-2026-1\b", text)
    assert "1 850 resor med tåg" in " ".join((project / "outputs" / "my-report.html").read_text("utf-8").split())


def test_an_answer_is_held_against_every_line_that_is_shown():
    *_, last = shown_commands()
    said = last.answer.replace("\u00a0", " ")
    assert last.answers(said)
    for index, line in enumerate(said.splitlines(keepends=True)):
        others = said.splitlines(keepends=True)
        del others[index]
        assert not last.answers("".join(others)), line
    assert not last.answers(said + "1 fault.\n")


def test_every_file_that_the_readme_points_to_exists():
    text = re.sub(r"```.*?```", "", readme(), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if not link.startswith("http")]
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(("target", "runs"), [("report", ".venv/bin/diarie build"), ("test", "pytest")])
def test_make_runs_what_the_readme_says(target, runs):
    assert f"make {target}" in [one.command for one in shown_commands()]
    said = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    assert "sh .ci/system" in said
    assert runs in said.splitlines()[-1]
