"""Where a database is, and how it is reached: files, servers, passwords that stand nowhere."""

import sqlite3

import pytest
from sql_databases import AT, ask, fault
from sqlalchemy.exc import OperationalError

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.database import open_database
from pipeline.sources.query import Query, read_query
from pipeline.sources.reader import Reader
from pipeline.sources.tables import table_of


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
