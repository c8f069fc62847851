"""Every number of a file is held against the document's tree: what is lost, changed, doubled or added is found."""

from dataclasses import replace

import pikepdf
import pytest

from pipeline.approval.gate.comparing import differences
from pipeline.approval.gate.said import Line, numbers, tokens
from pipeline.content.model import Table
from tests.approval.gate.gate_seeds import (
    paragraph_around,
    pdf_showing,
    pdf_with,
    row_around,
    tree_with,
    word_with,
)

pytestmark = pytest.mark.xdist_group("documents")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Andelen steg från 56,2 till 62,8\u00a0procent.", ("56,2", "62,8")),
        ("2\u00a0100 ärenden, 5,3\u00a0% av alla", ("2\u00a0100", "5,3", "%")),
        ("2\u202f100 ärenden", ("2\u00a0100",)),
        ("åren 2022–2025", ("2022", "–", "2025")),
        ("en förändring på −0,4 och +3", ("−", "0,4", "3")),
        ("1.3.1-2024-8647", ("1.3.1", "-", "2024", "-", "8647")),
        ("Stab/009/2024, 2024-06-19.", ("009", "2024", "2024", "-", "06", "-", "19")),
        ("kl. 12.30", ("12.30",)),
        ("covid-19 och A2021/01029", ("19", "2021", "01029")),
        ("20231", ("20231",)),
        ("inga tal här", ()),
    ],
)
def test_numbers_are_read_with_groups_decimals_and_signs(text, found):
    assert numbers([Line(text)]) == found


def test_a_range_or_date_that_is_broken_over_two_lines_reads_the_same():
    assert numbers([Line("2022– 2025 och 2024-06- 19")]) == numbers([Line("2022–2025 och 2024-06-19")])


def test_two_lines_never_join_into_one_number():
    assert numbers([Line("12"), Line("345")]) == ("12", "345")
    assert numbers([Line("23", label="1")]) == ("1", "23")


def of(text):
    return tuple(tokens([Line(text)]))


@pytest.mark.parametrize(
    ("wanted", "shown", "kind"),
    [
        ("1 2 3 4", "1 2 4", "lost"),
        ("1 2 3 4", "1 2 7 4", "changed"),
        ("1 2 3 4", "1 2 3 2 3 4", "doubled"),
        ("1 2 3 4", "1 2 9 3 4", "added"),
        ("1 2", "", "lost"),
        ("", "5", "added"),
    ],
)
def test_a_difference_says_what_has_happened(wanted, shown, kind):
    assert [one.kind for one in differences(of(wanted), of(shown))] == [kind]


def test_many_numbers_are_compared_in_no_time():
    long = " ".join(map(str, range(60_000)))
    assert list(differences(of(long), of(long))) == []
    found = list(differences(of(long), of(long.replace(" 30000 ", " 3 "))))
    assert [(one.expected, one.shown) for one in found] == [(("30000",), ("3",))]


# ------------------------------------------------------------------------------------------------ the PDF


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2022–2025", "2022–2024", "R261"),
        ("515", "551", "R261"),
        ("2.1.1", "2.1.2", "R263"),
        ("Stab/009/2024", "Stab/008/2024", "R261"),
    ],
)
def test_a_digit_swapped_in_the_pdf_is_found(report, old, new, code):
    found = report.gate(pdf=pdf_showing(report.pdf, old, new)).findings
    assert code in [fault.code for fault in found]
    fault = next(fault for fault in found if fault.code == code)
    assert fault.place.file == "outputs/it.pdf"
    assert fault.data["page"] or fault.data["kind"]


def test_the_finding_tells_page_and_words(report):
    (fault,) = report.gate(pdf=pdf_showing(report.pdf, "515", "551")).findings
    assert "“551”" in fault.message
    assert "“515”" in fault.message
    assert f"on page {fault.data['page']}" in fault.message
    assert fault.place.paragraph


def test_a_number_taken_out_of_the_pdf_is_found(report):
    (fault,) = report.gate(pdf=pdf_showing(report.pdf, "515", "")).findings
    assert (fault.code, fault.data["kind"]) == ("R261", "lost")


def test_a_wrong_page_number_in_a_footer_is_found(report):
    faults = report.gate(pdf=pdf_showing(report.pdf, "12", "13", only=12)).findings
    assert [(fault.code, fault.data["page"]) for fault in faults if fault.code == "R263"] == [("R263", 12)]


def test_a_wrong_diary_number_in_one_header_is_found(report):
    changed = pdf_showing(report.pdf, "1.3.1-2024-8647", "1.3.1-2024-8674", only=20)
    assert [fault.data["page"] for fault in report.gate(pdf=changed).findings if fault.code == "R263"] == [20]


def test_pages_that_have_changed_places_are_found(report):
    def swap(opened):
        page = opened.pages[20]
        del opened.pages[20]
        opened.pages.insert(25, page)

    assert "R263" in report.codes(pdf=pdf_with(report.pdf, swap))


def test_a_changed_number_in_a_text_alternative_is_found(report):
    def change(opened):
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "2023" in str(one.get("/Alt")):
                one.Alt = pikepdf.String(str(one.Alt).replace("2023", "2032"))
                return

    assert report.codes(pdf=pdf_with(report.pdf, change)) == ["R264"]


# ------------------------------------------------------------------------------------------------ the tree


def rows_changed(rows):
    """Changes the first table of a tree that has several rows."""
    done = []

    def change(block):
        if isinstance(block, Table) and len(block.rows) > 2 and not done:
            done.append(block)
            return replace(block, rows=rows(block.rows))
        return block

    return change


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (lambda rows: (*rows[:1], *rows[2:]), {"added", "doubled", "changed"}),
        (lambda rows: (*rows[:1], rows[0], *rows[1:]), {"lost", "changed"}),
    ],
)
def test_a_row_that_only_the_files_have_or_lack_is_found_in_both(report, rows, kinds):
    composed = tree_with(report.composed, rows_changed(rows))
    found = report.gate(composed=composed).findings
    assert {"R261", "R262"} <= {fault.code for fault in found}
    assert {fault.data["kind"] for fault in found if fault.code == "R262"} <= kinds


def test_a_footnote_that_is_not_there_is_found(report):
    key, note = next(iter(report.composed.document.footnotes.items()))
    emptied = {**report.composed.document.footnotes, key: replace(note, children=())}
    composed = replace(report.composed, document=replace(report.composed.document, footnotes=emptied))
    assert {"R261", "R262"} <= set(report.codes(composed=composed))


# ------------------------------------------------------------------------------------------------ the Word file


def test_a_cell_lost_from_the_word_file_is_found(report):
    changed = word_with(report.word, {"word/document.xml": [(">515<", "><")]})
    assert report.codes(word=changed) == ["R262"]


def test_a_row_doubled_in_the_word_file_is_found(plan):
    row = row_around(plan.word, "Stab/003/2024")
    changed = word_with(plan.word, {"word/document.xml": [(row, row + row)]})
    (fault,) = [fault for fault in plan.gate(word=changed).findings if fault.code == "R262"]
    assert fault.data["kind"] == "doubled"


def test_a_changed_footnote_in_the_word_file_is_found(report):
    changed = word_with(report.word, {"word/footnotes.xml": [("2024", "2042")]})
    assert report.codes(word=changed) == ["R262"]


def test_a_paragraph_lost_from_the_word_file_is_found(report):
    paragraph = paragraph_around(report.word, "2024-06-19")
    changed = word_with(report.word, {"word/document.xml": [(paragraph, "<w:p/>")]})
    assert "R262" in report.codes(word=changed)


def test_footnotes_cited_in_another_order_are_found(report):
    changes = [('w:id="1"/>', 'w:id="999"/>'), ('w:id="2"/>', 'w:id="1"/>'), ('w:id="999"/>', 'w:id="2"/>')]
    marks = [(f"<w:footnoteReference {old}", f"<w:footnoteReference {new}") for old, new in changes]
    assert "R262" in report.codes(word=word_with(report.word, {"word/document.xml": marks}))
