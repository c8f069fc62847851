"""The web edition of every stress document says what its Word file and its PDF say."""

import pytest

from tests.html.said import differences
from tests.stress.building import DOCUMENTS

pytestmark = [pytest.mark.xdist_group("stress"), pytest.mark.parametrize("name", DOCUMENTS)]


def test_it_says_what_word_file_and_pdf_say_in_the_same_order(stressed, name):
    assert differences(stressed.path(name, "html").read_bytes(), stressed.docx(name), stressed.pdf(name)) == []
