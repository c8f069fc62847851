"""Formulas followed down to the counts: the quotient of sums that a figure is has the figure's value."""

import subprocess
import sys
from fractions import Fraction

import pytest

from pipeline.figures.suppression import figure_forms
from tests.conftest import ROOT
from tests.figures.suppression.publishing import Desk, case

DATA = "Enhet;2024;2025\nNorr;12;30\nSyd;20;24\nVäst;15;18\n"
COSTS = "Enhet;Kostnad\nNorr;1,5\nSyd;2\nVäst;3\n"

FIGURES = """\
data:
  antal: {file: data/antal.csv, people: true}
  kostnad: {file: data/kostnad.csv}
figures:
  norr: {table: antal, row: Norr, column: "2025"}
  syd: {table: antal, row: Syd, column: "2025"}
  norr_24: {table: antal, row: Norr, column: "2024"}
  kostnad_norr: {table: kostnad, row: Norr, column: Kostnad}
  provad: {formula: FORMULA, period: "2025"}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


def form_and_figure(desk, formula):
    figures = FIGURES.replace("FORMULA", f"'{formula}'")
    composed, found = desk.examined(case(figures=figures, text="# Svar\n\nText.\n", antal=DATA, kostnad=COSTS))
    assert composed is not None, [str(one) for one in found]
    protection = composed.books[0].protection
    return protection, protection._forms.of("provad"), composed.books[0].figures["provad"]


@pytest.mark.parametrize(
    "formula",
    [
        "norr",
        "norr + syd",
        "norr - syd + 3",
        "-norr",
        "2 * (norr + syd)",
        "norr / 4",
        "sum(norr, syd, norr_24)",
        "average(norr, syd)",
        "share(norr, norr + syd)",
        "share(norr, norr + syd) - share(syd, norr + syd)",
        "part(share(norr, norr + syd), norr + syd)",
        "change(norr, norr_24)",
        "percent_change(norr, norr_24)",
        'change(norr, "2024")',
        'sum(antal["2025"])',
        'sum(antal["2025"], Enhet != "Väst")',
        'average(antal["2025"], Enhet = "Norr", Enhet = "Norr")',
        "max(norr)",
        "norr / (kostnad_norr * 10)",
        'norr + sum(kostnad["Kostnad"])',
    ],
)
def test_a_formula_is_a_sum_of_counts_over_a_sum_of_counts(desk, formula):
    protection, form, figure = form_and_figure(desk, formula)
    values = [count.value for count in protection.system.counts]
    top, bottom = (
        sum((factor * values[index] for index, factor in part.terms), part.constant) for part in (form.top, form.bottom)
    )
    assert not form.told
    assert form.counts
    assert abs(top / bottom - Fraction(figure.value)) < Fraction(1, 10**50)


@pytest.mark.parametrize(
    "formula",
    [
        "norr * syd",
        "max(norr, syd)",
        "abs(norr - syd)",
        "share(norr, syd) - share(syd, norr_24)",
        'min(antal["2025"])',
        'count(antal, "2025" > 20)',
    ],
)
def test_what_cannot_be_said_so_counts_as_telling_all_that_it_comes_from(desk, formula):
    _, form, _ = form_and_figure(desk, formula)
    assert form.told


def test_how_many_rows_there_are_tells_of_nobody(desk):
    _, form, _ = form_and_figure(desk, 'count(antal["2025"])')
    assert not form.counts


def test_what_has_nothing_to_do_with_people_is_a_number(desk):
    _, form, figure = form_and_figure(desk, "kostnad_norr * 2")
    assert not form.counts
    assert form.top.constant == Fraction(figure.value)


def test_documents_without_people_load_no_solver():
    code = (
        "import sys, pipeline.figures.named, pipeline.content.assemble, pipeline.kinds.action_plan_followup\n"
        "print(sorted({'scipy', 'numpy', 'pytauargus'} & set(sys.modules)))\n"
        "print('pipeline.figures.suppression.protecting' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.split("\n")[:2] == ["[]", "False"]


def test_a_formula_that_is_followed_wrongly_counts_as_telling_all_that_is_behind_it(desk, monkeypatch):
    """Whatever is added to the language of formulas later: what does not come to the figure's value is not trusted."""
    monkeypatch.setitem(figure_forms._OF_TWO, "change", lambda now, then: now)
    protection, form, _ = form_and_figure(desk, "change(norr, norr_24)")
    told = {protection.system.counts[index].value for index in form.told}
    assert told == {30, 12}
