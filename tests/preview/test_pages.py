"""A page of the preview and what it is made of."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.building.project import Project
from pipeline.preview import pages
from pipeline.preview.pages import make_page
from pipeline.register.adopted import AdoptedDocument

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(example):
    return Project(example)


def test_the_same_inputs_give_the_same_page(project):
    first = make_page(project, "my-report", None)
    assert make_page(project, "my-report", first) == first


def test_only_what_a_page_is_made_of_concerns_it(project):
    page = make_page(project, "my-report", None)
    folder = project.root / "inputs" / "my-report"
    (data,) = (folder / "data").iterdir()
    for path in (
        "inputs/agency.yaml",
        "inputs/my-report/document.yaml",
        data.relative_to(project.root).as_posix(),
        "inputs/my-report/text/99-new.md",
        "inputs/words.txt",
        "templates/sustainability-report.docx",
        "templates/html/style.css",
    ):
        assert page.concerns({path}), path
    for path in ("inputs/another/document.yaml", "inputs/another/text/10.md", "templates/action-plan.docx", "inputs"):
        assert not page.concerns({path}), path


def test_a_page_that_could_not_be_made_is_tried_again_whatever_changes(project):
    (project.root / "inputs" / "my-report" / "document.yaml").write_text("kind: [")
    page = make_page(project, "my-report", None)
    assert page.faults
    assert page.concerns({"inputs/another/document.yaml"})


def test_a_bug_is_told_as_one_keeps_its_log_and_the_last_good_page(project, monkeypatch):
    good = make_page(project, "my-report", None)

    def broken(*_, **__):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(pages, "author_page", broken)
    page = make_page(project, "my-report", good)
    (fault,) = [fault for fault in page.faults if fault.code == "U124"]
    log = Path(fault.todo.removeprefix("Please report it with the log in ").removesuffix("."))
    try:
        assert "ZeroDivisionError: of ours" in log.read_text()
    finally:
        log.unlink()
    assert page.good == good.good
    assert make_page(project, "my-report", page).faults == page.faults  # one log, however often it is met
    assert b"This is a bug in diarie" in page.data
    assert page.version != good.version


def test_a_template_that_cannot_be_used_is_told_above_the_last_good_page(project):
    good = make_page(project, "my-report", None)
    (project.root / "templates" / "html" / "edition.html").write_text("{% block %}")
    page = make_page(project, "my-report", good)
    assert "templates/html/edition.html" in page.data.decode()
    assert page.good == good.good


def test_without_the_web_editions_templates_the_page_asks_again_by_itself(project):
    shutil.rmtree(project.root / "templates" / "html")
    page = make_page(project, "my-report", None).data.decode()
    assert "U123" in page
    assert '<meta http-equiv="refresh" content="1">' in page


def test_an_adopted_document_is_shown_and_said_to_be_one(project, monkeypatch):
    adopted = AdoptedDocument("1-2024-1", {"status": "adopted", "decision-number": "Stab/001/2024"})
    monkeypatch.setattr(pages, "adopted_among", lambda *_: {"my-report": adopted})
    page = make_page(project, "my-report", None)
    assert not page.faults
    assert "U125" in page.data.decode()
    assert "entered as 1-2024-1 by Stab/001/2024: no build makes it anew" in page.data.decode()


def test_a_register_that_cannot_be_read_keeps_no_page_from_being_made_that_has_its_number(project):
    (project.root / ".diarie").mkdir()
    (project.root / ".diarie" / "register.sqlite").write_bytes(b"no database")
    page = make_page(project, "my-report", None)
    assert [fault.code for fault in page.faults] == ["R101"]
    settings = project.root / "inputs" / "my-report" / "document.yaml"
    settings.write_text(re.sub("classification: .*", "case-number: 1.3.1-2024-8647", settings.read_text()))
    assert not make_page(project, "my-report", page).faults


def test_a_document_that_breaks_a_rule_is_shown_with_what_is_wrong_beside_its_sentence(project):
    text = min((project.root / "inputs" / "my-report" / "text").glob("*.md"))
    text.write_text(text.read_text() + "\n\nAndelen är 15 % nu.\n")
    page = make_page(project, "my-report", None)
    assert not page.faults
    assert 'author-note author-error"' in page.data.decode()
