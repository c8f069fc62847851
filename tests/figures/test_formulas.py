"""Formulas: what they come to, to the last digit, and the line and column of what is wrong in them."""

import re
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.faults import FaultError, Faults
from pipeline.figures.named import load_figures
from pipeline.kinds.common import figures_and_references
from pipeline.sources.reader import Reader

CASES = Path(__file__).parent / "cases" / "formulas.md"
FOLDER = "inputs/plan"
_LINE = re.compile(r"(.+?) (→|✗) (.+)")

FILES = {
    "data/beslut.csv": """Beslut;2022;2023;Andel 2022;Andel 2023;Ort
Beviljade;8 000;8 250;64,8 %;63,5 %;Solna
Avslagna;4 345;4 751;35,2 %;36,5 %;Kista
Okänd;..;..;..;..;
Ingen;–;–;–;–;–
Tom;;;;;
""",
    "data/arenden.csv": """Region;År;Antal;Dagar i snitt;Beslutad
Norr;2022;10;1,5;2022-12-31
Norr;2023;14;2,5;2023-02-01
Syd;2022;7;3;2023-01-01
Syd;2023;9;4;2023-03-01
""",
    "data/kon.csv": ";2021;2021;2022;2022\nKön;Kvinnor;Män;Kvinnor;Män\nChefer;51;49;54;46\n",
    "data/summor.csv": "Post;2023\nA;1\nB;2\nDelsumma;3\nC;7\nSumma;10\n",
    "data/tider.csv": """Post;2022-T2;2023-T1;2023-T2;jan 2022;jan 2023;Första halvåret 2022;Första halvåret 2023
A;1;2;4;8;16;32;64
B;3;5;7;9;11;13;17
""",
    "data/anslag.csv": "Post;2023\nLöner;7,5\nLokaler;2,5\nSumma;10,0\n",
}
FIGURES = """
figures:
  x: {formula: 'FORMULA'}
  a: {table: beslut, row: Avslagna, column: "2023"}
  b: {table: beslut, row: Beviljade, column: "2023"}
  p: {table: beslut, row: Avslagna, column: Andel 2023}
  q: {table: beslut, row: Avslagna, column: Andel 2022}
  m: {table: tbl-anslag, row: Summa, column: "2023", unit: mnkr}
  stad: {table: beslut, row: Avslagna, column: Ort}
  t2: {table: tider, row: A, column: 2023-T2}
  jan: {table: tider, row: A, column: jan 2023}
  h1: {table: tider, row: A, column: Första halvåret 2023}
  år: {constant: 2023, source: lag, unit: år, period: "2023"}
  fast: {constant: 40, source: lag, period: "2023"}
  stor: {constant: 999999999999999999, source: lag}
data:
  beslut: {file: data/beslut.csv}
  ärenden: {file: data/arenden.csv}
  tider: {file: data/tider.csv}
  kön: {file: data/kon.csv, header-rows: 2}
  summor: {file: data/summor.csv, totals: [{row: Delsumma, of: [A, B]}, {row: Summa, of: [Delsumma, C]}]}
tables:
  tbl-anslag: {file: data/anslag.csv, caption: Anslag, total: true}
"""


@pytest.fixture
def load(tmp_path):
    def load(figures, **files):
        for name, content in {**FILES, "figures.yaml": figures, **files}.items():
            path = tmp_path / FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        return load_figures(Reader(tmp_path), FOLDER)

    return load


def read_cases():
    for block in re.findall(r"^```\n(.*?)^```$", CASES.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            formula, sign, expected = _LINE.fullmatch(line).groups()
            yield pytest.param(formula, f"{sign} {expected}", id=formula)


@pytest.mark.parametrize(("formula", "expected"), list(read_cases()))
def test_a_formula_comes_to_what_its_case_says(load, formula, expected):
    try:
        figure = load(FIGURES.replace("FORMULA", formula)).figures["x"]
        said = f"→ {figure.exact} {figure.unit or '-'} {figure.decimals} {figure.period or '-'}"
        if figure.expression != formula:
            said += f" = {figure.expression}"
    except FaultError as error:
        (fault,) = error.faults
        said = f"✗ {fault.code} {fault.place.line}:{fault.place.column} {fault.message}"
    assert said == expected


MIXED = "Mått;Värde;Andel\nNöjda;54 %;5 %\nTjänster;24;–\nLedig;–;7 %\nKvinnor;46 %;..\n"


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ('m["Nöjda", "Värde"]', "percent"),
        ('m["Tjänster", "Värde"]', ""),
        ('m["Ledig", "Värde"]', ""),
        ('m["Tjänster", "Andel"]', "percent"),
        ('sum(m.Värde, Mått="Nöjda", Mått="Kvinnor")', "percent"),
        ('max(m.Värde, Mått="Tjänster")', ""),
    ],
)
def test_a_sign_for_percent_holds_for_its_own_cell(load, formula, unit):
    formula = formula.replace('Mått="Nöjda", Mått="Kvinnor"', 'Mått=["Nöjda", "Kvinnor"]')
    made = f"data: {{m: {{file: data/mixed.csv}}}}\nfigures: {{x: {{formula: '{formula}'}}}}\n"
    assert load(made, **{"data/mixed.csv": MIXED}).figures["x"].unit == unit


def test_percentages_and_plain_numbers_have_no_sum(load):
    made = "data: {m: {file: data/mixed.csv}}\nfigures: {x: {formula: 'sum(m.Värde)'}}\n"
    with pytest.raises(FaultError) as caught:
        load(made, **{"data/mixed.csv": MIXED})
    (fault,) = caught.value.faults
    assert (fault.code, "mixes percentages and plain numbers" in fault.message) == ("I248", True)


def test_each_way_to_define_a_figure_is_a_formula_with_parts_and_cells(load):
    figures = load(
        """
data: {b: {file: data/beslut.csv}, ärenden: {file: data/arenden.csv}}
figures:
  cell: {table: b, row: Avslagna, column: "2023"}
  annan: {table: b, row: Beviljade, column: "2023"}
  summa: {sum: [cell, annan]}
  andel: {share: cell, of: summa}
  snitt: {average: [cell, annan]}
  skillnad: {difference: [annan, cell]}
  ökning: {change: cell, since: "2022"}
  ökning.andel: {change: andel, since: 2022}
  procent: {percent-change: cell, since: annan}
  minsta: {formula: "min(skillnad, ökning)"}
  norr: {formula: 'sum(ärenden.Antal, Region = "Norr")'}
  mål: {constant: 40.5, source: lag, unit: procent, period: 2023-01-01/2023-06-30}
"""
    ).figures
    assert {name: (figure.expression, figure.parts) for name, figure in figures.items()} == {
        "cell": ('b["Avslagna", "2023"]', ()),
        "annan": ('b["Beviljade", "2023"]', ()),
        "summa": ("sum(cell, annan)", ("cell", "annan")),
        "andel": ("share(cell, summa)", ("cell", "summa")),
        "snitt": ("average(cell, annan)", ("cell", "annan")),
        "skillnad": ("annan − cell", ("annan", "cell")),
        "ökning": ('change(cell, "2022")', ("cell",)),
        "ökning.andel": ('change(andel, "2022")', ("andel",)),
        "procent": ("percent_change(cell, annan)", ("cell", "annan")),
        "minsta": ("min(skillnad, ökning)", ("skillnad", "ökning")),
        "norr": ('sum(ärenden.Antal, Region = "Norr")', ()),
        "mål": ("40.5", ()),
    }
    rows = {name: [(cell.row, cell.header) for cell in figure.cells] for name, figure in figures.items()}
    assert rows["andel"] == [(3, "2023"), (2, "2023")]
    assert rows["ökning.andel"] == [(3, "2023"), (2, "2023"), (3, "2022"), (2, "2022")]
    goal = figures["mål"]
    assert (goal.source, goal.unit, goal.period, goal.decimals) == ("lag", "percent", "2023-01-01/2023-06-30", 1)
    assert [(cell.file, cell.line) for cell in goal.cells] == [(f"{FOLDER}/figures.yaml", 15)]
    assert [name for name, figure in figures.items() if figure.change] == [
        "skillnad",
        "ökning",
        "ökning.andel",
        "procent",
        "minsta",
    ]
    assert (figures["norr"].cell_count, figures["ökning.andel"].cell_count) == (2, 4)


def test_a_third_of_three_is_exactly_one(load):
    figures = load("figures: {a: {formula: 1 / 3}, b: {formula: a * 3}, c: {formula: a}}\n").figures
    assert (figures["b"].value, figures["a"].exact) == (1, "0.333333333333333333…")
    assert abs(Fraction(figures["c"].value) - Fraction(1, 3)) < Fraction(1, 10**59)


def test_a_column_of_many_rows_names_a_run_of_them_and_counts_them(load):
    lines = "".join(f"{'ab'[number % 2]};{number}\n" for number in range(5000))
    figures = load(
        """
data: {b: {file: data/beslut.csv}}
figures:
  alla: {formula: sum(b.Antal)}
  varannan: {formula: 'sum(b.Antal, Grupp = "b")'}
""",
        **{"data/beslut.csv": f"Grupp;Antal\n{lines}"},
    ).figures
    assert (figures["alla"].value, figures["alla"].cell_count) == (12497500, 5000)
    assert [(cell.row, cell.last_row) for cell in figures["alla"].cells] == [(2, 5001)]
    assert (figures["varannan"].value, figures["varannan"].cell_count) == (6250000, 2500)
    assert len(figures["varannan"].cells) <= 200
    assert figures["varannan"].cells[-1].last_row == 5001


def test_what_is_wrong_in_a_formula_on_several_lines_is_told_at_its_line_and_column(load):
    with pytest.raises(FaultError) as caught:
        load(
            """data: {b: {file: data/beslut.csv}}
figures:
  x:
    formula: >-
      b["Avslagna", "2023"] +
      okänd
"""
        )
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line, fault.place.column) == ("I244", 6, 7)


def test_a_sum_of_no_rows_is_nought_only_where_figures_yaml_says_so(load):
    head = "data: {b: {file: data/arenden.csv}}\nfigures:\n"
    formula = """formula: 'sum(b.Antal, Region = "Norr", Antal > 100)'"""
    with pytest.raises(FaultError) as caught:
        load(f"{head}  x: {{{formula}}}\n")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("I278", 3)
    assert "may-be-empty: true" in fault.todo
    figure = load(f"{head}  x: {{{formula}, may-be-empty: true}}\n").figures["x"]
    assert figure.value == 0
    assert [(cell.row, cell.header) for cell in figure.cells] == [(1, None)]


def test_nil_is_nought_where_nothing_else_says_that_a_column_has_no_numbers(load):
    files = {"data/b.csv": "Post;2023;Ort;Dag\nA;–;–;–\nB;..;Kista;2023-01-31\n"}
    head = "data: {b: {file: data/b.csv}}\nfigures:\n"
    assert load(f'{head}  x: {{table: b, row: A, column: "2023"}}\n', **files).figures["x"].value == 0
    for column in ("Ort", "Dag"):
        with pytest.raises(FaultError) as caught:
            load(f"{head}  x: {{table: b, row: A, column: {column}}}\n", **files)
        assert [fault.code for fault in caught.value.faults] == ["I248"]


def test_a_sum_says_which_empty_cells_it_leaves_out(load):
    files = {"data/b.csv": "Region;Antal\nNorr;1\nSyd;\nÖst;.\nVäst;–\n"}
    book = load("data: {b: {file: data/b.csv}}\nfigures:\n  x: {formula: sum(b.Antal)}\n", **files)
    (warning,) = book.warnings
    assert (warning.code, warning.level, warning.place.line) == ("I280", "warning", 3)
    assert "an empty cell" in warning.message
    assert "data/b.csv:3" in warning.todo
    chosen = """{formula: 'sum(b.Antal, Region != "Syd")'}"""
    assert load(f"data: {{b: {{file: data/b.csv}}}}\nfigures:\n  x: {chosen}\n", **files).warnings == ()


@pytest.mark.parametrize(
    ("formula", "warned"),
    [("a / b", True), ("a / (a + b)", True), ("100 * a / b", False), ("a / b * 100", False), ("share(a, b)", False)],
)
def test_a_quotient_that_is_said_to_be_percent_is_a_warning(load, formula, warned):
    figures = FIGURES.replace("FORMULA", f"{formula}', unit: 'procent")
    codes = [fault.code for fault in load(figures).warnings]
    assert ("I281" in codes) == warned


def test_a_change_from_a_later_year_to_an_earlier_one_is_refused(load):
    with pytest.raises(FaultError) as caught:
        load(FIGURES.replace("FORMULA", "a").replace("  m:", "  y: {change: q, since: p}\n  m:"))
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("I277", 8)]


def test_a_change_since_a_year_looks_for_the_other_year_in_rows_columns_and_conditions(load):
    files = {
        "data/b.csv": "Mål;2022;2023\nKlara 2022;1;2\nKlara 2023;4;8\nAlla;16;32\n",
        "data/c.csv": "År;Tertial;2022;2023\n2022;T1;1;2\n2023;T1;4;8\n2023;T2;16;32\n",
    }
    figures = load(
        """data: {b: {file: data/b.csv}, c: {file: data/c.csv}}
figures:
  both: {table: b, row: Klara 2023, column: "2023"}
  both.change: {change: both, since: 2022}
  column: {formula: 'change(b["Alla", "2023"], "2022")'}
  rows: {formula: 'change(sum(c["2023"], År = "2023", Tertial = "T1"), 2022)'}
  older: {table: b, row: Klara 2022, column: "2023"}
""",
        **files,
    ).figures
    assert {name: figure.value for name, figure in figures.items()} == {
        "both": 8,
        "both.change": 7,
        "column": 16,
        "rows": 7,
        "older": 2,
    }
    assert figures["older"].period == "2023"


def test_a_number_is_a_year_in_a_column_of_years_only(load):
    figures = load(
        """data: {b: {file: data/b.csv}}
figures:
  year: {formula: 'count(b, År = 2023)'}
  amount: {formula: 'count(b, Antal = 2000)'}
""",
        **{"data/b.csv": "År;Antal\n2023;2000\n"},
    ).figures
    assert {name: figure.period for name, figure in figures.items()} == {"year": "2023", "amount": ""}


def test_a_decrease_written_the_other_way_round_is_no_change(load):
    figures = load(FIGURES.replace("FORMULA", "q - p")).figures
    assert (figures["x"].value, figures["x"].change) == (Fraction(-13, 10), False)


def test_a_long_formula_and_a_long_chain_of_figures_are_refused(load):
    chain = "".join(f"  f{number}: {{formula: f{number + 1} + 1}}\n" for number in range(80))
    with pytest.raises(FaultError) as caught:
        load(f"figures:\n  x: {{formula: '{'1 + ' * 400}1'}}\n{chain}  f80: {{formula: 1 + 1}}\n")
    assert {(fault.code, fault.place.line) for fault in caught.value.faults} == {("I238", 2), ("I238", 62)}


def test_a_name_that_is_a_figure_and_a_column_is_refused(load):
    with pytest.raises(FaultError) as caught:
        load(
            """data: {b: {file: data/arenden.csv}}
figures:
  b.Antal: {formula: 1 + 1}
  x: {formula: sum(b.Antal)}
"""
        )
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("I244", 4)]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("{constant: 5}", "source:"),
        ("{change: a}", "Give one of these"),
        ("{formula: a, sum: [a]}", "Give one of these"),
        ("{formula: a, period: 2023-13}", "no period"),
        ("{formula: a, period: 2023/2022}", "no period"),
        ("{formula: a, period: igår}", "no period"),
    ],
)
def test_a_figure_is_defined_in_one_whole_way(load, figure, told):
    with pytest.raises(FaultError) as caught:
        load(f"figures:\n  x: {figure}\n")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("I119", 2)
    assert told in fault.message


def test_a_constant_names_a_document_of_references_yaml(load, tmp_path):
    load("figures: {x: {constant: 5, source: lgen}, y: {constant: 5, source: lagen}}\n")
    references = tmp_path / "inputs" / "references.yaml"
    references.write_text("lagen: {title: lagen om mål, type: law}\n", "utf-8")
    inputs = SimpleNamespace(reader=Reader(tmp_path), folder=FOLDER, remarks=Faults(), books=[], references=[])
    with pytest.raises(FaultError) as caught:
        figures_and_references(inputs)
    assert [(fault.code, fault.place.line, fault.todo) for fault in caught.value.faults] == [
        ("I239", 1, "Did you mean “lagen”?")
    ]
