"""Every defect that is planted in a PDF is found, with a code, a page where there is one, and what to do."""

import pytest
from docx_file import changed
from pdf_defects import DEFECTS, painted, spoilt

from pipeline.pdf import rules
from pipeline.pdf.validate import check_outline, validate

pytestmark = pytest.mark.xdist_group("samples")


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


@pytest.mark.parametrize(("change", "code"), DEFECTS)
def test_a_planted_defect_is_found(samples, change, code):
    faults = validate(spoilt(samples["report"].pdf, change), "a.pdf")
    assert code in codes(faults), [str(fault) for fault in faults]
    assert all(fault.todo and fault.place.file == "a.pdf" for fault in faults)


def test_a_fault_against_a_standard_tells_rule_clause_and_page(samples):
    faults = validate(spoilt(samples["report"].pdf, painted), "a.pdf")
    (fault,) = (fault for fault in faults if fault.code == "P216" and "PDF/UA-1" in fault.message)
    assert fault.data == {"rule": "PDFUA1-CONTENT-TAGGING-001", "clause": "7.1", "page": 1}


@pytest.mark.parametrize("data", [b"", b"garbage", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_a_fault(data):
    assert codes(validate(data, "a.pdf")) == {"P210"}


def test_rules_that_nobody_has_thought_of_have_a_code():
    assert rules.rule_for("PDFA2A-SOMETHING-NEW-001", "2a").code == "P201"
    assert rules.rule_for("PDFUA1-SOMETHING-NEW-001", "ua1").code == "P202"
