"""Where long Swedish words are divided, and lines that stay within their width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.hyphens import SOFT_HYPHEN, divisions
from pipeline.content.typeface import text_width, wrapped


def divided(word):
    """The word with all its divisions."""
    cuts = {len(begins.rstrip("-")) for begins, _ in divisions(word)}
    return "".join(f"-{letter}" if at in cuts else letter for at, letter in enumerate(word))


@pytest.mark.parametrize(
    "word",
    [
        "hand-lings-plan",
        "för-valt-nings-la-gen",
        "pröv-nings-stöds-nät-verk",
        "till-stånds-pröv-ning",
        "avskriv-ning",
        "åter-vän-dande",
        "myn-dig-he-ter",
    ],
)
def test_words_are_divided_between_their_syllables(word):
    assert divided(word.replace("-", "")) == word


@pytest.mark.parametrize("word", ["2023", "X" * 40, "www", "ja", "1.3.1-2024"[:5], ""])
def test_what_is_no_word_is_not_divided(word):
    assert divisions(word) == []


def test_an_authors_soft_hyphens_come_first():
    assert divisions(f"bild{SOFT_HYPHEN}rutan") == [("bild-", "rutan")]


def test_a_word_with_a_hyphen_is_divided_there():
    assert divisions("VO-AM-staben") == [("VO-AM-", "staben"), ("VO-", "AM-staben")]


@given(st.text("abdeilmnorstuvåäö -", max_size=60), st.floats(14, 60))
def test_lines_stay_within_their_width_and_lose_no_letter(text, width):
    lines = wrapped(text, width)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")
    for line in lines:
        pieces = [begins for begins, _ in divisions(line)]
        assert text_width(line) <= width or (" " not in line and all(text_width(piece) > width for piece in pieces))


def test_a_no_break_space_keeps_a_number_on_one_line():
    assert wrapped("om 12\u00a0345 mål", 12) == ["om", "12\u00a0345", "mål"]


def test_soft_hyphens_do_not_show_where_they_divide_nothing():
    assert wrapped(f"bild{SOFT_HYPHEN}ruta", 60) == ["bildruta"]
    assert wrapped(f"bild{SOFT_HYPHEN}ruta", 7) == ["bild-", "ruta"]
