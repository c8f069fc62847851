"""Rows chosen, added up and grouped by columns give what adding them up one by one gives, and keep their places."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.places import Place
from pipeline.sources.columns import LONG, MAX_RUNS, ColumnTable
from pipeline.sources.table import ColumnSpec

CASES = """Region;Kön;Dag;Antal;Not
Norr;Kvinnor;2023-01-02;5;
Norr;Män;2023-02-02;1 234,50;a
Syd;Kvinnor;2023-01-02;–;
Syd;Män;2023-03-02;.;b
Mitt  väst;Män;2023-01-02;..;b
Mitt väst;Kvinnor;2024-01-02;7;
"""


@pytest.fixture
def cases(inputs):
    return inputs.table(CASES, columns={"Antal": ColumnSpec("decimal", required=False)}).by_columns


def rows(selection):
    return list(selection.rows)


def test_rows_are_chosen_by_text_number_and_day(cases):
    assert rows(cases.where({"Region": "Norr"})) == [0, 1]
    assert rows(cases.where({"Region": "Norr", "Kön": "Män"})) == [1]
    assert rows(cases.where({"Region": ("Norr", "Syd"), "Kön": "Kvinnor"})) == [0, 2]
    assert rows(cases.where({"Antal": 5})) == [0]
    assert rows(cases.where({"Antal": Decimal("1234.5")})) == [1]
    assert rows(cases.where({"Antal": "1 234,50"})) == [1]
    assert rows(cases.where({"Dag": date(2023, 1, 2)})) == [0, 2, 4]
    assert rows(cases.where({})) == rows(cases.all) == [0, 1, 2, 3, 4, 5]
    assert rows(cases.where({"Region": "norr"})) == []


def test_blanks_in_names_do_not_matter(cases):
    assert rows(cases.where({"Region": "Mitt\u00a0väst"})) == [4, 5]


def test_an_unknown_column_is_no_empty_answer(cases):
    with pytest.raises(KeyError):
        cases.where({"Regoin": "Norr"})


def test_a_sum_is_exact_nil_counts_as_nought_and_what_cannot_be_is_left_out(cases):
    total = cases.where({"Region": ("Norr", "Syd")}).total("Antal")
    assert (total.value, total.numbers, total.empty) == (Decimal("1239.5"), 3, 1)
    assert (total.minimum, total.maximum, total.unknown, total.wrong) == (0, Decimal("1234.5"), None, None)


def test_a_value_that_is_not_available_makes_the_sum_unknown_and_is_named(cases):
    total = cases.all.total("Antal")
    assert total.value is None
    assert total.unknown is not None
    assert (total.unknown.text, total.unknown.place) == ("..", Place("table.csv", 6, row=6, header="Antal"))


def test_text_among_numbers_makes_no_sum_and_is_named(cases):
    total = cases.all.total("Not")
    assert (total.value, total.numbers, total.empty) == (None, 0, 3)
    assert total.wrong is not None
    assert (total.wrong.text, total.wrong.place.row) == ("a", 3)


def test_nothing_adds_up_to_nothing_and_not_to_nought(cases):
    total = cases.where({"Region": "Väst"}).total("Antal")
    assert (total.value, total.numbers, total.minimum) == (None, 0, None)


def test_groups_come_in_the_order_of_their_first_rows(cases):
    groups = cases.all.groups(["Kön", "Region"])
    assert list(groups) == [
        ("Kvinnor", "Norr"),
        ("Män", "Norr"),
        ("Kvinnor", "Syd"),
        ("Män", "Syd"),
        ("Män", "Mitt  väst"),
        ("Kvinnor", "Mitt väst"),
    ]
    assert [rows(group) for group in cases.where({"Kön": "Män"}).groups(["Kön"]).values()] == [[1, 3, 4]]


def test_places_are_runs_of_rows(cases):
    assert cases.where({"Region": ("Norr", "Mitt väst")}).places("Antal") == (
        Place("table.csv", 2, row=2, last_row=3, header="Antal"),
        Place("table.csv", 6, row=6, last_row=7, header="Antal"),
    )
    assert cases.where({"Region": "Syd", "Kön": "Män"}).places() == (Place("table.csv", 5, row=5),)
    assert cases.where({"Region": "Väst"}).places() == ()
    assert str(cases.all.places("Antal")[0]) == "table.csv:2 (rows 2–7, column “Antal”)"


def test_many_runs_are_named_by_their_first_and_last_row(inputs):
    content = "Id;Sort\n" + "".join(f"{number};{number % 2}\n" for number in range(3 * MAX_RUNS))
    (place,) = inputs.table(content).by_columns.where({"Sort": 1}).places("Id")
    assert (place.row, place.last_row) == (3, 3 * MAX_RUNS + 1)


def test_a_long_table_gives_the_same_rows_as_a_short_one_made_when_they_are_asked_for(inputs):
    specs = {"Antal": ColumnSpec("integer")}
    lines = [f"{number};Norr;{number * 7}" for number in range(LONG + 5)]
    table = inputs.table("Id;Region;Antal\n" + "\n".join(lines), columns=specs)
    short = inputs.table("Id;Region;Antal\n" + "\n".join(lines[:20]), columns=specs)
    assert isinstance(short.rows, tuple)
    assert not isinstance(table.rows, tuple)
    assert table.rows[:20] == short.rows
    assert [row.place for row in table.rows[:20]] == [row.place for row in short.rows]
    assert table.rows[-1]["Id"].value == LONG + 4
    assert list(table.rows[0]) == ["Id", "Region", "Antal"]
    assert sum(1 for _ in table.rows) == len(table.rows) == LONG + 5
    with pytest.raises(IndexError):
        table.rows[LONG + 5]


def test_a_cell_that_is_merged_over_rows_keeps_the_place_where_it_stands(inputs):
    import io

    from openpyxl import Workbook

    book = Workbook()
    for row in (["Mål", "Antal"], ["M1", 1], [None, 2]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    stream = io.BytesIO()
    book.save(stream)
    table = inputs.table(stream.getvalue(), "table.xlsx")
    again = ColumnTable.of(table)
    assert again.cell(1, "Mål") == table.rows[1]["Mål"]
    assert again.cell(1, "Mål").place.row == 2
    assert again.places[1].row == 3


numbers = st.one_of(st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, places=2), st.none())


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xy"), numbers), min_size=1, max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_sums_of_groups_are_those_of_their_rows_and_make_the_sum_of_all(inputs, found):
    content = "A;B;C\n" + "".join(f"{a};{b};{'–' if c is None else str(c).replace('.', ',')}\n" for a, b, c in found)
    table = inputs.table(content, columns={"C": ColumnSpec("decimal")}, allow_duplicates=True).by_columns
    groups = table.all.groups(["A", "B"])
    for (a, b), selection in groups.items():
        assert selection.total("C").value == sum(Decimal(c or 0) for one, two, c in found if (one, two) == (a, b))
        assert rows(selection) == rows(table.where({"A": a, "B": b}))
    assert sum(selection.total("C").value for selection in groups.values()) == table.all.total("C").value
