"""Formulas: what they come to, to the last digit, and the line and column of what is wrong in them."""

import re
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import FaultError, Faults
from pipeline.figures.formula_nodes import written
from pipeline.figures.formula_parser import parse_formula
from pipeline.figures.named import load_figures
from pipeline.kinds.common import figures_and_references
from pipeline.places import Place
from pipeline.sources.reader import Reader

CASES = Path(__file__).parent / "cases" / "formulas.md"
FOLDER = "inputs/plan"
_LINE = re.compile(r"(.+?) (→|✗) (.+)")

FILES = {
    "data/beslut.csv": """Beslut;2022;2023;Andel 2022;Andel 2023;Ort
Beviljade;8 000;8 250;64,8 %;63,5 %;Solna
Avslagna;4 345;4 751;35,2 %;36,5 %;Kista
Okänd;..;..;..;..;
Ingen;–;–;–;–;
""",
    "data/arenden.csv": """Region;År;Antal;Dagar i snitt;Beslutad
Norr;2022;10;1,5;2022-12-31
Norr;2023;14;2,5;2023-02-01
Syd;2022;7;3;2023-01-01
Syd;2023;9;4;2023-03-01
""",
    "data/kon.csv": ";2021;2021;2022;2022\nKön;Kvinnor;Män;Kvinnor;Män\nChefer;51;49;54;46\n",
    "data/summor.csv": "Post;2023\nA;1\nB;2\nDelsumma;3\nC;7\nSumma;10\n",
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
  år: {constant: 2023, source: lag, unit: år, period: "2023"}
  fast: {constant: 40, source: lag, period: "2023"}
  stor: {constant: 999999999999999999, source: lag}
data:
  beslut: {file: data/beslut.csv}
  ärenden: {file: data/arenden.csv}
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


def test_a_formula_on_several_lines_has_the_place_of_its_beginning(load):
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
    assert (fault.code, fault.place.line) == ("I244", 4)


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


# ------------------------------------------------------------------------------------------------ the language


def parsed(text):
    return parse_formula(text, ("tbl-a", "andra tabellen"), lambda at: Place("figures.yaml", 1, at + 1))


names = st.sampled_from(["a", "mål.män", "å_1", "tbl-a.Antal"])
headings = st.text("aåÅ “\"\\'2/", min_size=1, max_size=6)
quoted = headings.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
conditions = st.builds(
    lambda column, sign, value: f"{column} {sign} {value}",
    st.one_of(st.just("Region"), quoted),
    st.sampled_from(["=", "!=", "<", ">="]),
    st.one_of(quoted, st.sampled_from(["5", "-0.5"])),
)
atoms = st.one_of(
    names,
    st.sampled_from(["5", "0.25", "−3"]),
    st.builds(lambda row, column: f"tbl-a[{row}, {column}]", quoted, quoted),
    st.builds(lambda column, one: f'sum("andra tabellen"[{column}], {one})', quoted, conditions),
)
formulas = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda left, sign, right: f"{left} {sign} {right}", inner, st.sampled_from("+-*/×−"), inner),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
        st.builds(lambda one, other: f"share({one}, {other})", inner, inner),
    ),
    max_leaves=6,
)


@given(formulas)
def test_a_formula_as_traces_show_it_is_read_as_the_same_formula(text):
    shown = written(parsed(text))
    assert written(parsed(shown)) == shown


@given(st.text("ab.1+-*/()[],=<>!\"' åÅ_×−\\\n", max_size=40))
def test_any_text_is_a_formula_or_a_fault(text):
    codes = set()
    try:
        written(parsed(text))
    except FaultError as error:
        codes = {fault.code for fault in error.faults}
    assert codes <= {"I236", "I237", "I238"}
