"""What is wrong with a CSV file is told by row and heading."""

import pytest

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

PLAN = "Mål;Vad;Andel\nM1;Följa upp;5,3 %\nM2;Utbilda;..\n"


def told(faults):
    return [(fault.code, fault.place.row, fault.place.header) for fault in faults]


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
    with pytest.raises(FaultError) as caught:
        read_table(Reader(inputs.folder), "measure.csv", named_at=Place("document.yaml", 5, 11))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I101", Place("document.yaml", 5, 11))
