"""What stands in the letterhead is heard once, at the document's start."""

import io

import pikepdf
import pytest
from docx_file import Docx
from docx_pieces import field_code, paragraph, run
from docx_samples import letter
from pdf_structure import heard

from pipeline.pdf import source
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letterhead import Letterhead
from pipeline.pdf.marked import PageContent
from pipeline.pdf.validate import validate

pytestmark = pytest.mark.xdist_group("samples")

NUMBER = "Diarienummer 1.1.1-2024-1"


def running(pdf):
    """The texts of the artifacts of each page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        contents = [PageContent(page, fonts) for page in opened.pages]
        return ["".join(artifact.shown.text for artifact in content.artifacts) for content in contents]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("letter", ["Sjömyndigheten", "Bilaga", NUMBER, "1 Rubrik", "Text.", "Mer."]),
        ("running_number", [NUMBER, "1 Rubrik", "Text.", "Mer."]),
        ("said_number", ["1 Rubrik", "Diarienumret är 1.1.1-2024-1.", "Mer."]),
    ],
)
def test_a_letterhead_is_heard_first_and_a_running_header_only_for_a_number_not_said_else(samples, name, expected):
    assert heard(samples[name].pdf) == expected
    assert validate(samples[name].pdf, "a.pdf") == ()


def test_the_letterhead_of_later_pages_stays_an_artifact(samples):
    first, second = running(samples["running_number"].pdf)
    assert NUMBER not in first
    assert NUMBER in second
    assert "sida 1" in first


def test_the_letterhead_is_read_in_pieces_without_fields():
    assert source.read(letter()).letterhead == Letterhead(("Sjömyndigheten", "Bilaga", NUMBER), own=True)
    assert not source.read(letter(own=False)).letterhead.own


def test_text_boxes_and_hyphens_of_a_letterhead_are_read_once():
    doc = Docx()
    box = paragraph(run("I rutan"))
    doc.header = paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        f"{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{box}"
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + run("it")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("enheten")
        + "<w:r><w:br/></w:r>"
        + field_code("PAGE", "1")
    )
    assert source.read(doc.build()).letterhead.pieces == ("Sjömyndigheten", "it-enheten", "I rutan")
