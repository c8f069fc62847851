"""The words of both files are the document's, in its order: what is changed, lost or swapped is found."""

import pikepdf
import pytest
from lxml import etree

from pipeline.approval.gate.expected_running import Section
from pipeline.approval.gate.said import Line
from pipeline.approval.gate.template_lists import TemplateLists
from pipeline.approval.gate.words import compare_words, words
from pipeline.checks.ooxml import W
from pipeline.places import Place
from tests.approval.gate.gate_seeds import pdf_showing, pdf_with, row_around, word_part, word_with

IN_LIST = pytest.mark.xdist_group("documents")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tre ärenden", "tre  ärenden"),
        ("handläggnings\u00adtid", "handläggningstid"),
        ("åren 2022–2025", "åren 2022– 2025"),
        ("1.3.1-2024-8647", "1.3.1-2024- 8647"),
        ("56,2 procent", "62,8 procent"),
    ],
)
def test_spaces_hyphenation_and_numbers_are_no_words(one, other):
    assert words([Line(one)]) == words([Line(other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [("tre", "fyra"), ("–", ".."), ("..", "x"), ("CO₂", "CO"), ("m²", "m"), ("inte fler", "fler"), ("5 e", "5 a")],
)
def test_words_ordinals_and_signs_for_what_is_missing_count(one, other):
    assert words([Line(one)]) != words([Line(other)])


def test_a_difference_is_told_with_page_place_and_both_wordings():
    shown = [Line("Ärendena blir fler.", page=1), Line("De är fyra.", page=2)]
    (fault,) = compare_words(Place("it.pdf"), "text", [Line("Ärendena blir fler."), Line("De är tre.")], shown)
    assert (fault.code, fault.place.paragraph) == ("R279", "De är fyra.")
    assert "on page 2" in fault.message
    assert "ärfyra" in fault.message
    assert "ärtre" in fault.message


@pytest.mark.parametrize("shown", [[], [Line("De är tre."), Line("Till.")]])
def test_words_that_are_lost_or_added_at_the_end_are_found(shown):
    assert [fault.code for fault in compare_words(Place("it.pdf"), "text", [Line("De är tre.")], shown)] == ["R279"]


@IN_LIST
@pytest.mark.parametrize(("old", "new"), [("inte", "nite"), ("tre", "två"), ("Migrationsverket", "Migrationsverkte")])
def test_a_word_changed_in_the_pdf_is_found(report, old, new):
    codes = report.codes(pdf=pdf_showing(report.pdf, old, new))
    assert set(codes) & {"R279", "R263"}


@IN_LIST
def test_a_word_changed_in_the_word_file_is_found(plan):
    changes = [(">Handlingsplan för återvändande<", ">Handlingsplan för återvändarna<")]
    assert "R279" in plan.codes(word=word_with(plan.word, {"word/document.xml": changes}))


@IN_LIST
def test_two_rows_that_have_changed_places_are_found(report):
    part = word_part(report.word)
    first = row_around(report.word, "515")
    after = part[part.index(first) + len(first) :]
    second = after[after.index("<w:tr>") : after.index("</w:tr>") + len("</w:tr>")]
    swapped = word_with(report.word, {"word/document.xml": [(first + second, second + first)]})
    assert {"R262", "R279"} <= set(report.codes(word=swapped))


@IN_LIST
def test_cells_that_are_read_in_another_order_in_the_pdf_are_found(report):
    def swap(opened):
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR" and len(one.K) > 2:
                one.K = pikepdf.Array([one.K[0], one.K[2], one.K[1], *list(one.K)[3:]])

    assert "R261" in report.codes(pdf=pdf_with(report.pdf, swap))


@IN_LIST
def test_a_word_changed_in_one_header_is_found(report):
    changed = pdf_showing(report.pdf, "Diarienummer", "Diareinummer", only=20)
    assert [(fault.code, fault.data["page"]) for fault in report.gate(pdf=changed).findings] == [("R263", 20)]


@IN_LIST
@pytest.mark.parametrize(("key", "element"), [("/Alt", "/P"), ("/ActualText", "/P")])
def test_a_text_that_only_listeners_hear_is_found(plan, key, element):
    def change(opened):
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == element:
                one[key] = pikepdf.String("Något annat, 42")
                return

    assert set(plan.codes(pdf=pdf_with(plan.pdf, change))) & {"R264", "R261"}


@IN_LIST
def test_a_table_summary_of_another_year_is_found_in_both_files(report):
    def change(opened):
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Table" and "/A" in one:
                one.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Summary=pikepdf.String("Tabell med 99 rader."))
                return

    assert {"R264", "R279"} <= set(report.codes(pdf=pdf_with(report.pdf, change)))
    part = word_part(report.word)
    at = part.index("<w:tblDescription")
    old = part[at : part.index("/>", at)]
    changed = word_with(report.word, {"word/document.xml": [(old, '<w:tblDescription w:val="Tabell med 99 rader."')]})
    assert {"R264", "R279"} <= set(report.codes(word=changed))


# ------------------------------------------------------------------------------------------------ the template's own


class Template:
    """The members of a template that its lists are counted by."""

    def __init__(self, numbering):
        self._members = {"word/numbering.xml": numbering}

    def member(self, name):
        return self._members.get(name)


def lists(extra=""):
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shown}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, start, shown, text in ((0, 3, "decimal", "%1."), (1, 1, "lowerLetter", "%1.%2)"), (2, 1, "bullet", "•"))
    )
    xml = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{extra}</w:numbering>'
    ).encode()
    return TemplateLists(Template(xml), etree.fromstring(xml))


def paragraph(level=None, number=1):
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    return etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{numbered}</w:pPr></w:p>')


def test_the_template_s_own_lists_are_counted_as_word_counts_them():
    counted = lists()
    levels = (0, 1, 1, None, 0, 1, 2, 0)
    assert [counted.label(paragraph(level)) for level in levels] == ["3.", "3.a)", "3.b)", "", "4.", "4.a)", "", "5."]


def test_a_list_that_starts_anew_begins_where_it_says():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    counted = lists(again)
    pairs = ((0, 1), (0, 1), (0, 2), (0, 2))
    assert [counted.label(paragraph(*pair)) for pair in pairs] == ["3.", "4.", "1.", "2."]


def test_a_section_without_header_shows_nothing():
    assert Section(()).on_page(1, 9) == ()
