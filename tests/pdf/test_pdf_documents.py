"""The real documents, as a reader of their tags hears them."""

import pytest
from pdf_structure import heard

from pipeline.pdf.pages import outline_pages
from tests.conftest import DOCUMENTS

pytestmark = pytest.mark.xdist_group("documents")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_diary_number_is_heard_before_the_first_heading(built, name):
    texts = heard(built.data(name, "pdf"))
    number = built.manifest(name)["case_number"]
    first = outline_pages(built.data(name, "pdf"))[0].title
    start = texts[: texts.index(first)]
    assert f"Diarienummer {number}" in start
    assert start.count("UTKAST") == 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_numbers_of_headings_and_pages_are_heard_as_words_of_their_own(built, name):
    texts = heard(built.data(name, "pdf"))
    outline = outline_pages(built.data(name, "pdf"))
    assert [entry.title for entry in outline if entry.title not in texts] == []
    contents = [f"{entry.title} {entry.page}" for entry in outline]
    listed = [text for text in texts if text in contents]
    assert len(listed) == len(built.manifest(name)["contents"])
