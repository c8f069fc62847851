"""The finished file as a whole: valid, the same each time, and looking as LibreOffice made it."""

import io
import subprocess

import page
import pikepdf
import pytest
from docx_file import changed

from pipeline.faults import FaultError
from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert

pytestmark = pytest.mark.xdist_group("samples")

SOUND = ("small", "report", "split_rows", "odd")


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_passes_page_validation(samples, name, profile):
    report = page.validate_pdf_bytes(samples[name].pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("name", SOUND)
def test_libreoffices_own_export_does_not(samples, name):
    assert not page.is_pdf_compliant_bytes(samples[name].raw, profile="2a")


@pytest.mark.parametrize("name", SOUND)
def test_qpdf_finds_no_fault(samples, name, tmp_path):
    file = tmp_path / "file.pdf"
    file.write_bytes(samples[name].pdf)
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", SOUND)
def test_every_page_looks_as_it_did(samples, name, tmp_path):
    for kind in ("raw", "pdf"):
        (tmp_path / f"{kind}.pdf").write_bytes(getattr(samples[name], kind))
        subprocess.run(["pdftoppm", "-r", "40", "-gray", tmp_path / f"{kind}.pdf", tmp_path / kind], check=True)
    pictures = {kind: sorted(tmp_path.glob(f"{kind}-*.pgm")) for kind in ("raw", "pdf")}
    assert len(pictures["raw"]) == len(pictures["pdf"]) > 0
    for before, after in zip(pictures["raw"], pictures["pdf"], strict=True):
        assert before.read_bytes() == after.read_bytes(), after.name


def test_a_second_export_gives_the_same_bytes_alone_or_with_others(samples):
    """The exports differ in time, which LibreOffice writes into metadata, identifiers and the colour profile."""
    alone = convert({"report": samples["report"].docx})["report"]
    assert alone != samples["report"].raw
    assert finish(alone, samples["report"].docx, "report.pdf") == samples["report"].pdf


def test_it_has_no_scripts_attachments_or_actions(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root.keys())
            assert not pdf.is_linearized


def test_it_opens_with_its_title_and_has_an_output_intent(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"


def test_what_cannot_be_read_is_a_fault(samples):
    with pytest.raises(FaultError) as error:
        finish(b"%PDF-1.7 garbage", samples["small"].docx, "small.pdf")
    assert [fault.code for fault in error.value.faults] == ["P210"]


def test_a_file_without_tags_is_a_fault(samples):
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    with pytest.raises(FaultError) as error:
        finish(stream.getvalue(), samples["small"].docx, "small.pdf")
    assert [fault.code for fault in error.value.faults] == ["P210"]
    assert "no tags" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">Nord<", ">Nord-Syd<", "row 3 begins with"),
        ("<w:tr>", "<w:tr><w:tc><w:p/></w:tc></w:tr><w:tr>", "rows instead of"),
        ('<w:gridSpan w:val="2"/>', "", "Table 1"),
        ("<w:tbl>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:tbl>", "2 tables, the Word file 4"),
    ],
)
def test_tables_that_are_not_the_word_files_are_a_fault(samples, old, new, said):
    other = changed(samples["report"].docx, "word/document.xml", old, new)
    if "gridSpan" in old:
        assert finish(samples["report"].raw, other, "report.pdf")  # the same cells, other spans: the Word file decides
        return
    with pytest.raises(FaultError) as error:
        finish(samples["report"].raw, other, "report.pdf")
    assert {fault.code for fault in error.value.faults} == {"P211"}
    assert said in str(error.value)
