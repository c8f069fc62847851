"""Author's editions in `outputs/`: never out of date, never beside an adopted document, and no part of a build."""

import json

import pytest

from pipeline.building.publish import publish
from tests.approval.approvals import DECIDED, NAME, fill_in


@pytest.fixture
def edition(project):
    return project / "outputs" / f"{NAME}.author.html"


@pytest.fixture
def text(project):
    return min((project / "inputs" / NAME / "text").glob("*.md"))


def change(text):
    text.write_text(text.read_text() + "\nEn mening till.\n")


def test_a_build_that_makes_the_document_anew_removes_its_edition(run, edition, text):
    run("build", "--author")
    assert edition.exists()
    change(text)
    assert f"removed, as they would be out of date: {edition.name}" in run("build")
    assert not edition.exists()


def test_a_machine_is_told_which_editions_are_removed(run, edition):
    run("build", "--author")
    for options, key in (("--dry-run",), None), (("--author",), "author"), ((), "removed"), ((), None):
        said = json.loads(run("build", *options, "--format", "json"))
        assert {"author", "removed"} & said.keys() == ({key} if key else set()), options
    run("build", "--author")
    assert json.loads(run("build", "--format", "json"))["removed"] == [edition.name]


def test_a_build_that_is_stopped_once_its_outputs_are_there_leaves_no_old_edition(run, edition, text, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    run("build", "--author")
    change(text)
    monkeypatch.setattr("pipeline.building.run.forget_oldest", stopped)
    run("build", code=1)
    assert "En mening till." in edition.with_name(f"{NAME}.html").read_text()
    assert not edition.exists()


def test_manifests_are_put_in_place_last_as_they_vouch_for_the_rest(run, monkeypatch):
    placed = []

    def noted(folder, files, **options):
        placed.extend(files)
        publish(folder, files, **options)

    monkeypatch.setattr("pipeline.building.run.publish", noted)
    run("build")
    assert placed[-1] == f"{NAME}.manifest.json"
    assert len(placed) == 4


def test_a_build_of_what_has_not_changed_removes_it_too_as_its_findings_may_have(run, edition):
    run("build", "--author")
    said = run("build")
    assert f"unchanged: {NAME}" in said
    assert edition.name in said
    assert not edition.exists()
    assert "removed" not in run("build")


def test_a_build_with_editions_has_them_as_the_inputs_are(run, edition, text):
    run("build", "--author")
    change(text)
    assert "removed" not in run("build", "--author")
    assert "En mening till." in edition.read_text()


def test_a_build_that_fails_leaves_it_beside_the_outputs_that_it_belongs_to(run, edition, text):
    run("build", "--author")
    before = edition.read_bytes()
    text.write_text(text.read_text() + "\nSe {{ finns.inte }}.\n")
    run("build", code=3)
    assert edition.read_bytes() == before


def test_a_dry_run_leaves_it_and_writes_none(run, edition):
    run("build", "--author", "--dry-run")
    assert not edition.exists()
    run("build", "--author")
    before = edition.read_bytes()
    run("build", "--dry-run")
    run("build", "--author", "--dry-run")
    assert edition.read_bytes() == before


def test_the_outputs_of_a_build_are_the_same_with_and_without_editions(run, project, edition):
    run("build")

    def outputs():
        folder = project / "outputs"
        return {
            path.name: path.read_bytes() for path in folder.iterdir() if path not in (edition, folder / "index.html")
        }

    before = outputs()
    assert f"{NAME}.html" in before
    run("build", "--author", "--all")
    assert edition.exists()
    assert outputs() == before
    assert edition.name.encode() not in b"".join(before.values())


def test_an_adopted_document_has_none(run, project, edition):
    run("approve", NAME, "--dry-run", code=6)
    fill_in(project)
    run("build", "--author")
    assert edition.exists()
    run("approve", NAME, *DECIDED)
    assert not edition.exists()
    assert not [path for path in (project / "adopted").rglob("*") if "author" in path.name]
    pages = [path.read_text() for path in (project / "adopted").rglob("*.html")]
    assert pages
    assert not any("author-" in page or "visa spår" in page for page in pages)
    edition.write_text("left over")
    run("build", "--author")
    assert not edition.exists()
