"""Attacks on random documents: a table with totals, and sentences with figures that the program lets pass."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.suppression.attack import Attack, given_away
from tests.figures.suppression.publishing import Desk, case

ROWS, COLUMNS = ("Ja", "Delvis", "Nej"), ("Kvinnor", "Män")
SPOTS = [(row, column) for row in (*ROWS, "Totalt") for column in (*COLUMNS, "Totalt")]
COUNT = st.one_of(st.integers(0, 6), st.integers(5, 40))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


#: How figures.yaml and the text say a figure of two others.
KINDS = {
    "sum": ("sum: [{}, {}]", "{{{{ {} }}}}"),
    "difference": ("difference: [{}, {}]", "{{{{ {} }}}}"),
    "share": ("share: {}, of: {}", "{{{{ {} | procent(decimaler=1) }}}}"),
}

FIGURE = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(SPOTS), st.sampled_from(SPOTS)).filter(
    lambda made: made[1] != made[2]
)


def document(numbers, figures, *, shown):
    """The case, with a sentence for each figure."""
    whole = {(row, column): numbers[row, column] for row in ROWS for column in COLUMNS}
    whole |= {(row, "Totalt"): sum(whole[row, column] for column in COLUMNS) for row in ROWS}
    whole |= {("Totalt", column): sum(whole[row, column] for row in ROWS) for column in (*COLUMNS, "Totalt")}
    lines = [
        f"{row};" + ";".join(str(whole[row, column]) for column in (*COLUMNS, "Totalt")) for row in (*ROWS, "Totalt")
    ]
    data = "Svar;Kvinnor;Män;Totalt\n" + "\n".join(lines) + "\n"
    name = "tbl-svar" if shown else "svar"
    settings_ = "tables:\n  tbl-svar: {file: data/svar.csv, caption: Svar, people: true}\n" if shown else ""
    settings_ += "" if shown else "data:\n  svar: {file: data/svar.csv, people: true}\n"
    settings_ += "figures:\n"
    settings_ += "".join(
        f"  c{place}: {{table: {name}, row: {row}, column: {column}}}\n" for place, (row, column) in enumerate(SPOTS)
    )
    text = "# Svar\n\n"
    for number, (kind, first, second) in figures.items():
        made, words = KINDS[kind]
        settings_ += f"  f{number}: {{{made.format(f'c{SPOTS.index(first)}', f'c{SPOTS.index(second)}')}}}\n"
        text += f"Uppgift nummer {'abcdef'[number]}: {words.format(f'f{number}')}.\n\n"
    text += "Se @tbl-svar.\n\n![](tbl-svar)\n" if shown else ""
    return whole, case(figures=settings_, text=text, svar=data)


def let_pass(desk, numbers, figures, *, shown):
    """The figures that the program does not refuse; None when it refuses the document whatever is said."""
    while True:
        _, source = document(numbers, figures, shown=shown)
        errors = [fault for fault in desk.faults(source) if fault.level == "error"]
        refused = {number for number in figures for fault in errors if re.search(rf"\bf{number}\b", str(fault.message))}
        if not errors:
            return figures
        if not refused:
            return None
        figures = {number: made for number, made in figures.items() if number not in refused}


@settings(max_examples=6, deadline=None)
@given(
    counts=st.lists(COUNT, min_size=6, max_size=6),
    asked=st.lists(FIGURE, min_size=1, max_size=4),
    shown=st.booleans(),
)
def test_sentences_that_are_let_pass_give_nobody_away(desk, counts, asked, shown):
    numbers = dict(zip([(row, column) for row in ROWS for column in COLUMNS], counts, strict=True))
    figures = let_pass(desk, numbers, dict(enumerate(asked)), shown=shown)
    if figures is None:
        return  # nothing of the table can be shown, or a share is of nobody
    whole, source = document(numbers, figures, shown=shown)
    published = desk.published(source)
    attack = Attack()
    attack.reads({row: dict.fromkeys((*COLUMNS, "Totalt")) for row in (*ROWS, "Totalt")})
    if shown:
        attack.reads(published.table(0))
    for number, (kind, first, second) in figures.items():
        value, half = published.said(rf"Uppgift nummer {'abcdef'[number]}: ([\d\u00a0,\N{{MINUS SIGN}}]+\d|\d)")
        if kind == "share":
            attack.percent(("", *first), ("", *second), value, half)
        else:
            attack.sums({("", *first): 1, ("", *second): 1 if kind == "sum" else -1}, value)
    told = {next(iter(places)) for places, _ in attack.equal if len(places) == 1}
    withheld = {("", *spot): value for spot, value in whole.items() if attack.number(("", *spot)) not in told}
    if not shown:
        withheld = {name: value for name, value in withheld.items() if 0 < value < 5}
    assert given_away(attack, withheld) == {}
