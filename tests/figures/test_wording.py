"""Swedish wording of numbers: thousands, decimals, minus, words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.wording import number_word, rounded, swedish_number
from pipeline.sources.number import parse_number

numbers = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        ("0", None, "0"),
        ("999", None, "999"),
        ("1000", None, "1\u00a0000"),
        ("1234567.5", None, "1\u00a0234\u00a0567,5"),
        ("5.30", None, "5,30"),
        ("-3", None, "\u22123"),
        ("-0.04", 1, "0,0"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "\u22123"),
        ("62.449", 1, "62,4"),
        ("1E+3", None, "1\u00a0000"),
        ("9" * 27, 2, "\u00a0".join(["999"] * 9) + ",00"),
    ],
)
def test_numbers_are_written_as_swedish_writes_them(value, decimals, words):
    assert swedish_number(Decimal(value), decimals) == words


@pytest.mark.parametrize(("value", "decimals"), [("-0.4", 0), ("-0.04", 1), ("-0", 0), ("0", 2)])
def test_nought_has_no_sign(value, decimals):
    assert not rounded(Decimal(value), decimals).is_signed()
    assert swedish_number(Decimal(value), decimals)[0] == "0"


def test_years_have_no_gap():
    assert swedish_number(Decimal(2023), grouped=False) == "2023"


@given(numbers, st.integers(0, 4))
def test_what_is_written_is_the_value_within_the_rounding(value, decimals):
    read = Decimal(parse_number(swedish_number(value, decimals)))
    assert read == rounded(value, decimals)
    assert abs(read - value) * 2 <= Decimal(1).scaleb(-decimals)


@given(numbers)
def test_what_is_written_in_full_is_the_value(value):
    assert parse_number(swedish_number(value)) == value


def test_number_words_end_at_twelve():
    assert [number_word(number) for number in (0, 1, 2, 12)] == ["noll", "ett", "två", "tolv"]
    assert number_word(1, "n") == "en"
    assert number_word(13) is None
    assert number_word(-1) is None
