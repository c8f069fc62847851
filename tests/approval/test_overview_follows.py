"""The overview follows an adopted document wherever it goes, also by the register's own commands."""

import json
import os

import pytest
from lxml import html

from tests.approval.approvals import NAME, SERIES

NUMBER = "1.3.1-2026-1-1"
SENT = ("status=dispatched", "dispatched=2026-06-20", "dispatched-to=Riksdagen", "dispatched-how=post")


@pytest.fixture
def adopted(reviewed, approve):
    approve()
    return reviewed


def shown(project):
    """The text of each document on the page."""
    page = html.document_fromstring((project / "outputs" / "index.html").read_bytes())
    return [" ".join(article.text_content().split()) for article in page.xpath("//article")]


def test_what_is_changed_in_the_register_is_on_the_page_at_once(adopted, run):
    assert "Status: fastställd" in shown(adopted)[0]
    run("register", "change", NUMBER, *SENT, "--dry-run")
    assert "Status: fastställd" in shown(adopted)[0]
    run("register", "change", NUMBER, *SENT)
    assert "Status: expedierad" in shown(adopted)[0]
    run("register", "void", NUMBER, "--why", "Upphävt")
    assert ["Status: makulerad" in article for article in shown(adopted)] == [False, True]


def test_a_document_that_is_entered_on_review_is_on_the_page_at_once(adopted, run):
    run("register", "void", NUMBER, "--why", "Upphävt")
    assert "Status: utkast" in shown(adopted)[0]
    title = json.loads((adopted / "outputs" / f"{NAME}.manifest.json").read_bytes())["title"]
    run("register", "reserve", "--case", "1.3.1-2026-1", f"title={title}", "status=in-review", "date=2026-06-19")
    assert "Status: på granskning" in shown(adopted)[0]


def test_a_backup_that_is_put_back_is_on_the_page_at_once(adopted, run, tmp_path):
    run("register", "backup", str(tmp_path / "kept.sqlite"))
    run("register", "change", NUMBER, *SENT)
    for path in (adopted / ".diarie").glob("register.*"):
        path.unlink()
    run("register", "restore", str(tmp_path / "kept.sqlite"))
    assert "Status: fastställd" in shown(adopted)[0]


def test_the_register_alone_makes_no_page(project, run):
    run("register", "reserve", "--classification", "1.3.1", "--subject", "Remiss")
    assert not (project / "outputs").exists()


def test_a_page_that_cannot_be_made_does_not_keep_the_register_from_being_written(adopted, run, show):
    (adopted / "templates" / "html" / "overview.html").write_text("{% if %}", encoding="utf-8")
    said = json.loads(run("register", "change", NUMBER, *SENT, "--format", "json"))
    assert [fault["code"] for fault in said["faults"]] == ["P320"]
    assert show(NUMBER)["status"] == "dispatched"


def test_a_void_document_says_that_its_files_are_not_a_draft(adopted, run):
    run("void", NAME, "--why", "Upphävt")
    assert f"Filernaär {NUMBER}, som är makulerad, inte utkastet" in shown(adopted)[0]
    run("build", NAME)
    assert "Filerna" not in shown(adopted)[0]


def test_files_that_are_put_back_are_as_old_as_those_they_come_from(adopted, run):
    made = 1_750_000_000
    for path in (adopted / "adopted" / NUMBER).iterdir():
        os.utime(path, (made, made))
    for path in (adopted / "outputs").iterdir():
        path.unlink()
    run("build")
    assert (adopted / "outputs" / f"{NAME}.manifest.json").stat().st_mtime == made
    assert "Byggt15 juni 2025 kl. 17.06" in shown(adopted)[0].replace("\N{NO-BREAK SPACE}", " ")


def test_the_series_that_is_missing_is_told_with_what_comes_after_it(project, run):
    agency = project / "inputs" / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").removesuffix(SERIES), encoding="utf-8")
    (series, _) = json.loads(run("approve", NAME, "--dry-run", "--format", "json", code=6))["faults"]
    assert "before you fill in the review list" in series["todo"]


def test_a_build_says_sizes_as_the_pages_do(project, run):
    said = run("build")
    size = round((project / "outputs" / f"{NAME}.docx").stat().st_size / 1000)
    assert f"outputs/{NAME}.docx  ({size} kB)" in said
    assert f"Word ({size}\N{NO-BREAK SPACE}kB)" in (project / "outputs" / f"{NAME}.html").read_text(encoding="utf-8")
