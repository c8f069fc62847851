"""The overview of a project: made anew when something it shows has changed, and only then; it follows the register."""

import base64
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from lxml import html

from pipeline.building.first_pages import WIDTH, first_page
from pipeline.building.manifest import Manifest, described
from pipeline.building.overview import refresh_overview
from pipeline.building.project import Project
from pipeline.cli import commands
from pipeline.faults import FaultError
from tests.approval.approvals import DECIDED, NAME, another, fill_in, pretend, small_pdf, write_project
from tests.conftest import ROOT

NUMBER = "1.3.1-2026-1-1"


@pytest.fixture
def project(tmp_path):
    """A project with a built document, whose files are there as a build would leave them."""
    write_project(tmp_path)
    shutil.copytree(ROOT / "templates" / "html", tmp_path / "templates" / "html", dirs_exist_ok=True)
    (tmp_path / "outputs").mkdir()
    build(tmp_path, NAME, "Min rapport")
    return Project(tmp_path)


def build(root, name, title, **changes):
    """Put a document's files in `outputs/`."""
    files = {f"{name}.pdf": small_pdf(), f"{name}.docx": b"a Word file"}
    manifest = Manifest(
        document=name,
        kind="sustainability-report",
        title=title,
        case_number="1.3.1-2026-1",
        language="sv-SE",
        date="2026-06-19",
        numbered_by="register",
        draft=True,
        inputs={"inputs/agency.yaml": "ab" * 32, "inputs/missing.yaml": None},
        listings=[],
        made_with={},
        outputs={file: described(data) for file, data in files.items()},
        pages=1,
    )
    for file, data in {**files, Manifest.file_name(name): replace(manifest, **changes).to_bytes()}.items():
        (root / "outputs" / file).write_bytes(data)


def page(project):
    refreshed = refresh_overview(project)
    assert refreshed.remarks == ()
    return html.document_fromstring(refreshed.path.read_bytes())


def words(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def articles(found):
    return {words(article.xpath(".//h2")[0]): article for article in found.xpath("//article")}


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
    assert "Byggt ur 1 filer" in said
    (picture,) = article.xpath(".//img")
    drawn = base64.b64decode(picture.get("src").partition("base64,")[2])
    assert int.from_bytes(drawn[16:20], "big") == WIDTH


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


def test_the_standing_of_a_document_follows_the_register(project, monkeypatch):
    pretend(monkeypatch)

    def run(*arguments):
        return CliRunner().invoke(commands, [*arguments, "--project", str(project.root)])

    run("approve", NAME, "--dry-run")
    fill_in(project.root)
    index = project.outputs / "index.html"

    def shown():
        found = html.document_fromstring(index.read_bytes())
        return [words(article).replace("\u00a0", " ") for article in found.xpath("//article")]

    said = run("approve", NAME, *DECIDED)
    assert said.exit_code == 0, said.output
    (adopted,) = shown()
    for expected in ("Status: fastställd", NUMBER, "Stab/001/2026", "19 juni 2026"):
        assert expected in adopted
    run("dispatch", NAME, "--to", "Finansdepartementet", "--how", "e-post", "--date", "2026-06-20")
    assert "Status: expedierad" in shown()[0]
    said = run("void", NAME, "--why", "Beslutet <upphävdes>")
    assert said.exit_code == 0, said.output
    draft, void = shown()
    assert "Status: utkast" in draft
    assert "Status: makulerad" in void
    assert "Beslutet <upphävdes>" in void
    assert f"../adopted/{NUMBER}/{NAME}.pdf" in index.read_text(encoding="utf-8")


def test_a_document_that_was_entered_by_hand_and_is_on_review_is_shown_so(project):
    def reserve(*arguments):
        said = CliRunner().invoke(commands, ["register", "reserve", *arguments, "--project", str(project.root)])
        assert said.exit_code == 0, said.output

    reserve("--external", "1.3.1-2026-1", "--subject", "Rapport", "--open")
    reserve("--case", "1.3.1-2026-1", "title=Min rapport", "status=in-review", "date=2026-06-19")
    reserve("--case", "1.3.1-2026-1", "title=En annan", "status=draft", "date=2026-06-19")
    (article,) = articles(page(project)).values()
    assert "Status: på granskning" in words(article)


def test_packages_are_listed_with_the_document_that_they_are_of(project, monkeypatch):
    pretend(monkeypatch)
    CliRunner().invoke(commands, ["approve", NAME, "--dry-run", "--project", str(project.root)])
    fill_in(project.root)
    CliRunner().invoke(commands, ["approve", NAME, *DECIDED, "--project", str(project.root)])
    (project.root / "packages").mkdir()
    (project.root / "packages" / f"{NUMBER}_v1.zip").write_bytes(b"a package")
    (project.root / "packages" / "1.3.1-2026-2-1_v1.zip").write_bytes(b"of another")
    (article,) = articles(page(project)).values()
    links = [link for link in article.xpath(".//a/@href") if "packages" in link]
    assert links == [f"../packages/{NUMBER}_v1.zip"]
