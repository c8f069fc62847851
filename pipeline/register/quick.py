"""The quick way to a number that is known already: without SQLAlchemy, which takes longer to load than all the rest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.register.place import PATIENCE
from pipeline.register.trouble import register_fault

if TYPE_CHECKING:
    from pipeline.register.place import RegisterPlace
    from pipeline.register.series import Series


#: Numbers that are put in order without regret.
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """A number that a key has got.

    Attributes:
        number: as written.
        void: whether it has been made void.
    """

    number: str
    void: bool


def known_number(place: RegisterPlace, key: str) -> Known | None:
    """The number that a key has got; None when it has none.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    if place.url is not None:
        return _from_server(place, key)
    with reading(place) as database:
        if database is None:
            return None
        if _is_first_version(database):
            query = "SELECT case_number FROM number WHERE 'build:' || document = ?"
            row = database.execute(query, (key,)).fetchone()
            return Known(str(row[0]), void=False) if row else None
        query = (
            "SELECT body FROM event WHERE record = (SELECT record FROM event WHERE key = ?)"
            " ORDER BY position DESC LIMIT 1"
        )
        row = database.execute(query, (key,)).fetchone()
        if row is None:
            return None
        state = json.loads(row[0])["state"]
        return Known(str(state["number"]), void=state.get("status") == "void")


def next_serial(place: RegisterPlace, series: Series, scope: str, year: int) -> int:
    """The serial that the next number would get; the same as `lookup.next_serial`.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    if place.url is not None:
        return _next_from_server(place, series, scope, year)
    with reading(place) as database:
        if database is None:
            return 1
        if _is_first_version(database):
            query = "SELECT coalesce(max(serial), 0) + 1 FROM number WHERE year = ?"
            return int(database.execute(query, (year,)).fetchone()[0])
        same = (series.name, scope, year)
        where = "FROM event WHERE series = ? AND scope = ? AND year = ?"
        own = f"SELECT serial {where} AND external = 0 ORDER BY serial DESC LIMIT 1"
        row = database.execute(own, same).fetchone()
        serial = int(row[0]) + 1 if row else 1
        while database.execute(f"SELECT 1 {where} AND serial = ?", (*same, serial)).fetchone():
            serial += 1
        return serial


def numbers_beginning(place: RegisterPlace, begun: str, limit: int = 50) -> tuple[str, ...]:
    """Numbers that begin so, the newest first; for completion in shells."""
    if place.url is not None:
        return _beginning_on_server(place, begun, limit)
    with reading(place) as database:
        if database is None or _is_first_version(database):
            return ()
        # Few are found along the index, and put in order; of many, the newest are found at once from the end.
        few = "SELECT position, number FROM event WHERE number >= ? AND number < ? LIMIT ?"
        found = database.execute(few, (begun, f"{begun}\U0010ffff", _MANY)).fetchall()
        if len(found) < _MANY:
            return tuple(str(number) for _, number in sorted(found, reverse=True)[:limit])
        query = "SELECT number FROM event WHERE substr(number, 1, ?) = ? ORDER BY position DESC LIMIT ?"
        return tuple(str(row[0]) for row in database.execute(query, (len(begun), begun, limit)))


def is_first_version(place: RegisterPlace) -> bool:
    """Whether the register is one of the first version's, with a table of numbers alone.

    A file that cannot be read is none: whoever opens it next will say why.
    """
    if place.url is not None:
        return False
    try:
        with reading(place) as database:
            return database is not None and _is_first_version(database)
    except FaultError:
        return False


@contextmanager
def reading(place: RegisterPlace) -> Iterator[sqlite3.Connection | None]:
    """The SQLite file, open; None when there is none, which nothing is made for, or nothing in it.

    Raises:
        FaultError: R101, R102 it cannot be read.
    """
    try:
        if not place.file.exists():
            yield None
            return
        with closing(_opened(place)) as database:
            begun = database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            yield database if begun else None  # whoever made the file was killed before it had anything in it
    except (sqlite3.Error, OSError, ValueError, KeyError) as error:
        raise register_fault(place, error) from None


def _opened(place: RegisterPlace) -> sqlite3.Connection:
    address = place.file.absolute().as_uri()
    try:
        database = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            database.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        except sqlite3.Error:
            database.close()
            raise
    except sqlite3.OperationalError:
        if place.file.with_name(f"{place.file.name}-wal").exists():
            raise
        # Who may not write in the folder cannot have the log that readers share, and needs none when it is empty.
        database = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return database


def _is_first_version(database: sqlite3.Connection) -> bool:
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return "event" not in names and "number" in names


def _from_server(place: RegisterPlace, key: str) -> Known | None:
    from pipeline.register.lookup import record_keyed
    from pipeline.register.store import Store

    with Store(place) as store, store.reading() as connection:
        record = record_keyed(connection, key)
    return Known(str(record.state["number"]), void=record.state.get("status") == "void") if record else None


def _next_from_server(place: RegisterPlace, series: Series, scope: str, year: int) -> int:
    from pipeline.register import lookup
    from pipeline.register.store import Store

    with Store(place) as store, store.reading() as connection:
        return lookup.next_serial(connection, series, scope, year)


def _beginning_on_server(place: RegisterPlace, begun: str, limit: int) -> tuple[str, ...]:
    from sqlalchemy import select

    from pipeline.register.store import Store
    from pipeline.register.tables import EVENT

    with Store(place) as store, store.reading() as connection:
        begins = EVENT.c.number.startswith(begun, autoescape=True)
        query = select(EVENT.c.number).where(begins).order_by(EVENT.c.position.desc()).limit(limit)
        return tuple(str(number) for number in connection.execute(query).scalars())
