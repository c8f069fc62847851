"""Number words are read as the numbers that they say, and nothing else is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.numbers.words import NUMBER_WORD, word_value
from pipeline.figures.wording import number_word

WORD = re.compile(rf"\b{NUMBER_WORD}", re.IGNORECASE)


@pytest.mark.parametrize("number", range(2, 13))
def test_every_word_that_a_figure_can_become_is_read_back(number):
    word = number_word(number)
    assert word_value(word) == number
    assert WORD.fullmatch(word)


UNITS = ["", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton"]
UNITS += ["fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
TENS = ["", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]


def spelt(number):
    """A number from 1 to 999 999 in one Swedish word."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + UNITS[number % 10]
    if number < 1000:
        return UNITS[number // 100] + "hundra" + spelt(number % 100)
    return spelt(number // 1000) + "tusen" + spelt(number % 1000)


@given(st.integers(2, 999_999))
def test_words_up_to_a_million_say_their_number(number):
    word = spelt(number)
    assert word_value(word) == number
    assert WORD.fullmatch(word)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("en", 1),
        ("Tre", 3),
        ("noll", 0),
        ("två tusen", 2000),
        ("ett hundra tjugo", 120),
        ("en miljon", 1_000_000),
        ("fem miljoner", 5_000_000),
        ("elvahundra", 1100),
        ("en och en halv miljon", None),
        ("flera", None),
        ("trean", None),
        ("", None),
    ],
)
def test_words_in_several_parts(words, number):
    assert word_value(words) == number


@pytest.mark.parametrize(
    "text", ["trestegsmodell", "tvåa", "en och samma", "ett mål", "tusentals", "hundratal", "nolltolerans", "sextonde"]
)
def test_words_that_only_begin_like_numbers_are_none(text):
    assert WORD.search(text) is None
