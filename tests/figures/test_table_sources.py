"""Tables of figures.yaml: from ranges, databases and each other; totals and checks; what their sources say of them."""

import json
import sqlite3
from decimal import Decimal

import pytest

from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.places import Place
from pipeline.sources.reader import Reader

FOLDER = "inputs/report"
CASES = """Region;Kön;Typ;Antal;Kostnad
Norr;Kvinnor;Asyl;5;1 000,50 kr
Norr;Män;Asyl;7;20 kr
Syd;Kvinnor;Studier;–;3 kr
Norr;Kvinnor;Studier;1;4,5 kr
Syd;Kvinnor;Asyl;2;..
"""
TOTALS = """Grupp;2022;2023;Andel
Kvinnor;40;45;55,6 %
Män;38;36;44,4 %
Totalt;78;81;100 %
"""
PX = """CODEPAGE="utf-8";
TITLE="Folkmängd 2022 *prel*";
UNITS="antal";
STUB="region";
HEADING="år";
VALUES("region")="Riket","Norr";
VALUES("år")="2021","2022";
NOTE="Se [SCB].";
DATA=10 11 5 6;
"""


@pytest.fixture
def load(tmp_path):
    def load(figures, **files):
        for name, content in {"cases.csv": CASES, "totals.csv": TOTALS, "folk.px": PX, **files}.items():
            path = tmp_path / FOLDER / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        (tmp_path / FOLDER / "figures.yaml").write_text(figures, "utf-8")
        reader = Reader(tmp_path)
        book = load_figures(reader, FOLDER)
        assert json.dumps(reader.files)
        return book

    return load


@pytest.fixture
def faults(load):
    def faults(figures, **files):
        with pytest.raises(FaultError) as caught:
            load(figures, **files)
        return caught.value.faults

    return faults


def values(table):
    return [[cell.value for cell in row.values()] for row in table.data.rows]


# ------------------------------------------------------------------------------------------ where tables come from


def test_a_range_and_its_fault_stand_at_their_key(load, faults):
    titled = "Tabell 1\n\n" + CASES
    book = load('data:\n  cases: {file: data/t.csv, range: "A3:D8"}\n', **{"t.csv": titled})
    assert book.sources["cases"].data.columns == ("Region", "Kön", "Typ", "Antal")
    (fault,) = faults("data:\n  cases:\n    file: data/cases.csv\n    range: Alla\n")
    assert (fault.code, fault.place.line) == ("I142", 4)


@pytest.mark.parametrize(
    "entry",
    [
        "{}",
        "{file: data/cases.csv, sql: {url: x, query: select 1}}",
        "{file: data/cases.csv, from: other}",
        "{sql: {url: x, query: select 1}, sheet: Blad1}",
        "{from: other, range: B2, group-by: Region, count: Antal}",
        "{file: data/cases.csv, group-by: Region}",
        "{file: data/cases.csv, where: {Region: Norr}}",
        "{from: other, group-by: Region}",
        "{from: other, count: Antal}",
        "{sql: {url: x}}",
        "{sql: {url: x, query: a, query-file: b}}",
        "{sql: {url: x, query: a, timeout: 0}}",
        "{file: data/cases.csv, totals: [{of: [a]}]}",
        "{file: data/cases.csv, totals: [{row: a, column: b}]}",
        "{file: data/cases.csv, totals: [{rows: [a, b]}]}",
        "{file: data/cases.csv, totals: [{row: a, make: 100}]}",
        "{file: data/cases.csv, totals: [{rows: [a], of: [b], make: 100}]}",
    ],
)
def test_keys_that_do_not_go_together_are_told(faults, entry):
    found = faults(f"data:\n  cases: {entry}\n")
    assert {fault.code for fault in found} <= {"I117", "I119"}
    assert all(fault.place.line == 2 for fault in found)


def test_rows_that_are_alike_are_a_fault_unless_they_may_be(load, faults):
    twice = CASES + "Norr;Män;Asyl;7;20 kr\n"
    assert [fault.code for fault in faults("data: {c: {file: data/cases.csv}}\n", **{"cases.csv": twice})] == ["I135"]
    book = load("data: {c: {file: data/cases.csv, allow-duplicates: true}}\n", **{"cases.csv": twice})
    assert len(book.sources["c"].data.rows) == 6


def test_a_columns_unit_is_read_and_kept(load):
    book = load("data: {c: {file: data/cases.csv, columns: {Kostnad: {unit: kr}}}}\n")
    table = book.sources["c"].data
    assert [row["Kostnad"].value for row in table.rows] == [Decimal("1000.50"), 20, 3, Decimal("4.5"), None]
    assert table.units == {"Kostnad": "kr"}


@pytest.fixture
def database(tmp_path):
    path = tmp_path / FOLDER / "data" / "a.db"
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as open_one:
        open_one.execute("create table c (Region text, År integer, Kod text, Antal integer)")
        open_one.executemany("insert into c values (?, ?, ?, ?)", [("Norr", 2023, "07", 5), ("Syd", 2022, "7", 6)])
    open_one.close()


def test_a_query_feeds_figures_with_the_place_in_its_answer(load, database):
    book = load(
        "data:\n"
        '  c: {sql: {url: "sqlite:///data/a.db", parameters: {y: 2023}, '
        'query: "select Region, Antal from c where År = :y"}}\n'
        "figures:\n  a: {table: c, row: Norr, column: Antal}\n"
    )
    figure = book.figures["a"]
    assert (figure.value, str(figure.cells[0])) == (5, f"{FOLDER}/data/a.db (sheet “c”, row 2, column “Antal”)")


def test_a_parameter_is_text_in_quotation_marks_and_a_number_without_them(load, database):
    entry = '{{sql: {{url: "sqlite:///data/a.db", query: "select typeof(:k) as Typ", parameters: {{k: {}}}}}}}'
    for written, kind in (
        ("'07'", "text"),
        ("7", "integer"),
        ("7.5", "real"),
        ("2023-01-31", "text"),
        ("true", "integer"),
    ):
        assert values(load(f"data: {{c: {entry.format(written)}}}\n").sources["c"]) == [[kind]]


def test_a_query_may_stand_in_a_file_and_its_faults_are_told_there(load, faults, database):
    made = "data:\n  c:\n    sql:\n      url: sqlite:///data/a.db\n      query-file: data/q.sql\n"
    text = "-- ärenden\nselect Region, Antal\nfrom c\norder by Antal;\n"
    assert values(load(made, **{"q.sql": text}).sources["c"]) == [["Norr", 5], ["Syd", 6]]
    (fault,) = faults(made, **{"q.sql": "delete from c"})
    assert (fault.code, fault.place.line) == ("I158", 5)
    (fault,) = faults(made.replace("q.sql", "p.sql"), **{"q.sql": text})
    assert (fault.code, fault.place.line) == ("I101", 5)


def test_an_impossible_day_among_parameters_is_told_at_its_place(faults, database):
    made = "data:\n  c:\n    sql:\n      url: sqlite:///data/a.db\n      query: select :d as D\n"
    made += "      parameters:\n        d: 2023-02-30\n"
    (fault,) = faults(made)
    assert (fault.code, fault.place.line) == ("I118", 7)


# ---------------------------------------------------------------------------------------------- tables from tables


def test_rows_are_grouped_counted_and_added_up_with_their_places(load):
    book = load(
        "data:\n  c: {file: data/cases.csv, columns: {Kostnad: {unit: kr}}}\n"
        "  g: {from: c, group-by: Region, sum: [Antal, Kostnad], count: Ärenden}\n"
        "figures:\n  a: {table: g, row: Norr, column: Kostnad}\n"
    )
    table = book.sources["g"]
    assert table.data.columns == ("Region", "Antal", "Kostnad", "Ärenden")
    assert values(table) == [["Norr", 13, Decimal("1025.00"), 3], ["Syd", 2, None, 2]]
    syd = table.data.rows[1]["Kostnad"]
    assert (syd.text, syd.missing) == ("..", "not-available")
    assert table.data.units == {"Kostnad": "kr"}
    assert str(table.data.rows[0]["Antal"].place) == f"{FOLDER}/data/cases.csv:2 (rows 2–5 “Norr”, column “Antal”)"
    assert (book.figures["a"].value, book.figures["a"].unit) == (Decimal("1025.00"), "kronor")


def test_values_of_a_column_may_stand_across(load):
    book = load(
        "data:\n  c: {file: data/cases.csv}\n"
        "  one: {from: c, group-by: [Typ], across: Kön, sum: Antal}\n"
        "  two: {from: c, group-by: Typ, across: Kön, sum: Antal, count: Ärenden}\n"
    )
    one, two = book.sources["one"].data, book.sources["two"].data
    assert one.columns == ("Typ", "Kvinnor", "Män")
    assert [[cell.text for cell in row.values()] for row in one.rows] == [["Asyl", "7", "7"], ["Studier", "1", "–"]]
    assert one.rows[1]["Män"].missing == "nil"
    assert two.header == (("Typ", "Kvinnor", "Kvinnor", "Män", "Män"), ("Typ", "Antal", "Ärenden", "Antal", "Ärenden"))


def test_conditions_choose_rows_before_they_are_grouped(load):
    book = load(
        "data:\n  c: {file: data/cases.csv}\n"
        "  g: {from: c, where: {Region: [Norr, Syd], Kön: Kvinnor}, group-by: Region, count: Ärenden}\n"
        "  again: {from: g, group-by: Region, sum: Ärenden}\n"
    )
    assert values(book.sources["again"]) == [["Norr", 2], ["Syd", 2]]


@pytest.mark.parametrize(
    ("entry", "code", "todo"),
    [
        ("{from: d, group-by: Region, count: N}", "I241", "Known: “c”, “g”."),
        ("{from: g, group-by: Region, count: N}", "I119", "file"),
        ("{from: c, group-by: Regoin, count: N}", "I243", "Did you mean “Region”?"),
        ("{from: c, group-by: Region, sum: Antall}", "I243", "Did you mean “Antal”?"),
        ("{from: c, group-by: Region, across: Kon, count: N}", "I243", "Kön"),
        ("{from: c, group-by: Region, where: {Regoin: Norr}, count: N}", "I243", "Region"),
        ("{from: c, group-by: Region, where: {Region: Nor}, count: N}", "I171", "Did you mean “Norr”?"),
        ("{from: c, group-by: Region, where: {Region: Syd, Kön: Män}, count: N}", "I171", "Drop"),
        ("{from: c, group-by: Region, sum: Typ}", "I170", "type"),
    ],
)
def test_what_is_wrong_with_a_table_from_a_table_is_told(faults, entry, code, todo):
    found = faults(f"data:\n  c: {{file: data/cases.csv}}\n  g: {entry}\n")
    assert {fault.code for fault in found} == {code}
    assert todo in found[0].todo


def test_a_table_from_a_table_can_be_shown(load):
    made = "data: {c: {file: data/cases.csv}}\n"
    made += "tables:\n  tbl-g: {from: c, group-by: [Region, Kön], sum: Antal, caption: Antal}\n"
    shown = load(made).tables["tbl-g"]
    assert (shown.row_headers, shown.data.header) == (2, (("Region", "Kön", "Antal"),))


def test_a_table_from_a_table_that_nobody_would_read_is_told(faults, monkeypatch):
    monkeypatch.setattr("pipeline.figures.grouped.MOST_ROWS", 1)
    (fault,) = faults("data:\n  c: {file: data/cases.csv}\n  g: {from: c, group-by: Region, count: Antal ärenden}\n")
    assert (fault.code, "rows and 1 columns of numbers" in fault.message) == ("I171", True)


def test_a_table_made_from_one_of_people_must_say_that_it_counts_them(faults):
    made = "data:\n  c: {file: data/cases.csv, people: rows}\n  g: {from: c, group-by: Region, count: Antal}\n"
    assert "I172" in [fault.code for fault in faults(made)]


def test_a_long_file_is_grouped_like_a_short_one(load):
    rows = "".join(f"{number};{'ABC'[number % 3]};{number}\n" for number in range(9_000))
    book = load(
        "data:\n  c: {file: data/long.csv}\n  g: {from: c, group-by: Sort, sum: Tal, count: Rader}\n"
        "figures:\n  a: {table: c, row: '8999', column: Tal}\n",
        **{"long.csv": "Id;Sort;Tal\n" + rows},
    )
    assert values(book.sources["g"]) == [[name, sum(range(start, 9_000, 3)), 3_000] for start, name in enumerate("ABC")]
    assert book.figures["a"].cells[0].row == 9_001


# ------------------------------------------------------------------------------------------------------------- totals


def totals(entry):
    return f"data:\n  t:\n    file: data/totals.csv\n    totals:\n      - {entry}\n"


@pytest.mark.parametrize(
    "entry",
    [
        "{row: Totalt, of: [Kvinnor, Män]}",
        "{row: Totalt}",
        '{row: Totalt, in: ["2022"]}',
        "{rows: [Kvinnor, Män], make: 100, in: [Andel]}",
        "{rows: [Kvinnor, Män], make: 100.1, in: [Andel], rounding: true}",
    ],
)
def test_totals_that_are_the_sum_of_their_parts_are_let_through(load, entry):
    assert load(totals(entry)).warnings == ()


def test_a_total_that_differs_is_told_with_row_column_and_both_numbers(faults):
    (fault,) = faults(totals("{row: Totalt, of: [Kvinnor, Män]}"), **{"totals.csv": TOTALS.replace("81", "82")})
    assert fault.code == "I160"
    assert fault.place == Place(f"{FOLDER}/data/totals.csv", 4, row=4, header="2023")
    assert fault.message == "The total is 82, and its parts make 81 (Kvinnor 45 + Män 36)."
    assert fault.data == {"total": "82", "sum": "81", "difference": "-1"}


def test_a_total_column_is_held_against_its_parts_in_each_row(faults):
    table = "År;Kvinnor;Män;Obs;Totalt\n2022;1;2;a;3\n2023;4;–;b;5\n"
    (fault,) = faults(totals("{column: Totalt}"), **{"totals.csv": table})
    assert (fault.place.row, fault.place.header) == (3, "Totalt")
    assert fault.message == "The total is 5, and its parts make 4 (Kvinnor 4 + Män –)."


def test_parts_that_do_not_make_a_hundred_are_told(faults):
    (fault,) = faults(
        totals("{rows: [Kvinnor, Män], make: 100, in: [Andel]}"), **{"totals.csv": TOTALS.replace("44,4", "44,5")}
    )
    assert fault.message == "The parts make 100,1 and not 100 (Kvinnor 55,6 % + Män 44,5 %)."
    assert "rounding: true" in fault.todo


@pytest.mark.parametrize(
    ("parts", "total", "fits"),
    [
        (("33,3", "33,3", "33,3"), "100,0", True),
        (("33,3", "33,3", "33,3"), "100,1", True),
        (("33,3", "33,3", "33,3"), "100,2", False),
        (("1", "1"), "3", True),
        (("1", "1"), "4", False),
        (("33,3", "33,3", "33,3"), "101", False),
        (("1", ".", "2"), "3", True),
    ],
)
def test_rounded_numbers_may_each_be_half_a_unit_off(load, faults, parts, total, fits):
    table = (
        "Del;Andel\n"
        + "".join(f"{name};{part}\n" for name, part in zip("ABC", parts, strict=False))
        + f"Totalt;{total}\n"
    )
    entry = totals("{row: Totalt, rounding: true}")
    if fits:
        load(entry, **{"totals.csv": table})
    else:
        assert [fault.code for fault in faults(entry, **{"totals.csv": table})] == ["I160"]


def test_a_sum_with_a_value_that_is_not_available_is_unknown(load):
    assert load(totals("{row: Totalt}"), **{"totals.csv": TOTALS.replace(";45;", ";..;")}).warnings == ()


def test_a_total_that_cannot_be_checked_is_a_warning(load):
    (warning,) = load(totals("{row: Totalt}"), **{"totals.csv": TOTALS.replace(";45;", ";;")}).warnings
    assert (warning.code, warning.level, warning.place.row, warning.place.header) == ("I161", "warning", 2, "2023")


def test_rows_and_columns_of_totals_that_are_not_there_are_told_at_their_keys(faults):
    found = faults(totals('{row: Summa, of: [Kvinnor, Man], in: ["2024"]}'))
    assert [fault.code for fault in found] == ["I242", "I242", "I243"]
    assert all(fault.place.line == 5 for fault in found)


def test_partial_sums_are_no_parts_of_the_total(load):
    table = "Grupp;Antal\nA;1\nB;2\nA och B;3\nC;4\nTotalt;7\n"
    entry = totals("{row: A och B, of: [A, B]}") + "      - {row: Totalt}\n"
    assert load(entry, **{"totals.csv": table}).warnings == ()


# ------------------------------------------------------------------------------------------------------------- checks


def test_checks_stand_in_figures_yaml_or_in_a_file_of_their_own(faults):
    entry = "data:\n  c:\n    file: data/cases.csv\n    schema: data/schema.yaml\n"
    entry += "    checks:\n      columns:\n        Antal: {ge: 1}\n"
    found = faults(entry, **{"schema.yaml": "columns:\n  Antal: {le: 5}\n"})
    assert [(fault.code, fault.place.row, fault.place.header) for fault in found] == [
        ("I165", 3, "Antal"),
        ("I165", 4, "Antal"),
    ]
    assert "schema.yaml:2:11" in found[0].todo
    assert "figures.yaml:7:17" in found[1].todo


def test_a_schema_file_that_is_missing_or_wrong_is_told(faults):
    entry = "data:\n  c:\n    file: data/cases.csv\n    schema: data/schema.yaml\n"
    (fault,) = faults(entry)
    assert (fault.code, fault.place.line) == ("I101", 4)
    (fault,) = faults(entry, **{"schema.yaml": "columns:\n  Antal: {min: 5}\n"})
    assert (fault.code, fault.place.file.rpartition("/")[2]) == ("I115", "schema.yaml")


# --------------------------------------------------------------------------------------------------- what sources say


def test_a_px_file_gives_a_table_its_caption_notes_units_and_row_headings(load):
    table = load("tables:\n  tbl-folk: {file: data/folk.px}\n").tables["tbl-folk"]
    assert (table.caption, table.notes) == ("Folkmängd 2022 \\*prel\\*", ("Se \\[SCB\\]\\.",))
    assert (table.row_headers, table.columns["2021"].unit, table.columns["2021"].type) == (1, "antal", "decimal")
    assert table.columns["region"].type == "text"
    assert table.caption_place.file == f"{FOLDER}/data/folk.px"


def test_what_figures_yaml_says_comes_before_what_the_source_says(load):
    entry = "tables:\n  tbl-folk: {file: data/folk.px, caption: Vi, notes: []}\n"
    table = load(entry).tables["tbl-folk"]
    assert (table.caption, table.notes) == ("Vi", ())


def test_a_table_without_a_caption_from_anywhere_is_told(faults):
    (fault,) = faults("tables:\n  tbl-c: {file: data/cases.csv}\n")
    assert (fault.code, fault.place.line, fault.data) == ("I116", 2, {"key": "caption"})
