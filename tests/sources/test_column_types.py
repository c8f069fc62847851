"""Cells are read as their columns say, and what a column does not allow is told by row and heading."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.places import Place
from pipeline.sources.table import ColumnSpec


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "007", "007"),
        ("text", " med blanka ", "med blanka"),
        ("integer", "12 345", 12345),
        ("integer", "−3", -3),
        ("decimal", "5", Decimal(5)),
        ("decimal", "1\u00a0234,50", Decimal("1234.50")),
        ("percent", "5,3 %", Decimal("5.3")),
        ("percent", "5,3\u00a0%", Decimal("5.3")),
        ("percent", "-6%", Decimal(-6)),
        ("percent", "6", Decimal(6)),
        ("percent", "(5,3 %)", Decimal("-5.3")),
        ("percent", "5,3- ", Decimal("-5.3")),
        ("integer", "1\u2009234", 1234),
        ("integer", "1\u202f234", 1234),
        ("integer", "(1 234)", -1234),
        ("integer", "1 234-", -1234),
        ("integer", "1 234 -", -1234),
        ("decimal", "1 234,50−", Decimal("-1234.50")),
        ("date", "31.12.2023", date(2023, 12, 31)),
        ("date", "1.2.2023", date(2023, 2, 1)),
        ("date", "20231231", date(2023, 12, 31)),
        ("date", "2023-12-31 00:00:00", date(2023, 12, 31)),
        ("date", "2023-12-31T00:00:00.000", date(2023, 12, 31)),
        ("date", "2023-12-31 00:00", date(2023, 12, 31)),
        ("text", "SANT", "SANT"),
        ("text", "FALSKT", "FALSKT"),
        ("date", "2008-08-31", date(2008, 8, 31)),
        ("date", "31 augusti 2008", date(2008, 8, 31)),
        ("choice", "klar", "Klar"),
        ("choice", "PÅGÅR", "Pågår"),
    ],
)
def test_a_cell_is_read_as_its_column_says(inputs, kind, text, value):
    spec = ColumnSpec(kind, choices=("Klar", "Pågår"))
    cell = inputs.table(f"Id;X\n1;{text}\n", columns={"X": spec}).rows[0]["X"]
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.text == text.strip()


@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "percent", "date", "choice"])
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("..", "not-available"),
        ("…", "not-available"),
        ("...", "not-available"),
        (":", "not-available"),
        ("–", "nil"),
        ("-", "nil"),
        ("—", "nil"),
        ("−", "nil"),
        (".", "not-applicable"),
    ],
)
def test_a_stated_lack_of_a_value_is_none_and_keeps_its_text_and_its_meaning(inputs, kind, text, missing):
    cell = inputs.table(f"Id;X\n1;{text}\n", columns={"X": ColumnSpec(kind)}).rows[0]["X"]
    assert (cell.value, cell.text, cell.missing) == (None, text, missing)


def test_an_empty_cell_and_one_with_a_value_have_no_sign(inputs):
    row = inputs.table("Id;X;Y\n1;;0\n").rows[0]
    assert [cell.missing for cell in row.values()] == ["", "", ""]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("decimal", "1 234,50 kr", Decimal("1234.50")),
        ("integer", "1 234 kr", 1234),
        ("integer", "1234kr", 1234),
        ("integer", "(1 234 kr)", -1234),
        ("integer", "1 234", 1234),
        (None, "1 234 kr", 1234),
        (None, "kr", "kr"),
        (None, "gratis", "gratis"),
    ],
)
def test_a_columns_unit_may_stand_behind_its_numbers(inputs, kind, text, value):
    table = inputs.table(f"Id;X\n1;{text}\n", columns={"X": ColumnSpec(kind, unit="kr")})
    assert table.rows[0]["X"].value == value
    assert table.units == {"X": "kr"}


def test_another_unit_than_the_columns_is_told(inputs):
    (fault,) = inputs.table_faults("Id;X\n1;5 mnkr\n", columns={"X": ColumnSpec("integer", unit="kr")})
    assert (fault.code, "5 mn" in fault.message) == ("I131", True)


@pytest.mark.parametrize(
    ("kind", "text", "code", "said"),
    [
        ("integer", "tre", "I131", "“tre” is not a number"),
        ("integer", "5,0", "I131", "whole numbers"),
        ("integer", "1,234", "I131", "whole numbers"),
        ("integer", "1.234", "I132", "two ways"),
        ("integer", "5 %", "I131", "percentage"),
        ("decimal", "1,234.5", "I132", "two ways"),
        ("decimal", "1.234", "I132", "two ways"),
        ("decimal", "5 %", "I131", "percentage"),
        ("decimal", "1,2E+05", "I131", "exponent"),
        ("decimal", "5,3 mnkr", "I131", "not a number"),
        ("percent", "%", "I131", "not a number"),
        ("percent", "5 % %", "I131", "not a number"),
        ("percent", "1.234 %", "I132", "two ways"),
        ("date", "2026-13-40", "I133", "no day"),
        ("date", "2023-02-29", "I133", "no day"),
        ("date", "juni 2008", "I133", "not a date"),
        ("date", "2024", "I133", "not a date"),
        ("date", "45000", "I133", "Excel's number of a day"),
        ("date", "2023-12-31 14:05:00", "I133", "a moment"),
        ("date", "31.02.2023", "I133", "no day"),
        ("date", "12/31/2023", "I133", "not a date"),
        ("date", "20231331", "I133", "no day"),
        ("integer", "(5", "I131", "not a number"),
        ("integer", "-(5)", "I131", "not a number"),
        ("integer", "-5-", "I131", "not a number"),
        ("integer", "SANT", "I131", "not a number"),
        ("decimal", "#SAKNAS!", "I138", "Excel"),
        ("decimal", "#VÄRDEFEL!", "I138", "Excel"),
        ("decimal", "#FÄLT!", "I138", "Excel"),
        ("decimal", "Fel:502", "I138", "Excel"),
        ("choice", "Klart", "I134", "not one of the choices"),
        ("text", "#REFERENS!", "I138", "Excel"),
        ("integer", "#DIVISION/0!", "I138", "Excel"),
        ("date", "########", "I138", "narrow"),
        ("text", "", "I130", "empty"),
        ("integer", "", "I130", "empty"),
    ],
)
def test_the_wrong_cell_in_row_17_is_told_with_row_heading_and_text(inputs, kind, text, code, said):
    good = {"integer": "1", "decimal": "1", "percent": "1", "date": "2008-08-31", "choice": "Klar", "text": "a"}[kind]
    rows = "".join(f"{number};{text if number == 17 else good}\n" for number in range(2, 30))
    (fault,) = inputs.table_faults(f"Id;När\n{rows}", columns={"När": ColumnSpec(kind, choices=("Klar", "Pågår"))})
    assert (fault.code, fault.place) == (code, Place("table.csv", line=17, row=17, header="När"))
    assert said in fault.message
    assert fault.data == {"text": text}


def test_a_misspelt_choice_gets_the_near_one(inputs):
    (fault,) = inputs.table_faults("Id;X\n1;Klart\n", columns={"X": ColumnSpec("choice", choices=("Klar", "Pågår"))})
    assert fault.todo == "Did you mean “Klar”?"


def test_an_empty_cell_may_be_allowed(inputs):
    cell = inputs.table("Id;X\n1;\n", columns={"X": ColumnSpec("integer", required=False)}).rows[0]["X"]
    assert (cell.value, cell.text) == (None, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234", 1234),
        ("5,3", Decimal("5.3")),
        ("5,3 %", Decimal("5.3")),
        ("2008-08-31", date(2008, 8, 31)),
        ("2008-13-31", "2008-13-31"),
        ("2008-08-31 00:00:00", date(2008, 8, 31)),
        ("2008-08-31 09:30:00", "2008-08-31 09:30:00"),
        ("31.12.2023", "31.12.2023"),
        ("(5)", "(5)"),
        ("5-", "5-"),
        ("SANT", "SANT"),
        ("007", "007"),
        ("1.3", "1.3"),
        ("1.234", "1.234"),
        ("31 augusti 2008", "31 augusti 2008"),
        ("100 %-ig", "100 %-ig"),
        ("%", "%"),
        ("", None),
        ("..", None),
    ],
)
def test_a_column_of_no_stated_type_is_read_as_what_it_clearly_is(inputs, text, value):
    cell = inputs.table(f"Id;X\n1;{text}\n").rows[0]["X"]
    assert cell.value == value
    assert type(cell.value) is type(value)


def test_errors_of_excel_are_faults_in_columns_of_no_stated_type_too(inputs):
    (fault,) = inputs.table_faults("Id;X\n1;#SAKNAS!\n")
    assert (fault.code, fault.place.row, fault.place.header) == ("I138", 2, "X")
