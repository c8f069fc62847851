"""figures.yaml: figures with the cells behind them, and everything that can be wrong with it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader

FOLDER = "inputs/plan"
DATA = """Beslut;2022;2023;Andel 2022;Andel 2023;Dag;Ort
Beviljade;8 000;8 250;64,8 %;63,5 %;2008-08-31;Solna
Avslagna;4 345;4 751;35,2 %;36,5 %;2008-12-31;Kista
Saknas;..;0;–;–;;
Dubbel;1;2;1 %;2 %;;
Dubbel;3;4;3 %;4 %;;
"""
KON = ";2021;2021;2022;2022\nKön;Kvinnor;Män;Kvinnor;Män\nChefer;51;49;54;46\n"


@pytest.fixture
def load(tmp_path):
    def load(figures, **files):
        for name, content in {"beslut.csv": DATA, "kon.csv": KON, **files}.items():
            path = tmp_path / FOLDER / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        text = "data: {b: {file: data/beslut.csv}, kon: {file: data/kon.csv, header-rows: 2}}\n" + figures
        (tmp_path / FOLDER / "figures.yaml").write_text(text, "utf-8")
        return load_figures(Reader(tmp_path), FOLDER)

    return load


@pytest.fixture
def faults(load):
    def faults(figures, **files):
        with pytest.raises(FaultError) as caught:
            load(figures, **files)
        return [(fault.code, fault.place.line, fault.message, fault.todo) for fault in caught.value.faults]

    return faults


def test_a_document_without_figures_has_an_empty_book(tmp_path):
    book = load_figures(Reader(tmp_path), FOLDER)
    assert (book.folder, book.figures, book.tables) == (FOLDER, {}, {})


def test_a_cell_is_a_figure_with_its_place(load):
    figure = load('figures: {a: {table: b, row: Beviljade, column: "2023"}}').figures["a"]
    assert (figure.value, figure.unit, figure.decimals) == (Decimal(8250), "", 0)
    (cell,) = figure.cells
    assert (cell.file, cell.row, cell.header) == (f"{FOLDER}/data/beslut.csv", 2, "2023")


def test_percentages_dates_and_texts_are_figures_too(load):
    book = load(
        """
figures:
  a: {table: b, row: Avslagna, column: Andel 2023}
  b: {table: b, row: Avslagna, column: Dag}
  c: {table: b, row: Avslagna, column: Ort}
"""
    )
    assert (book.figures["a"].value, book.figures["a"].unit, book.figures["a"].decimals) == (
        Decimal("36.5"),
        "percent",
        1,
    )
    assert book.figures["b"].value == date(2008, 12, 31)
    assert book.figures["c"].value == "Kista"


def test_formulas_are_exact_and_know_their_cells_in_whatever_order_they_stand(load):
    book = load(
        """
figures:
  andel: {share: avslagna, of: beslut}
  beslut: {sum: [beviljade, avslagna]}
  avslagna: {table: b, row: Avslagna, column: 2023}
  beviljade: {table: b, row: Beviljade, column: 2023}
  fler: {difference: [beviljade, avslagna]}
  andel.nu: {table: b, row: Avslagna, column: Andel 2023}
  andel.da: {table: b, row: Avslagna, column: Andel 2022}
  andel.okning: {difference: [andel.nu, andel.da]}
  mål.män: {table: kon, row: Chefer, column: 2022 / Män}
"""
    )
    figures = book.figures
    assert figures["beslut"].value == 13001
    assert abs(Fraction(figures["andel"].value) - Fraction(475100, 13001)) < Fraction(1, 10**40)
    assert (figures["andel"].unit, figures["andel"].expression) == ("percent", "share(avslagna, beslut)")
    assert [cell.row for cell in figures["andel"].cells] == [3, 2]
    assert (figures["fler"].value, figures["fler"].unit) == (3499, "")
    assert (figures["andel.okning"].value, figures["andel.okning"].unit) == (Decimal("1.3"), "percentage-points")
    assert figures["mål.män"].value == 46


def test_unit_and_decimals_can_be_said(load):
    figure = load("figures: {a: {table: b, row: Avslagna, column: '2023', unit: mnkr, decimals: 1}}").figures["a"]
    assert (figure.unit, figure.decimals) == ("mnkr", 1)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Procent", "percent"),
        ("%", "percent"),
        ("PROCENTENHETER", "percentage-points"),
        ("Percent", "percent"),
        ("MSEK", "mnkr"),
        ("Mkr", "mnkr"),
        ("TKR", "tkr"),
        ("SEK", "kronor"),
        ("GWh", "GWh"),
        (" timmar  per år ", "timmar per år"),
    ],
)
def test_a_unit_is_the_same_in_small_letters_and_large(load, said, unit):
    figure = load(f"figures: {{a: {{table: b, row: Avslagna, column: '2023', unit: '{said}'}}}}").figures["a"]
    assert figure.unit == unit


def test_a_share_of_more_than_all_is_a_warning(load):
    book = load(
        """
figures:
  a: {table: b, row: Beviljade, column: "2023"}
  b: {table: b, row: Avslagna, column: "2023"}
  c: {share: a, of: b}
"""
    )
    assert [(fault.code, fault.level) for fault in book.warnings] == [("I249", "warning")]


@pytest.mark.parametrize(
    ("figures", "code", "told", "todo"),
    [
        ("a: {table: bb, row: Avslagna, column: '2023'}", "I241", "“bb”", "“b”"),
        ("a: {table: b, row: Avslagnar, column: '2023'}", "I242", "“Avslagnar”", "“Avslagna”"),
        ("a: {table: b, row: Dubbel, column: '2023'}", "I242", "rows 5, 6", "row-headers"),
        ("a: {table: b, row: Avslagna, column: '2024'}", "I243", "“2024”", "“2023”"),
        ("a: {table: kon, row: Chefer, column: 2022 / Kvinna}", "I243", "Kvinna", "“2022 / Kvinnor”"),
        ("a: {table: b, row: Saknas, column: '2022'}", "I248", "nobody knows its value", "row 4"),
        ("a: {sum: [x]}", "I244", "“x”", "“a”"),
        ("a: {sum: [a]}", "I245", "a → a", "cell"),
        ("1a: {table: b, row: Avslagna, column: '2023'}", "I240", "“1a”", "tillstand.avslagsandel"),
        ("not.a: {table: b, row: Avslagna, column: '2023'}", "I240", "“not.a”", ""),
        ("a-b: {table: b, row: Avslagna, column: '2023'}", "I240", "“a-b”", ""),
        ("m²: {table: b, row: Avslagna, column: '2023'}", "I240", "“m²”", ""),
        ("formula: {formula: 1 ; 2}", "I236", "In formula: “;”", "commas"),
        ("a: {formula: sum(b.Antal, Ort = Solna)}", "I115", "Ort = Solna)", "quotation marks"),
    ],
)
def test_a_wrong_figure_is_told_with_its_line(faults, figures, code, told, todo):
    ((found, line, message, what),) = faults(f"figures:\n  {figures}")
    assert (found, line) == (code, 3)
    assert told in message
    assert todo in what


def test_circles_divisions_by_nought_and_mixed_units_are_told(faults):
    found = faults(
        """
figures:
  a: {difference: [b, n]}
  b: {share: c, of: n}
  c: {sum: [a, n]}
  n: {table: b, row: Saknas, column: '2023'}
  d: {share: n, of: n}
  p: {table: b, row: Avslagna, column: Andel 2023}
  e: {sum: [n, p]}
  t: {table: b, row: Avslagna, column: Ort}
  f: {sum: [n, t]}
  g: {sum: [f, n]}
"""
    )
    assert [(code, line) for code, line, _, _ in found] == [("I245", 6), ("I246", 8), ("I247", 10), ("I248", 12)]
    assert "a → b → c → a" in found[0][2]


@pytest.mark.parametrize(
    "figure",
    [
        "{table: b, row: Avslagna}",
        "{share: b}",
        "{sum: []}",
        "{difference: [a]}",
        "{sum: [a], share: b, of: c}",
        "{}",
        "{tabel: b, row: Avslagna, column: x}",
    ],
)
def test_a_figure_is_defined_in_one_whole_way(faults, figure):
    found = faults(f"figures:\n  x: {figure}")
    assert {line for _, line, _, _ in found} == {3}
    assert all(code.startswith("I11") for code, *_ in found)


def test_all_faults_come_at_once_and_a_broken_table_has_one_of_its_own(faults):
    found = faults(
        f"""
figures:
  a: {{table: t, row: X, column: A}}
  b: {{table: b, row: X, column: Y}}
tables:
  tbl-a: {{file: data/borta.csv, caption: A}}
  tbl-b: {{file: data/beslut.csv, caption: B, marks: [{{row: Ingen, column: "2023"}}]}}
  Tabell: {{file: data/kon.csv, header-rows: 2, caption: B}}
charts:
  fig-a: {{type: line, table: tbl-a, category: Beslut, series: [X], caption: C}}
  fig-b: {{type: line, table: okand, category: Beslut, series: [X], caption: C}}
  fig-c: {{type: bar, table: b, category: Beslut, series: ["2023", X], caption: C}}
diagrams:
  fig-c: {{type: chain, steps: [{{title: Ett}}, {{title: {"x" * 70}}}], caption: D}}
"""
    )
    assert [(code, line) for code, line, _, _ in found] == [
        ("I241", 4),
        ("I242", 5),
        ("I243", 5),
        ("I101", 7),
        ("I242", 8),
        ("I240", 9),
        ("I241", 12),
        ("I243", 13),
        ("I250", 15),
        ("I254", 15),
    ]


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        ("type: line, table: b, categories: ['2023'], series: [Beviljade]", "single point"),
        ("type: bar, table: b, categories: ['2022'], series: [Saknas]", "no numbers"),
        ("type: stacked-bar, table: tbl-m, category: A, series: [B]", "negative"),
        ("type: bar, table: b, category: Beslut, series: [Ort]", "needs a number"),
    ],
)
def test_data_that_do_not_suit_a_chart_are_told(faults, chart, told):
    found = faults(
        f"""
charts:
  fig-a: {{{chart}, caption: C}}
tables:
  tbl-m: {{file: data/m.csv, caption: M}}
""",
        **{"m.csv": "A;B\nx;-1\ny;2\n"},
    )
    assert {(code, line) for code, line, _, _ in found} == {("I252", 4)}
    assert told in found[0][2]


def test_a_chart_of_more_categories_than_can_be_read_is_refused(faults):
    chart = "charts: {fig-a: {type: bar, table: tbl-m, category: A, series: [B], caption: C}}\n"
    chart += "tables: {tbl-m: {file: data/m.csv, caption: M}}\n"
    rows = [f"x{number};{number}\n" for number in range(25)]
    ((code, _, message, _),) = faults(chart, **{"m.csv": "A;B\n" + "".join(rows)})
    assert (code, "25 categories" in message) == ("I252", True)


def test_a_chart_that_mixes_percentages_and_plain_numbers_is_refused(faults):
    chart = "charts: {fig-a: {type: bar, table: tbl-m, category: A, series: [B], caption: C}}\n"
    found = faults("tables: {tbl-m: {file: data/m.csv, caption: M}}\n" + chart, **{"m.csv": "A;B\nx;54 %\ny;24\n"})
    assert [code for code, *_ in found] == ["I252"]
    assert "mixes percentages" in found[0][2]


def test_a_chart_takes_its_series_from_columns_or_from_rows(load):
    book = load(
        """
charts:
  fig-a: {type: bar, table: kon, category: Kön, series: [2022 / Kvinnor, 2022 / Män], caption: C}
  fig-b: {type: line, table: b, categories: ["2022", "2023"], series: [Avslagna, Saknas], caption: C}
"""
    )
    one, two = book.charts["fig-a"], book.charts["fig-b"]
    assert (one.categories, [series.values for series in one.series]) == (("Chefer",), [(54,), (46,)])
    assert two.categories == ("2022", "2023")
    assert [series.values for series in two.series] == [(4345, 4751), (None, 0)]
