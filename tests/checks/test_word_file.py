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


def word_file(body, styles=STYLES, defaults=LANGUAGE, header=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {NS}>{defaults}{styles}</w:styles>")
        if header:
            package.writestr("word/header1.xml", f"<w:hdr {NS}>{header}</w:hdr>")
    return file.getvalue()


def found(body, **changes):
    return [fault.code for fault in check_word_file(word_file(body, **changes), "x.docx")]


def paragraph(text, run="", style="Brdtext"):
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>'


def table(flag="", look='w:firstColumn="0"', text="Mål"):
    row = f"<w:tr><w:trPr>{flag}</w:trPr><w:tc>{paragraph(text)}</w:tc></w:tr>"
    return f"<w:tbl><w:tblPr><w:tblLook {look}/></w:tblPr>{row}</w:tbl>"


DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def picture(alt="", inside="", graphic="<pic:pic/>", kind="http://schemas.openxmlformats.org/drawingml/2006/picture"):
    name = f'<wp:docPr id="1" name="Logotyp"{alt}>{inside}</wp:docPr>'
    shown = f'<a:graphic><a:graphicData uri="{kind}">{graphic}</a:graphicData></a:graphic>'
    return f"<w:p><w:r><w:drawing><wp:inline {DRAWING}>{name}{shown}</wp:inline></w:drawing></w:r></w:p>"


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
        (picture(), ["C107"]),
        (picture(' descr=" "'), ["C107"]),
        (picture(' descr="Exempelverkets märke"'), []),
        (picture(inside='<adec:decorative val="1"/>'), []),
        (picture(inside='<adec:decorative val="0"/>'), ["C107"]),
        (picture(graphic="", kind=CHART), ["C107"]),
        (picture(graphic="", kind=SHAPE), []),
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


def test_a_logo_in_a_header_is_found_with_its_name():
    (fault,) = check_word_file(word_file(paragraph("Text."), header=picture()), "x.docx")
    assert (fault.code, fault.place.part) == ("C107", "word/header1.xml")
    assert "“Logotyp”" in fault.message


R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def draft(*sections, headers, settings="", state="true", language="sv-SE"):
    """A file with its sections' properties and the texts of its headers, by the ids that the sections name."""
    first = "".join(f"<w:p><w:pPr>{one}</w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>" for one in sections[:-1])
    base = io.BytesIO(word_file(f"{first}{paragraph('Text.')}{sections[-1]}"))
    with zipfile.ZipFile(base, "a") as package:
        package.writestr(
            "docProps/custom.xml", f'<Properties><property name="Utkast"><bool>{state}</bool></property></Properties>'
        )
        package.writestr(
            "docProps/core.xml",
            f'<core xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>{language}</dc:language></core>',
        )
        package.writestr("word/settings.xml", f"<w:settings {NS}>{settings}</w:settings>")
        links = "".join(f'<Relationship Id="{name}" Target="header{name}.xml"/>' for name in headers)
        package.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for name, text in headers.items():
            package.writestr(f"word/header{name}.xml", f"<w:hdr {NS}>{paragraph(text)}</w:hdr>")
    return [(fault.code, fault.place.part) for fault in check_word_file(base.getvalue(), "x.docx")]


def section(inside="", **headers):
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="{name}"/>' for kind, name in headers.items())
    return f"<w:sectPr {R}>{references}{inside}</w:sectPr>"


def test_every_header_of_a_draft_shows_the_mark_in_the_documents_language():
    both = section("<w:titlePg/>", default="A", first="B")
    assert draft(both, headers={"A": "UTKAST", "B": "UTKAST Bilaga"}) == []
    assert draft(both, headers={"A": "UTKAST", "B": "Bilaga"}) == [("C108", "word/headerB.xml")]
    assert draft(both, headers={"A": "Plan", "B": "Bilaga"}, state="false") == []
    assert draft(both, headers={"A": "LUONNOS", "B": "UTKAST"}, language="fi-FI") == [("C108", "word/headerB.xml")]


def test_a_header_that_pages_of_a_draft_have_is_missed():
    assert draft(section(), headers={}) == [("C108", "word/document.xml")]
    assert draft(section("<w:titlePg/>", default="A"), headers={"A": "UTKAST"}) == [("C108", "word/document.xml")]
    even = "<w:evenAndOddHeaders/>"
    assert draft(section(default="A"), headers={"A": "UTKAST"}, settings=even) == [("C108", "word/document.xml")]


def test_a_section_without_a_header_of_its_own_has_the_one_before():
    assert draft(section(default="A"), section(), headers={"A": "UTKAST"}) == []
    unused = section(default="A", first="B")
    assert draft(unused, headers={"A": "UTKAST", "B": "Bilaga"}) == []


def test_contrast_is_that_of_the_standard():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
