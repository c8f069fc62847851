"""Projects to approve in: the README's example, a layout that takes no time, review lists that are filled in."""

import io
import json
import re
import shutil
from datetime import UTC, datetime
from functools import cache

import pikepdf
from click.testing import CliRunner

import pipeline.approval.gate
import pipeline.building.convert
from pipeline.approval.gate import GateCheck, GateReport
from pipeline.building.convert import Made
from pipeline.cli import commands
from tests.conftest import ROOT
from tests.console_examples import stop_clock
from tests.readme import write_example

NAME = "my-report"
FOLDER = f"inputs/{NAME}"
SERIES = """register:
  series:
    stab: {pattern: "Stab/{serial:03}/{year}", numbers: decisions}
"""
DECIDED = ("--date", "2026-06-19", "--by", "Anna Ek, avdelningschef")
NOW = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)


def write_project(folder):
    """A project with the example, as the README has it."""
    for path in ("inputs/agency.yaml", "inputs/references.yaml", "templates/sustainability-report.docx"):
        (folder / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    shutil.copytree(ROOT / "templates" / "html", folder / "templates" / "html")
    with (folder / "inputs" / "agency.yaml").open("a", encoding="utf-8") as agency:
        agency.write(SERIES)
    write_example(folder)
    return folder


def run_in(project, *arguments, code=0):
    """Run the command line in this process; what it says, from both streams when it fails."""
    said = CliRunner().invoke(commands, [*arguments, "--project", str(project)])
    assert said.exit_code == code, (said.output, said.stderr, said.exception)
    return said.stdout + (said.stderr if code else "")


def another(project, name, **settings):
    """A copy of the example under another name, with more settings."""
    shutil.copytree(project / FOLDER, project / "inputs" / name, ignore=shutil.ignore_patterns("review-*"))
    with (project / "inputs" / name / "document.yaml").open("a", encoding="utf-8") as file:
        file.writelines(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())


def fill_in(project, name=NAME, answer="ja", by="Anna Ek, avdelningschef", day="2026-06-18"):
    """Answer all questions of a review list that a rehearsal has written."""
    path = project / "inputs" / name / "review-list.yaml"
    text = re.sub(r"^  answer:.*$", f"  answer: {answer}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"^reviewed-by:.*$", f"reviewed-by: {by}", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^reviewed-on:.*$", f"reviewed-on: {day}", text, flags=re.MULTILINE), encoding="utf-8")


@cache
def small_pdf():
    """A PDF of one page, always the same bytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    data = io.BytesIO()
    pdf.save(data, deterministic_id=True)
    return data.getvalue()


def at_once(composed, written, **_):
    """In place of LibreOffice: a PDF that is there already."""
    return {name: Made(word, small_pdf()) for name, word in written.items()}


def lets_through(*_):
    """In place of the gate: nothing is wrong."""
    return GateReport((), (GateCheck("all", "allt", "passed", "Everything.", "diarie", "1"),))


def pretend(monkeypatch):
    """Lay out at once, let everything through the gate, stop the clock."""
    monkeypatch.setattr(pipeline.building.convert, "make_all", at_once)
    monkeypatch.setattr(pipeline.approval.gate, "run_gate", lets_through)
    stop_clock(monkeypatch, NOW)
