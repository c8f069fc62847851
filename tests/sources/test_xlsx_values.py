"""The values of a workbook's cells are read as people see them in Excel, and as openpyxl reads them."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsx_files import NAME, one_cell, one_fault, read, saved
from zip_members import changed

from pipeline.places import Place
from pipeline.sources.table import ColumnSpec


@pytest.mark.parametrize(
    ("value", "number_format", "read_as", "text"),
    [
        ("text", "General", "text", "text"),
        (" två\r\nrader ", "General", " två\nrader ", "två\nrader"),
        (1234, "#,##0", 1234, "1234"),
        (5.3, "General", Decimal("5.3"), "5,3"),
        (5.0, "0.0", 5, "5,0"),
        (5.25, "0.0", Decimal("5.25"), "5,25"),
        (0.1 + 0.2, "General", Decimal("0.3"), "0,3"),
        (-1.5, "#,##0.00", Decimal("-1.5"), "-1,50"),
        (0.053, "0.0%", Decimal("5.3"), "5,3 %"),
        (0.06, "0.0%", 6, "6,0 %"),
        (1, "0%", 100, "100 %"),
        (0.29, '0 "procent"', Decimal("0.29"), "0,29"),
        (1e300, "0.00", int(Decimal("1E+300")), "1" + "0" * 300),
        (1e-7, "General", Decimal("1E-7"), "0,0000001"),
        (123456789012, "General", 123456789012, "123456789012"),
        (True, "General", "SANT", "SANT"),
        (date(2008, 8, 31), "yyyy-mm-dd", date(2008, 8, 31), "2008-08-31"),
        (date(2008, 6, 1), "mmm-yy", date(2008, 6, 1), "juni 2008"),
        (datetime(2008, 8, 31, 9, 30), "yyyy-mm-dd hh:mm", "2008-08-31 09:30", "2008-08-31 09:30"),
        (time(9, 30), "hh:mm", "09:30", "09:30"),
        (timedelta(hours=37, minutes=30), "[h]:mm", "37:30", "37:30"),
        (-5, "#,##0;[Red](#,##0)", -5, "-5"),
        (1234.5, '#,##0.00\\ "kr"', Decimal("1234.5"), "1234,50"),
        (CellRichText("Mål ", TextBlock(InlineFont(b=True), "ett")), "General", "Mål ett", "Mål ett"),
    ],
)
def test_a_cell_is_read_as_excel_shows_it(inputs, value, number_format, read_as, text):
    cell = one_cell(inputs, value, number_format)
    assert (cell.value, cell.text) == (read_as.strip() if isinstance(read_as, str) else read_as, text)


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "read_as"),
    [
        (5.0, "General", "integer", 5),
        (5, "General", "decimal", Decimal(5)),
        ("1 234,5", "@", "decimal", Decimal("1234.5")),
        (0.053, "0.0%", "percent", Decimal("5.3")),
        (5.3, "General", "percent", Decimal("5.3")),
        (date(2008, 8, 31), "yyyy-mm-dd", "date", date(2008, 8, 31)),
        (39691, "General", "date", date(2008, 8, 31)),
        ("31 augusti 2008", "General", "date", date(2008, 8, 31)),
        (2023, "General", "text", "2023"),
        (date(2008, 6, 1), "mmmm yyyy", "text", "juni 2008"),
        ("..", "General", "integer", None),
        (None, "General", "integer", None),
    ],
)
def test_a_cell_is_read_as_its_column_says(inputs, value, number_format, kind, read_as):
    cell = one_cell(inputs, value, number_format, ColumnSpec(kind, required=False))
    assert cell.value == read_as
    assert type(cell.value) is type(read_as)


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "code"),
    [
        (5.5, "General", "integer", "I131"),
        (0.05, "0%", "integer", "I131"),
        (0.05, "0%", "decimal", "I131"),
        ("1.234", "@", "decimal", "I132"),
        (date(2008, 8, 31), "yyyy-mm-dd", "integer", "I131"),
        (2024, "General", "date", "I133"),
        (datetime(2008, 8, 31, 9, 30), "yyyy-mm-dd hh:mm", "date", "I133"),
        (39691.5, "General", "date", "I133"),
        (True, "General", "integer", "I131"),
        (None, "General", "text", "I130"),
        ("#REF!", "General", "integer", "I138"),
        ("#SAKNAS!", "General", "text", "I138"),
    ],
)
def test_the_wrong_cell_is_told_with_sheet_row_and_heading(inputs, book, value, number_format, kind, code):
    for number in range(2, 17):
        book.active.append([f"M{number}", "a", None])
    book.active["C17"] = value
    book.active["C17"].number_format = number_format
    book.active["A17"] = "M17"
    specs = {"Antal": ColumnSpec(kind, required=code == "I130")}
    if code == "I130":
        for number in range(2, 17):
            book.active.cell(number, 3, "a")
    fault = one_fault(inputs, book, columns=specs)
    assert (fault.code, fault.place) == (code, Place(NAME, sheet="Plan", row=17, header="Antal"))


def test_days_are_counted_as_the_workbook_counts_them(inputs, book):
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["M1", "a", date(2008, 8, 31)])
    book.active.append(["M2", "a", 38229])
    rows = read(inputs, book, columns={"Antal": ColumnSpec("date")}).rows
    assert [row["Antal"].value for row in rows] == [date(2008, 8, 31), date(2008, 8, 31)]


def test_a_number_among_percentages_that_is_not_one_is_ambiguous(inputs, book):
    book.active.append(["M1", "a", 0.053])
    book.active.append(["M2", "b", 0.1])
    book.active["C2"].number_format = "0.0%"
    fault = one_fault(inputs, book, columns={"Antal": ColumnSpec("percent")})
    assert (fault.code, fault.place.row, fault.place.header) == ("I132", 3, "Antal")


EXCEL = {
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument"/></Relationships>',
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/worksheet"/><Relationship Id="rId2" Target="sharedStrings.xml" Type="http://schemas.openxml'
    'formats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
}


def by_excel(*strings, cells=""):
    """A workbook as Excel writes it, texts in a table of their own; row 2 of column A has the last of them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in ("Mål", *strings))
    sheet = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        f'<row r="2"><c r="A2" t="s"><v>{len(strings)}</v></c>{cells}</row>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in EXCEL.items():
            archive.writestr(name, content)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("string", "text"),
    [
        ("Följa upp &amp; utbilda", "Följa upp & utbilda"),
        ("<t>ett_x000D_\ntvå</t>", "ett\ntvå"),
        ("<t>ett_x000B_två</t>", "ett\ntvå"),
        ("<r><t>för </t></r><r><rPr><b/></rPr><t>alla</t></r>", "för alla"),
        ("<t>_x0041_</t>", "_x0041_"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>ett<?x?>två</t>", "etttvå"),
        ("<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>", "東京"),
    ],
)
def test_texts_that_excel_keeps_in_a_table_of_their_own_are_read(inputs, string, text):
    assert inputs.table(by_excel(string), NAME).rows[0]["Mål"].value == text


@pytest.mark.parametrize(("stored", "code"), [("1e999", "I138"), ("-1e999", "I138"), ("NaN", "I121"), ("x", "I121")])
def test_a_number_that_is_none_is_told(inputs, stored, code):
    data = by_excel("ett", cells=f'<c r="B2"><v>{stored}</v></c>')
    data = changed(
        data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</row>", b'<c r="B1"><v>1</v></c></row>', 1)
    )
    assert one_fault(inputs, data).code == code


def test_control_characters_in_a_cell_are_told_with_their_cell(inputs):
    fault = one_fault(inputs, by_excel("<t>a_x0007_b</t>"))
    assert (fault.code, fault.place) == ("I140", Place(NAME, sheet="Plan", row=2, header="Mål"))
    assert "U+0007" in fault.message
    assert "\x07" not in str(fault.data)


def test_damaged_text_in_a_cell_is_told_with_its_cell(inputs):
    fault = one_fault(inputs, by_excel("FÃ¶rsÃ¤kring"))
    assert (fault.code, fault.place) == ("I106", Place(NAME, sheet="Plan", row=2, header="Mål"))


def test_a_text_that_is_not_in_the_table_of_texts_is_told_as_a_broken_workbook(inputs):
    data = changed(by_excel("ett"), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>1</v>", b"<v>99</v>"))
    assert one_fault(inputs, data).code == "I121"


def with_sheet(sheet):
    """A workbook as Excel writes it, with this for its rows."""
    data = changed(by_excel("ett"), "xl/worksheets/sheet1.xml", lambda xml: xml[: xml.index(b"<sheetData>")])
    rows = f"<sheetData>{sheet}</sheetData></worksheet>".encode()
    return changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml + rows)


HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c r="B1" t="inlineStr"><is><t>B</t></is></c></row>'


def test_cells_and_rows_that_do_not_say_where_they_stand_follow_each_other(inputs):
    rows = HEAD + '<row r="4"><c><v>1</v></c><c><v>2</v></c></row><row><c r="B5"><v>3</v></c></row>'
    table = inputs.table(with_sheet(rows), NAME)
    assert [(row.place.row, row["A"].value, row["B"].value) for row in table.rows] == [(4, 1, 2), (5, None, 3)]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="0"><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="AAAA2"><v>1</v></c></row>',
        '<row r="2"><c r="2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
        '<row r="2"><c r="A2" s="7"><v>1</v></c></row>',
        '<row r="2"><c r="A2" s="-1"><v>1</v></c></row>',
        '<row r="x"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2" t="d"><v>i går</v></c></row>',
    ],
)
def test_a_sheet_whose_cells_have_no_certain_place_or_form_is_told_as_broken(inputs, row):
    assert one_fault(inputs, with_sheet(HEAD + row)).code == "I121"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="d"><v>2008-08-31</v>', date(2008, 8, 31)),
        ('t="d"><v>2008-08-31T09:30:00</v>', "2008-08-31 09:30"),
        ('t="b"><v>0</v>', "FALSKT"),
        ('t="str"><f>A1</f><v>ett</v>', "ett"),
        ('t="inlineStr"><is><r><t>e</t></r><r><t>tt</t></r></is>', "ett"),
        ("><v>1.5E3</v>", 1500),
    ],
)
def test_a_cell_is_read_by_its_type(inputs, cell, value):
    rows = f'{HEAD}<row r="2"><c r="A2" {cell}</c></row>'.replace(" >", ">")
    assert inputs.table(with_sheet(rows), NAME).rows[0]["A"].value == value


def test_a_day_before_the_first_is_told_as_excel_shows_it(inputs, book):
    book.active.append(["M1", "a", -400_000_000])
    book.active["C2"].number_format = "yyyy-mm-dd"
    assert one_fault(inputs, book).code == "I138"


@given(
    st.lists(
        st.lists(
            st.none()
            | st.integers(-(10**6), 10**6)
            | st.floats(-1e9, 1e9)
            | st.dates(date(1950, 1, 1))
            | st.sampled_from(["ett", "två", " "]),
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_openpyxl_reads_the_same_values_in_the_same_cells(inputs, rows):
    book = Workbook()
    for number, row in enumerate((["A", "B", "C", "D", "E"], *rows), start=1):
        for column, value in enumerate(row, start=1):
            book.active.cell(number, column, value)
    theirs = {
        cell.coordinate: cell.value.date() if isinstance(cell.value, datetime) else cell.value
        for row in load_workbook(io.BytesIO(saved(book))).active.iter_rows(min_row=2)
        for cell in row
        if cell.value not in (None, " ")
    }
    if not theirs:
        assert one_fault(inputs, book).code == "I125"
        return
    table = read(inputs, book, allow_duplicates=True)
    ours = {f"{key}{row.place.row}": row[key].value for row in table.rows for key in row if row[key].value is not None}
    assert ours.keys() == theirs.keys()
    for at, value in theirs.items():
        assert ours[at] == (Decimal(format(value, ".15g")) if isinstance(value, float) else value)
