"""Odd texts: very long, decomposed, right to left, with signs that command a terminal, like SQL, options, formulas."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.changing import change, void
from pipeline.register.desk import Register
from pipeline.register.entering import enter_document
from pipeline.register.exporting import as_csv
from pipeline.register.forms import one_line
from pipeline.register.lookup import record_numbered
from pipeline.register.patterns import Parts, Pattern
from pipeline.register.reading import entries
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

CASE = Request("cases", classification="1.3", year=2024, subject="Ärende", opened=True)
DECOMPOSED = "O\N{COMBINING DIAERESIS}rebro"


def refused(act):
    with pytest.raises(FaultError) as error:
        act()
    return codes(error.value.faults)


def changed(register, number, **fields):
    with register.writing() as writing:
        return change(writing, number, fields).state


@pytest.mark.parametrize(
    "subject",
    [
        "x" * 10_000,
        "'); DROP TABLE event; --",
        "100 % _ \\ \" ' ` $(reboot) {year} {{ x }} <b>&amp;",
        "15\N{NO-BREAK SPACE}kap. 1\N{NO-BREAK SPACE}§",
        "טופס שישי بالعربية",
        "検査のための長い文字列 👩🏽",
        "--help",
    ],
)
def test_a_text_is_kept_as_it_was_said_and_found_again(register, place, subject):
    number = register.reserve(Request("cases", classification="1.3", year=2024, subject=subject, key=subject[:500]))
    with register.reading() as connection:
        assert [row.about for row in entries(connection)] == [subject]
    assert register.reserve(Request("cases", classification="1.3", key=subject[:500])).number == number.number
    assert changed(register, number.number, **{"full-subject": subject})["full-subject"] == subject
    register.__exit__(None, None, None)
    assert list(verify(place).faults) == []


@pytest.mark.parametrize(
    "subject",
    ["x" * 10_001, "\x1b[31mred", "a\nb", "a\x00b", "\N{RIGHT-TO-LEFT OVERRIDE}x", "a\N{ZERO WIDTH SPACE}b", "\ud800",
     "a\N{LINE SEPARATOR}b", "\ue000"],
)  # fmt: skip
def test_a_text_that_is_too_long_or_not_seen_as_it_is_is_refused_everywhere(register, place, clock, subject):
    number = register.reserve(CASE).number

    def by_somebody():
        with Register(place, SERIES, by=subject, clock=clock) as other:
            other.reserve(CASE)

    def documented():
        with register.writing() as writing:
            enter_document(writing, number, {"title": subject})

    def with_reason():
        with register.writing() as writing:
            change(writing, number, {"subject": "Nytt"}, why=subject)

    def made_void():
        with register.writing() as writing:
            void(writing, number, why=subject)

    for act in (
        lambda: register.reserve(Request("cases", classification="1.3", subject=subject)),
        lambda: register.reserve(Request("cases", classification="1.3", key=subject)),
        lambda: changed(register, number, subject=subject),
        by_somebody,
        documented,
        with_reason,
        made_void,
    ):
        with pytest.raises(FaultError) as error:
            act()
        assert codes(error.value.faults) == ["R112"]
        assert all(sign.isprintable() for sign in error.value.faults[0].message)
        assert len(error.value.faults[0].message) < 300
    register.__exit__(None, None, None)
    assert verify(place).events == 1


@pytest.mark.parametrize(("name", "longest"), [("by", 200), ("key", 500)])
def test_who_enters_and_a_key_are_short(place, clock, name, longest):
    def given(text):
        by, key = (text, None) if name == "by" else ("anna", text)
        with Register(place, SERIES, by=by, clock=clock) as register:
            return register.reserve(Request("cases", classification="1.3", key=key))

    assert given("x" * longest).new
    with pytest.raises(FaultError) as error:
        given("x" * (longest + 1))
    assert codes(error.value.faults) == ["R112"]


def test_what_is_composed_of_two_signs_is_the_same_as_what_is_one(register):
    composed = register.reserve(Request("units", unit="Örebro", year=2024)).number
    again = register.reserve(Request("units", unit=f" {DECOMPOSED}  ", year=2024)).number
    assert (composed, again) == ("Örebro-2024-1", "Örebro-2024-2")
    assert refused(lambda: register.reserve(Request("units", number=f"{DECOMPOSED}-2024-2"))) == ["R103"]
    with register.reading() as connection:
        assert record_numbered(connection, f"{DECOMPOSED}-2024-1").state["unit"] == "Örebro"
    assert changed(register, composed, subject=DECOMPOSED)["subject"] == "Örebro"


def test_a_unit_that_only_looks_like_another_is_not_written_in_a_number():
    pattern = Pattern.of("{unit} {year}-{serial}")
    for unit in (DECOMPOSED, " Nord", "Nord ", "Nord  Syd", "No\N{ZERO WIDTH SPACE}rd", "N" * 200):
        with pytest.raises(ValueError, match="read back"):
            pattern.written(Parts(2024, 1, unit=unit))
    assert Pattern.of(f"{DECOMPOSED} {{year}}-{{serial}}") == Pattern.of("Örebro {year}-{serial}")


@pytest.mark.parametrize(
    "number",
    [
        "1.3-2024-0",
        "1.3-2024-00",
        "1.3-2024-01",
        "1.3-0999-1",
        "1.3-10000-1",
        "1.3-2024-" + "9" * 16,
        "1.3-2024-" + "1" * 5000,
        "-1",
        "--",
        "１.３-2024-1",
        "1.3-2024-1; DROP TABLE event",
    ],
)
def test_a_number_from_elsewhere_that_is_none_is_refused(register, number):
    assert refused(lambda: register.reserve(Request("cases", number=number))) == ["R106"]


def test_the_year_9999_and_the_longest_serial_are_numbers(register, place):
    for number in ("1.3-9999-1", "1.3-1000-999999999999999"):
        assert register.reserve(Request("cases", number=number, subject="Ärende")).number == number
    register.__exit__(None, None, None)
    assert list(verify(place).faults) == []


def test_a_classification_in_the_digits_of_another_script_is_refused(register):
    number = register.reserve(CASE).number
    assert refused(lambda: changed(register, number, **{"classification-now": "１.２"})) == ["R112"]


def test_a_title_of_a_build_is_one_line_without_what_is_not_seen():
    assert one_line(f"Håll\N{SOFT HYPHEN}bar\nredovisning  i {DECOMPOSED}") == "Hållbar redovisning i Örebro"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("-1", "'-1"),
        ("＝1", "'＝1"),
        ('"=1', "'\"=1"),
        ("Remiss;=1+1", "Remiss;'=1+1"),
        ('Remiss; "=1+1', "Remiss;' \"=1+1"),
        ("Remiss; svar", "Remiss; svar"),
        ("Stab/001/2024", "Stab/001/2024"),
        (-1, "-1"),
    ],
)
def test_no_cell_of_the_csv_is_a_formula_also_where_semicolons_part_cells(value, written):
    import csv
    import io

    assert next(csv.reader(io.StringIO(as_csv(["a"], [{"a": value}]).split("\n", 1)[1])))[0] == written
