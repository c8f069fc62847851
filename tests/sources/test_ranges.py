"""Ranges of CSV files and workbooks: whichever corners are named, places stay those of the sheet."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from pipeline.places import Place
from pipeline.sources.header import column_letter
from pipeline.sources.ranges import AskedRange, CellRange, NamedRange, column_index, parse_range
from pipeline.sources.table import ColumnSpec

AT = Place("figures.yaml", 3, 9)


def asked(text):
    return AskedRange(text, AT)


@pytest.mark.parametrize(
    ("text", "sheet", "cells"),
    [
        ("B4:F20", None, CellRange(4, 20, 1, 5)),
        ("b4:f20", None, CellRange(4, 20, 1, 5)),
        ("F20:B4", None, CellRange(4, 20, 1, 5)),
        ("$B$4:$F$20", None, CellRange(4, 20, 1, 5)),
        ("B4", None, CellRange(4, 4, 1, 1)),
        ("B:F", None, CellRange(1, None, 1, 5)),
        ("4:20", None, CellRange(4, 20, 0, None)),
        ("Blad1!A1:B2", "Blad1", CellRange(1, 2, 0, 1)),
        ("'Mitt blad'!$A$1:$B$2", "Mitt blad", CellRange(1, 2, 0, 1)),
        ("'Lars'' blad'!A1:B2", "Lars' blad", CellRange(1, 2, 0, 1)),
        ("$Blad1.$A$1:.$B$2", "Blad1", CellRange(1, 2, 0, 1)),
        ("Blad1.A1:Blad1.B2", "Blad1", CellRange(1, 2, 0, 1)),
    ],
)
def test_a_range_is_read_however_it_is_written(text, sheet, cells):
    assert parse_range(text) == NamedRange(sheet, cells)


@pytest.mark.parametrize(
    "text",
    ["", "Tabell", "B4:", ":F20", "B", "4", "B4:F", "B4:20", "B0:F2", "ABCD1:B2", "A1:B2:C3", "A1,B2", "SUM(A1:B2)"],
)
def test_what_is_no_range_may_be_a_name(text):
    assert parse_range(text) is None


@given(st.integers(0, 20_000))
def test_the_letters_of_a_column_and_its_index_mean_each_other(index):
    assert column_index(column_letter(index)) == index


# ------------------------------------------------------------------------------------------------------------ CSV


def test_a_range_of_a_csv_file_leaves_out_a_title_above_and_a_source_below(inputs):
    content = "Tabell 1. Ärenden; avgjorda\n\nGrupp;2022;2023;Obs\nKvinnor;1;2;x\nMän;3;4;y\nKälla: diariet\n"
    table = inputs.table(content, area=asked("A3:C5"))
    assert table.columns == ("Grupp", "2022", "2023")
    assert [[cell.value for cell in row.values()] for row in table.rows] == [["Kvinnor", 1, 2], ["Män", 3, 4]]
    assert table.rows[0]["2023"].place == Place("table.csv", line=4, row=4, header="2023")


def test_the_delimiter_is_looked_for_in_the_range(inputs):
    content = "Statistik, från 2020, preliminär\nGrupp;2022\nKvinnor;1,5\n"
    assert inputs.table(content, area=asked("A2:B3")).columns == ("Grupp", "2022")


def test_a_csv_file_has_no_names_and_no_sheets(inputs):
    (fault,) = inputs.table_faults("Grupp;2022\na;1\n", area=asked("Tabell1"))
    assert (fault.code, fault.place) == ("I142", AT)


# ----------------------------------------------------------------------------------------------------------- XLSX


@pytest.fixture
def book():
    """A table that stands at B3:D6 below a title and above a source, with a column beside it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Mitt blad"
    for row in (
        ["Tabell 1. Hot och våld"],
        [],
        [None, "Grupp", "2023", None, None, "Kommentar"],
        [None, None, "Hot", "Våld"],
        [None, "Kvinnor", 1, 2, None, "se not"],
        [None, "Män", 3, 4],
        [None, "Källa: diariet"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:D3")
    sheet["ZZZ9"] = "långt bort"
    book.create_sheet("Annat").append(["x"])
    book.defined_names["Hot_och_våld"] = DefinedName("Hot_och_våld", attr_text="'Mitt blad'!$B$3:$D$6")
    book.defined_names["Två"] = DefinedName("Två", attr_text="'Mitt blad'!$B$3:$D$6,'Mitt blad'!$F$3:$F$6")
    book.defined_names["Annan"] = DefinedName("Annan", attr_text="Annat!$A$1:$B$2")
    return book


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("area", ["B3:D6", "B3:E6", "'Mitt blad'!B3:D6", "Hot_och_våld", "hot_och_VÅLD"])
def test_a_range_of_a_sheet_is_read_with_its_merged_headings_and_with_the_rows_of_the_sheet(inputs, book, area):
    table = inputs.table(saved(book), "table.xlsx", sheet="Mitt blad", header_rows=2, area=asked(area))
    assert table.columns == ("Grupp", "2023 / Hot", "2023 / Våld")
    assert [[cell.value for cell in row.values()] for row in table.rows] == [["Kvinnor", 1, 2], ["Män", 3, 4]]
    place = Place("table.xlsx", sheet="Mitt blad", row=6, header="2023 / Våld")
    assert table.rows[1]["2023 / Våld"].place == place


def test_a_named_range_names_its_sheet(inputs, book):
    table = inputs.table(saved(book), "table.xlsx", header_rows=2, area=asked("Hot_och_våld"))
    assert (table.sheet, len(table.rows)) == ("Mitt blad", 2)


def test_a_table_of_a_workbook_is_read_by_its_name(inputs, book):
    sheet = book.create_sheet("Data")
    for row in (["skräp"], ["Region", "Antal"], ["Norr", 1], ["Syd", 2]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Ärenden", ref="A2:B4"))
    table = inputs.table(saved(book), "table.xlsx", area=asked("ärenden"))
    assert (table.sheet, table.columns, len(table.rows)) == ("Data", ("Region", "Antal"), 2)


def test_a_wrong_cell_in_a_range_is_told_with_the_row_of_the_sheet(inputs, book):
    (fault,) = inputs.table_faults(
        saved(book),
        "table.xlsx",
        area=asked("B4:C7"),
        sheet="Mitt blad",
        columns={"Hot": ColumnSpec("integer", required=False)},
    )
    assert fault.code == "I126"
    book["Mitt blad"]["C6"] = "tre"
    (fault,) = inputs.table_faults(
        saved(book),
        "table.xlsx",
        area=asked("B3:D6"),
        sheet="Mitt blad",
        header_rows=2,
        columns={"2023 / Hot": ColumnSpec("integer")},
    )
    assert (fault.code, fault.place) == ("I131", Place("table.xlsx", sheet="Mitt blad", row=6, header="2023 / Hot"))


def test_only_what_is_hidden_inside_the_range_is_warned_of(inputs, book):
    sheet = book["Mitt blad"]
    sheet.row_dimensions[5].hidden = sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["F"].hidden = True
    table = inputs.table(saved(book), "table.xlsx", sheet="Mitt blad", header_rows=2, area=asked("B3:D6"))
    assert [fault.data for fault in table.warnings] == [{"rows": [5]}]


@pytest.mark.parametrize(
    ("area", "sheet", "said"),
    [
        ("Hot_och_vald", None, "neither a range"),
        ("Annan", "Mitt blad", "lies in the sheet “Annat”"),
        ("Två", None, "something else than one range"),
    ],
)
def test_a_range_that_is_none_is_told_where_it_is_asked_for(inputs, book, area, sheet, said):
    (fault,) = inputs.table_faults(saved(book), "table.xlsx", area=asked(area), sheet=sheet)
    assert (fault.code, fault.place) == ("I142", AT)
    assert said in fault.message
    assert area != "Hot_och_vald" or fault.todo == "Did you mean “Hot_och_våld”?"


def test_a_range_of_a_sheet_that_is_not_there_is_told(inputs, book):
    (fault,) = inputs.table_faults(saved(book), "table.xlsx", area=asked("Blad9!A1:B2"))
    assert fault.code == "I122"
