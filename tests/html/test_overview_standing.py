"""How documents stand in the overview: on review, adopted, void, old; whatever command did it, the page tells it."""

import json
import shutil

import pytest
from lxml import html

from pipeline.building.manifest import Manifest, described
from tests.approval.approvals import DECIDED, NAME, fill_in, pretend
from tests.html.overviews import agree, articles, build, built_project, invoke, page, words

NUMBER = "1.3.1-2026-1-1"


@pytest.fixture
def project(tmp_path):
    return built_project(tmp_path)


def test_sizes_and_checksums_are_those_of_the_files_whatever_was_done(project, monkeypatch):
    pretend(monkeypatch)
    page(project)
    assert agree(project) == 3
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    for command in (
        ("approve", NAME, *DECIDED),
        ("dispatch", NAME, "--to", "Finansdepartementet", "--how", "e-post"),
        ("archive", NAME),
        ("void", NAME, "--why", "Upphävt"),
    ):
        said = invoke(project, *command)
        assert said.exit_code == 0, said.output
        assert agree(project) > 3


def test_adopted_documents_are_shown_when_no_folder_is_left_in_inputs(project, monkeypatch):
    pretend(monkeypatch)
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    invoke(project, "approve", NAME, *DECIDED)
    shutil.rmtree(project.root / "inputs" / NAME)
    (article,) = articles(page(project)).values()
    assert "Status: fastställd" in words(article)


def test_a_project_without_documents_has_a_page_without_documents(project):
    shutil.rmtree(project.root / "inputs" / NAME)
    found = page(project)
    assert articles(found) == {}
    assert "0 dokument" in words(found.find("body"))


def status(project):
    found = html.document_fromstring((project.outputs / "index.html").read_bytes())
    return [words(badge) for badge in found.find_class("badge")]


def test_a_document_is_on_review_while_its_review_list_is_out(project, monkeypatch):
    pretend(monkeypatch)
    page(project)
    assert status(project) == ["Status: utkast"]
    assert invoke(project, "approve", NAME, "--dry-run").exit_code == 6
    assert status(project) == ["Status: på granskning"]
    fill_in(project.root)
    invoke(project, "approve", NAME, *DECIDED)
    assert status(project) == ["Status: fastställd"]
    invoke(project, "void", NAME, "--why", "Upphävt")
    assert status(project) == ["Status: utkast", "Status: makulerad"]


def stale(project):
    return [words(told) for told in page(project).find_class("stale")]


def test_a_document_whose_inputs_have_changed_is_told_to_be_old(project):
    agency = project.root / "inputs" / "agency.yaml"
    inputs = {"inputs/agency.yaml": described(agency.read_bytes())["sha256"], "inputs/missing.yaml": None}
    build(project.root, NAME, "Min rapport", inputs=inputs, listings=[(f"inputs/{NAME}/text", "*.txt", ())])
    assert stale(project) == []
    agency.write_text(agency.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "har inputs/agency.yaml ändrats" in stale(project)[0]
    (project.root / "inputs" / "missing.yaml").write_text("here", encoding="utf-8")
    (project.root / "inputs" / NAME / "text" / "new.txt").write_text("here", encoding="utf-8")
    assert "har inputs/agency.yaml och 2 till ändrats" in stale(project)[0]


def test_an_adopted_document_is_not_told_to_be_old(project, monkeypatch):
    pretend(monkeypatch)
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    assert invoke(project, "approve", NAME, *DECIDED).exit_code == 0
    agency = project.root / "inputs" / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "inputs/agency.yaml" in Manifest.read(project.outputs, NAME).inputs
    assert stale(project) == []


def test_a_build_that_fails_leaves_the_files_and_says_that_they_are_old(project):
    agency = project.root / "inputs" / "agency.yaml"
    inputs = {"inputs/agency.yaml": described(agency.read_bytes())["sha256"]}
    build(project.root, NAME, "Min rapport", inputs=inputs)
    page(project)
    agency.write_text("name: [", encoding="utf-8")
    assert invoke(project, "build").exit_code == 3
    found = html.document_fromstring((project.outputs / "index.html").read_bytes())
    assert "inputs/agency.yaml" in words(found.find_class("stale")[0])
    assert agree(project) == 3


def test_a_first_build_that_fails_makes_no_page(project):
    (project.root / "inputs" / "agency.yaml").write_text("name: [", encoding="utf-8")
    assert invoke(project, "build").exit_code == 3
    assert not (project.outputs / "index.html").exists()


@pytest.mark.parametrize(
    "field",
    [
        {"title": 3},
        {"date": None},
        {"kind": []},
        {"pages": "37"},
        {"remarks": "abc"},
        {"remarks": [1]},
        {"language": 0},
    ],
)
def test_a_manifest_that_somebody_has_changed_breaks_nothing(project, field):
    build(project.root, NAME, **{"title": "Min rapport", **field})
    assert "ej byggt" in words(page(project).xpath("//article")[0])


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"inputs": 3, "listings": 3}', b'"inputs": {}, "listings": [[1]]', b"\xff"]
)
def test_a_manifest_that_is_cut_off_breaks_nothing(project, data):
    (project.outputs / Manifest.file_name(NAME)).write_bytes(data)
    assert "ej byggt" in words(page(project).xpath("//article")[0])


def test_commands_say_in_json_what_kept_the_page_from_being_made(project, monkeypatch):
    pretend(monkeypatch)
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    assert invoke(project, "approve", NAME, *DECIDED).exit_code == 0
    (project.root / "templates" / "html" / "overview.html").write_text("{% for %}", encoding="utf-8")
    for command in (
        ("dispatch", NAME, "--to", "Finansdepartementet", "--how", "e-post"),
        ("archive", NAME),
        ("void", NAME, "--why", "Upphävt"),
    ):
        said = invoke(project, *command, "--format", "json")
        assert said.exit_code == 0, said.output
        assert [fault["code"] for fault in json.loads(said.stdout)["faults"]] == ["P320"], command
    assert "P320" in invoke(project, "build").stderr


def test_the_standing_of_a_document_follows_the_register(project, monkeypatch):
    pretend(monkeypatch)

    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    index = project.outputs / "index.html"

    def shown():
        found = html.document_fromstring(index.read_bytes())
        return [words(article).replace("\u00a0", " ") for article in found.xpath("//article")]

    said = invoke(project, "approve", NAME, *DECIDED)
    assert said.exit_code == 0, said.output
    (adopted,) = shown()
    for expected in ("Status: fastställd", NUMBER, "Stab/001/2026", "19 juni 2026"):
        assert expected in adopted
    invoke(project, "dispatch", NAME, "--to", "Finansdepartementet", "--how", "e-post", "--date", "2026-06-20")
    assert "Status: expedierad" in shown()[0]
    said = invoke(project, "void", NAME, "--why", "Beslutet <upphävdes>")
    assert said.exit_code == 0, said.output
    draft, void = shown()
    assert "Status: utkast" in draft
    assert "Status: makulerad" in void
    assert "Beslutet <upphävdes>" in void
    assert f"../adopted/{NUMBER}/{NAME}.pdf" in index.read_text(encoding="utf-8")


@pytest.mark.parametrize("manifest", ["whole", "cut off", "missing"])
def test_a_void_document_is_found_by_the_kind_that_it_had_when_it_was_adopted(project, monkeypatch, manifest):
    pretend(monkeypatch)
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    invoke(project, "approve", NAME, *DECIDED)
    path = project.root / "adopted" / NUMBER / f"{NAME}.manifest.json"
    path.parent.chmod(0o755)
    path.chmod(0o644)
    if manifest == "cut off":
        path.write_bytes(path.read_bytes()[:-20])
    elif manifest == "missing":
        path.unlink()
    assert invoke(project, "void", NAME, "--why", "Upphävt").exit_code == 0
    kinds = [item.get("data-kind") for item in page(project).xpath("//li[@data-kind]")]
    assert kinds == ["hållbarhetsredovisning", "hållbarhetsredovisning" if manifest == "whole" else ""]


def test_a_document_that_was_entered_by_hand_and_is_on_review_is_shown_so(project):
    def reserve(*arguments):
        said = invoke(project, "register", "reserve", *arguments)
        assert said.exit_code == 0, said.output

    reserve("--external", "1.3.1-2026-1", "--subject", "Rapport", "--open")
    reserve("--case", "1.3.1-2026-1", "title=Min rapport", "status=in-review", "date=2026-06-19")
    reserve("--case", "1.3.1-2026-1", "title=En annan", "status=draft", "date=2026-06-19")
    (article,) = articles(page(project)).values()
    assert "Status: på granskning" in words(article)


def test_packages_are_listed_with_the_document_that_they_are_of(project, monkeypatch):
    pretend(monkeypatch)
    invoke(project, "approve", NAME, "--dry-run")
    fill_in(project.root)
    invoke(project, "approve", NAME, *DECIDED)
    (project.root / "packages").mkdir()
    (project.root / "packages" / f"{NUMBER}_v1.zip").write_bytes(b"a package")
    (project.root / "packages" / "1.3.1-2026-2-1_v1.zip").write_bytes(b"of another")
    (article,) = articles(page(project)).values()
    links = [link for link in article.xpath(".//a/@href") if "packages" in link]
    assert links == [f"../packages/{NUMBER}_v1.zip"]
