"""Patterns of numbers: what is written can be read back, and what could not is no pattern."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.register.patterns import Parts, Pattern

PATTERNS = (
    "{classification}-{year}-{serial}",
    "Stab/{serial:03}/{year}",
    "IM {year}-{serial:03}",
    "{yy}/{case}-{document}",
    "{year}-{serial}",
    "{unit} {year}:{serial:05}",
    "Dnr {class}/{yy}/{case:04} nr {document:02}",
)


@pytest.mark.parametrize(
    ("pattern", "parts", "number"),
    [
        ("{classification}-{year}-{serial}", Parts(2024, 8647, "1.3.1"), "1.3.1-2024-8647"),
        ("Stab/{serial:03}/{year}", Parts(2024, 9), "Stab/009/2024"),
        ("IM {year}-{serial:03}", Parts(2015, 1), "IM 2015-001"),
        ("{yy}/{case}-{document}", Parts(2011, 1066, document=9), "11/1066-9"),
        ("{yy}/{case}-{document}", Parts(2011, 1066), "11/1066"),
        ("{yy}/{case}-{document}", Parts(1970, 1), "70/1"),
        ("Stab/{serial:03}/{year}", Parts(2024, 1000), "Stab/1000/2024"),
        ("{classification}-{year}-{serial}", Parts(2024, 8647, "1.3.1", document=2), "1.3.1-2024-8647-2"),
    ],
)
def test_numbers_are_written_and_read_as_agencies_write_them(pattern, parts, number):
    assert Pattern.of(pattern).written(parts) == number
    assert Pattern.of(pattern).parsed(number) == parts


@given(
    pattern=st.sampled_from(PATTERNS),
    year=st.integers(1000, 9999),
    serial=st.integers(1, 10**9),
    classification=st.lists(st.integers(0, 99), min_size=1, max_size=5).map(lambda parts: ".".join(map(str, parts))),
    unit=st.text(min_size=1, max_size=12),
    document=st.none() | st.integers(1, 10**6),
)
def test_what_is_written_is_read_back_or_refused(pattern, year, serial, classification, unit, document):
    of = Pattern.of(pattern)
    has_class = bool(of.names & {"classification", "class"})
    parts = Parts(year, serial, classification if has_class else "", unit if "unit" in of.names else "", document)
    try:
        number = of.written(parts)
    except ValueError:
        # Only two digits of a far year, or a unit's own name, can make a number that says something else.
        assume("yy" in of.names or "unit" in of.names)
        return
    assert of.parsed(number) == parts


@given(pattern=st.sampled_from(PATTERNS), text=st.text(alphabet="0123456789./-: SIMtab", max_size=25))
def test_a_text_is_a_number_only_if_the_pattern_would_write_it_so(pattern, text):
    parts = Pattern.of(pattern).parsed(text)
    if parts is not None:
        assert Pattern.of(pattern).written(parts) == text


@pytest.mark.parametrize("number", ["Stab/9/2024", "Stab/0009/2024", "Stab/000/2024", "Stab/009/024", "stab/009/2024",
                                    "Stab/009/2024 ", "Stab/٠٠٩/2024", ""])  # fmt: skip
def test_a_number_written_otherwise_is_none_of_the_series(number):
    assert Pattern.of("Stab/{serial:03}/{year}").parsed(number) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{year}", "{serial} or {case}, once"),
        ("{serial}", "{year} or {yy}, once"),
        ("{year}{serial}", "a sign between {year} and {serial}"),
        ("{year}-{yy}-{serial}", "{year} or {yy}, once"),
        ("{serial}-{case}-{year}", "{serial} or {case}, once"),
        ("{year}-{serial}-{serial}", "once"),
        ("{year}-{serial}-{document}", "{case} before"),
        ("{yy}/{document}-{case}", "end with {document}"),
        ("{year}-{serial:x}", "a width, as {serial:03}"),
        ("{year:04}-{serial}", "a width, as {serial:03}"),
        ("{year!r}-{serial}", "nothing in braces but"),
        ("{year.real}-{serial}", "no other braces"),
        ("{year}-{serial}-{colour}", "no other braces"),
        ("{year}-{serial", "close each brace"),
        ("1{year}-{serial}", "no digit next to a brace"),
        ("{classification}.{year}-{serial}", "no full stop next to"),
        (" {year}-{serial}", "blank"),
        ("{year}\n{serial}", "control character"),
        ("", "once"),
        ("{classification}-{class}-{year}-{serial}", "classification once"),
    ],
)
def test_a_pattern_that_numbers_could_not_be_read_back_from_is_none(pattern, said):
    with pytest.raises(ValueError, match="must") as error:
        Pattern.of(pattern)
    assert said in str(error.value)
