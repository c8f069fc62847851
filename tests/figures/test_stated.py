"""Numbers that their source has rounded: the hedge in figures.yaml or beside the cell, and what becomes of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.expressions import evaluate
from pipeline.content.source import Expression
from pipeline.faults import FaultError
from pipeline.figures.book import NamedFigure
from pipeline.figures.filters import FILTERS
from pipeline.figures.hedges import BY_WORD, HEDGES, problem_of
from pipeline.figures.named import load_figures
from pipeline.figures.parsed import parse_wording
from pipeline.figures.shown_units import WordingError
from pipeline.figures.worded import Wording
from pipeline.places import Place
from pipeline.sources.reader import Reader

FOLDER = "inputs/plan"
NYCKELTAL = """Uppgift;Precision;2022;2023
Medarbetare;Fler än;4 900;5 000
Avslag;drygt;54 %;63 %
Språk;;23;24
Trainees;..;40;50
Fel;dryt;1;2
Ort;cirka;Kista;Solna
Ökning 2022;knappt;7 %;8 %
"""


@pytest.fixture
def load(tmp_path):
    def load(figures):
        path = tmp_path / FOLDER / "data" / "nyckeltal.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NYCKELTAL, "utf-8")
        text = "data: {n: {file: data/nyckeltal.csv}}\nfigures:\n" + figures
        (tmp_path / FOLDER / "figures.yaml").write_text(text, "utf-8")
        return load_figures(Reader(tmp_path), FOLDER).figures

    return load


def cell(row, column="2023", **more):
    keys = {"table": "n", "row": row, "column": f'"{column}"', **more}
    return f"{{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}"


def said(figures, text):
    return evaluate(Expression(text, Place("text.md", 1)), figures).text.replace("\u00a0", " ")


def test_the_hedge_stands_in_figures_yaml_or_in_a_column_of_the_table(load):
    figures = load(
        f"""
  a: {cell("Avslag", hedge="drygt")}
  b: {cell("Avslag", **{"hedge-column": "Precision"})}
  c: {cell("Medarbetare", **{"hedge-column": "Precision"})}
  d: {{constant: 12.5, source: regleringsbrev, unit: mnkr, hedge: Högst}}
"""
    )
    assert [said(figures, text) for text in ("a | procent", "b | procent", "c", "d | mnkr")] == [
        "drygt 63 procent",
        "drygt 63 procent",
        "fler än 5 000",
        "högst 12,5 mnkr",
    ]
    assert (figures["b"].value, figures["b"].cell_count) == (Decimal(63), 1)


def test_an_empty_cell_and_one_without_a_value_say_that_the_number_is_exact(load):
    figures = load(f"""
  a: {cell("Språk", **{"hedge-column": "Precision"})}
  b: {cell("Trainees", **{"hedge-column": "Precision"})}
""")
    assert (said(figures, "a"), said(figures, "b")) == ("24", "50")


def test_the_hedge_of_another_year_stands_in_the_column_of_that_year(tmp_path):
    path = tmp_path / FOLDER / "data" / "n.csv"
    path.parent.mkdir(parents=True)
    path.write_text("Uppgift;Precision 2022;2022;Precision 2023;2023\nSpråk;drygt;20;;24\n", "utf-8")
    (tmp_path / FOLDER / "figures.yaml").write_text(
        """data: {n: {file: data/n.csv}}
figures:
  nu: {table: n, row: Språk, column: "2023", hedge-column: Precision 2023}
  sedan: {change: nu, since: 2022}
""",
        "utf-8",
    )
    figures = load_figures(Reader(tmp_path), FOLDER).figures
    assert {name: (figure.value, figure.hedge) for name, figure in figures.items()} == {
        "nu": (24, ""),
        "sedan": (4, "cirka"),
    }


def test_what_is_worked_out_from_a_rounded_number_is_said_to_be_about_so_much(load):
    figures = load(
        f"""
  nu: {cell("Avslag", **{"hedge-column": "Precision"})}
  da: {cell("Avslag", "2022")}
  samma: {{formula: nu}}
  skillnad: {{difference: [nu, da]}}
  sedan: {{change: nu, since: 2022}}
  hälften: {{formula: nu / 2}}
  utan_tecken: {{formula: abs(nu)}}
  exakt: {{formula: da / 2}}
"""
    )
    assert {name: figure.hedge for name, figure in figures.items()} == {
        "nu": "drygt",
        "da": "",
        "samma": "drygt",
        "skillnad": "cirka",
        "sedan": "cirka",
        "hälften": "cirka",
        "utan_tecken": "cirka",
        "exakt": "",
    }
    assert said(figures, 'sedan | procentenheter | riktning("ökade med …", "sjönk med …")') == (
        "ökade med cirka 9 procentenheter"
    )
    with pytest.raises(FaultError, match="which is worked out from a number that its source has rounded"):
        said(figures, "hälften | drygt | procent")


@pytest.mark.parametrize(
    ("figure", "told", "todo", "where"),
    [
        (cell("Fel", **{"hedge-column": "Precision"}), "“dryt” is no hedge", "“drygt”", ("data/nyckeltal.csv", 6)),
        (cell("Avslag", hedge="typ"), "“typ” is no hedge", "Known: “cirka”", ("figures.yaml", 4)),
        (cell("Ort", **{"hedge-column": "Precision"}), "“Solna”", "another cell", ("data/nyckeltal.csv", 7)),
        (cell("Ort", hedge="cirka"), "“Solna”", "another cell", ("figures.yaml", 4)),
    ],
)
def test_a_wrong_hedge_is_told_where_it_stands(load, figure, told, todo, where):
    with pytest.raises(FaultError) as caught:
        load(f"\n  a: {figure}")
    (fault,) = caught.value.faults
    file, line = where
    assert (fault.code, fault.place.file) == ("I279", f"{FOLDER}/{file}")
    assert line in (fault.place.line, fault.place.row)
    assert told in fault.message
    assert todo in fault.todo


def test_a_column_that_is_not_there_is_told(load):
    with pytest.raises(FaultError) as caught:
        load(f"\n  a: {cell('Avslag', **{'hedge-column': 'Precison'})}")
    assert [(fault.code, fault.todo) for fault in caught.value.faults] == [("I243", "Did you mean “Precision”?")]


@pytest.mark.parametrize(
    "figure",
    [
        "{sum: [a], hedge: drygt}",
        "{formula: '1', hedge-column: Precision}",
        "{constant: 1, source: x, hedge-column: Precision}",
        cell("Avslag", hedge="drygt", **{"hedge-column": "Precision"}),
    ],
)
def test_only_cells_and_constants_have_a_hedge_and_only_one(load, figure):
    with pytest.raises(FaultError) as caught:
        load(f"\n  a: {figure}")
    assert all(fault.code.startswith("I11") and "hedge" in fault.message.lower() for fault in caught.value.faults)


hedges = st.sampled_from(sorted(BY_WORD))
numbers = st.decimals(1, 10**6, allow_nan=False, allow_infinity=False, places=1)


@given(numbers, hedges)
def test_a_stated_number_is_written_as_its_source_has_it(value, word):
    figure = NamedFigure("a", value, "", 1, (Place("a.csv", row=2),), Place("figures.yaml", 1), hedge=word)
    parsed = parse_wording(Wording(figure).text)
    assert (parsed.hedge, parsed.value) == (word, value)


@given(numbers, hedges, st.sampled_from(sorted(HEDGES)), st.decimals(-1, 1, places=2))
def test_another_hedge_is_true_wherever_that_of_the_source_is(value, word, filter_, away):
    figure = NamedFigure("a", value, "", 1, (Place("a.csv", row=2),), Place("figures.yaml", 1), hedge=word)
    try:
        wording = FILTERS[filter_](Wording(figure))
        parsed = parse_wording(wording.text)
    except WordingError:
        return
    own, other, true_value = BY_WORD[word], BY_WORD[parsed.hedge], value + away
    if own.side != "around" and not problem_of(own, true_value, value, Decimal(1)):
        assert not problem_of(other, true_value, parsed.value, Decimal(1))
