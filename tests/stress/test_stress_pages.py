"""The web edition of every stress document says what its Word file and its PDF say."""

import pytest

from tests.html.said import words_of_page, words_of_pdf, words_of_word_file
from tests.stress.building import DOCUMENTS

pytestmark = [pytest.mark.xdist_group("stress"), pytest.mark.parametrize("name", DOCUMENTS)]


def test_its_words_are_those_of_the_word_file_and_the_pdf_in_the_same_order(stressed, name):
    page = stressed.path(name, "html").read_bytes()
    assert words_of_page(page, numbers=False) == words_of_word_file(stressed.docx(name))
    assert words_of_page(page, numbers=True) == words_of_pdf(stressed.pdf(name), stressed.docx(name))
