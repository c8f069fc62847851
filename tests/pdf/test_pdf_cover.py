"""Whether what a template puts on the cover stays there."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.pdf.cover import check_cover

PDF = Path(__file__).parent / "samples" / "pretended.pdf"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECTION = "<w:pPr><w:sectPr/></w:pPr>"


def docx(*paragraphs):
    """A Word file of these paragraphs; the PDF's page says “Bakgrund” and “Arbetet började i mars.”"""
    body = "".join(
        f"{before}<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>" for before, properties, text in paragraphs
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")
    return data.getvalue()


def codes(*paragraphs):
    return [fault.code for fault in check_cover(PDF.read_bytes(), docx(*paragraphs), "outputs/a.pdf")]


def test_a_title_that_is_not_on_the_first_page_is_told_once():
    assert codes(("", "", "En lång titel"), ("", "", "Underrubrik"), ("", SECTION, "2024")) == ["P219"]


def test_a_cover_that_has_room_passes():
    assert codes(("", "", "Bakgrund"), ("", SECTION, "Arbetet började i mars.")) == []


@pytest.mark.parametrize(
    "second",
    [
        ('<w:bookmarkStart w:id="1" w:name="_Part_body"/>', SECTION, "Text på andra sidan"),
        ("", "", "Text i en enda sektion"),
        ("", "", 'Titelsida</w:t><w:br w:type="page"/><w:t>'),
    ],
)
def test_a_first_section_that_goes_on_is_no_cover(second):
    assert codes(("", "", "Finns inte på sidan"), second) == []
