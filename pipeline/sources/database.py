"""Databases, opened so that they can only be read: SQLite files of the project, and PostgreSQL servers.

SQLAlchemy takes a third of a second to import: only those who query import this module.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from pipeline.places import Place
    from pipeline.sources.reader import Reader

#: What SQLite may do for a query: read, call functions, go round in WITH RECURSIVE.
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})

#: Functions of SQLite that reach beyond the database.
_REACHING = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})

#: Functions of SQLite that give another answer each time.
_CHANCE = frozenset({"random", "randomblob"})

#: Bytes that a value of SQLite may have: a text that is longer belongs in no cell.
_LONGEST = 1_000_000

#: Steps of SQLite's machine between two looks at the time.
_STEPS = 20_000

_SERVER_DRIVERS = ("postgresql", "postgresql+psycopg")
_SERVER_OPTIONS = frozenset({"sslmode", "sslrootcert", "host", "port", "application_name"})

_ENVIRONMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Database:
    """A database that a query asks.

    Attributes:
        name: path of the file relative to the project, or address of the server without user and password.
        is_file: whether it is a file of the project.
    """

    def __init__(self, name: str, engine: Engine, seconds: int, secret: str, *, is_file: bool) -> None:
        self.name, self.is_file = name, is_file
        self._engine, self._seconds, self._secret = engine, seconds, secret

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection that can only read; what is left undone when it closes is undone.

        Raises:
            sqlalchemy.exc.DBAPIError: the database cannot be reached, or refuses the query.
        """
        try:
            with self._engine.connect() as connection:
                if self.is_file:
                    self._bind(connection.connection.driver_connection)
                yield connection
                connection.rollback()
        finally:
            self._engine.dispose()

    def without_secret(self, text: str) -> str:
        """A message of the database, with the password taken out should it stand there."""
        return text.replace(self._secret, "***") if self._secret else text

    def _bind(self, connection: Any) -> None:
        """Let SQLite refuse everything but reading, and give up after the time that a query may take."""

        def may(
            action: int, _first: str | None, second: str | None, _database: str | None, _trigger: str | None
        ) -> int:
            refused = action == sqlite3.SQLITE_FUNCTION and (second or "").casefold() in _REACHING | _CHANCE
            return sqlite3.SQLITE_OK if action in _READING and not refused else sqlite3.SQLITE_DENY

        ends = time.monotonic() + self._seconds
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(may)
        connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)


def open_database(
    reader: Reader, folder: str, url: str, password_env: str | None, seconds: int, url_at: Place, password_at: Place
) -> Database:
    """The database that a URL names.

    Args:
        reader: the way to files; a SQLite file is hashed as an input.
        folder: the document's folder, from which a SQLite file is named (`sqlite:///data/arenden.db`).
        url: a URL as SQLAlchemy writes it, without a password.
        password_env: environment variable that holds the password of a server; None for none.
        seconds: how long a query may take.
        url_at: where the settings name the URL.
        password_at: where they name the variable.

    Raises:
        FaultError: I101–I103 as for `Reader.data`; I155 the URL cannot be read, holds a password or an option that is
            not allowed, or names a database that is not read; I156 the driver is not installed; I157 the file has
            changes that are not in it yet; I159 the environment variable is not set.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        todo = "Write it as sqlite:///data/name.db or postgresql://user@host/database."
        raise FaultError.of("I155", "The address of the database cannot be read.", url_at, todo) from None
    if parsed.password is not None or any("pass" in key.casefold() for key in parsed.query):
        message = "The address of the database holds a password, which would stand in every copy of the inputs."
        todo = "Take it out, put it in an environment variable, and name that with password-env."
        raise FaultError.of("I155", message, url_at, todo)
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        return _file(reader, folder, parsed, seconds, url_at)
    if parsed.drivername in _SERVER_DRIVERS:
        return _server(parsed, _password(password_env, password_at), seconds, url_at)
    message = f"Databases of the sort “{parsed.drivername}” are not read."
    todo = "SQLite files (sqlite:///…) and PostgreSQL (postgresql://…) are; of others, use a file that they export."
    raise FaultError.of("I155", message, url_at, todo, driver=parsed.drivername)


def _file(reader: Reader, folder: str, url: URL, seconds: int, url_at: Place) -> Database:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:") or url.query or url.host:
        message = "The address names no file of the project."
        raise FaultError.of("I155", message, url_at, "Write it as sqlite:///data/name.db, without options.")
    path = str(PurePosixPath(folder, url.database))
    full = reader.file(path, url_at)
    for ending in ("-wal", "-journal"):
        beside = f"{path}{ending}"
        if reader.exists(beside) and reader.file(beside, url_at).stat().st_size:
            message = f"The database {path} has changes that are not in it yet ({beside})."
            todo = "Close the program that uses it; it then writes them."
            raise FaultError.of("I157", message, url_at, todo, path=path)
    with full.open("rb") as stream:
        if stream.read(16) not in (b"", b"SQLite format 3\0"):
            raise FaultError.of("I155", f"The file {path} is no SQLite database.", url_at, "Check its name.", path=path)
    engine = create_engine("sqlite://", creator=lambda: _sqlite(full), poolclass=NullPool)
    return Database(path, engine, seconds, "", is_file=True)


def _sqlite(path: Path) -> sqlite3.Connection:
    """A connection that takes the file as it is and writes nothing, not even a lock (sqlite.org/uri.html)."""
    return sqlite3.connect(f"file:{quote(path.as_posix())}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _password(name: str | None, place: Place) -> str:
    if name is None:
        return ""
    if not _ENVIRONMENT.fullmatch(name):
        message = "password-env is not the name of an environment variable."
        raise FaultError.of(
            "I155", message, place, "Name the variable, as DIARIE_DB_PASSWORD; the password itself never."
        )
    if name not in os.environ:
        message = f"The environment variable {name} is not set."
        raise FaultError.of("I159", message, place, "Set it to the database's password.", variable=name)
    return os.environ[name]


def _server(url: URL, password: str, seconds: int, url_at: Place) -> Database:
    unknown = sorted(set(url.query) - _SERVER_OPTIONS)
    if unknown:
        message = f"The address has an option that is not allowed: {unknown[0]}."
        raise FaultError.of(
            "I155", message, url_at, f"Allowed are {', '.join(sorted(_SERVER_OPTIONS))}.", option=unknown[0]
        )
    full = url.set(drivername="postgresql+psycopg", password=password or None)
    try:
        engine = create_engine(
            full, poolclass=NullPool, hide_parameters=True, connect_args=server_options(seconds)
        ).execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    except ModuleNotFoundError:
        message = "PostgreSQL is asked through the package psycopg, which is not installed."
        todo = "Install it with: .venv/bin/python -m pip install 'psycopg[binary]'"
        raise FaultError.of("I156", message, url_at, todo, package="psycopg") from None
    shown = URL.create("postgresql", host=url.host, port=url.port, database=url.database)
    return Database(shown.render_as_string(), engine, seconds, password, is_file=False)


def server_options(seconds: int) -> dict[str, str | int]:
    """What PostgreSQL is told when a connection opens: every transaction only reads, and no query takes for ever."""
    settings = (
        f"-c default_transaction_read_only=on -c statement_timeout={seconds * 1000} -c lock_timeout={seconds * 1000}"
    )
    return {"options": settings, "connect_timeout": min(seconds, 10)}
