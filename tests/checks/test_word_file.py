"""Planted defects in Word files are found, sound ones are left alone."""

import io
import zipfile

import pytest

from pipeline.checks.contrast import contrast
from pipeline.checks.word_file import check_word_file

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LANGUAGE = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault></w:docDefaults>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Brdtext"><w:name w:val="Body Text"/></w:style>'
    '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
)


def word_file(body, styles=STYLES, defaults=LANGUAGE):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {NS}>{defaults}{styles}</w:styles>")
    return file.getvalue()


def found(body, **changes):
    return [fault.code for fault in check_word_file(word_file(body, **changes), "x.docx")]


def paragraph(text, run="", style="Brdtext"):
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>'


def table(flag="", look='w:firstColumn="0"', text="Mål"):
    row = f"<w:tr><w:trPr>{flag}</w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr>"
    return f"<w:tbl><w:tblPr><w:tblLook {look}/></w:tblPr>{row}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (paragraph("Text."), []),
        (paragraph("En rubrik", "<w:b/>"), ["C102"]),
        (paragraph("En rubrik", '<w:rStyle w:val="Stark"/>'), ["C102"]),
        (paragraph("En rubrik", '<w:b w:val="0"/>'), []),
        (paragraph("En rubrik", "<w:b/>", style="Rubrik1"), []),
        (paragraph("Ett helt stycke som är viktigt " * 5, "<w:b/>"), []),
        (paragraph("Text.") + "<w:p/>", ["C103"]),
        (paragraph("Text.") + "<w:p><w:r><w:t> </w:t></w:r></w:p>", ["C103"]),
        (table("<w:tblHeader/>") + paragraph("Text."), []),
        (table("<w:tblHeader/>") + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", []),
        ("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>", []),
        (table(), ["C105"]),
        (table('<w:tblHeader w:val="0"/>'), ["C105"]),
        (table(look='w:firstColumn="1"'), []),
        (f"<w:p><w:hyperlink>{'<w:r><w:t>här</w:t></w:r>'}</w:hyperlink></w:p>", ["C104"]),
        (f"<w:p><w:hyperlink>{'<w:r><w:t>Läs mer här</w:t></w:r>'}</w:hyperlink></w:p>", ["C104"]),
        (f"<w:p><w:hyperlink>{'<w:r><w:t>Här finns planen</w:t></w:r>'}</w:hyperlink></w:p>", []),
        (paragraph("Ljus text.", '<w:color w:val="AAAAAA"/>'), ["C106"]),
        (paragraph("Mörk text.", '<w:color w:val="0B4F6C"/>'), []),
        (paragraph("Vit text.", '<w:color w:val="FFFFFF"/><w:shd w:fill="0B4F6C"/>'), []),
    ],
)
def test_a_defect_is_found_and_soundness_is_not(body, codes):
    assert found(body) == codes


def test_a_document_without_language_is_found():
    assert found(paragraph("Text."), defaults="") == ["C101"]


def test_light_text_in_a_style_is_found_with_the_styles_name():
    light = '<w:name w:val="Note"/><w:rPr><w:color w:val="999999"/></w:rPr>'
    styles = f'{STYLES}<w:style w:type="paragraph" w:styleId="Not">{light}</w:style>'
    (fault,) = check_word_file(word_file(paragraph("Text."), styles=styles), "x.docx")
    assert fault.code == "C106"
    assert "“Note”" in fault.message


def test_a_finding_names_part_and_paragraph():
    (fault,) = check_word_file(word_file(paragraph("Bakgrund", "<w:b/>")), "outputs/x.docx")
    assert fault.place.as_json() == {"file": "outputs/x.docx", "part": "word/document.xml", "paragraph": "Bakgrund"}


def test_contrast_is_that_of_the_standard():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
