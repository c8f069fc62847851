"""Reading: the list of what is registered, for officials and for the public, and one record with its log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from pipeline.register.fields import FIELDS, withheld
from pipeline.register.journal import Event, Record, State
from pipeline.register.lookup import NOW, events_of, members_of, record_from, record_numbered
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: date, number, from or to whom, and what it is about (OSL 2009:400, 5 kap. 2 §).

    Attributes:
        number: of the case, the document or the decision.
        kind: which of these.
        case: number of the case; None for decisions.
        status: as it stands.
        date: of the document, or the day on which the case opened; empty while the number is only reserved.
        registered: moment of registration.
        sender, recipient: of a document.
        about: a case's subject, a document's title.
        withheld: names of the fields that a secrecy mark holds back from this list; they are empty.
    """

    number: str
    kind: str
    case: str | None
    status: str
    date: str
    registered: str
    sender: str
    recipient: str
    about: str
    withheld: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The row for machines."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name != "withheld"}
        return plain | {"withheld": list(self.withheld)}


def entries(
    connection: Connection,
    *,
    numbers: Sequence[str] = (),
    series: str | None = None,
    year: int | None = None,
    public: bool = False,
) -> list[Entry]:
    """The cases, their documents and the decisions, as they stand.

    Args:
        connection: the register at one moment.
        numbers: of cases or decisions; none for all.
        series: of the numbers; None for all.
        year: of the numbers; None for all.
        public: without what secrecy marks hold back; never without a row.

    Raises:
        FaultError: R105 no such number.
    """
    query = select(NOW.c.body).where(NOW.c.kind != "file")
    if numbers:
        named = [record_numbered(connection, number) for number in numbers]
        cases = [one.case for one in named if one.case is not None]
        query = query.where(or_(NOW.c.case_number.in_(cases), NOW.c.record.in_([one.name for one in named])))
    chosen = select(EVENT.c.record, EVENT.c.number).where(EVENT.c.series.is_not(None))
    if series is not None or year is not None:
        if series is not None:
            chosen = chosen.where(EVENT.c.series == series)
        if year is not None:
            chosen = chosen.where(EVENT.c.year == year)
        query = query.where(
            or_(
                NOW.c.record.in_(chosen.with_only_columns(EVENT.c.record)),
                NOW.c.case_number.in_(chosen.where(EVENT.c.kind == "case").with_only_columns(EVENT.c.number)),
            )
        )
    records = [record_from(body) for body in connection.execute(query).scalars()]
    return [_entry(record, public=public) for record in _ordered(records)]


def _ordered(records: Iterable[Record]) -> list[Record]:
    """By series, year and serial; a case's documents behind it."""
    known = list(records)
    cases = {record.case: record.state for record in known if record.kind == "case"}

    def key(record: Record) -> tuple[Any, ...]:
        own = cases.get(record.case, {}) if record.kind == "document" else record.state
        within = record.state.get("serial", 0) if record.kind == "document" else 0
        names = ("series", "year", "scope", "serial")
        defaults: tuple[str | int, ...] = ("", 0, "", 0)
        return (*(own.get(name, default) for name, default in zip(names, defaults, strict=True)), within)

    return sorted(known, key=key)


def _entry(record: Record, *, public: bool) -> Entry:
    hidden = withheld(record.kind, dict(record.state)) if public else ()
    state = {name: value for name, value in record.state.items() if name not in hidden}
    about = {"case": "subject", "document": "title"}.get(record.kind, "")
    text = {name: str(state.get(name, "")) for name in ("status", "date", "registered", "sender", "recipient")}
    return Entry(
        number=str(state["number"]),
        kind=record.kind,
        case=record.case,
        status=text["status"],
        date=text["date"] or str(state.get("opened", "")),
        registered=text["registered"],
        sender=text["sender"],
        recipient=text["recipient"],
        about=str(state.get(about, "")),
        withheld=hidden,
    )


def public_state(record: Record) -> State:
    """The fields that everybody may see."""
    hidden = withheld(record.kind, dict(record.state))
    return {
        field.name: record.state[field.name]
        for field in FIELDS[record.kind]
        if field.public and field.name in record.state and field.name not in hidden
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """One record with all about it.

    Attributes:
        record: as it stands.
        documents, files: of a case; the files of a document.
        events: what happened to it, the oldest first.
    """

    record: Record
    documents: tuple[Record, ...]
    files: tuple[Record, ...]
    events: tuple[Event, ...]

    def as_json(self, *, public: bool = False) -> dict[str, Any]:
        """The record for machines; for the public without log and files, and what is held back."""
        if public:
            documents = [public_state(one) for one in self.documents]
            return {"kind": self.record.kind, **public_state(self.record), "documents": documents}
        return {
            "kind": self.record.kind,
            **in_order(self.record),
            "documents": [in_order(one) for one in self.documents],
            "files": [in_order(one) for one in self.files],
            "log": [log_entry(event) for event in self.events],
        }


def show(connection: Connection, number: str) -> Shown:
    """One case, document or decision number.

    Raises:
        FaultError: R105 no such number.
    """
    record = record_numbered(connection, number)
    documents: list[Record] = []
    files: list[Record] = []
    if record.case is not None:
        files = members_of(connection, record.case, "file")
        if record.kind == "case":
            documents = members_of(connection, record.case, "document")
        else:
            files = [one for one in files if one.state["document"] == number]
    return Shown(record, tuple(documents), tuple(files), tuple(events_of(connection, record.name)))


def in_order(record: Record) -> State:
    """The fields that have a value, in the order in which they are told."""
    return {field.name: record.state[field.name] for field in FIELDS[record.kind] if field.name in record.state}


def log_entry(event: Event) -> dict[str, Any]:
    """An event as the log of changes tells it: record, field, time, who, old value, new value."""
    content = event.content
    return {
        "position": event.position,
        "at": content["at"],
        "by": content["by"],
        "action": content["action"],
        "why": content.get("why", ""),
        "changes": content.get("changes", []),
        "hash": event.hash,
    }
