"""The real documents, built from the real inputs, held against what their readers rely on."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.building.project import Project
from pipeline.building.run import build
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.text import missing_words
from pipeline.pdf.validate import check_outline, validate
from tests.conftest import DOCUMENTS, copy_project, diarie

pytestmark = pytest.mark.xdist_group("documents")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORT = "sustainability-report-2023"
#: Numbers, dates, diary numbers, names and steps that documents must state, one a line: a file for each document.
FACTS = {name: Path(__file__).parent / f"facts_{name.replace('-', '_')}.txt" for name in DOCUMENTS}


def parts(data, pattern):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name)) for name in package.namelist() if re.fullmatch(pattern, name)
        }


def body(data):
    return parts(data, "word/document.xml")["word/document.xml"]


def words(root):
    return "".join(node.text or "" for node in root.iter(f"{W}t"))


def test_every_document_has_its_files(built):
    assert sorted(built.said["built"]) == sorted(DOCUMENTS)
    for name in DOCUMENTS:
        for ending in ("docx", "pdf", "html", "manifest.json"):
            assert built.path(name, ending).is_file()
    assert built.path(REPORT, "figures.xlsx").is_file(), "document.yaml asks for the figure register"
    # with the workbook and the overview
    assert len(list((built.project / "outputs").iterdir())) == 4 * len(DOCUMENTS) + 2


def test_given_case_numbers_are_kept_and_missing_ones_come_from_the_register(built):
    numbers = built.said["case_numbers"]
    assert numbers[REPORT] == "1.3.1-2024-8647"
    assert numbers["labour-market-annex-2023"] == "1.3.3-2023-2929"
    own = [numbers[name] for name in DOCUMENTS if "2008" in name]
    assert len(set(own)) == len(own)
    assert all(re.fullmatch(r"[\d.]+-2008-[1-4]", number) for number in own)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_pdf_passes_pdf_a_2a_and_pdf_ua_1(built, name):
    assert validate(built.data(name, "pdf"), name) == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_qpdf_finds_no_fault(built, name):
    checked = subprocess.run(["qpdf", "--check", built.path(name, "pdf")], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_word_file_is_valid_for_openxml_audit(built, name):
    result = OpenXmlValidator().validate(str(built.path(name, "docx")))
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_heading_is_in_the_pdfs_outline(built, name):
    assert check_outline(built.data(name, "pdf"), built.data(name, "docx"), name) == ()
    assert len(outline_pages(built.data(name, "pdf"))) > 3


@pytest.mark.parametrize("name", DOCUMENTS)
def test_all_text_of_the_word_file_is_in_the_pdf(built, name):
    assert missing_words(built.data(name, "docx"), built.data(name, "pdf")) == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_header_of_every_section_of_a_draft_says_so(built, name):
    headers = parts(built.data(name, "docx"), r"word/header\d*\.xml")
    assert headers
    for header, root in headers.items():
        assert "UTKAST" in words(root), header
    for section in body(built.data(name, "docx")).iter(f"{W}sectPr"):
        assert section.find(f"{W}headerReference") is not None


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_contents_list_and_the_fields_need_no_update(built, name):
    data = built.data(name, "docx")
    for part, root in parts(data, r"word/(document|settings|header\d*|footer\d*)\.xml").items():
        assert root.find(f".//{W}updateFields") is None, part
        assert not [field for field in root.iter(f"{W}fldChar") if field.get(f"{W}dirty")], part


@pytest.mark.parametrize("name", DOCUMENTS)
def test_properties_tell_title_language_and_case_number(built, name):
    manifest = built.manifest(name)
    (core,) = parts(built.data(name, "docx"), "docProps/core.xml").values()
    said = {etree.QName(element).localname: element.text for element in core}
    assert said["title"] == manifest["title"]
    assert said["language"] == "sv-SE"
    assert said["identifier"] == manifest["case_number"]
    (custom,) = parts(built.data(name, "docx"), "docProps/custom.xml").values()
    assert manifest["case_number"] in "".join(custom.itertext())
    with pikepdf.open(io.BytesIO(built.data(name, "pdf"))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        with pdf.open_metadata() as xmp:
            assert manifest["title"] in str(xmp["dc:title"])
            assert xmp["dc:identifier"] == manifest["case_number"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_case_number_stands_in_the_documents_headers(built, name):
    headers = parts(built.data(name, "docx"), r"word/(header\d*|document)\.xml")
    assert built.manifest(name)["case_number"] in "".join(words(root) for root in headers.values())


def test_the_report_has_its_length_tables_figures_and_notes(built):
    manifest = built.manifest(REPORT)
    assert 25 <= manifest["pages"] <= 40
    root = body(built.data(REPORT, "docx"))
    captions = [
        words(paragraph)
        for paragraph in root.iter(f"{W}p")
        if any("SEQ" in (code.text or "") for code in paragraph.iter(f"{W}instrText"))
    ]
    assert sum(caption.startswith("Tabell") for caption in captions) >= 5
    assert sum(caption.startswith("Figur") for caption in captions) >= 2
    assert len(list(root.iter(f"{W}footnoteReference"))) == 21


@pytest.mark.parametrize("name", [name for name, file in FACTS.items() if file.exists()])
def test_every_fact_of_the_document_stands_in_it(built, name):
    text = re.sub(r"\s+", " ", _all_text(built.data(name, "docx")))
    facts = FACTS[name].read_text(encoding="utf-8").splitlines()
    assert [fact for fact in facts if fact and fact not in text] == []


def _all_text(data):
    everything = parts(data, r"word/(document|footnotes|header\d*|footer\d*)\.xml")
    return " ".join(" ".join(words(p) for p in root.iter(f"{W}p")) for root in everything.values())


def test_figures_in_the_manifest_name_their_cells(built):
    figures = built.manifest(REPORT)["figures"]
    assert len(figures) >= 15
    for figure in figures:
        assert all(place["line"] > 0 and place["part"] for place in figure["places"])
        for cell in figure["cells"]:
            if "source" in figure:  # a constant, which stands in figures.yaml with the reference that states it
                assert (cell["file"], figure["source"]) == (f"inputs/{REPORT}/figures.yaml", "jamstalldhet-40-60")
                continue
            assert cell["file"].startswith("inputs/sustainability-report-2023/data/")
            assert cell["row"] > 1


def test_another_build_of_the_same_inputs_gives_the_same_bytes(built, tmp_path):
    copy_project(tmp_path)
    ended = diarie("build", "--format", "json", project=tmp_path)
    assert ended.returncode == 0, ended.stderr
    before, after = _files(built.project / "outputs"), _files(tmp_path / "outputs")
    assert sorted(after) == sorted(before)
    for name, data in before.items():
        assert after[name] == data, name


def test_building_again_from_what_the_last_build_knew_gives_the_same_bytes(built):
    before = _files(built.project / "outputs")
    ended = diarie("build", "--all", "sustainability-report-2023", project=built.project)
    assert ended.returncode == 0, ended.stderr
    assert "again" not in ended.stderr
    assert _files(built.project / "outputs") == before


def _files(outputs):
    """All outputs of documents; the overview tells when it was made."""
    return {path.name: path.read_bytes() for path in outputs.iterdir() if path.name != "index.html"}


def test_wrong_page_numbers_of_the_last_build_are_put_right(built, tmp_path):
    copy_project(tmp_path)
    shutil.copytree(built.project / "outputs", tmp_path / "outputs")
    shutil.copytree(built.project / ".diarie", tmp_path / ".diarie")
    path = tmp_path / "outputs" / f"{REPORT}.manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["contents"] = {bookmark: page + 7 for bookmark, page in manifest["contents"].items()}
    path.write_text(json.dumps(manifest))
    ended = diarie("build", "--all", REPORT, project=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "again" in ended.stderr
    assert (tmp_path / "outputs" / f"{REPORT}.pdf").read_bytes() == built.data(REPORT, "pdf")


def test_a_build_with_nothing_to_do_starts_no_process(built, monkeypatch):
    def start(*arguments, **options):
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(subprocess, "Popen", start)
    report = build(Project(built.project), (), draft=True, dry_run=False, everything=False, progress=print)
    assert report.built == {}
    assert report.unchanged == DOCUMENTS


def test_one_changed_cell_makes_only_its_document_stale(built, tmp_path):
    explained = diarie("explain", "--format", "json", project=built.project)
    assert not any(about["stale"] for about in json.loads(explained.stdout).values())
    path = built.project / "inputs/return-communication-plan-2008/activities.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        explained = json.loads(diarie("explain", "--format", "json", project=built.project).stdout)
    finally:
        path.write_bytes(before)
    stale = {name: about["reasons"] for name, about in explained.items() if about["stale"]}
    assert stale == {
        "return-communication-plan-2008": ["inputs/return-communication-plan-2008/activities.csv is changed"]
    }


def test_the_final_look_has_no_draft_mark(built, tmp_path):
    name = "labour-market-annex-2023"
    copy_project(tmp_path)
    ended = diarie("build", name, "--final-look", project=tmp_path)
    assert ended.returncode == 0, ended.stderr
    data = (tmp_path / "outputs" / f"{name}.docx").read_bytes()
    assert "UTKAST" not in _all_text(data)
    assert validate((tmp_path / "outputs" / f"{name}.pdf").read_bytes(), name) == ()
