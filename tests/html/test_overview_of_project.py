"""The overview of a project: made anew when something it shows has changed, and only then."""

import base64
import os
import shutil
import subprocess
import sys

import pytest

from pipeline.building.first_pages import WIDTH, first_page
from pipeline.building.manifest import described
from pipeline.building.overview import refresh_overview
from pipeline.faults import FaultError
from tests.approval.approvals import NAME, another, small_pdf
from tests.conftest import ROOT
from tests.html.overviews import articles, build, built_project, page, words


@pytest.fixture
def project(tmp_path):
    return built_project(tmp_path)


def test_a_built_document_is_shown_with_kind_files_and_first_page(project):
    article = articles(page(project))["Min rapport"]
    said = words(article)
    for expected in ("utkast", "Hållbarhetsredovisning", "1.3.1-2026-1", "19 juni 2026", "0 fel, 0 varningar, 0 tips"):
        assert expected in said.replace("\u00a0", " ")
    assert [link.get("href") for link in article.xpath(".//ul[@class='files']//a")] == [
        f"{NAME}.pdf",
        f"{NAME}.docx",
        f"{NAME}.manifest.json",
    ]
    assert described(small_pdf())["sha256"] in said
    assert "Byggt ur 1 fil, Min rapport" in said
    (picture,) = article.xpath(".//svg[@role='img']/image")
    drawn = base64.b64decode(picture.get("href").partition("base64,")[2])
    size = [str(int.from_bytes(drawn[at : at + 4], "big")) for at in (16, 20)]
    assert size[0] == str(WIDTH)
    assert [picture.get(side) for side in ("width", "height")] == size
    assert picture.getparent().get("viewbox") == f"0 0 {' '.join(size)}"  # as this parser writes it


def test_what_the_build_remarked_is_counted_and_listed(project):
    remark = {"level": "warning", "message": "Odd.", "todo": "", "data": {}}
    remarks = [
        {**remark, "code": "C201", "place": {"file": "inputs/my-report/text/10.md", "line": 7}},
        {**remark, "code": "C202", "place": None, "level": "hint"},
        {"code": "C203", "level": "shout", "place": 3},
    ]
    build(project.root, NAME, "Min rapport", remarks=remarks)
    said = words(articles(page(project))["Min rapport"]).replace("\u00a0", " ")
    assert "0 fel, 1 varning, 2 tips" in said
    assert "Varning C201 inputs/my-report/text/10.md:7 Odd." in said


def test_an_unchanged_project_keeps_its_page_and_loads_no_template_engine(project):
    page(project)
    before = (project.outputs / "index.html").stat()
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.building.overview import refresh_overview; from pipeline.building.project import Project\n"
        f"print(refresh_overview(Project(Path({str(project.root)!r}))).new, 'jinja2' in sys.modules)\n"
        "print('sqlalchemy' in sys.modules, 'pikepdf' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout.split() == ["False"] * 4
    assert (project.outputs / "index.html").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    "alter",
    [
        lambda root: (root / "outputs" / "index.html").unlink(),
        lambda root: (root / "outputs" / "index.html").write_text("another"),
        lambda root: (root / "templates" / "html" / "overview.css").write_text("body { margin: 0 }"),
        lambda root: (root / "inputs" / "agency.yaml").write_text("name: En annan myndighet\n"),
        lambda root: build(root, NAME, "Ett annat namn"),
        lambda root: (root / "outputs" / f"{NAME}.docx").unlink(),
        lambda root: (root / ".diarie" / "cache" / "overview.json").write_text("[" * 100_000),
    ],
)
def test_the_page_is_made_anew_when_what_it_shows_has_changed(project, alter):
    page(project)
    alter(project.root)
    assert refresh_overview(project).new
    assert not refresh_overview(project).new


def test_the_same_files_give_the_same_page(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782200000")
    page(project)
    first = (project.outputs / "index.html").read_bytes()
    shutil.rmtree(project.state)
    (project.outputs / "index.html").unlink()
    build(project.root, NAME, "Min rapport")
    page(project)
    assert (project.outputs / "index.html").read_bytes() == first


def test_the_time_is_that_of_the_newest_manifest_as_clocks_in_sweden_show_it(project):
    os.utime(project.outputs / f"{NAME}.manifest.json", (1_782_200_000, 1_782_200_000))
    times = page(project).xpath("//time/@datetime")
    assert times == ["2026-06-23T09:33+02:00"] * 2


def test_a_file_that_was_changed_by_hand_is_told_of(project):
    (project.outputs / f"{NAME}.docx").write_bytes(b"edited")
    assert "Filen är ändrad sedan den byggdes." in words(articles(page(project))["Min rapport"])


def test_a_document_that_is_not_built_yet_is_listed_and_a_removed_one_is_not(project):
    another(project.root, "annex")
    assert "ej byggt" in words(articles(page(project))["annex"])
    build(project.root, "annex", "Bilaga")
    assert set(articles(page(project))) == {"Min rapport", "Bilaga"}
    shutil.rmtree(project.root / "inputs" / "annex")
    assert set(articles(page(project))) == {"Min rapport"}


def test_a_working_copy_and_an_authors_edition_are_no_files_of_the_document(project):
    for name in (f"{NAME}.arbetskopia.pdf", f"{NAME}.author.html"):
        (project.outputs / name).write_bytes(b"not for others")
    assert not page(project).xpath("//a[contains(@href, 'arbetskopia') or contains(@href, 'author')]")


def test_odd_names_and_titles_do_no_harm(project):
    title = "<script>alert('å')</script> & \"mer\" {{ 7 * 7 }}"
    another(project.root, "år 2023 #1 <b>")
    build(project.root, "år 2023 #1 <b>", title)
    found = page(project)
    article = articles(found)[title]
    assert len(found.xpath("//script")) == 1
    assert article.xpath(".//h2/a/@href") == ["%C3%A5r%202023%20%231%20%3Cb%3E.pdf"]


def test_a_template_that_is_broken_leaves_the_last_page_and_is_told_of(project):
    page(project)
    before = (project.outputs / "index.html").read_bytes()
    (project.root / "templates" / "html" / "overview.html").write_text("{% for %}", encoding="utf-8")
    refreshed = refresh_overview(project)
    (fault,) = refreshed.remarks
    assert (fault.code, fault.level, fault.place.file) == ("P320", "warning", "templates/html/overview.html")
    assert refreshed.path.read_bytes() == before


def test_a_folder_in_its_place_is_told_of(project):
    (project.outputs / "index.html").mkdir()
    refreshed = refresh_overview(project)
    assert [fault.code for fault in refreshed.remarks] == ["P320"]
    assert refreshed.path is None


def test_without_pdftoppm_or_with_a_pdf_that_is_none_there_is_no_picture_and_a_hint(project, monkeypatch, tmp_path):
    (project.outputs / f"{NAME}.pdf").write_bytes(b"%PDF-1.7 cut off")
    refreshed = refresh_overview(project)
    assert [(fault.code, fault.level) for fault in refreshed.remarks] == [("P321", "hint")]
    assert b"Ingen bild" in refreshed.path.read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FaultError) as caught:
        first_page(project.outputs / f"{NAME}.pdf", "ab" * 32, tmp_path / "cache")
    assert "poppler-utils" in caught.value.faults[0].todo


def test_another_version_of_the_program_makes_the_page_anew(project, monkeypatch):
    page(project)
    monkeypatch.setattr("pipeline.building.overview._program", lambda: "another")
    assert refresh_overview(project).new


def test_the_newest_document_stands_first(project):
    for name, title, day in (("a", "Gammal", "2019-01-01"), ("b", "Ny", "2027-01-01")):
        another(project.root, name)
        build(project.root, name, title, date=day)
    assert list(articles(page(project))) == ["Ny", "Min rapport", "Gammal"]


def test_a_picture_that_was_cut_off_is_drawn_again(project, tmp_path):
    whole = first_page(project.outputs / f"{NAME}.pdf", "ab" * 32, tmp_path)
    (kept,) = tmp_path.glob("*.png")
    kept.write_bytes(whole[:-20])
    assert first_page(project.outputs / f"{NAME}.pdf", "ab" * 32, tmp_path) == whole


def test_a_program_that_never_comes_back_keeps_no_build_waiting(project, monkeypatch, tmp_path):
    program = tmp_path / "pdftoppm"
    program.write_text("#!/bin/sh\nexec tail -f /dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("pipeline.building.first_pages._LIMIT", 0.1)
    (fault,) = refresh_overview(project).remarks
    assert (fault.code, fault.level) == ("P321", "hint")
    assert "took too long" in fault.message


def test_pictures_come_once_there_is_a_program_that_draws_them(project, monkeypatch, tmp_path):
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path / "nothing"))
        assert b"Ingen bild" in refresh_overview(project).path.read_bytes()
    assert page(project).xpath("//article//svg/image")


def test_pictures_are_kept_by_their_pdf_and_those_of_others_are_forgotten(project, monkeypatch):
    page(project)
    folder = project.state / "cache" / "first-pages"
    (kept,) = folder.iterdir()
    assert kept.name.startswith(str(described(small_pdf())["sha256"]))
    (folder / "of-another.png").write_bytes(b"")
    build(project.root, NAME, "Ett annat namn")
    before = kept.stat().st_mtime_ns
    page(project)
    assert [(path.name, path.stat().st_mtime_ns) for path in folder.iterdir()] == [(kept.name, before)]


def test_a_picture_takes_few_bytes_and_keeps_its_colours(project, tmp_path):
    kept = first_page(project.outputs / f"{NAME}.pdf", "ab" * 32, tmp_path)
    assert kept[25] == 3  # PNG, 11.2.2: its pixels are colours of a palette
