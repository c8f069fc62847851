"""Every stress document, through the same gate as the real ones."""

import subprocess

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.approval.gate import run_gate
from pipeline.content.model import Heading
from pipeline.pdf import source
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.text import missing_words
from pipeline.pdf.validate import check_outline, validate
from tests.stress import finished
from tests.stress.building import DOCUMENTS

pytestmark = [pytest.mark.xdist_group("stress"), pytest.mark.parametrize("name", DOCUMENTS)]


@pytest.fixture(scope="module")
def read(stressed):
    known = {}

    def read(name):
        if name not in known:
            known[name] = finished.read(stressed.pdf(name))
        return known[name]

    return read


def test_it_passes_pdf_a_2a_and_pdf_ua_1(stressed, name):
    faults = validate(stressed.path(name, "pdf").read_bytes(), name)
    assert faults == ()


def test_qpdf_finds_no_fault(stressed, name):
    command = ["qpdf", "--check", stressed.path(name, "pdf")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_its_word_file_is_valid_for_openxml_audit(stressed, name):
    result = OpenXmlValidator().validate(str(stressed.path(name, "docx")))
    assert [str(error) for error in result.errors] == []


def test_it_passes_the_gate_of_adoption(stressed, name):
    composed = stressed.composed[name]
    report = run_gate(composed, stressed.docx(name), stressed.pdf(name), None, f"outputs/{name}")
    found = [str(fault) for fault in report.findings if fault.level == "error"]
    assert found == []


def test_word_file_and_pdf_say_the_same_in_the_same_order(stressed, read, name):
    missing = missing_words(stressed.docx(name), stressed.pdf(name))
    assert missing == ()
    misplaced = finished.out_of_order(stressed.docx(name), read(name).said)
    assert misplaced is None


def test_the_outline_is_the_headings(stressed, name):
    docx, pdf = stressed.docx(name), stressed.pdf(name)
    faults = check_outline(pdf, docx, name)
    assert faults == ()
    headings = source.read(docx).headings
    assert len(outline_pages(pdf)) == len(headings)
    assert len(headings) >= sum(1 for _ in finished.blocks_of(stressed.composed[name].document, Heading))


def test_every_table_has_the_headings_and_spans_of_the_tree(stressed, read, name):
    wanted = finished.expected_tables(stressed.composed[name].document)
    lost = finished.subsequence(wanted, finished.tables(read(name).root))
    assert lost is None


def test_every_picture_has_its_text_alternative(stressed, read, name):
    figures = [element.alt for element in read(name).root.walk() if element.kind == "Figure"]
    lost = finished.subsequence(finished.alternatives(stressed.composed[name].document), figures)
    assert lost is None


def test_every_list_is_a_list_with_all_its_items(stressed, read, name):
    found = [
        (len(element.elements()), element.numbering not in (None, "None", "Disc", "Circle", "Square"))
        for element in read(name).root.walk()
        if element.kind == "L"
    ]
    lost = finished.subsequence(finished.lists(stressed.composed[name].document), found)
    assert lost is None


def test_no_word_goes_over_the_papers_edge(stressed, name):
    assert finished.beyond_the_paper(stressed.path(name, "pdf")) == []
