"""Events: what one holds, how the next one is put at the end of the chain, and how things stood after one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from pipeline.faults import FaultError
from pipeline.register import chain, clock
from pipeline.register.forms import check_words
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pipeline.register.fields import Kind
    from pipeline.register.series import Series

_NEWEST = select(EVENT.c.position, EVENT.c.hash, EVENT.c.body).order_by(EVENT.c.position.desc()).limit(1)
_INSERT = EVENT.insert()

#: What a field may hold.
Value = str | int | bool
#: All fields of a record that have a value, by name.
State = dict[str, Value]

#: How far a machine's clock may be behind the newest event.
_TOLERANCE: Final = timedelta(minutes=5)

#: Characters that may say who enters something, and why.
_LONGEST_NAME: Final = 200
_LONGEST_REASON: Final = 10_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that an event takes.

    Attributes:
        number: as written.
        series, scope, year, serial: what it counts as; None for a document's number, which counts within its case.
        external: whether it was given elsewhere.
    """

    number: str
    series: str | None = None
    scope: str | None = None
    year: int | None = None
    serial: int | None = None
    external: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands after its newest event.

    Attributes:
        name: as `case:1.3.1-2024-8647`.
        kind: what it is.
        case: the case's number; None for what belongs to none.
        state: its fields.
    """

    name: str
    kind: Kind
    case: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Event:
    """An event.

    Attributes:
        position: its place in the chain, from 1.
        hash: over the previous hash and the content.
        content: what happened.
    """

    position: int
    hash: str
    content: dict[str, Any]


def columns_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that repeat an event's content, by name."""
    taken = content.get("taken", {})
    return {
        "record": content["record"],
        "kind": content["kind"],
        "case_number": content.get("case"),
        "series": taken.get("series"),
        "scope": taken.get("scope"),
        "year": taken.get("year"),
        "serial": taken.get("serial"),
        "external": int(taken["external"]) if taken.get("series") is not None else None,
        "number": taken.get("number"),
        "key": content.get("key"),
    }


class Writing:
    """A transaction in which events are added.

    Attributes:
        connection: nobody else writes while it is open.
        series: the agency's series, by name.
        by: who does all this.
        now: when; the same moment for all of it, and never before the newest event.
        head: position and hash of the newest event.

    Raises:
        FaultError: R112 who does it is no text; R115 the machine's clock is behind the register.
    """

    def __init__(self, connection: Connection, series: Mapping[str, Series], by: str, moment: datetime) -> None:
        self.connection = connection
        self.series = series
        check_words("by", by, longest=_LONGEST_NAME)
        self.by = by
        newest = connection.execute(_NEWEST).first()
        self.head: tuple[int, str] = (0, chain.BEGINNING) if newest is None else (newest.position, newest.hash)
        self.now = moment if newest is None else _not_before(moment, _time_of(newest.body))

    def append(
        self,
        action: str,
        record: Record,
        *,
        changes: list[dict[str, Value]] | None = None,
        why: str = "",
        taken: Taken | None = None,
        key: str | None = None,
    ) -> None:
        """Put an event at the end of the chain.

        Args:
            action: what was done.
            record: as it stands from now on.
            changes: field, old and new value of each that has changed; None for a new record.
            why: the reason, where one was given.
            taken: the number that the event takes.
            key: what makes a reservation known again.

        Raises:
            FaultError: R112 the reason is no text.
        """
        check_words("why", why, longest=_LONGEST_REASON)
        content: dict[str, Any] = {
            "action": action,
            "at": clock.written(self.now),
            "by": self.by,
            "kind": record.kind,
            "record": record.name,
            "state": record.state,
        }
        optional = {"case": record.case, "changes": changes, "why": why, "taken": _plain(taken), "key": key}
        content |= {name: value for name, value in optional.items() if value}
        body = chain.canonical(content)
        position, previous = self.head
        self.head = (position + 1, chain.digest(previous, body))
        row = {"position": self.head[0], "hash": self.head[1], "body": body, **columns_of(content)}
        self.connection.execute(_INSERT, row)


def _plain(taken: Taken | None) -> dict[str, Value] | None:
    if taken is None:
        return None
    if taken.series is None:
        return {"number": taken.number}
    return {name: getattr(taken, name) for name in Taken.__slots__}


def _time_of(body: str) -> datetime:
    try:
        return clock.read(chain.parsed(body)["at"])
    except (ValueError, KeyError, TypeError):
        raise FaultError.of(
            "R101",
            "The newest event of the register cannot be read.",
            None,
            "See what diarie register verify says; diarie register restore puts a backup in its place.",
        ) from None


def _not_before(moment: datetime, newest: datetime) -> datetime:
    if moment < newest - _TOLERANCE:
        raise FaultError.of(
            "R115",
            f"This machine's clock says {clock.written(moment)}, and the register's newest event is of"
            f" {clock.written(newest)}.",
            None,
            "Set the clock right: nothing is registered with a time that has passed.",
            clock=clock.written(moment),
            newest=clock.written(newest),
        )
    return max(moment, newest)
