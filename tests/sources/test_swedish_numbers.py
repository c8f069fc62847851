"""Numbers as Swedish tables write them, and nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.number import NumberError, format_plain, parse_number, plain_number

BLANKS = (" ", "\u00a0", "\u202f", "\u2009", "\u2007")
MINUS = ("-", "\u2212", "\u2013")


def grouped(digits, blank):
    head = len(digits) % 3
    groups = [digits[:head]] if head else []
    return blank.join(groups + [digits[start : start + 3] for start in range(head, len(digits), 3)])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1234", 1234),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("12,50", Decimal("12.50")),
        ("1,234", Decimal("1.234")),
        ("1 234,5", Decimal("1234.5")),
        ("-3", -3),
        ("−3,5", Decimal("-3.5")),
        ("– 3", -3),
        ("+7", 7),
        ("007", 7),
        (" 5 ", 5),
        ("12.5", Decimal("12.5")),
        ("0.125", Decimal("0.125")),
        ("1234.567", Decimal("1234.567")),
        ("12.3456", Decimal("12.3456")),
    ],
)
def test_a_number_is_read(text, value):
    found = parse_number(text)
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


@pytest.mark.parametrize("text", ["1.234", "-1.234", "12.345.678", "1,234.5", "1,234,567", "1.234,5"])
def test_a_number_that_could_be_two_is_refused_and_says_so(text):
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert caught.value.ambiguous
    assert "two ways" in caught.value.why


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a number"),
        ("abc", "not a number"),
        ("5 kr", "not a number"),
        ("(5)", "not a number"),
        ("5,", "not a number"),
        (",5", "not a number"),
        ("1,2,3", "not a number"),
        ("1-2", "not a number"),
        ("--5", "not a number"),
        ("٣", "not a number"),
        ("½", "not a number"),
        ("NaN", "not a number"),
        ("Infinity", "not a number"),
        ("1_000", "not a number"),
        ("0x10", "not a number"),
        ("1,2E+05", "exponent"),
        ("1e5", "exponent"),
        ("12 34", "thousands"),
        ("1234 567", "thousands"),
        ("1  234", "thousands"),
        ("9" * 31, "not a number"),
    ],
)
def test_what_is_not_a_number_says_why(text, said):
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert said in caught.value.why
    assert not caught.value.ambiguous


@given(
    st.integers(0, 10**15),
    st.text("0123456789", max_size=6),
    st.sampled_from(("", *BLANKS)),
    st.sampled_from(("", *MINUS)),
)
def test_every_number_written_the_swedish_way_is_read_back_exactly(whole, part, blank, minus):
    text = minus + (grouped(str(whole), blank) if blank else str(whole)) + (f",{part}" if part else "")
    value = parse_number(text)
    assert str(value) == str(Decimal(f"{'-' if minus else ''}{whole}.{part}") if part else (-whole if minus else whole))


@given(st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**9), 10**9, places=3)))
def test_a_number_written_plainly_is_read_back(value):
    assert parse_number(format_plain(value)) == value


@given(st.text(max_size=12))
def test_no_text_is_read_as_anything_but_a_number_or_an_error(text):
    try:
        value = parse_number(text)
    except NumberError as error:
        value, why = 0, error.why
    else:
        why = "A number."
    assert isinstance(value, int | Decimal)
    assert why.endswith(".")


@pytest.mark.parametrize(
    ("text", "value"), [("2023", 2023), ("1 234,5", Decimal("1234.5")), ("-3", -3), ("0,5", Decimal("0.5")), ("0", 0)]
)
def test_a_cell_of_no_stated_type_is_a_number_where_it_can_be_nothing_else(text, value):
    assert plain_number(text) == value


@pytest.mark.parametrize("text", ["007", "-01", "1.3", "1.234", "", "5 kr", "A1", "1 23", "²"])
def test_codes_section_numbers_and_words_stay_text(text):
    assert plain_number(text) is None
