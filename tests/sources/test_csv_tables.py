"""CSV files of every dialect become the same table; what is wrong is told by row and heading."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.places import Place
from pipeline.sources.table import ColumnSpec, DataCell

PLAN = "Mål;Vad;Andel\nM1;Följa upp;5,3 %\nM2;Utbilda;..\n"


def told(faults):
    return [(fault.code, fault.place.row, fault.place.header) for fault in faults]


def values(table):
    return [[cell.value for cell in row.values()] for row in table.rows]


def texts(table):
    return [[cell.text for cell in row.values()] for row in table.rows]


# ------------------------------------------------------------------------------------------------------ dialects


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["", "sep=;\n", '"sep=;"\n'])
def test_a_table_is_the_same_in_every_encoding_and_line_ending(inputs, encoding, ending, first):
    content = (first + PLAN).replace("\n", ending).encode(encoding)
    table = inputs.table(content)
    assert table.columns == ("Mål", "Vad", "Andel")
    assert values(table) == [["M1", "Följa upp", Decimal("5.3")], ["M2", "Utbilda", None]]
    assert texts(table)[1][2] == ".."
    assert [row.place.row for row in table.rows] == [2, 3]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Kategori;2021\nTotalt;5,3\n", [["Totalt", "5,3"]]),
        ("Kategori\t2021\nTotalt, alla\t5,3\n", [["Totalt, alla", "5,3"]]),
        ('Kategori,2021\nTotalt,"5,3"\n', [["Totalt", "5,3"]]),
        ("Kategori|2021\nTotalt|5,3\n", [["Totalt", "5,3"]]),
        ('Namn, ort;Antal\n"A; B, C";1\n', [["A; B, C", "1"]]),
        ("Kommentar\nEtt, två; tre\nFyra\n", [["Ett, två; tre"], ["Fyra"]]),
        ("sep=,\nKategori;x,2021\na;b,1\n", [["a;b", "1"]]),
    ],
)
def test_the_delimiter_is_found(inputs, content, rows):
    assert texts(inputs.table(content)) == rows


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=12)
headings = st.text("abcåäöABC 12", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(
    st.lists(headings, min_size=2, max_size=5, unique_by=lambda text: " ".join(text.split())),
    st.lists(st.lists(words, min_size=5, max_size=5), min_size=1, max_size=8),
    st.sampled_from(";,\t|"),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_any_program_writes_as_csv_is_read_back(inputs, names, rows, delimiter, ending, quoting, encoding):
    from pipeline.sources.text import bad_character, damaged_character, normalised

    rows = [[normalised(cell) for cell in row[: len(names)]] for row in rows]
    if any(bad_character(cell) or damaged_character(cell) for row in rows for cell in row):
        return
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows([names, *rows])
    wanted = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not wanted:
        return
    specs = {" ".join(name.split()): ColumnSpec(required=False) for name in names}
    lone = [row for row in wanted if any(cell.startswith("#") for cell in row)]
    if lone:  # a cell may be one of Excel's errors
        return
    table = inputs.table(stream.getvalue().encode(encoding), columns=specs, allow_duplicates=True)
    assert texts(table) == wanted


def test_one_column_of_decimals_below_a_heading_with_a_comma_stays_one(inputs):
    table = inputs.table("Andel, procent\n1,5\n-2,5\n")
    assert (table.columns, values(table)) == (("Andel, procent",), [[Decimal("1.5")], [Decimal("-2.5")]])
    assert inputs.table("Namn, Antal\nx, 5\n").columns == ("Namn", "Antal")
    assert inputs.table("A,B\n1,5\n").columns == ("A", "B")


def test_a_title_above_the_table_is_told_with_what_to_do(inputs):
    faults = inputs.table_faults("Tabell 1 Ärenden\n\nLän;Antal\nSkåne;1\n")
    assert [(fault.code, fault.place.row, "range" in fault.todo) for fault in faults] == [
        ("I124", 3, True),
        ("I124", 4, True),
    ]


def test_a_text_that_a_formula_keeps_is_the_text(inputs):
    assert texts(inputs.table('Kod;Antal\n"=""0114""";5\n="=1";6\n')) == [["0114", "5"], ["=1", "6"]]


def test_rows_are_numbered_as_a_spreadsheet_shows_them_and_lines_as_an_editor_does(inputs):
    table = inputs.table('sep=;\nMål;Vad\n\nM1;"två\nrader"\n;\nM2;en\n')
    assert [(row.place.row, row.place.line) for row in table.rows] == [(3, 4), (5, 7)]
    assert table.rows[0]["Vad"].value == "två\nrader"
    assert table.place == Place("table.csv", 2, row=1)


def test_a_cell_knows_its_place(inputs):
    cell = inputs.table(PLAN).rows[0]["Andel"]
    assert cell.place == Place("table.csv", line=2, row=2, header="Andel")
    assert cell == DataCell(Decimal("5.3"), "5,3 %", Place("table.csv", line=2, row=2, header="Andel"))
    assert cell != DataCell(Decimal("5.3"), "5,3 %", Place("table.csv", line=2, row=2, header="Mål"))
    assert len({cell, DataCell(Decimal("5.3"), "5,3 %", cell.place)}) == 1


def test_empty_rows_and_columns_are_passed_over(inputs):
    table = inputs.table("\n;;;\nMål;;Vad;;\nM1;;a;;\n;;;;\nM2;;b;;;;\n;;\n")
    assert table.columns == ("Mål", "Vad")
    assert texts(table) == [["M1", "a"], ["M2", "b"]]


def test_a_row_is_a_mapping_by_heading(inputs):
    row = inputs.table(PLAN).rows[0]
    assert list(row) == ["Mål", "Vad", "Andel"]
    assert len(row) == 3
    assert row["Vad"].value == row.cells["Vad"].value == "Följa upp"
    with pytest.raises(KeyError):
        row["Vem"]


def test_headings_are_matched_whatever_their_blanks_and_composition(inputs):
    table = inputs.table('"Avgjorda\närenden";Ma\u030al ;\u00a0 Vad\n1;2;3\n')
    assert table.columns == ("Avgjorda ärenden", "Mål", "Vad")


# ------------------------------------------------------------------------------------------------- types of columns


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
    assert told(inputs.table_faults("Id;X\n1;#SAKNAS!\n")) == [("I138", 2, "X")]


# ------------------------------------------------------------------------------------------------------- mistakes


def test_a_misspelt_column_is_one_fault_with_the_name_that_stands_there(inputs):
    specs = {"Mål": ColumnSpec(), "Vad": ColumnSpec(), "Andel": ColumnSpec()}
    (fault,) = inputs.table_faults(PLAN.replace("Andel", "Andell"), columns=specs, closed=True)
    assert (fault.code, fault.todo) == ("I127", "Is it “Andell”?")
    assert fault.message == "The column “Andel” is missing."
    assert fault.place.row == 1


def test_a_missing_column_is_a_fault_unless_it_is_optional(inputs):
    assert told(inputs.table_faults(PLAN, columns={"Vem": ColumnSpec()})) == [("I127", 1, "Vem")]
    table = inputs.table(PLAN, columns={"Vem": ColumnSpec(optional_column=True)})
    assert "Vem" not in table.columns


def test_an_unknown_column_is_a_fault_only_in_a_closed_table(inputs):
    specs = {"Mål": ColumnSpec(), "Vad": ColumnSpec(), "Vem": ColumnSpec(optional_column=True)}
    assert "Andel" in inputs.table(PLAN, columns=specs).columns
    (fault,) = inputs.table_faults(PLAN, columns=specs, closed=True)
    assert (fault.code, fault.place.header) == ("I128", "Andel")


def test_a_file_whose_rows_stand_in_quotation_marks_is_explained(inputs):
    (fault,) = inputs.table_faults('"Mål;Vad"\n"M1;a"\n', columns={"Mål": ColumnSpec()})
    assert (fault.code, "quotation marks" in fault.todo) == ("I127", True)


def test_rows_of_another_width_are_told_with_their_row(inputs):
    faults = inputs.table_faults("Mål;Vad;Andel\nM1;a;1\nM2;b\nM3;c;1;2\nM4;d;1;;\n")
    assert told(faults) == [("I124", 3, None), ("I124", 4, None)]
    assert [fault.place.line for fault in faults] == [3, 4]
    assert faults[0].message == "The row has 2 cells; the header has 3."
    assert faults[0].todo == "Add what is missing after “b”."


def excel_rows(count, *, without=()):
    """Rows as Excel writes them: in blocks of sixteen, without the last delimiters where a block's cells are empty."""
    return "".join(f"M{number};a{'' if number in without else ';'}\n" for number in range(2, count + 2))


def test_delimiters_that_excel_leaves_out_of_sixteen_rows_together_are_not_missed(inputs):
    table = inputs.table("Mål;Vad;Not\n" + excel_rows(40, without=range(17, 33)))
    assert [row["Not"].value for row in table.rows] == [None] * 40
    assert [row.place.row for row in table.rows][14:17] == [16, 17, 18]


@pytest.mark.parametrize("without", [range(17, 32), (20,), (4,), range(2, 17), (33,)])
def test_a_row_that_lacks_cells_of_its_own_is_a_fault(inputs, without):
    faults = inputs.table_faults("Mål;Vad;Not\n" + excel_rows(32, without=without))
    assert told(faults) == [("I124", number, None) for number in without]


def test_a_decimal_comma_in_a_comma_separated_file_makes_a_row_too_wide(inputs):
    faults = inputs.table_faults("Kategori,2021,2022\nTotalt,5,3,4,9\n")
    assert told(faults) == [("I124", 2, None)]
    assert "quotation marks" in faults[0].todo


def test_many_faults_of_a_sort_are_told_in_some_rows_and_counted(inputs):
    for rows, code in (("x;1;2\n" * 100, "I124"), ("x;1\n" * 101, "I135")):
        faults = inputs.table_faults("A;B\n" + rows)
        assert {fault.code for fault in faults} == {code}
        assert (len(faults), faults[-1].data["count"], faults[-1].place.row) == (21, 80, 22 + (code == "I135"))


def test_equal_rows_are_named_both(inputs):
    (fault,) = inputs.table_faults("Mål;Vad\nM1;a\nM2;b\nM1;a\n")
    assert (fault.code, fault.place.row, fault.data["first"]) == ("I135", 4, 2)
    assert "row 2" in fault.message
    assert len(inputs.table("Mål;Vad\nM1;a\nM1;a\n", allow_duplicates=True).rows) == 2


def test_a_repeated_value_in_a_unique_column_names_both_rows(inputs):
    specs = {"Id": ColumnSpec("integer", unique=True)}
    (fault,) = inputs.table_faults("Id;Vad\n1;a\n2;b\n01;c\n", columns=specs)
    assert (fault.code, fault.place.row, fault.place.header, fault.data["first"]) == ("I136", 4, "Id", 2)
    assert len(inputs.table("Id;Vad\n..;a\n..;b\n", columns=specs).rows) == 2


def test_all_faults_of_a_table_come_at_once_sorted_by_row(inputs):
    specs = {"Id": ColumnSpec("integer", unique=True), "Vem": ColumnSpec(), "När": ColumnSpec("date")}
    content = "Id;Vad;När\n1;a;igår\nx;b;2008-06-01\n1;c;2008-06-31\n4;d\n"
    assert told(inputs.table_faults(content, columns=specs)) == [
        ("I127", 1, "Vem"),
        ("I133", 2, "När"),
        ("I131", 3, "Id"),
        ("I136", 4, "Id"),
        ("I133", 4, "När"),
        ("I124", 5, None),
    ]


def test_a_column_that_is_wrong_all_through_is_told_in_some_cells_and_counted(inputs):
    rows = "".join(f"{number};x\n" for number in range(500))
    faults = inputs.table_faults(f"Id;Antal\n{rows}", columns={"Antal": ColumnSpec("integer")})
    assert len(faults) == 21
    assert faults[0].message == "The column has 480 more cells with this fault."


@pytest.mark.parametrize(
    ("content", "row", "line", "said"),
    [
        ('Mål;Vad\nM1;"a\nM2;b\nM3;c\n', 2, 2, "not closed"),
        ('Mål;Vad\nM1;"a"\nM2;"b" c\n', 3, 3, "closing quotation mark"),
        ('Mål;Vad\nM1;"a\nb"\nM2;"b', 3, 4, "not closed"),
    ],
)
def test_quotation_marks_that_do_not_match_are_told_with_the_row_where_they_open(inputs, content, row, line, said):
    (fault,) = inputs.table_faults(content)
    assert (fault.code, fault.place) == ("I123", Place("table.csv", line=line, row=row))
    assert said in fault.message


def test_a_mark_that_swallows_a_huge_file_is_told(inputs):
    (fault,) = inputs.table_faults('Mål;Vad\nM1;"a\n' + "M2;b\n" * 50_000)
    assert (fault.code, fault.place.row) == ("I123", 2)


@pytest.mark.parametrize("content", ["", "\n\n", ";;\n", "\ufeff"])
def test_an_empty_table_is_a_fault(inputs, content):
    (fault,) = inputs.table_faults(content)
    assert (fault.code, fault.message) == ("I125", "The table is empty.")


def test_headings_without_rows_are_a_fault(inputs):
    assert told(inputs.table_faults("Mål;Vad\n;\n")) == [("I125", 1, None)]


def test_control_characters_are_told_with_their_line(inputs):
    (fault,) = inputs.table_faults("Mål;Vad\nM1;a\x0bb\n")
    assert (fault.code, fault.place) == ("I105", Place("table.csv", 2, 5))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("table.xls", "before 2007"),
        ("table.xlsm", "macros"),
        ("table.xlsb", "binary"),
        ("table.ods", "OpenDocument"),
        ("table.json", ".json"),
        ("table", "without an ending"),
    ],
)
def test_other_formats_are_refused_and_say_what_to_do(inputs, name, said):
    named_at = Place("figures.yaml", 3, 9)
    (fault,) = inputs.table_faults("Mål;Vad\n", name, named_at=named_at)
    assert (fault.code, fault.place) == ("I120", named_at)
    assert said in fault.message
    assert ".xlsx" in fault.todo


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_under_the_name_of_a_text_file_is_told(inputs, data):
    (fault,) = inputs.table_faults(data)
    assert (fault.code, "workbook" in fault.message) == ("I120", True)


def test_a_sheet_of_a_csv_file_is_a_fault(inputs):
    (fault,) = inputs.table_faults(PLAN, sheet="Blad1")
    assert fault.code == "I122"


def test_a_huge_table_is_refused(inputs, monkeypatch):
    monkeypatch.setattr("pipeline.sources.formats.MAX_SIZE", 10)
    (fault,) = inputs.table_faults(PLAN)
    assert fault.code == "I121"


def test_a_missing_table_is_a_fault_where_it_is_named(inputs):
    inputs.write("measures.csv", PLAN)
    from pipeline.faults import FaultError
    from pipeline.sources.reader import Reader
    from pipeline.sources.tables import read_table

    with pytest.raises(FaultError) as caught:
        read_table(Reader(inputs.folder), "measure.csv", named_at=Place("document.yaml", 5, 11))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I101", Place("document.yaml", 5, 11))


def test_a_short_table_has_a_place_made_for_each_row_and_a_long_one_for_none_until_it_is_asked_for(inputs):
    """Counted in places made, not in time: never one for each cell."""
    made = []
    original = Place.__init__

    def counting(self, *arguments, **fields):
        made.append(self)
        original(self, *arguments, **fields)

    counts = []
    for size in (100, 1_000, 10_000):
        rows = "".join(f"{number};text;{number},5\n" for number in range(size))
        made.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Place, "__init__", counting)
            table = inputs.table(f"Id;Vad;Antal\n{rows}", columns={"Antal": ColumnSpec("decimal")})
        counts.append(len(made))
        assert len(table.rows) == size
    few = counts[0] - 100
    assert few < 20
    assert counts == [100 + few, 1_000 + few, few]
    assert table.rows[9_999]["Antal"] == DataCell(
        Decimal("9999.5"), "9999,5", Place("table.csv", 10_001, row=10_001, header="Antal")
    )
