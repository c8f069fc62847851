"""Projects with built documents, as a build would leave them, and what their overview says."""

import hashlib
import re
import shutil
from dataclasses import replace
from urllib.parse import unquote

from click.testing import CliRunner
from lxml import html

from pipeline.building.manifest import Manifest, described
from pipeline.building.overview import refresh_overview
from pipeline.building.project import Project
from pipeline.cli import commands
from pipeline.html.overview import ListedFile
from tests.approval.approvals import NAME, small_pdf, write_project
from tests.conftest import ROOT


def built_project(folder):
    """A project with a built document, whose files are there as a build would leave them."""
    write_project(folder)
    shutil.copytree(ROOT / "templates" / "html", folder / "templates" / "html", dirs_exist_ok=True)
    (folder / "outputs").mkdir()
    build(folder, NAME, "Min rapport")
    return Project(folder)


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


def invoke(project, *arguments):
    """Run a command of diarie."""
    return CliRunner().invoke(commands, [*arguments, "--project", str(project.root)])


def agree(project):
    """Whether sizes and checksums on the page are those of the files, and there are any."""
    found = html.document_fromstring((project.outputs / "index.html").read_bytes())
    listed = found.xpath("//ul[@class='files']/li[.//code]")
    for item in listed:
        data = (project.outputs / unquote(item.xpath(".//a/@href")[0])).read_bytes()
        assert item.xpath("string(.//code)") == hashlib.sha256(data).hexdigest()
        assert item.xpath("string(.//*[@class='size'])") == ListedFile("", "", "", len(data), "").shown_size
    return len(listed)
