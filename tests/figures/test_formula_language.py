"""The language of formulas: what is read is shown again as the same, and any text is a formula or a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipeline.faults import FaultError
from pipeline.figures.formula_nodes import written
from pipeline.figures.formula_parser import parse_formula
from pipeline.figures.formula_trees import offset_in_yaml
from pipeline.places import Place


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


PLACED = [
    "b.x + ö",
    "'b.x + ''ö'",
    '"b.x + \\"ö"',
    "b.x +\n      ö",
    "'b.x +\n\n      ö'",
    '"b.x + \\\n   ö"',
    ">-\n   b.x +\n   ö\n",
    "|\n  b.x\n    + ö\n",
    ">2-  # folded\n  b.x + ö\n",
]


@pytest.mark.parametrize("formula", PLACED)
def test_a_character_of_a_formula_is_found_in_whatever_way_yaml_has_it(formula):
    text = YAML(typ="safe", pure=True).load(f"a: {formula}")["a"]
    assert offset_in_yaml(formula, text, text.index("ö")) == formula.index("ö")
    assert offset_in_yaml(formula, text, len(text)) == formula.index("ö") + 1


def test_an_escape_that_is_no_longer_the_formula_s_own_text_has_no_place_of_its_own():
    assert offset_in_yaml('"\\u0062 + c"', "b + c", 4) is None
