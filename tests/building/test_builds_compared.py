"""One changed cell: the next build rewrites every place, and what it will change is told before."""

import io
import json
import subprocess
import zipfile

import pytest
from lxml import etree

from pipeline.building.kept import build_id, kept_builds
from tests.conftest import diarie

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def words(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(TEXT)).replace("\u00a0", " ")


def pdf_words(path):
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def replace(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def project(example):
    with (example / "inputs/my-report/document.yaml").open("a", encoding="utf-8") as settings:
        settings.write("figure-register: workbook\n")
    ended = diarie("build", project=example)
    assert ended.returncode == 0, ended.stderr
    return example


def test_a_changed_cell_is_told_before_the_build_and_rewritten_by_it(project):
    outputs, report = project / "outputs", project / "inputs" / "my-report"
    before = (outputs / "my-report.docx").read_bytes()
    read_before = pdf_words(outputs / "my-report.pdf")
    first = (outputs / "my-report.manifest.json").read_bytes()
    replace(report / "data/resor.csv", "1850", "1907")

    told = json.loads(diarie("check", "--since", "last", "--format", "json", project=project).stdout)
    changed = [(change["old_text"], change["text"]) for change in told["since"][0]["changes"]]
    changed = [tuple(text.replace("\u00a0", " ") for text in pair) for pair in changed]
    assert changed == [
        ("Under 2025 gjorde vi 1 850 resor med tåg.", "Under 2025 gjorde vi 1 907 resor med tåg."),
        ("Resorna ökade med drygt 54 procent på ett år.", "Resorna ökade med drygt 58 procent på ett år."),
        ("1 850", "1 907"),
    ]

    replace(report / "document.yaml", "figure-register: workbook\n", "")
    ended = diarie("build", "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout
    after = words((outputs / "my-report.docx").read_bytes())
    expected = words(before)
    for old, new in changed:
        expected = expected.replace(old, new)
    assert after == expected != words(before)
    assert after.count("1 907") == 2
    read = pdf_words(outputs / "my-report.pdf")
    assert (read.count("1 907"), read.count("1 850"), read_before.count("1 850")) == (2, 0, 2)
    assert "my-report.figures.xlsx" not in {path.name for path in outputs.iterdir()}, "it is not asked for any more"

    second = (outputs / "my-report.manifest.json").read_bytes()
    kept = kept_builds(project / ".diarie", "my-report")
    assert [build.id for build in kept] == [build_id(first), build_id(second)]
    assert json.loads(ended.stdout)["builds"] == {"my-report": build_id(second)}
    against = json.loads(diarie("check", "--since", build_id(first), "--format", "json", project=project).stdout)
    assert [change["text"] for change in against["since"][0]["changes"]] == [
        change["text"] for change in told["since"][0]["changes"]
    ]


def test_a_workbook_that_is_missing_makes_the_document_stale(project):
    manifest = json.loads((project / "outputs/my-report.manifest.json").read_bytes())
    assert list(manifest["outputs"]) == [f"my-report.{ending}" for ending in ("docx", "pdf", "figures.xlsx", "html")]
    (project / "outputs/my-report.figures.xlsx").unlink()
    said = json.loads(diarie("explain", "--format", "json", project=project).stdout)
    assert said["my-report"]["reasons"] == ["outputs/my-report.figures.xlsx is missing"]
