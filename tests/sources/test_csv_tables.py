"""CSV files of every dialect become the same table."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.places import Place
from pipeline.sources.table import ColumnSpec, DataCell

PLAN = "Mål;Vad;Andel\nM1;Följa upp;5,3 %\nM2;Utbilda;..\n"


def values(table):
    return [[cell.value for cell in row.values()] for row in table.rows]


def texts(table):
    return [[cell.text for cell in row.values()] for row in table.rows]


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
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
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
