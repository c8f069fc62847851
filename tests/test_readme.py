"""What the README shows works as it shows it."""

import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT, copy_project
from tests.readme import example_answers, example_commands, write_example

pytestmark = pytest.mark.xdist_group("documents")


def run(command, folder):
    """A command of the README, with this environment's diarie in place of the one in .venv."""
    words = shlex.split(command)
    if words[0] == ".venv/bin/diarie":
        words[0:1] = [sys.executable, "-m", "pipeline"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_the_example_gives_a_document_and_its_mistake_a_fault_with_file_and_line(tmp_path):
    project = copy_project(tmp_path)
    write_example(project)
    build, explain, mistake, check = example_commands()
    explained, found = example_answers()
    built = run(build, project)
    assert built.returncode == 0, built.stderr
    assert "outputs/my-report.docx" in built.stdout
    assert "outputs/my-report.pdf" in built.stdout
    text = subprocess.run(
        ["pdftotext", "-layout", "outputs/my-report.pdf", "-"], cwd=project, capture_output=True, check=True
    ).stdout.decode()
    assert "1 850 resor med tåg" in text.replace("\u00a0", " ")
    assert "ökade med drygt 54 procent" in " ".join(text.replace("\u00a0", " ").split())
    assert re.search(r"1\.3\.1-2026-1\b", text)

    answer = [line.strip() for line in run(explain, project).stdout.replace("\u00a0", " ").splitlines()]
    begins = answer.index(explained[0])
    assert answer[begins : begins + len(explained)] == explained

    assert run(mistake, project).returncode == 0
    checked = run(check, project)
    assert checked.returncode == 1
    assert set(found) <= set(checked.stderr.replace("\u00a0", " ").splitlines())


def test_every_file_that_the_readme_points_to_exists():
    text = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_commands_of_the_readme_are_targets_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^\$ make (\w+)$", text, re.MULTILINE)
    assert targets == ["report", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
