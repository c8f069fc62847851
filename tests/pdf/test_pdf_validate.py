"""Every defect that is planted in a PDF is found, with a code, a page where there is one, and what to do."""

import io

import pikepdf
import pytest
from docx_file import changed
from pikepdf import Array, Dictionary, Name, String

from pipeline.pdf import rules
from pipeline.pdf.validate import check_outline, validate

pytestmark = pytest.mark.xdist_group("samples")


def spoilt(pdf, change):
    """The PDF after a change."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(stream)
    return stream.getvalue()


def codes(faults):
    return {fault.code for fault in faults}


@pytest.mark.parametrize("name", ["small", "report", "split_rows", "odd"])
def test_sound_files_have_no_faults(samples, name):
    assert validate(samples[name].pdf, "a.pdf") == ()
    assert check_outline(samples[name].pdf, samples[name].docx, "a.pdf") == ()


def test_missing_language_and_diary_number_are_found(samples):
    """Validators pass such a file: LibreOffice says en-US where the Word file says nothing."""
    assert codes(validate(samples["without_language"].pdf, "a.pdf")) == {"P203", "P208"}


def test_a_picture_without_alternative_text_is_found_with_its_page(samples):
    faults = [fault for fault in validate(samples["skipping"].pdf, "a.pdf") if fault.code == "P209"]
    assert [fault.data["page"] for fault in faults] == [1]


def test_a_heading_that_skips_a_level_is_named(samples):
    assert "P213" in codes(validate(samples["skipping"].pdf, "a.pdf"))
    (fault,) = check_outline(samples["skipping"].pdf, samples["skipping"].docx, "a.pdf")
    assert fault.code == "P213"
    assert "Tre" in fault.message


def test_a_heading_that_is_not_in_the_outline_is_named(samples):
    word = changed(samples["report"].docx, "word/document.xml", ">Uppdraget<", ">Uppdragen<")
    (fault,) = check_outline(samples["report"].pdf, word, "a.pdf")
    assert (fault.code, fault.place.file) == ("P205", "a.pdf")
    assert "Uppdragen" in fault.message


def test_headings_that_are_out_of_order_are_found(samples):
    def swap(pdf):
        with pdf.open_outline() as outline:
            outline.root.reverse()

    assert "P205" in codes(check_outline(spoilt(samples["report"].pdf, swap), samples["report"].docx, "a.pdf"))


def _untitled(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def _unowned(pdf):
    del pdf.pages[1].obj.Annots[0]["/StructParent"]


def _painted(pdf):
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S", prepend=True)


def _attached(pdf):
    pdf.attachments["a.txt"] = b"text"


def _scripted(pdf):
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def _unembedded(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def _without_unicode(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def _uneven(pdf):
    row = next(item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == "/TR")
    del row.K[0]


def _no_part(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "1"


def _tabs(pdf):
    for pdf_page in pdf.pages:
        del pdf_page.obj["/Tabs"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_untitled, "P204"),
        (_unowned, "P215"),
        (_painted, "P216"),
        (_attached, "P218"),
        (_scripted, "P218"),
        (_unembedded, "P207"),
        (_without_unicode, "P207"),
        (_uneven, "P214"),
        (_no_part, "P201"),
        (_tabs, "P202"),
    ],
)
def test_a_planted_defect_is_found(samples, change, code):
    faults = validate(spoilt(samples["report"].pdf, change), "a.pdf")
    assert code in codes(faults), [str(fault) for fault in faults]
    assert all(fault.todo and fault.place.file == "a.pdf" for fault in faults)


def test_a_fault_against_a_standard_tells_rule_clause_and_page(samples):
    faults = validate(spoilt(samples["report"].pdf, _painted), "a.pdf")
    (fault,) = (fault for fault in faults if fault.code == "P216" and "PDF/UA-1" in fault.message)
    assert fault.data == {"rule": "PDFUA1-CONTENT-TAGGING-001", "clause": "7.1", "page": 1}


@pytest.mark.parametrize("data", [b"", b"garbage", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_a_fault(data):
    assert codes(validate(data, "a.pdf")) == {"P210"}


def test_rules_that_nobody_has_thought_of_have_a_code():
    assert rules.rule_for("PDFA2A-SOMETHING-NEW-001", "2a").code == "P201"
    assert rules.rule_for("PDFUA1-SOMETHING-NEW-001", "ua1").code == "P202"
