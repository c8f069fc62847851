"""Prose over several files: positions, footnotes, values, and that nothing is ever lost."""

import re
import unicodedata

import pytest
from content_report import FOLDER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.content.inline import text_of
from pipeline.content.model import Text, Value
from pipeline.content.prose import inline, paragraphs, plain, plain_paragraphs, read_prose
from pipeline.content.references import References
from pipeline.content.walk import walk_blocks, walk_inlines
from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.places import Place

HERE = Place("inputs/report/measures.csv", row=7, header="Hur")
PAGE = f"{FOLDER}/text/1.md"

word = st.text(st.sampled_from("abcåäöÅÄÖéxyz0123456789–”’§%€🌱"), min_size=1, max_size=8).filter(
    lambda text: not re.match(r"\d+$|[–]", text)
)
phrase = st.lists(word, min_size=1, max_size=6).map(" ".join)


def all_text(blocks):
    return " ".join(
        text_of(block.children) for block in walk_blocks(blocks) if hasattr(block, "children") and block.children
    )


def test_every_node_knows_its_line_and_column(report):
    prose = report.prose(
        "# Ett *två*\n\nTre **fyra** {{ beslut.mal }} fem\nsex [sju]{lang=en}[^instruktion] [åtta](https://a.se).\n\n"
        "- nio\n  - tio {{ beslut.mal }}{{ beslut.avgjorda }} elva\n\n> tolv\n"
    )
    shown = [(node.text.strip(), node.origin) for node in walk_inlines(prose.blocks) if isinstance(node, Text | Value)]
    lines = (report.root / PAGE).read_text("utf-8").split("\n")
    for text, origin in shown:
        there = lines[origin.line - 1][origin.column - 1 :].lstrip()
        assert there.startswith((text, "{{")), (text, origin)
    assert [(place.line, place.column) for text, place in shown if text in ("5", "13\u00a0001")] == [
        (3, 14),
        (7, 9),
        (7, 25),
    ]


def test_values_know_their_cells(report):
    (value,) = report.prose("Andel: {{ beslut.andel | procent }}.").values
    assert (value.text, value.name) == ("37\u00a0procent", "beslut.andel")
    assert [(cell.row, cell.header) for cell in value.cells] == [(3, "2023"), (2, "2023")]


def test_two_files_may_use_one_name_for_their_footnotes(report):
    prose = report.prose("A[^1]\n\n[^1]: Ett.\n", "B[^1]\n\n[^1]: Två.\n")
    assert [text_of(note.children[0].children) for note in prose.footnotes.values()] == ["Ett.", "Två."]


def test_footnotes_come_in_the_order_of_citing_and_only_those_that_are_cited(report):
    prose = report.prose("A[^jamstalldhet] B[^instruktion] C[^jamstalldhet]")
    assert list(prose.footnotes) == ["jamstalldhet", "instruktion"]


def test_faults_of_all_files_come_at_once(report):
    faults = report.faults("{{ okand }}\n", "<b>\n", "## A")
    assert [(fault.code, fault.place.file[-4:], fault.place.line) for fault in faults] == [
        ("I230", "1.md", 1),
        ("I200", "2.md", 1),
        ("I205", "3.md", 1),
    ]


def test_a_heading_level_may_follow_one_of_the_file_before(report):
    assert report.faults("# A\n", "## B\n\n### C\n\n# D\n") == ()


def test_private_use_characters_are_refused_where_they_stand(report):
    (fault,) = report.faults("Rad ett\nEn ikon: \ue0b0 här.")
    assert (fault.code, fault.place.line, fault.place.column) == ("I214", 2, 10)


def test_a_stand_in_that_an_author_types_is_never_taken_for_a_value(report):
    faults = report.faults("A \U000f0000 {{ beslut.mal }}")
    assert [fault.code for fault in faults] == ["I214"]


def test_many_values_in_one_text(report):
    prose = report.prose("\n\n".join(f"Värde {number}: {{{{ beslut.mal }}}}." for number in range(3000)))
    assert len(prose.values) == 3000
    assert prose.values[-1].origin.line == 5999


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(report):
    one = report.prose("# A\n\nB {{ beslut.mal }}\nC\n")
    report.write(PAGE, b"\xef\xbb\xbf" + b"# A\r\n\r\nB {{ beslut.mal }}\r\nC\r\n")
    reader = report.reader()
    assert read_prose(reader, [PAGE], load_figures(reader, FOLDER), References()).blocks == one.blocks


def test_reading_twice_gives_the_same(report):
    text = "# A {#sec-a}\n\nB[^x] {{ beslut.andel | knappt | procent }}\n\n![](fig-beslut)\n\n[^x]: Y\n"
    assert report.prose(text) == report.prose(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["{}", "# {}", "- {}", "> {}", "*{}* x", "**{}**", "::: note\n{}\n:::"]), phrase),
        min_size=1,
        max_size=8,
    )
)
def test_all_words_come_out_in_order(report, pieces):
    source = "\n\n".join(form.format(text) for form, text in pieces)
    prose = report.prose(source)
    wanted = " ".join(text + (" x" if form.startswith("*{") else "") for form, text in pieces)
    assert all_text(prose.blocks).split() == wanted.split()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.text(st.sampled_from("ab *_[]()!{}#@^:|<>`\\\n-+1.&;\"'~$%="), max_size=60))
def test_any_text_is_read_or_refused_with_a_line(report, source):
    for fault in report.faults(source):
        assert fault.code.startswith("I2") or fault.code in ("I101", "I103")
        assert 1 <= fault.place.line <= source.count("\n") + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Co", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=60
    )
)
def test_plain_text_comes_out_as_it_is(text):
    words = " ".join(text_of(paragraph.children) for paragraph in plain_paragraphs(text, HERE))
    assert words == unicodedata.normalize("NFC", text).strip()


class TestStrings:
    """Markdown and plain text of settings and cells."""

    def test_markdown_of_one_line_has_the_place_of_its_cell(self):
        nodes = inline("Se *bilagan*,\nsida 2. 3. inte lista", HERE)
        assert text_of(nodes) == "Se bilagan, sida 2. 3. inte lista"
        assert {node.origin for node in nodes} == {HERE}

    def test_a_line_that_would_be_a_heading_or_list_is_text(self):
        assert [text_of(inline(text, HERE)) for text in ("# 5", "- a", "1. b", "")] == ["# 5", "- a", "1. b", ""]

    def test_markdown_of_several_paragraphs_and_lists(self):
        first, second = paragraphs("Ett\n\n- två\n- tre", HERE)
        assert (text_of(first.children), len(second.items)) == ("Ett", 2)

    def test_headings_tables_and_notes_of_its_own_are_refused_there(self):
        with pytest.raises(FaultError) as caught:
            paragraphs("# A\n\n![](tbl-kon)\n\n::: note\nB\n:::\n\n[^a]: C", HERE)
        assert {(fault.code, fault.place) for fault in caught.value.faults} == {("I208", HERE)}
        assert len(caught.value.faults) == 4

    def test_footnotes_are_refused_where_nothing_can_be_cited(self):
        with pytest.raises(FaultError) as caught:
            inline("A[^b]", HERE)
        assert [fault.code for fault in caught.value.faults] == ["I263"]

    def test_line_breaks_of_spreadsheets_and_word_make_paragraphs(self):
        shown = plain_paragraphs("Ett\r\ntvå\x0btre\u2028fyra\n\n  fem ", HERE)
        assert [text_of(paragraph.children) for paragraph in shown] == ["Ett", "två", "tre", "fyra", "fem"]

    def test_markup_in_plain_text_is_text(self):
        assert text_of(plain("*a* {{ b }} <c> [d](e)\nf", HERE)) == "*a* {{ b }} <c> [d](e) f"

    @pytest.mark.parametrize("text", ["a\x00b", "a\ue000b", "a\ud800b"])
    def test_what_no_document_can_hold_is_refused(self, text):
        with pytest.raises(FaultError) as caught:
            plain(text, HERE)
        assert [(fault.code, fault.place) for fault in caught.value.faults] == [("I214", HERE)]
