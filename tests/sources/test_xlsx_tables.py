"""Workbooks are read as people see them in Excel, and what cannot be told is a fault."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from xlsx_files import NAME, one_fault, read, saved
from zip_members import changed

from pipeline.places import Place
from pipeline.sources.table import ColumnSpec

# ------------------------------------------------------------------------------------------------------- formulas


def with_value(data, value):
    """The workbook with a stored value for its formula in C2, as Excel writes it."""
    return changed(
        data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v></v>", value).replace(b"<v />", value)
    )


def test_a_formula_is_read_as_its_stored_value(inputs, book):
    book.active.append(["M1", "a", "=1+2"])
    assert inputs.table(with_value(saved(book), b"<v>3</v>"), NAME).rows[0]["Antal"].value == 3


def test_a_formula_that_was_never_calculated_is_a_fault_in_its_cell(inputs, book):
    book.active.append(["M1", "a", "=1+2"])
    fault = one_fault(inputs, book)
    assert (fault.code, fault.place) == ("I137", Place(NAME, sheet="Plan", row=2, header="Antal"))
    assert "save" in fault.todo


def test_a_formula_whose_value_is_an_error_is_a_fault(inputs, book):
    book.active.append(["M1", "a", "=1/0"])
    data = with_value(saved(book), b"<v>#DIV/0!</v>")
    data = changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="C2"', b'r="C2" t="e"'))
    assert one_fault(inputs, data).code == "I138"


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell(inputs, book):
    book.active.append(["M1", "a", '=""'])
    data = changed(saved(book), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="C2"', b'r="C2" t="str"'))
    assert inputs.table(data, NAME).rows[0]["Antal"].value is None


# --------------------------------------------------------------------------------------------------- merged cells


def test_a_text_merged_downwards_holds_for_all_its_rows_with_the_place_of_the_first(inputs, book):
    for row in (["M1", "a", 1], [None, "b", 2], [None, "c", 3], ["M2", "d", 4]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    rows = read(inputs, book, columns={"Mål": ColumnSpec()}).rows
    assert [row["Mål"].value for row in rows] == ["M1", "M1", "M1", "M2"]
    assert [row["Mål"].place.row for row in rows] == [2, 2, 2, 5]
    assert [row["Vad"].place.row for row in rows] == [2, 3, 4, 5]


def test_a_merge_does_not_make_rows_of_its_own(inputs, book):
    book.active.append(["M1", "a", 1])
    book.active.merge_cells("A2:A6")
    book.active["A8"], book.active["B8"] = "M2", "b"
    assert [row.place.row for row in read(inputs, book).rows] == [2, 8]


def test_a_number_merged_over_rows_is_one_fault(inputs, book):
    for row in (["M1", "a", 1], ["M2", "b", None], ["M3", "c", None]):
        book.active.append(row)
    book.active.merge_cells("C2:C4")
    fault = one_fault(inputs, book, columns={"Antal": ColumnSpec("integer")})
    assert (fault.code, fault.place.row, fault.place.header) == ("I139", 2, "Antal")


def test_a_cell_merged_over_columns_is_one_fault(inputs, book):
    book.active.append(["Kvinnor", None, None])
    book.active.append(["M1", "a", 1])
    book.active.merge_cells("A2:C2")
    fault = one_fault(inputs, book, columns={"Vad": ColumnSpec(), "Antal": ColumnSpec("integer")})
    assert (fault.code, fault.place.row, fault.place.header) == ("I139", 2, "Mål")


def test_merged_headings_hold_for_the_columns_below_them_and_no_others(inputs):
    book = Workbook()
    for row in (["Kategori", 2021, None, None], [None, "Kvinnor", "Män", "Anmärkning"], ["a", 1, 2, "b"]):
        book.active.append(row)
    for merged in ("A1:A2", "B1:C1"):
        book.active.merge_cells(merged)
    table = read(inputs, book, header_rows=2)
    assert table.columns == ("Kategori", "2021 / Kvinnor", "2021 / Män", "Anmärkning")


def test_headings_that_are_not_merged_go_on_to_the_right_as_in_csv(inputs):
    book = Workbook()
    for row in (["Kategori", 2021, None], [None, "Kvinnor", "Män"], ["a", 1, 2]):
        book.active.append(row)
    assert read(inputs, book, header_rows=2).columns == ("Kategori", "2021 / Kvinnor", "2021 / Män")


def test_a_merged_heading_over_two_columns_of_values_is_a_fault(inputs, book):
    book.active["A1"], book.active["B1"] = "Mål", None
    book.active.merge_cells("A1:B1")
    book.active.append(["M1", "a", 1])
    assert one_fault(inputs, book).code == "I126"


# --------------------------------------------------------------------------------------------------------- sheets


def test_a_sheet_is_found_by_name_and_a_misspelt_one_gets_the_near_one(inputs, book):
    book.active.append(["M1", "a", 1])
    book.create_sheet("Annat").append(["x"])
    table = read(inputs, book, sheet="Plan")
    assert (table.sheet, table.place) == ("Plan", Place(NAME, sheet="Plan", row=1))
    fault = one_fault(inputs, book, sheet="Plna", named_at=Place("figures.yaml", 3, 9))
    assert (fault.code, fault.place, fault.todo) == ("I122", Place("figures.yaml", 3, 9), "Did you mean “Plan”?")


def test_empty_and_hidden_sheets_do_not_make_the_choice_hard(inputs, book):
    book.active.append(["M1", "a", 1])
    book.create_sheet("Blad2")
    hidden = book.create_sheet("Listor")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    assert read(inputs, book).sheet == "Plan"
    assert one_fault(inputs, book, sheet="Listor").code == "I125"


def test_several_sheets_with_values_want_a_name(inputs, book):
    book.active.append(["M1", "a", 1])
    book.create_sheet("Annat").append(["x"])
    fault = one_fault(inputs, book)
    assert (fault.code, fault.todo) == ("I122", "Name one of “Plan”, “Annat”.")


def test_an_empty_sheet_is_an_empty_table(inputs):
    assert one_fault(inputs, Workbook()).code == "I125"


def test_empty_rows_and_columns_are_passed_over_and_rows_keep_their_numbers(inputs, book):
    sheet = book.active
    sheet["A4"], sheet["B4"], sheet["C4"] = "M1", "a", 1
    sheet["A9"], sheet["B9"], sheet["C9"] = "M2", "b", 2
    sheet["H30"].number_format = "0.0"
    sheet["F2"] = "  "
    table = read(inputs, book)
    assert [row.place.row for row in table.rows] == [4, 9]
    assert table.columns == ("Mål", "Vad", "Antal")


def test_a_value_beside_the_table_is_a_fault(inputs, book):
    book.active.append(["M1", "a", 1])
    book.active["F2"] = "Obs!"
    fault = one_fault(inputs, book)
    assert (fault.code, "Column F" in fault.message) == ("I126", True)


def test_a_value_far_to_the_right_is_a_fault(inputs, book):
    book.active.append(["M1", "a", 1])
    book.active["XFD2"] = "x"
    fault = one_fault(inputs, book)
    assert (fault.code, "XFD" in fault.message) == ("I121", True)


def test_hidden_rows_and_columns_are_read_and_warned_of(inputs, book):
    book.active.append(["M1", "a", 1])
    book.active.append(["M2", "b", 2])
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[40].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions["G"].hidden = True
    table = read(inputs, book)
    assert len(table.rows) == 2
    assert [(fault.code, fault.level, fault.data) for fault in table.warnings] == [
        ("I141", "warning", {"rows": [3]}),
        ("I141", "warning", {"columns": ["B"]}),
    ]


def test_equal_rows_and_wrong_columns_are_told_as_in_csv(inputs, book):
    book.active.append(["M1", "a", 1])
    book.active.append(["M1", "a", 1])
    faults = inputs.table_faults(saved(book), NAME, columns={"Vem": ColumnSpec()})
    assert [(fault.code, fault.place.row) for fault in faults] == [("I127", 1), ("I135", 3)]


def test_what_openpyxl_does_not_keep_is_no_warning(inputs, book):
    validation = DataValidation(type="list", formula1='"Klar,Pågår"')
    book.active.add_data_validation(validation)
    validation.add("C2")
    book.active.append(["M1", "a", 1])
    data = saved(book)
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations/></ext></extLst>'
    )
    data = changed(
        data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</worksheet>", extension + b"</worksheet>")
    )
    with pytest.warns(UserWarning, match="extension"):
        load_workbook(io.BytesIO(data))
    assert len(inputs.table(data, NAME).rows) == 1


def test_a_wrong_size_stated_in_the_sheet_is_not_believed(inputs, book):
    for number in range(20):
        book.active.append([f"M{number}", "a", number])
    import re

    data = changed(
        saved(book),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml),
    )
    assert len(inputs.table(data, NAME).rows) == 20
