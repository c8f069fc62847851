"""Arabic and Hebrew words are heard as they are read, though the page shows their letters from left to right."""

import pytest
from docx_samples import LEFTWARDS
from pdf_structure import heard

from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.validate import validate

pytestmark = pytest.mark.xdist_group("samples")


def test_words_from_right_to_left_are_heard_as_they_are_written(samples):
    hebrew, signs, arabic = LEFTWARDS
    assert heard(samples["leftwards"].pdf) == [
        f"1 Ordet {hebrew}",
        f"Ordet {hebrew} betyder fred, och {arabic} är en hälsning.",
        f"{hebrew} 123 abc",
        *("Ord", "Språk", hebrew, "hebreiska", signs, "hebreiska", arabic, "arabiska"),
        f"Text {hebrew} (12) text",
        "båda",
    ]


def test_a_table_whose_rows_begin_with_such_words_is_that_of_the_word_file(samples):
    assert validate(samples["leftwards"].pdf, "a.pdf") == ()


@pytest.mark.parametrize(("text", "expected"), [("abc 12", False), ("(12) ש", True), ("مرحبا", True), ("", False)])
def test_a_text_runs_leftwards_by_its_letters(text, expected):
    assert runs_leftwards(text) is expected
