"""What the hard layouts come to: how many pages, which way they lie, headings on each page, lists in lists."""

import io

import pikepdf
import pytest

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import squeezed
from pipeline.pdf.marked import PageContent
from pipeline.pdf.pages import page_count
from tests.stress import finished

pytestmark = pytest.mark.xdist_group("stress")

PAGES = {
    "one-page": (1, 1),
    "one-table": (1, 1),
    "one-list": (1, 1),
    "one-picture": (1, 1),
    "one-heading": (1, 1),
    "three-hundred-pages": (300, 330),
    "long-table": (6, 12),
    "merged-plan": (12, 20),
    "merged-cells": (5, 8),
    "nested-lists": (6, 9),
    "every-role": (4, 7),
    "pictures": (3, 3),
    "tables-with-gaps": (1, 1),
    "wide-and-narrow-tables": (2, 2),
    "long-title-of-annex": (3, 4),
    "long-title-of-report": (8, 10),
}


@pytest.mark.parametrize("name", PAGES)
def test_it_has_as_many_pages_as_its_text_needs(stressed, name):
    least, most = PAGES[name]
    assert least <= page_count(stressed.pdf(name)) <= most


def artifacts_of_pages(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        return [squeezed("".join(artifact.shown.text for artifact in page.artifacts)) for page in pages]


def depth(element, kind):
    return max((depth(child, kind) for child in element.elements()), default=0) + (element.kind == kind)


@pytest.mark.parametrize(
    ("name", "headings", "first", "last"),
    [
        ("long-table", "regionärendekvinnormäninkomnaavgjordainkomnaavgjorda", 2, 6),
        ("merged-plan", "vadhurvemnär", 6, 8),
        ("merged-cells", "kvinnormänkvinnormän", 2, 6),
    ],
)
def test_the_heading_rows_of_a_table_stand_on_each_page_that_it_reaches_and_are_read_once(
    stressed, name, headings, first, last
):
    pages = artifacts_of_pages(stressed.pdf(name))[first - 1 : last]
    told = [number for number, text in enumerate(pages, start=first) if headings not in text]
    begun = [number for number in told if name == "merged-plan"]  # a table of its own begins there
    assert told == begun
    assert len(told) < len(pages)


def test_lists_nest_four_deep_with_their_paragraphs_in_their_items(stressed):
    root = finished.read(stressed.pdf("nested-lists")).root
    assert depth(root, "L") == 4
    first = next(element for element in root.walk() if element.kind == "L")
    bodies = [child for item in first.elements() for child in item.elements() if child.kind == "LBody"]
    assert [[child.kind for child in body.elements()] for body in bodies] == [["P", "P", "L", "P"], ["P", "L"]]


def test_a_list_over_several_pages_is_one_list(stressed):
    root = finished.read(stressed.pdf("nested-lists")).root
    assert max(len(element.elements()) for element in root.walk() if element.kind == "L") == 60


def test_pages_stand_and_lie_by_turns(stressed):
    with pikepdf.open(io.BytesIO(stressed.pdf("turning-pages"))) as opened:
        boxes = [page.mediabox for page in opened.pages]
    lying = [float(box[2]) > float(box[3]) for box in boxes]
    changes = [way for number, way in enumerate(lying) if number == 0 or way != lying[number - 1]]
    assert changes == [False, True, False, True, False]


def test_notes_stay_in_the_section_that_cites_them(stressed):
    with pikepdf.open(io.BytesIO(stressed.pdf("turning-pages"))) as opened:
        notes = [element for element in tree.read(opened).walk() if element.kind == "Note"]
        lying = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in opened.pages]
    pages = [next(note.marks()).page for note in notes]
    assert [lying[page] for page in pages] == [False, True, False, True, False]


def test_headings_go_down_to_the_fifth_level_in_the_tags(stressed):
    kinds = {element.kind for element in finished.read(stressed.pdf("deep-headings")).root.walk()}
    assert {"H1", "H2", "H3", "H4", "H5"} <= kinds


def test_the_contents_list_of_three_hundred_pages_shows_the_pages_of_its_headings(stressed):
    shown = {entry.bookmark: entry.page for entry in stressed.made["three-hundred-pages"].word.contents}
    assert len(shown) > 150
    assert list(shown.values()) == sorted(shown.values())
    assert max(shown.values()) <= page_count(stressed.pdf("three-hundred-pages"))
    assert min(shown.values()) > 1
