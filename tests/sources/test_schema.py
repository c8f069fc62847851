"""What an author asks of a table's values is checked by pandera, and told by sheet, row and column, all at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.places import Place
from pipeline.sources.row_rules import RuleError, parse_rule
from pipeline.sources.schema import check_schema
from pipeline.sources.schema_settings import SchemaSettings

TABLE = """Id;Region;Kvinnor;Män;Totalt
A1;Norr;5;6;11
A2;Syd;–;-3;3
A2;Norr;..;7;
"""
PLACE = Place("schema.yaml")


def told(inputs, schema, content=TABLE, **options):
    table = inputs.table(content, **options)
    settings = inputs.settings(schema, SchemaSettings, "schema.yaml")
    return [
        (fault.code, fault.place.row or fault.place.line, fault.place.header)
        for fault in check_schema(table, settings.value, settings.place)
    ]


def one(inputs, schema, content=TABLE):
    table = inputs.table(content)
    settings = inputs.settings(schema, SchemaSettings, "schema.yaml")
    (fault,) = check_schema(table, settings.value, settings.place)
    return fault


@pytest.mark.parametrize(
    ("check", "rows"),
    [
        ("Män: {ge: 0}", [3]),
        ("Män: {gt: 6}", [2, 3]),
        ("Män: {le: 6}", [4]),
        ("Män: {lt: 6}", [2, 4]),
        ("Män: {between: [-3, 6.5]}", [4]),
        ("Kvinnor: {ge: 1}", [3]),
        ("Kvinnor: {nullable: false}", [3, 4]),
        ("Totalt: {nullable: false}", [4]),
        ("Region: {isin: [Norr, Mitt]}", [3]),
        ("Region: {notin: [Syd]}", [3]),
        ("Id: {unique: true}", [4]),
        ('Id: {str-matches: "A[1-9]"}', []),
        ('Id: {str-matches: "A"}', [2, 3, 4]),
        ("Region: {str-length: [4, 9]}", [3]),
        ("Region: {ge: 1}", [2, 3, 4]),
    ],
)
def test_each_check_tells_the_rows_that_fail_it(inputs, check, rows):
    column = check.partition(":")[0]
    assert told(inputs, f"columns:\n  {check}\n") == [("I165", row, column) for row in rows]


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        ("Kvinnor + Män = Totalt", [3]),
        ("Totalt - Män = Kvinnor", [3]),
        ("Kvinnor <= Totalt", []),
        ("Kvinnor < Män", [3]),
        ("Män >= 0", [3]),
        ("Totalt != 11", [2]),
        ("2 + Kvinnor > -1,5", []),
        ('"Kvinnor" − Män = -1', [3]),
    ],
)
def test_a_rule_tells_the_rows_that_do_not_fit_it_and_leaves_alone_those_without_numbers(inputs, rule, rows):
    assert told(inputs, f"rows: ['{rule}']\n") == [("I165", row, None) for row in rows]


def test_a_fault_names_value_bound_sheet_row_column_and_where_it_is_asked(inputs):
    fault = one(inputs, "columns:\n  Män:\n    ge: 0\n")
    assert fault.message == "“-3” is less than 0."
    assert fault.place == Place("table.csv", 3, row=3, header="Män")
    assert fault.todo == "Mend it, or what is asked (schema.yaml:3:5)."


def test_a_rule_that_is_broken_shows_both_sides(inputs):
    fault = one(inputs, 'rows: ["Kvinnor + Män = Totalt"]\n')
    assert fault.message == "The row does not fit “Kvinnor + Män = Totalt”: -3 on the left, 3 on the right."


def test_values_that_may_stand_together_only_once_are_told(inputs):
    assert told(inputs, "unique: [Region, Id]\n") == []
    again = TABLE + "A1;Norr;1;1;2\n"
    assert told(inputs, "unique: [Region, Id]\n", again) == [("I165", 5, None)]


def test_everything_is_told_at_once(inputs):
    schema = """
columns:
  Id: {unique: true, isin: [A1]}
  Män: {ge: 0, le: 6}
  Antal: {ge: 0}
rows: ["Kvinnor + Män = Totalt", "Kvinnor + = 3", "Kvinnor = Antal"]
unique: [Ort]
"""
    assert sorted(told(inputs, schema), key=str) == sorted(
        [
            ("I165", 3, "Id"),
            ("I165", 4, "Id"),
            ("I165", 4, "Id"),
            ("I165", 3, "Män"),
            ("I165", 4, "Män"),
            ("I165", 3, None),
            ("I166", 5, None),
            ("I166", 6, None),
            ("I166", 6, None),
            ("I166", 7, None),
        ],
        key=str,
    )


def test_a_check_that_fails_all_through_is_told_in_some_rows_and_counted(inputs):
    content = "Id;Antal\n" + "".join(f"{number};-1\n" for number in range(200))
    faults = check_schema(
        inputs.table(content, allow_duplicates=True), SchemaSettings(columns={"Antal": {"ge": 0}}), lambda *keys: PLACE
    )
    assert len(list(faults)) == 21
    assert any("180 more rows" in fault.message for fault in faults)


def test_a_pattern_that_cannot_be_read_is_told_where_it_stands(inputs):
    fault = one(inputs, 'columns: {Id: {str-matches: "A["}}\n')
    assert (fault.code, fault.place.line) == ("I166", 1)


def test_decimals_are_compared_exactly(inputs):
    content = "A;B;C\n0,1;0,2;0,3\n1,10;2,20;3,30\n"
    assert told(inputs, 'rows: ["A + B = C"]\n', content) == []
    assert told(inputs, "columns: {A: {le: 1.1}}\n", content) == []


def test_no_schema_can_call_code(inputs):
    for text in ("__import__('os').system('x')", "Kvinnor + exec('x') = 1", "lambda x: x = 1", "Kvinnor.__class__ = 1"):
        with pytest.raises(RuleError):
            parse_rule(text, ("Kvinnor", "Män"))


@pytest.mark.parametrize("text", ["", "=", "A", "A = ", " = A", "A = B = C", "A B = C", "A ++ B = C", "A = 1 2"])
def test_what_is_no_rule_is_told(text):
    with pytest.raises(RuleError):
        parse_rule(text, ("A", "B", "C"))


def test_a_column_whose_name_holds_a_sign_stands_in_quotation_marks():
    keys = ("2021 - 2022", "A-B")
    assert parse_rule('"2021 - 2022" + A-B <= 3', keys).columns == ("2021 - 2022", "A-B")


@given(
    st.lists(st.tuples(st.sampled_from("+-"), st.sampled_from(["A", "B", "3"])), min_size=1, max_size=5),
    st.integers(-9, 9),
    st.integers(-9, 9),
)
def test_a_rule_means_what_arithmetic_says(terms, a, b):
    known = {"A": Decimal(a), "B": Decimal(b)}
    text = " ".join(f"{sign} {name}" for sign, name in terms)
    rule = parse_rule(f"0 {text} <= A", ("A", "B"))
    left = sum((1 if sign == "+" else -1) * known.get(name, Decimal(3)) for sign, name in terms)
    assert rule.sides(known) == (left, known["A"])
    assert rule.fits(known) == (left <= known["A"])
    assert rule.fits({"A": known["A"], "B": None}) or all(name != "B" for _, name in terms)
