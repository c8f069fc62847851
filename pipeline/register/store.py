"""The way to the database: one connection, transactions for readers and for the one writer, faults for all trouble."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from pipeline.faults import FaultError
from pipeline.register.place import NOWHERE, PATIENCE, RegisterPlace
from pipeline.register.tables import EVENT, Dialect, statements
from pipeline.register.trouble import register_fault

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: Reads text that is no UTF-8 all the same.
_any_text = partial(str, encoding="utf-8", errors="surrogateescape")
#: Marks a SQLite file as a register: “diar”, and the version of its form.
APPLICATION: Final = 0x64696172
FORM: Final = 2
#: What a database in trouble raises; a damaged one complains in words that are no UTF-8.
_TROUBLE: Final = (DBAPIError, sqlite3.Error, OSError, UnicodeDecodeError)
#: Nobody else's lock in a PostgreSQL database has this number.
_MAKING: Final = 0x64696172


class Store:
    """A register's database, opened when it is first asked for.

    Args:
        place: where it lies.
        patience: seconds to wait for somebody else who is writing.
        as_found: for verifying: nothing is made or mended, and text that is no UTF-8 is read all the same.
    """

    def __init__(self, place: RegisterPlace, patience: float = PATIENCE, *, as_found: bool = False) -> None:
        self.place = place
        self._as_found = as_found
        self.dialect: Dialect = "sqlite" if place.url is None else "postgresql"
        self._patience = patience
        self._is_fixed = place.url is None and _is_fixed(place)
        self._connection: Connection | None = None
        self._file: tuple[int, int] | None = None
        self.engine: Engine = self._engine()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a server that has gone away
                self._connection.close()
            self._connection = None
        self.engine.dispose()

    @property
    def exists(self) -> bool:
        """Whether there is a register; a server's counts as one, and is made when it is first used."""
        try:
            return self.place.url is not None or self.place.file.exists()
        except OSError as error:  # its folder may not be looked into
            raise register_fault(self.place, error) from None

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """The connection itself, without a transaction.

        Raises:
            FaultError: R101, R102, R116 as `register_fault` has them.
        """
        try:
            yield self._connected()
        except _TROUBLE as error:
            raise register_fault(self.place, error) from None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The register as it is at one moment.

        Raises:
            FaultError: R101, R102, R116 as `register_fault` has them.
        """
        begin = "BEGIN" if self.dialect == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._transaction(begin, "ROLLBACK") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The register while nobody else may write; all that is done inside is kept, or nothing.

        Raises:
            FaultError: R101, R102, R104, R116 as `register_fault` has them.
        """
        begin = "BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN"
        with self._transaction(begin, "COMMIT") as connection:
            if self.dialect == "postgresql":
                connection.exec_driver_sql("LOCK TABLE event IN EXCLUSIVE MODE")
            yield connection
            self._check_still_there()

    @contextmanager
    def passing(self) -> Iterator[Connection]:
        """A transaction in which anything may be made, and of which nothing stays.

        Raises:
            FaultError: R101, R102, R116 as `register_fault` has them.
        """
        with self._transaction("BEGIN", "ROLLBACK") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str, end: str) -> Iterator[Connection]:
        try:
            connection = self._connected()
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql(end)
            except BaseException:
                with suppress(SQLAlchemyError):  # broken off, or ended by the database itself
                    connection.exec_driver_sql("ROLLBACK")
                raise
        except _TROUBLE as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated:
                self.close()
            raise register_fault(self.place, error) from None

    def _connected(self) -> Connection:
        if self._connection is None:
            if self.place.url is None:
                self.place.file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if not self._as_found:
                self._prepare(self._connection)
            if self.place.url is None:
                self._file = _identity(self.place)
        return self._connection

    def _check_still_there(self) -> None:
        """SQLite would go on writing into a file that has been moved away or deleted."""
        if self.place.url is None and _identity(self.place) != self._file:
            message = f"The register {self.place.name} was moved or replaced while it was being written."
            todo = "Find out who did that, then do the same again: a number is given once."
            raise FaultError.of("R101", message, None, todo, register=self.place.name)

    # -------------------------------------------------------------------------------------------- opening and making

    def _engine(self) -> Engine:
        if self.place.url is None:
            if self._is_fixed:
                address = f"{self.place.file.absolute().as_uri()}?mode=ro&immutable=1"
                made = create_engine("sqlite://", poolclass=NullPool, creator=partial(_opened_as_it_is, address))
            else:
                made = create_engine(
                    f"sqlite:///{self.place.file}", poolclass=NullPool, connect_args={"timeout": self._patience}
                )
            event.listen(made, "connect", self._set_up_sqlite)
            return made
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        wait = max(1, round(self._patience))
        try:
            url = make_url(self.place.url).set(drivername="postgresql+psycopg")
            said = url.query.get("options", ())
            options = " ".join(
                [
                    *((said,) if isinstance(said, str) else said),
                    f"-c lock_timeout={max(1, round(self._patience * 1000))} -c timezone=UTC",
                ]
            )
            return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": wait, "options": options})
        except ModuleNotFoundError:
            raise FaultError.of(
                "R116",
                "The register is in a PostgreSQL database, and the driver for it is not installed.",
                None,
                "Install the package psycopg[binary]; it is the extra “postgres” of diarie.",
            ) from None
        except (ArgumentError, ValueError):
            todo = "Write it as postgresql://diarie@server/diarie."
            raise FaultError.of("R116", "The register's address cannot be understood.", None, todo) from None

    def _set_up_sqlite(self, raw: Any, _: object) -> None:
        """Write-ahead log, and every commit on the disk before it is told of."""
        raw.isolation_level = None
        if self._as_found:
            raw.text_factory = _any_text
        if self._as_found or self._is_fixed:
            return
        deadline = time.monotonic() + self._patience
        while True:
            try:
                raw.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                # Changing the mode does not wait for others who are doing the same.
                if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA recursive_triggers = ON")

    def _prepare(self, connection: Connection) -> None:
        """Make what is missing: all of it, or views that an earlier version of the program made otherwise."""
        made = self._made(connection)
        self._check_ours(connection, made)
        if EVENT.name not in made or self._stale_views(connection, made):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if self.dialect == "sqlite" else "BEGIN")
            try:
                if self.dialect == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MAKING})
                self._make(connection)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(SQLAlchemyError):
                    connection.exec_driver_sql("ROLLBACK")
                raise

    def _make(self, connection: Connection) -> None:
        made = self._made(connection)
        views = {name: sql for name, sql in statements(self.dialect).items() if name.endswith("_now")}
        if EVENT.name in made and not self._stale_views(connection, made):
            return  # somebody else has made them meanwhile
        if EVENT.name in made:
            for name in reversed(views):
                connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
        for name, statement in statements(self.dialect).items():
            if EVENT.name not in made or name in views:
                connection.exec_driver_sql(statement)
        if self.dialect == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
        else:
            connection.exec_driver_sql(f"COMMENT ON VIEW record_now IS '{_views_digest(self._made(connection))}'")

    def _made(self, connection: Connection) -> dict[str, str]:
        """Name → SQL of tables, views and triggers in the database; with PostgreSQL a digest of each view.

        The server's own function pg_get_viewdef would lock the views, and stand in the way of who makes them anew.
        """
        if self.dialect == "sqlite":
            return schema_of(connection)
        rows = connection.exec_driver_sql(
            "SELECT relname, coalesce(md5(ev_action::text), '') FROM pg_class"
            " LEFT JOIN pg_rewrite ON ev_class = pg_class.oid AND ev_type = '1'"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v')"
        ).all()
        return {str(name): str(sql) for name, sql in rows}

    def _stale_views(self, connection: Connection, made: dict[str, str]) -> bool:
        if self.dialect == "postgresql":
            said = connection.exec_driver_sql(
                "SELECT obj_description(to_regclass(quote_ident(current_schema()) || '.record_now'), 'pg_class')"
            )
            return said.scalar() != _views_digest(made)
        return any(made.get(name) != sql for name, sql in statements("sqlite").items() if name.endswith("_now"))

    def _check_ours(self, connection: Connection, made: dict[str, str]) -> None:
        """Neither a database of something else nor one of a later version of the program."""
        form = 0
        if self.dialect == "sqlite":
            form = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION
            known = ours or all(first_version(name, sql) for name, sql in made.items())
        else:
            known = EVENT.name not in made or "record_now" in made
        if not known:
            message = f"{self.place.name} is a database of something else, not a diarie register."
            todo = "Name the register’s own database, or move the file out of the way."
            raise FaultError.of("R117", message, None, todo, register=self.place.name)
        if form > FORM:
            message = f"The register {self.place.name} was made by a later version of diarie."
            raise FaultError.of("R117", message, None, "Use that version.", register=self.place.name, form=form)


def schema_of(connection: Connection) -> dict[str, str]:
    """Name → SQL of all tables, indexes, triggers and views of a SQLite database."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {str(name): str(sql) for name, sql in rows}


def first_version(name: str, sql: str) -> bool:
    """Whether a table or trigger is one of the first version's, which had a table `number` alone."""
    return (name == "number" and "case_number TEXT NOT NULL UNIQUE" in sql) or name in (
        "number_stays",
        "number_is_kept",
    )


def _views_digest(made: dict[str, str]) -> str:
    """Of the views as this program writes them, and as the server has understood them."""
    views = {name: sql for name, sql in statements("postgresql").items() if name.endswith("_now")}
    return hashlib.sha256("\n".join([*views.values(), *(made.get(name, "") for name in views)]).encode()).hexdigest()


def _identity(place: RegisterPlace) -> tuple[int, int] | None:
    try:
        about = place.file.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _is_fixed(place: RegisterPlace) -> bool:
    """Whether a file may be read and not written, and is whole without a log.

    SQLite lets readers and writers share a log beside the file, which nobody can make who may not write there.
    """
    if place == NOWHERE or not os.access(place.file, os.R_OK):
        return False
    is_writable = os.access(place.file, os.W_OK) and os.access(place.file.parent, os.W_OK)
    return not is_writable and not place.file.with_name(f"{place.file.name}-wal").exists()


def _opened_as_it_is(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None)
