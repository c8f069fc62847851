"""What is looked up in the register while something is written: a record, what a key was used for, the next number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from sqlalchemy import bindparam, func, select, table
from sqlalchemy import column as sql_column

from pipeline.faults import FaultError, did_you_mean
from pipeline.register import chain
from pipeline.register.forms import check_words
from pipeline.register.journal import Event, Record
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from pipeline.register.series import Series

#: The view of each record's newest event.
NOW = table("record_now", *(sql_column(name) for name in ("position", "record", "kind", "case_number", "body")))

#: Characters of a key: PostgreSQL's index takes 2 704 bytes.
_LONGEST_KEY = 500

# Statements are put together once: SQLAlchemy takes longer over that than the database over the answer.
_OF = select(EVENT.c.body).where(EVENT.c.record == bindparam("record"))
_NEWEST_OF = _OF.order_by(EVENT.c.position.desc()).limit(1)
_NUMBERED = select(EVENT.c.record).where(EVENT.c.number == bindparam("number"))
_KEYED = select(EVENT.c.record).where(EVENT.c.key == bindparam("key"))
_SAME = (
    EVENT.c.series == bindparam("series"),
    EVENT.c.scope == bindparam("scope"),
    EVENT.c.year == bindparam("year"),
)
#: The index ends with the serial: going backwards along it meets the last own number at once.
_LAST = select(EVENT.c.serial).where(*_SAME, EVENT.c.external == 0).order_by(EVENT.c.serial.desc()).limit(1)
_COUNTED = select(EVENT.c.number).where(*_SAME, EVENT.c.serial == bindparam("serial"))


def record_from(body: str) -> Record:
    """The record as an event left it."""
    content = chain.parsed(body)
    return Record(content["record"], content["kind"], content.get("case"), content["state"])


def record_named(connection: Connection, name: str) -> Record | None:
    """The record of that name as it stands; None when there is none."""
    body = connection.execute(_NEWEST_OF, {"record": name}).scalar()
    return None if body is None else record_from(body)


def record_numbered(connection: Connection, number: str) -> Record:
    """The case, document or decision number that is written so.

    Raises:
        FaultError: R105 the register has no such number.
    """
    name = connection.execute(_NUMBERED, {"number": number}).scalar()
    if name is None and not is_normalized("NFC", number):
        return record_numbered(connection, normalize("NFC", number))
    record = None if name is None else record_named(connection, name)
    if record is None:
        like = select(EVENT.c.number).where(EVENT.c.number.startswith(number[:4], autoescape=True)).limit(1000)
        raise no_such_number(number, connection.execute(like).scalars())
    return record


def no_such_number(number: str, known: Iterable[str]) -> FaultError:
    """R105, with the nearest of some known numbers."""
    hint = did_you_mean(number, known) or "diarie register list shows all."
    return FaultError.of("R105", f"The register has no number {number}.", None, hint, number=number)


def record_keyed(connection: Connection, key: str) -> Record | None:
    """The record that a reservation with this key made; None when it is new.

    Raises:
        FaultError: R112 the key is no text, or too long.
    """
    check_words("key", key, longest=_LONGEST_KEY)
    name = connection.execute(_KEYED, {"key": key}).scalar()
    return None if name is None else record_named(connection, name)


def events_of(connection: Connection, record: str) -> list[Event]:
    """All events of a record, the oldest first."""
    rows = connection.execute(
        select(EVENT.c.position, EVENT.c.hash, EVENT.c.body).where(EVENT.c.record == record).order_by(EVENT.c.position)
    )
    return [Event(row.position, row.hash, chain.parsed(row.body)) for row in rows]


def members_of(connection: Connection, case: str, kind: str) -> list[Record]:
    """The documents or files of a case as they stand, in the order in which they were entered."""
    bodies = connection.execute(select(NOW.c.body).where(NOW.c.case_number == case, NOW.c.kind == kind)).scalars()
    return sorted((record_from(body) for body in bodies), key=_order)


def _order(record: Record) -> tuple[int, str]:
    serial = record.state.get("serial", 0)
    return (serial if isinstance(serial, int) else 0, record.name)


def next_serial(connection: Connection, series: Series, scope: str, year: int) -> int:
    """The serial that the next number gets: one after the last that was given here, past those given elsewhere."""
    serial = int(connection.execute(_LAST, {"series": series.name, "scope": scope, "year": year}).scalar() or 0) + 1
    while number_counted(connection, series.name, scope, year, serial) is not None:
        serial += 1
    return serial


def is_taken(connection: Connection, number: str) -> bool:
    """Whether anything in the register has this number."""
    return connection.execute(_NUMBERED, {"number": number}).first() is not None


def number_counted(connection: Connection, series: str, scope: str, year: int, serial: int) -> str | None:
    """The number that is counted so; None when there is none."""
    counted = {"series": series, "scope": scope, "year": year, "serial": serial}
    return connection.execute(_COUNTED, counted).scalar()


def next_document(connection: Connection, case: str) -> int:
    """The number that the next document of a case gets in it."""
    numbered = select(func.count()).where(
        EVENT.c.case_number == case, EVENT.c.kind == "document", EVENT.c.number.is_not(None)
    )
    return int(connection.execute(numbered).scalar() or 0) + 1
