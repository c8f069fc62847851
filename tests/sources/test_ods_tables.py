"""OpenDocument spreadsheets are read as people see them in LibreOffice; odfpy, which is not ours, writes them here."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf import office
from odf.style import Style, TableProperties
from odf.table import (
    CoveredTableCell,
    DatabaseRange,
    DatabaseRanges,
    NamedExpressions,
    NamedRange,
    TableCell,
    TableColumn,
    TableHeaderRows,
)
from odf.text import LineBreak, P, S, Span
from ods_files import AT, NAME, PLAN, cell, one_cell, one_fault, read, row, saved, sheet

from pipeline.places import Place
from pipeline.sources.ranges import AskedRange
from pipeline.sources.table import ColumnSpec

# --------------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "shown", "read_as", "text"),
    [
        ("text", None, "text", "text"),
        (1234, "1 234", 1234, "1234"),
        (1234.0, "1,234", 1234, "1234"),
        (5.3, "5,3", Decimal("5.3"), "5,3"),
        (5.0, "5,0", 5, "5,0"),
        (5.25, "5,3", Decimal("5.25"), "5,25"),
        (0.1 + 0.2, "0,3", Decimal("0.3"), "0,3"),
        (-1.5, "−1,50", Decimal("-1.5"), "-1,50"),
        (0.053, "5,3 %", Decimal("5.3"), "5,3 %"),
        (0.06, "6,0%", 6, "6,0 %"),
        (1, "100 %", 100, "100 %"),
        (True, None, "SANT", "SANT"),
        (False, "FALSE", "FALSKT", "FALSKT"),
        (date(2008, 8, 31), "31/08/08", date(2008, 8, 31), "2008-08-31"),
        (date(2008, 6, 1), "juni 2008", date(2008, 6, 1), "juni 2008"),
        ("två\nrader", None, "två\nrader", "två\nrader"),
        ("..", None, None, ".."),
    ],
)
def test_a_cell_is_read_as_libreoffice_shows_it(inputs, value, shown, read_as, text):
    found = one_cell(inputs, cell(value, shown))
    assert (found.value, found.text) == (read_as, text)
    assert type(found.value) is type(read_as)


@pytest.mark.parametrize(
    ("made", "value", "text"),
    [
        (TableCell(valuetype="date", datevalue="2008-08-31T09:30:00"), "2008-08-31 09:30", "2008-08-31 09:30"),
        (TableCell(valuetype="date", datevalue="2008-08-31T00:00:00"), date(2008, 8, 31), "2008-08-31"),
        (TableCell(valuetype="currency", value="1234.5"), Decimal("1234.5"), "1234,5"),
        (TableCell(valuetype="string", stringvalue="dolt"), "dolt", "dolt"),
        (TableCell(valuetype="float", value="1e30"), 10**30, "1" + "0" * 30),
    ],
)
def test_what_is_stored_counts_where_nothing_is_shown(inputs, made, value, text):
    found = one_cell(inputs, made)
    assert (found.value, found.text) == (value, text)


def test_blanks_line_breaks_and_spans_are_part_of_a_cells_text_and_comments_are_not(inputs):
    made = TableCell(valuetype="string")
    paragraph = P(text="Mål ")
    paragraph.addElement(Span(text="ett"))
    paragraph.addElement(S(c=2))
    paragraph.addText("och\n  två")
    paragraph.addElement(LineBreak())
    paragraph.addText("tre")
    comment = office.Annotation()
    comment.addElement(P(text="Stämmer det här?"))
    made.addElement(comment)
    made.addElement(paragraph)
    assert one_cell(inputs, made).value == "Mål ett  och två\ntre"


@pytest.mark.parametrize(
    ("made", "kind", "value"),
    [
        (cell(5.0, "5,0"), "integer", 5),
        (cell("1 234,5"), "decimal", Decimal("1234.5")),
        (cell(0.053, "5,3 %"), "percent", Decimal("5.3")),
        (cell(39691), "date", date(2008, 8, 31)),
        (cell(2023), "text", "2023"),
        (cell("–"), "integer", None),
    ],
)
def test_a_cell_is_read_as_its_column_says(inputs, made, kind, value):
    found = one_cell(inputs, made, ColumnSpec(kind, required=False))
    assert found.value == value
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("made", "kind", "code"),
    [
        (cell(5.5), "integer", "I131"),
        (cell(0.05, "5 %"), "integer", "I131"),
        (cell("#DIV/0!"), "text", "I138"),
        (cell("#REFERENS!"), "decimal", "I138"),
        (cell("Err:502"), "decimal", "I138"),
        (cell("Fel:502"), "text", "I138"),
        (cell(0, "#DIVISION/0!"), "decimal", "I138"),
        (cell(0, "Err:502"), "decimal", "I138"),
        (TableCell(formula="of:=SUM([.A1:.A2])"), "decimal", "I137"),
        (TableCell(valuetype="float", value="1e999"), "decimal", "I138"),
        (cell("SjÃ¶n"), "text", "I106"),
        (cell(None), "text", "I130"),
    ],
)
def test_what_cannot_be_read_is_told_with_sheet_row_and_heading(inputs, made, kind, code):
    fault = one_fault(inputs, sheet(row("Id", "X"), row(1, made)), columns={"X": ColumnSpec(kind)})
    assert (fault.code, fault.place) == (code, Place(NAME, sheet="Blad1", row=2, header="X"))


def test_a_number_that_is_wider_than_its_column_is_read(inputs):
    assert one_cell(inputs, cell(1234.5, "###")).value == Decimal("1234.5")


def test_a_formulas_stored_value_is_its_value(inputs):
    made = TableCell(formula="of:=1+1", valuetype="float", value="2")
    assert one_cell(inputs, made).value == 2


# ------------------------------------------------------------------------------------------------ rows and columns


def test_repeated_cells_and_rows_are_written_out_and_keep_their_numbers(inputs):
    table = read(
        inputs,
        sheet(
            row(numberrowsrepeated=2),
            row("Mål", "2021", "2022"),
            row(cell("M1"), cell(7, numbercolumnsrepeated=2)),
            row(cell("M2"), cell(8), cell(9), numberrowsrepeated=3),
            row(cell(numbercolumnsrepeated=16384), numberrowsrepeated=1_048_000),
        ),
        allow_duplicates=True,
    )
    assert [place.place.row for place in table.rows] == [4, 5, 6, 7]
    assert [[one.value for one in found.values()] for found in table.rows] == [["M1", 7, 7]] + [["M2", 8, 9]] * 3


def test_rows_in_header_groups_are_rows(inputs):
    group = TableHeaderRows()
    group.addElement(row("Mål", "Antal"))
    table = read(inputs, sheet(group, row("M1", 1)))
    assert (table.columns, table.place.row, table.rows[0].place.row) == (("Mål", "Antal"), 1, 2)


def test_merged_headings_hold_for_the_columns_below_them(inputs):
    table = read(
        inputs,
        sheet(
            row(cell("Kategori", numberrowsspanned=2), cell("2021", numbercolumnsspanned=2), CoveredTableCell(), "Not"),
            row(CoveredTableCell(), "Kvinnor", "Män", cell()),
            row("a", 1, 2, "b"),
        ),
        header_rows=2,
    )
    assert table.columns == ("Kategori", "2021 / Kvinnor", "2021 / Män", "Not")


def test_text_merged_downwards_holds_for_each_row_and_a_number_is_a_fault(inputs):
    table = read(inputs, sheet(PLAN[0], row(cell("M1", numberrowsspanned=2), "a", 1), row(CoveredTableCell(), "b", 2)))
    assert [found["Mål"].value for found in table.rows] == ["M1", "M1"]
    assert table.rows[1]["Mål"].place.row == 2
    bad = sheet(PLAN[0], row("M1", "a", cell(1, numberrowsspanned=2)), row("M2", "b", CoveredTableCell()))
    assert one_fault(inputs, bad, columns={"Antal": ColumnSpec("integer")}).code == "I139"


def test_hidden_rows_filtered_rows_and_hidden_columns_are_read_and_warned_of(inputs):
    columns = (TableColumn(), TableColumn(visibility="collapse"), TableColumn(numbercolumnsrepeated=1000))
    table = read(
        inputs,
        sheet(*PLAN, row("M2", "b", 2, visibility="collapse"), row("M3", "c", 3, visibility="filter"), columns=columns),
    )
    assert len(table.rows) == 3
    assert [(fault.code, fault.level, fault.data) for fault in table.warnings] == [
        ("I141", "warning", {"rows": [3, 4]}),
        ("I141", "warning", {"columns": ["B"]}),
    ]


def test_a_value_far_to_the_right_is_a_fault(inputs):
    stray = row(cell("M1"), cell(numbercolumnsrepeated=16_382), cell("x"))
    fault = one_fault(inputs, sheet(PLAN[0], stray))
    assert (fault.code, fault.place.row, "XFD" in fault.message) == ("I121", 2, True)


def test_a_row_that_is_repeated_without_end_is_a_fault_and_fills_no_memory(inputs):
    fault = one_fault(inputs, sheet(PLAN[0], row("M1", "a", 1, numberrowsrepeated=1_048_575)))
    assert (fault.code, fault.place.row) == ("I121", 2)
    assert "1048575 times" in fault.message


# --------------------------------------------------------------------------------------------------- sheets, ranges


def test_a_sheet_is_found_by_name_and_empty_and_hidden_ones_do_not_make_the_choice_hard(inputs):
    hidden = Style(name="ta2", family="table")
    hidden.addElement(TableProperties(display="false"))
    sheets = (sheet(*PLAN, name="Plan"), sheet(name="Blad2"), sheet(row("x"), name="Listor", stylename=hidden))
    assert read(inputs, *sheets, styles=[hidden]).sheet == "Plan"
    data = saved(*sheets, sheet(row("y"), name="Annat"), styles=[hidden])
    fault = one_fault(inputs, data)
    assert (fault.code, fault.todo) == ("I122", "Name one of “Plan”, “Annat”.")
    fault = one_fault(inputs, data, sheet="Plna", named_at=AT)
    assert (fault.code, fault.place, fault.todo) == ("I122", AT, "Did you mean “Plan”?")


def named(name, address):
    return NamedRange(name=name, cellrangeaddress=address, basecelladdress="$Blad1.$A$1")


def names(*ranges):
    made = NamedExpressions()
    for one in ranges:
        made.addElement(one)
    return made


BESIDE = (
    row("Tabell 1. Kvinnor och män"),
    row(cell(), "Grupp", "2022", "2023", "Obs!"),
    row(cell(), "Kvinnor", 1, 2, "se not"),
    row(cell(), "Män", 3, 4),
    row(cell(), "Källa: diariet"),
)


@pytest.mark.parametrize("area", ["B2:D4", "$B$2:$D$4", "D4:B2", "Blad1!B2:D4", "Tabell", "tabell", "Databas"])
def test_a_range_is_read_by_its_corners_or_its_name_and_places_are_those_of_the_sheet(inputs, area):
    databases = DatabaseRanges()
    databases.addElement(DatabaseRange(name="Databas", targetrangeaddress="Blad1.B2:Blad1.D4"))
    extra = (names(named("Tabell", "$Blad1.$B$2:.$D$4"), named("Annat", "$Blad2.$A$1:.$B$2")), databases)
    table = read(
        inputs, sheet(*BESIDE), sheet(row("x"), name="Blad2"), extra=extra, sheet="Blad1", area=AskedRange(area, AT)
    )
    assert table.columns == ("Grupp", "2022", "2023")
    assert [[one.value for one in found.values()] for found in table.rows] == [["Kvinnor", 1, 2], ["Män", 3, 4]]
    assert table.rows[1]["2023"].place == Place(NAME, sheet="Blad1", row=4, header="2023")


def test_a_named_range_names_its_sheet(inputs):
    extra = (names(named("Tabell", "$'Mitt blad'.$B$2:.$D$4")),)
    table = read(inputs, sheet(row("x")), sheet(*BESIDE, name="Mitt blad"), extra=extra, area=AskedRange("Tabell", AT))
    assert (table.sheet, len(table.rows)) == ("Mitt blad", 2)


@pytest.mark.parametrize(
    ("area", "sheet_name", "said"),
    [
        ("Tabel", None, "neither a range"),
        ("Annat", "Blad1", "lies in the sheet “Blad2”"),
        ("Summa", None, "something else than one range"),
    ],
)
def test_a_range_that_is_none_is_told_where_it_is_asked_for(inputs, area, sheet_name, said):
    extra = (names(named("Tabell", "$Blad1.$B$2:.$D$4"), named("Annat", "$Blad2.$A$1:.$B$2"), named("Summa", "")),)
    data = saved(sheet(*BESIDE), sheet(row("x"), name="Blad2"), extra=extra)
    fault = one_fault(inputs, data, sheet=sheet_name, area=AskedRange(area, AT))
    assert (fault.code, fault.place) == ("I142", AT)
    assert said in fault.message


def test_an_empty_range_is_an_empty_table(inputs):
    assert one_fault(inputs, sheet(*PLAN), area=AskedRange("J20:K30", AT)).code == "I125"


values = (
    st.none()
    | st.integers(-(10**9), 10**9)
    | st.dates(date(1900, 1, 1))
    | st.text("abcåäö 1,%-", max_size=5)
    | st.booleans()
)


@given(st.lists(st.tuples(values, values, st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_sheet_with_repeats_is_the_same_table_as_one_without(inputs, rows):
    packed = [
        row("A", "B", "C", "D"),
        *(row(cell(a, numbercolumnsrepeated=r), cell(b), numberrowsrepeated=n) for a, b, n, r in rows),
    ]
    plain = [
        row("A", "B", "C", "D"),
        *(row(*[cell(a) for _ in range(r)], cell(b)) for a, b, n, r in rows for _ in range(n)),
    ]
    if all(cell_value in (None, "") or not str(cell_value).strip() for a, b, _, _ in rows for cell_value in (a, b)):
        return
    first = read(inputs, sheet(*packed), allow_duplicates=True)
    second = read(inputs, sheet(*plain), allow_duplicates=True)
    assert first == second
    assert [one.place for one in first.rows] == [one.place for one in second.rows]
