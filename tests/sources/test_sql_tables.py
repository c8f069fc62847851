"""Databases answer queries and are never changed by them; passwords stand nowhere."""

import sqlite3
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

import pipeline.sources.query as query_module
from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.database import open_database
from pipeline.sources.query import Query, read_query
from pipeline.sources.reader import Reader
from pipeline.sources.statement import has_order, why_refused
from pipeline.sources.tables import table_of

AT = Place("figures.yaml", 3, 9)


@pytest.fixture
def project(tmp_path):
    """A project with a database of cases, and a guard that it stays byte for byte as it is."""
    folder = tmp_path / "inputs" / "report" / "data"
    folder.mkdir(parents=True)
    database = sqlite3.connect(folder / "arenden.db")
    database.execute('create table ärenden (Region text, "År" integer, Antal integer, Andel real, Dag text, Not_ text)')
    database.executemany(
        "insert into ärenden values (?, ?, ?, ?, ?, ?)",
        [
            ("Norr", 2023, 5131, 0.1 + 0.2, "2023-12-31", None),
            ("Syd", 2023, 17, 2.5, "2023-01-01", "se bilaga"),
            ("Norr", 2022, 1, 1e-7, "..", "–"),
        ],
    )
    database.commit()
    database.close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    yield tmp_path
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def ask(project, text, *, url="sqlite:///data/arenden.db", reader=None, **options):
    query = Query("arenden", url, text, AT, **options)
    return table_of(read_query(reader or Reader(project), "inputs/report", query), 1, {}, allow_duplicates=True)


def fault(project, text, **options):
    with pytest.raises(FaultError) as caught:
        ask(project, text, **options)
    (found,) = caught.value.faults
    return found


def values(table):
    return [[cell.value for cell in row.values()] for row in table.rows]


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


# ------------------------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite:///data/saknas.db", "I101"),
        ("sqlite:///../../../utanfor.db", "I103"),
        ("sqlite:////etc/passwd", "I103"),
        ("sqlite://", "I155"),
        ("sqlite:///:memory:", "I155"),
        ("sqlite:///data/arenden.db?mode=rwc", "I155"),
        ("sqlite:///file:data/arenden.db", "I155"),
        ("sqlite+aiosqlite:///data/arenden.db", "I155"),
        ("mysql://user@host/base", "I155"),
        ("mssql+pyodbc://user@host/base", "I155"),
        ("data/arenden.db", "I155"),
        ("", "I155"),
        ("postgresql://user@host/base?options=-c%20default_transaction_read_only%3Doff", "I155"),
        ("postgresql://user@host:port/base", "I155"),
    ],
)
def test_an_address_that_is_not_read_is_told_where_it_stands(project, url, code):
    at = Place("figures.yaml", 5, 12)
    found = fault(project, "select 1 as Ett", url=url, places={"url": at})
    assert (found.code, found.place) == (code, at)


def test_a_file_of_something_else_is_no_database(tmp_path):
    (tmp_path / "a.csv").write_text("Mål;Vad\n")
    query = Query("x", "sqlite:///a.csv", "select 1 as Ett", AT)
    with pytest.raises(FaultError, match="I155"):
        read_query(Reader(tmp_path), "", query)


def test_changes_that_are_not_yet_in_the_file_are_told(project, tmp_path):
    other = tmp_path.parent / "other"
    other.mkdir()
    path = other / "a.db"
    open_one = sqlite3.connect(path)
    open_one.execute("pragma journal_mode = wal")
    open_one.execute("create table x (a)")
    open_one.commit()
    with pytest.raises(FaultError, match="I157"):
        read_query(Reader(other), "", Query("x", "sqlite:///a.db", "select a from x", AT))
    open_one.close()
    with pytest.raises(FaultError, match="I125"):
        table_of(read_query(Reader(other), "", Query("x", "sqlite:///a.db", "select a from x", AT)), 1, {})


SECRET = "Hemligt-7"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://user:{SECRET}@host/base",
        f"postgresql://user@host/base?password={SECRET}",
        f"sqlite://:{SECRET}@/x",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(project, url):
    found = fault(project, "select 1 as Ett", url=url)
    assert found.code == "I155"
    assert SECRET not in f"{found} {found.as_json()}"


def test_the_password_comes_from_the_environment_by_name(project, monkeypatch):
    named = {"url": "postgresql://user@host/base", "places": {"password-env": AT}}
    monkeypatch.delenv("DIARIE_TEST_PASSWORD", raising=False)
    found = fault(project, "select 1 as Ett", password_env="DIARIE_TEST_PASSWORD", **named)
    assert (found.code, found.place, found.data) == ("I159", AT, {"variable": "DIARIE_TEST_PASSWORD"})
    found = fault(project, "select 1 as Ett", password_env="ett lösenord!", **named)
    assert found.code == "I155"
    assert "lösenord!" not in str(found)


class Engine:
    """A stand-in for SQLAlchemy's engine of a server: it remembers what it was told, and fails to connect."""

    def __init__(self, url, **options):
        self.url, self.options = url, options

    def execution_options(self, **options):
        self.options |= options
        return self

    def connect(self):
        raise OperationalError("connect", {}, Exception(f"no answer for {self.url.render_as_string(False)}"))

    def dispose(self):
        pass


@pytest.fixture
def server(monkeypatch):
    """The engines that were made in place of real ones."""
    made = []

    def create(url, **options):
        made.append(Engine(url, **options))
        return made[-1]

    monkeypatch.setattr("pipeline.sources.database.create_engine", create)
    monkeypatch.setenv("DIARIE_TEST_PASSWORD", SECRET)
    return made


def test_a_server_is_told_to_let_nothing_be_written_and_no_query_go_on_for_ever(project, server):
    found = fault(
        project, "select 1 as Ett", url="postgresql://user@host/base", password_env="DIARIE_TEST_PASSWORD", seconds=7
    )
    assert found.code == "I157"
    (engine,) = server
    assert engine.url.render_as_string(False) == f"postgresql+psycopg://user:{SECRET}@host/base"
    assert engine.options["postgresql_readonly"] is True
    told = engine.options["connect_args"]
    assert told["connect_timeout"] == 7
    assert "default_transaction_read_only=on" in told["options"]
    assert "statement_timeout=7000" in told["options"]


def test_a_password_stands_in_no_fault_and_no_name(project, server):
    found = fault(project, "select 1 as Ett", url="postgresql://user@host/base", password_env="DIARIE_TEST_PASSWORD")
    assert SECRET not in f"{found} {found.as_json()}"
    database = open_database(Reader(project), "", "postgresql://user@host:5432/base", "DIARIE_TEST_PASSWORD", 7, AT, AT)
    assert database.name == "postgresql://host:5432/base"
    assert SECRET not in repr(database)


def test_a_missing_driver_is_told_with_what_to_install(project, monkeypatch):
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

    def missing(cls):
        raise ModuleNotFoundError("No module named 'psycopg'")

    monkeypatch.setattr(PGDialect_psycopg, "import_dbapi", classmethod(missing))
    found = fault(project, "select 1 as Ett", url="postgresql://user@host/base")
    assert (found.code, "psycopg[binary]" in found.todo) == ("I156", True)


class Answering:
    """A database server that gives these rows, as far as reading an answer needs it."""

    name, is_file = "postgresql://host/base", False

    def __init__(self, rows):
        self.rows = rows

    def connected(self):
        from contextlib import nullcontext

        return nullcontext(self)

    def execute(self, statement, parameters):
        return self

    def keys(self):
        return ["Region", "Antal"]

    def fetchmany(self, count):
        return self.rows[:count]

    def without_secret(self, text):
        return text


@pytest.fixture
def answered(monkeypatch):
    def answer(rows, text="select Region, Antal from x order by Region", **options):
        monkeypatch.setattr("pipeline.sources.database.open_database", lambda *arguments: Answering(rows))
        reader = Reader(options.pop("root"))
        return ask(reader.root, text, reader=reader, url="postgresql://host/base", **options), reader.answers

    return answer


def test_a_servers_answer_is_remembered_by_its_hash_which_changes_with_any_row(project, answered):
    table, first = answered([("Norr", 1)], root=project)
    assert table.file == "postgresql://host/base"
    assert [(key.split(":")[0], len(digest)) for key, digest in first.items()] == [("sql", 64)]
    assert answered([("Norr", 1)], root=project)[1] == first
    assert list(answered([("Norr", 2)], root=project)[1]) == list(first)
    assert answered([("Norr", 2)], root=project)[1] != first
    assert answered([("Norr", "1")], root=project)[1] != first


def test_rows_of_a_server_in_no_stated_order_are_warned_of(project, answered):
    rows = [("Norr", 1), ("Syd", 2)]
    assert answered(rows, root=project)[0].warnings == ()
    (warning,) = answered(rows, "select Region, Antal from x", root=project)[0].warnings
    assert (warning.code, warning.level) == ("I153", "warning")
    assert answered(rows[:1], "select Region, Antal from x", root=project)[0].warnings == ()
