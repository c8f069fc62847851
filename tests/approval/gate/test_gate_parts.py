"""Only known parts, fields, links, properties and entries pass: whatever else a program leaves in a file is found."""

import io
import zipfile

import pikepdf
import pytest
from lxml import etree

from pipeline.approval.gate.checks.links import is_open
from pipeline.approval.gate.checks.word_fields import codes
from pipeline.approval.gate.picture_traces import traces
from pipeline.checks.ooxml import W
from tests.approval.gate.gate_seeds import pdf_with, word_with
from tests.approval.gate.test_gate_pictures import exif, saved

pytestmark = pytest.mark.xdist_group("documents")

_AT = "<w:r><w:t>"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_VML = "urn:schemas-microsoft-com:vml"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def with_xml(plan, member, xml, before=_AT):
    return plan.codes(word=word_with(plan.word, {member: [(before, xml + before)]}))


# ------------------------------------------------------------------------------------------------ the Word file


@pytest.mark.parametrize(
    "part",
    [
        *("word/embeddings/oleObject1.bin", "word/embeddings/Sheet1.xlsx", "word/vbaProject.bin", "word/afchunk.htm"),
        *("word/activeX/activeX1.xml", "word/recipientData.xml", "_xmlsignatures/sig1.xml", "anteckning.txt"),
        *("customxml/item1.xml", "word/glossary/document.xml"),
    ],
)
def test_a_part_that_no_document_is_made_of_is_found(plan, part):
    assert plan.codes(word=word_with(plan.word, added={part: b"<x/>"})) == ["R269"]


@pytest.mark.parametrize(
    ("member", "xml", "before", "code"),
    [
        ("word/document.xml", '<w:trPr><w:ins w:id="9"/></w:trPr>', "<w:tc>", "R265"),
        ("word/document.xml", '<w:sectPrChange w:id="1"/>', "</w:sectPr>", "R265"),
        ("word/document.xml", '<w:moveFromRangeEnd w:id="1"/>', _AT, "R265"),
        ("word/document.xml", '<w:commentRangeEnd w:id="1"/>', _AT, "R265"),
        ("word/header2.xml", '<w:commentRangeEnd w:id="1"/>', "<w:r>", "R265"),
        ("word/footer1.xml", "<w:r><w:annotationRef/></w:r>", "<w:r>", "R265"),
        ("word/header2.xml", "<w:r><w:rPr><w:vanish/></w:rPr></w:r>", "<w:r>", "R266"),
        ("word/settings.xml", "<w:mailMerge/>", "<w:autoHyphenation", "R268"),
        ("word/settings.xml", "<w:linkStyles/>", "<w:autoHyphenation", "R268"),
        ("word/document.xml", '<w:sdt><w:sdtPr><w:dataBinding w:xpath="x"/></w:sdtPr></w:sdt>', _AT, "R268"),
        ("docProps/core.xml", "<dc:description>Anna Ek</dc:description>", "</cp:coreProperties>", "R269"),
        ("docProps/app.xml", "<TotalTime>95</TotalTime>", "</Properties>", "R269"),
    ],
)
def test_review_marks_and_properties_are_found_wherever_they_stand(plan, member, xml, before, code):
    assert with_xml(plan, member, xml, before) == [code]


@pytest.mark.parametrize(
    "field",
    [
        *("LASTSAVEDBY", "INCLUDETEXT x", "DDEAUTO x", "ASK x", "FILLIN x", "MERGEFIELD namn", "INFO author", "REVNUM"),
        *("USERINITIALS", "NUMWORDS", "MACROBUTTON x", "TEMPLATE", "CREATEDATE", "LINK Excel.Sheet"),
    ],
)
def test_a_field_that_asks_clock_reader_or_other_files_is_found(plan, field):
    assert with_xml(plan, "word/document.xml", f"<w:r><w:instrText> {field} </w:instrText></w:r>") == ["R268"]


def test_a_field_in_pieces_and_one_inside_another_are_read():
    def char(kind):
        return f'<w:fldChar w:fldCharType="{kind}"/>'

    xml = (
        f'<w:p xmlns:w="{W[1:-1]}">{char("begin")}<w:instrText> QUO</w:instrText><w:instrText>TE </w:instrText>'
        f"{char('begin')}<w:instrText>DATE</w:instrText>{char('end')}{char('separate')}{char('end')}"
        '<w:fldSimple w:instr=" page "/></w:p>'
    )
    assert [name for _, name in codes(etree.fromstring(xml))] == ["DATE", "QUOTE", "PAGE"]


@pytest.mark.parametrize(
    "xml",
    [
        f'<wp:docPr xmlns:wp="{_WP}" id="77" name="x" descr="C:\\Users\\anna.ek\\bild.png"/>',
        f'<wp:docPr xmlns:wp="{_WP}" id="77" name="H:\\anna\\logo.png"/>',
        f'<v:shape xmlns:v="{_VML}" alt="\\\\srv01\\anna\\x.png"/>',
        f'<v:imagedata xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" o:title="/Users/anna/logo"/>',
    ],
)
def test_a_disk_in_the_name_of_a_picture_is_found(plan, xml):
    assert "R269" in with_xml(plan, "word/document.xml", f"<w:r><w:drawing>{xml}</w:drawing></w:r>")


# ------------------------------------------------------------------------------------------------ the draft mark


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:t>UT</w:t></w:r><w:r><w:t>KAST</w:t></w:r>",
        "<w:r><w:t>Utkast 3</w:t></w:r>",
        "<w:r><w:t>DRAFT</w:t></w:r>",
        f'<w:r><w:pict><v:shape xmlns:v="{_VML}"><v:textpath string="UTKAST"/></v:shape></w:pict></w:r>',
    ],
)
def test_another_template_s_draft_mark_is_found(plan, xml):
    assert "R267" in with_xml(plan, "word/header2.xml", f"<w:r><w:tab/></w:r>{xml}<w:r><w:tab/></w:r>", "<w:r>")


def drawing(words):
    """Makes a drawing with words in letters of its own."""

    def make(opened):
        drawn = opened.make_stream(b"BT /F1 80 Tf (%s) Tj ET" % words)
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        drawn.BBox = pikepdf.Array([0, 0, 500, 500])
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        drawn.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))

    return kept(make)


def kept(make):
    """Makes an object, and has the first page name it so that it is saved."""

    def change(opened):
        before = {one.objgen for one in opened.objects}
        make(opened)
        (made,) = [one for one in opened.objects if one.objgen not in before]
        resources = opened.make_indirect(opened.pages[0].obj.Resources)
        resources.XObject = pikepdf.Dictionary({**dict(resources.get("/XObject", {})), "/Extra": made})
        opened.pages[0].obj.Resources = resources

    return change


def test_a_drawing_in_the_pdf_that_says_draft_is_found(plan):
    assert "R267" in plan.codes(pdf=pdf_with(plan.pdf, drawing(b"UTKAST")))


def test_numbers_in_a_drawing_of_the_pdf_are_told_of(plan):
    told = plan.gate(pdf=pdf_with(plan.pdf, drawing(b"1234"))).findings
    assert [(fault.level, "1234" in fault.message) for fault in told if fault.code == "R281"] == [("warning", True)]


# ------------------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("https://www.migrationsverket.se/a?b=1#c", True),
        ("http://xn--hllbar-qua.se/", True),
        ("mailto:registrator@example.se", True),
        ("tel:+46771235235", True),
        ("https://192.0.2.1.example.se", True),
        ("file:///C:/Users/anna/x.docx", False),
        ("C:\\Users\\anna\\x.docx", False),
        ("\\\\srv01\\home\\anna\\x", False),
        ("//srv01/home", False),
        ("http://intranet/sida", False),
        ("http://wiki.myndigheten.local/", False),
        ("http://10.1.2.3/", False),
        ("http://[fe80::1]/", False),
        ("http://[", False),
        ("mailto:", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_pages_that_all_can_reach_are_linked_to(target, found):
    assert is_open(target) is found


def test_a_link_to_a_disk_is_found_in_both_files(report):
    relation = f'<Relationship Id="rIdX" Type="{_HYPERLINK}" Target="file:///C:/anna/x.docx" TargetMode="External"/>'
    assert "R280" in with_xml(report, "word/_rels/document.xml.rels", relation, "</Relationships>")

    def change(opened):
        link = next(
            one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/URI" in one.get("/A", {})
        )
        link.A.URI = pikepdf.String("file:///C:/anna/x.docx")

    assert "R280" in report.codes(pdf=pdf_with(report.pdf, change))


# ------------------------------------------------------------------------------------------------ the PDF


def _set(where, key, value):
    def change(opened):
        {"info": opened.trailer.Info, "catalog": opened.Root, "page": opened.pages[0].obj}[where][key] = value

    return change


def _comment(opened):
    packet = opened.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", b"<!-- Anna Ek --></rdf:RDF>")
    opened.Root.Metadata.write(packet)


def _titled(opened):
    element = next(
        one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
    )
    element["/T"] = pikepdf.String("Anna Ek")


@pytest.mark.parametrize(
    "change",
    [
        _set("info", "/Creator", pikepdf.String("Annas dator")),
        _set("info", "/Keywords", pikepdf.String("Anna Ek")),
        _set("catalog", "/AnnaEk", pikepdf.String("Anna Ek")),
        _set("catalog", "/PageLabels", pikepdf.Dictionary(Nums=pikepdf.Array())),
        _set("page", "/Thumb", pikepdf.Dictionary()),
        _set("page", "/UserUnit", 2),
        _comment,
        _titled,
    ],
    ids=["creator", "keywords", "catalog", "labels", "thumb", "unit", "comment", "title"],
)
def test_what_the_program_has_not_written_into_the_pdf_is_found(plan, change):
    assert "R270" in plan.codes(pdf=pdf_with(plan.pdf, change))


@pytest.mark.parametrize(("tail", "code"), [(b"Anna Ek\n", "R270"), (b"\nstartxref\n0\n%%EOF\n", "R260")])
def test_what_stands_behind_the_end_of_the_pdf_is_found(plan, tail, code):
    assert code in plan.codes(pdf=plan.pdf + tail)


# ------------------------------------------------------------------------------------------------ pictures


@pytest.mark.parametrize("form", ["TIFF", "WEBP", "PNG", "JPEG"])
def test_pictures_of_other_kinds_are_looked_into_too(form):
    assert traces(saved(form)) == ()
    assert "Exif Artist" in traces(saved(form, exif=exif()))


def test_a_drawing_that_tells_its_disk_is_found(plan):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" inkscape:export-filename="/home/anna/x.png"/>'
    assert traces(svg) == ("SVG inkscape:export-filename",)
    assert traces(b'<svg xmlns="http://www.w3.org/2000/svg"/>') == ()
    assert plan.codes(word=word_with(plan.word, added={"word/media/logo.svg": svg})) == ["R271"]


def test_the_example_s_parts_are_all_known(plan):
    with zipfile.ZipFile(io.BytesIO(plan.word)) as package:
        assert len(package.namelist()) > 10
    assert plan.codes() == []
