"""Any document, of every kind of node in any order: its page says what its Word file says, with the same numbers."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.content.model import Cell, Column, ItemList, ListItem, Paragraph, Row, Table, Text
from pipeline.html.edition import Edition, write_edition
from pipeline.word.compiled import compile_template
from pipeline.word.shown_numbers import shown_headings
from pipeline.word.writer import write_document
from tests.conftest import ROOT
from tests.html.pages import document, project_templates
from tests.html.random_trees import trees
from tests.html.said import notes_of_page, notes_of_word_file, words_of_page, words_of_word_file


@pytest.fixture(scope="module")
def write():
    """Writes a tree as page and Word file."""
    file = "templates/plan-annex.docx"
    template = compile_template((ROOT / file).read_bytes(), file)
    headings, pages = shown_headings(template), project_templates()

    def write(blocks, footnotes):
        made = document(*blocks, footnotes=footnotes)
        return write_edition(Edition(made, headings=headings), pages), write_document(made, template).data

    return write


@given(tree=trees())
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_a_page_says_what_the_word_file_says_whatever_the_tree(write, tree):
    page, word_file = write(*tree)
    assert words_of_page(page) == words_of_word_file(word_file)
    assert notes_of_page(page) == notes_of_word_file(word_file)


def test_a_title_over_all_columns_that_reaches_into_the_next_row_loses_nothing(write):
    title = Cell((Paragraph((Text("Titel"),)),), rows=2, columns=2)
    cells = tuple(Cell((Paragraph((Text(said),)),)) for said in ("Ett", "Två"))
    page, word_file = write((Table((Column(), Column()), (Row((title,)), Row(())), (Row(cells),)),), {})
    assert words_of_page(page)[-3:] == words_of_word_file(word_file)[-3:] == ["Titel", "Ett", "Två"]


def test_lists_within_lists_number_their_items_as_word_does(write):
    inner = Paragraph((Text("innerst"),))
    for _ in range(4):
        inner = ItemList(
            (ListItem((Paragraph((Text("en"),)), inner)), ListItem((Paragraph((Text("två"),)),))), ordered=True
        )
    page, word_file = write((inner,), {})
    said = words_of_page(page)
    assert [one for one in said if one[-1] in ".)"] == ["1.", "a)", "i)", "1)", "2)", "ii)", "b)", "2."]
    assert said == words_of_word_file(word_file)
    assert re.findall(rb'<ol( type="\w")?>', page) == [b"", b' type="a"', b' type="i"', b' type="1"']
