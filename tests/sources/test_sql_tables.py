"""Databases answer queries and are never changed by them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sql_databases import AT, ask, fault, values

import pipeline.sources.query as query_module
from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.statement import has_order, why_refused

# ------------------------------------------------------------------------------------------------------- answers


def test_the_rows_of_a_query_are_a_table(project):
    table = ask(
        project,
        "SELECT Region, Antal, Andel, Dag, Not_ AS Anmärkning FROM ärenden WHERE År = 2023 ORDER BY Antal DESC;",
    )
    assert table.columns == ("Region", "Antal", "Andel", "Dag", "Anmärkning")
    assert values(table) == [
        ["Norr", 5131, Decimal("0.3"), date(2023, 12, 31), None],
        ["Syd", 17, Decimal("2.5"), date(2023, 1, 1), "se bilaga"],
    ]


def test_a_cells_place_is_the_file_the_name_of_the_query_and_the_row_of_the_answer(project):
    cell = ask(project, "select Region, Antal from ärenden order by Antal").rows[1]["Antal"]
    assert cell.place == Place("inputs/report/data/arenden.db", sheet="arenden", row=3, header="Antal")


def test_parameters_are_bound_and_never_written_into_the_text(project):
    where = "select Antal from ärenden where Region = :region and År >= :year order by Antal"
    assert values(ask(project, where, parameters={"region": "Norr", "year": 2023})) == [[5131]]
    nasty = "Norr' or '1'='1"
    with pytest.raises(FaultError, match="I125"):
        ask(project, where, parameters={"region": nasty, "year": 2023})
    assert values(ask(project, "select :text as Svar", parameters={"text": nasty})) == [[nasty]]


@pytest.mark.parametrize(
    ("value", "answer"),
    [(date(2023, 12, 31), [["Norr"]]), (Decimal("2.5"), [["Syd"]]), (True, [["Norr"]]), (17, [["Syd"]])],
)
def test_parameters_of_every_type_find_their_rows(project, value, answer):
    column = {date: "Dag", Decimal: "Andel", bool: "År - 2021", int: "Antal"}[type(value)]
    assert (
        values(ask(project, f"select Region from ärenden where {column} = :value", parameters={"value": value}))
        == answer
    )


def test_parameters_that_are_missing_or_not_used_are_told_at_once(project):
    with pytest.raises(FaultError) as caught:
        ask(project, "select Antal from ärenden where År = :year", parameters={"yaer": 2023})
    assert [(found.code, found.todo) for found in caught.value.faults] == [
        ("I159", "Did you mean “year”?"),
        ("I159", "Did you mean “yaer”?"),
    ]
    found = fault(project, "select Antal from ärenden where År = :year::int", parameters={"year": 2023})
    assert "CAST(:year" in found.todo


def test_the_file_is_an_input_and_so_are_changes_that_may_come_to_stand_beside_it(project):
    reader = Reader(project)
    ask(project, "select 1 as Ett", reader=reader)
    assert set(reader.files) == {f"inputs/report/data/arenden.db{ending}" for ending in ("", "-wal", "-journal")}
    assert len(reader.files["inputs/report/data/arenden.db"]) == 64
    assert reader.answers == {}


def test_bytes_and_endless_numbers_are_told(project):
    assert fault(project, "select x'00ff' as Bild").code == "I131"
    assert fault(project, "select 9e999 as Tal").code == "I138"


def test_an_answer_without_rows_is_an_empty_table_and_one_without_headings_is_told(project):
    assert fault(project, "select Antal from ärenden where År = 1999").code == "I125"
    assert fault(project, 'select 1 as "", 2 as Två').code == "I126"
    assert fault(project, "select 1 as Ett, 2 as Ett").code == "I126"


def test_an_answer_of_too_many_rows_is_told(project, monkeypatch):
    monkeypatch.setattr(query_module, "MAX_ROWS", 2)
    found = fault(project, "select Antal from ärenden")
    assert (found.code, "more than 2 rows" in found.message) == ("I121", True)


def test_an_endless_query_is_stopped(project):
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) as Antal from n"
    found = fault(project, endless, seconds=0)
    assert (found.code, "longer than" in found.message) == ("I157", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select Antl from ärenden", "no such column: Antl"),
        ("select Antal from arenden", "no such table: arenden"),
        ("select Antal from ärenden where", "incomplete input"),
    ],
)
def test_what_the_database_says_is_told_where_the_query_stands(project, text, said):
    at = Place("figures.yaml", 4, 14)
    found = fault(project, text, places={"query": at})
    assert (found.code, found.place) == ("I157", at)
    assert said in found.message


# -------------------------------------------------------------------------------------------- only one, only reading


@pytest.mark.parametrize(
    "text",
    [
        "select 1",
        "  SELECT a FROM b;  ",
        "with x as (select 1) select * from x",
        "select ';' as a -- drop table x; delete",
        "select /* insert; */ 'delete from x' as a",
        'select "update", [delete], `into` from x',
        "select replace(a, 'x', 'y') from t",
        "select $$;delete$$ as a",
    ],
)
def test_a_query_is_let_through_whatever_stands_in_its_texts_names_and_comments(text):
    assert why_refused(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "-- select 1",
        "delete from x",
        "DELETE FROM x",
        "select 1; delete from x",
        "select 1; select 2",
        "with x as (delete from y returning *) select * from x",
        "with x as (select 1) insert into y select * from x",
        "with x as (select 1) update y set a = 1",
        "with x as (select 1) delete from y",
        "select * into y from x",
        "pragma journal_mode = wal",
        "attach 'x.db' as x",
        "vacuum into 'x.db'",
        "explain select 1",
        "values (1)",
        "create table x as select 1",
        "begin; select 1",
        "select load_extension('x')",
        "select pg_read_file('/etc/passwd')",
        "select set_config('a', 'b', false)",
        "select 'a",
        'select "a',
        "select /* a",
        "select $x$ a",
        r"select E'\'; delete from x; --'",
        "select 1 /* /* */ ; delete from x -- */",
    ],
)
def test_what_is_not_one_query_is_refused(text):
    assert why_refused(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_second_statement_after_a_whole_one_is_never_let_through(first, second):
    text = f"select '{first.replace(chr(39), chr(39) * 2)}'; delete from x{second}"
    assert why_refused(text)


def test_a_refused_query_never_reaches_the_database(project):
    found = fault(project, "delete from ärenden", url="sqlite:///data/nothing.db")
    assert (found.code, found.place) == ("I158", AT)


@pytest.mark.parametrize(
    "text",
    [
        "delete from ärenden",
        "insert into ärenden (Antal) values (1) returning Antal",
        "with x as (select 1 as a) delete from ärenden",
        "update ärenden set Antal = 0",
        "create table ny (a)",
        "drop table ärenden",
        "attach database 'annan.db' as annan",
        "vacuum into 'kopia.db'",
        "pragma journal_mode = wal",
        "pragma user_version = 7",
        "select * from pragma_table_info('ärenden')",
        "select load_extension('x')",
        "select random() as a",
        "select hex(randomblob(4)) as a",
        "begin immediate",
    ],
)
def test_the_connection_itself_refuses_all_but_reading(project, monkeypatch, text):
    """As if the first gate were not there: the fixture holds that no file changes and none is new."""
    monkeypatch.setattr(query_module, "why_refused", lambda text: "")
    assert fault(project, text).code == "I158"


def test_a_value_that_would_fill_the_memory_is_told(project):
    found = fault(project, "select hex(zeroblob(900000)) as a")
    assert (found.code, "too big" in found.message) == ("I157", True)


def test_the_order_of_rows_is_looked_for_outside_texts():
    assert has_order("select a from b Order  By a")
    assert not has_order("select 'order by' as a from b -- order by a")
