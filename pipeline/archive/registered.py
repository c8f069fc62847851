"""What the register knows of an adopted document, as it was at one moment: its records, and the events behind them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from pipeline.faults import FaultError
from pipeline.register import chain
from pipeline.register.adopted import ADOPTED_STATES
from pipeline.register.journal import Record
from pipeline.register.lookup import record_named
from pipeline.register.tables import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from pipeline.register.journal import State


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event of the register, with what is needed to work its hash out anew.

    Attributes:
        position: its place in the chain, from 1.
        previous: hash of the event before it.
        hash: its own.
        content: what happened.
    """

    position: int
    previous: str
    hash: str
    content: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PackageEntry:
    """An event that noted a package with the document.

    Attributes:
        position: its place in the chain.
        at: when.
        object_id: of the package.
        why: what was noted with it.
    """

    position: int
    at: str
    object_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A document in the register at one moment.

    Attributes:
        head: position and hash of the newest event of that moment.
        events: all events of the case, the document, its decision number and its files, the oldest first.
    """

    head: tuple[int, str]
    events: tuple[ShownEvent, ...]

    def _states(self, kind: str) -> list[State]:
        newest = {one.content["record"]: one.content for one in self.events}
        return [content["state"] for content in newest.values() if content["kind"] == kind]

    @property
    def document(self) -> State:
        """The document's fields."""
        return self._states("document")[0]

    @property
    def case(self) -> State:
        """The case's fields."""
        return self._states("case")[0]

    @property
    def decision(self) -> State | None:
        """The decision number's fields; None where the register has none."""
        return next(iter(self._states("number")), None)

    @property
    def files(self) -> list[State]:
        """Each file's fields, in the order in which they were entered."""
        return self._states("file")

    def moment_of(self, *statuses: str) -> str:
        """When the document first had one of these statuses; the moment of its entry when it never had."""
        own = [one.content for one in self.events if one.content["kind"] == "document"]
        reached = [one["at"] for one in own if one["state"].get("status") in statuses]
        return str((reached or [own[0]["at"]])[0])


def document_of(connection: Connection, name: str) -> Record:
    """The adopted document of a name or number.

    Args:
        connection: the register.
        name: as in `inputs/`, or its number in the register.

    Raises:
        FaultError: R300 the register has no such document; R301 it is not adopted; R302 it is void; R303 several
            adopted ones have the name.
    """
    numbered = connection.execute(select(EVENT.c.record).where(EVENT.c.number == name)).scalar()
    if numbered is not None:
        record = record_named(connection, numbered)
        assert record is not None
        found = [record] if record.kind == "document" else []
    else:
        found = _made_as(connection, name)
    if not found:
        what = f"{name} is no document's number" if numbered else f"The register has no document “{name}”"
        todo = "Name the document, or its number as diarie register list shows it."
        raise FaultError.of("R300", f"{what}.", None, todo, name=name)
    alive = [one for one in found if one.state["status"] in ADOPTED_STATES]
    if len(alive) > 1:
        numbers = [str(one.state["number"]) for one in alive]
        message = f"Several adopted documents have the name {name}: {', '.join(numbers)}."
        raise FaultError.of("R303", message, None, "Give the number instead.", name=name, numbers=numbers)
    if alive:
        return alive[0]
    raise _not_adopted(found[-1])


def _made_as(connection: Connection, name: str) -> list[Record]:
    # canonical JSON has one way to write a field, so that the database can look for it without reading JSON
    field = f'"made-as":{json.dumps(name, ensure_ascii=False)}'
    entered = select(EVENT.c.record).where(EVENT.c.kind == "document", EVENT.c.number.is_not(None))
    found = connection.execute(entered.where(EVENT.c.body.contains(field, autoescape=True)).order_by(EVENT.c.position))
    records = [record_named(connection, record) for record in found.scalars()]
    return [one for one in records if one is not None and one.state.get("made-as") == name]


def _not_adopted(record: Record) -> FaultError:
    number, status = record.state["number"], record.state["status"]
    if status == "void":
        message = f"{number} is void (makulerad): {record.state.get('void-reason', '')}."
        return FaultError.of("R302", message, None, "What is void is not archived as a document.", number=number)
    message = f"{number} is {status}, not adopted (fastställd)."
    return FaultError.of("R301", message, None, "Adopt it first: diarie approve.", number=number, status=status)


def registered(connection: Connection, document: Record, upto: int) -> Registered:
    """The document as the register had it when its newest event was `upto`.

    Args:
        connection: the register.
        document: which, as it stands now.
        upto: position of the last event that counts.
    """
    assert document.case is not None
    names = [f"case:{document.case}", document.name]
    decision = str(document.state.get("decision-number", ""))
    if decision:
        names += connection.execute(select(EVENT.c.record).where(EVENT.c.number == decision)).scalars()
    events = _events(connection, EVENT.c.record.in_(names), upto)
    of_files = _events(connection, (EVENT.c.case_number == document.case) & (EVENT.c.kind == "file"), upto)
    number = document.state["number"]
    events += [one for one in of_files if one.content["state"]["document"] == number]
    head = connection.execute(select(EVENT.c.hash).where(EVENT.c.position == upto)).scalar_one()
    return Registered((upto, head), tuple(sorted(events, key=lambda one: one.position)))


def _events(connection: Connection, condition: Any, upto: int) -> list[ShownEvent]:
    before = EVENT.alias("before")
    query = (
        select(EVENT.c.position, EVENT.c.hash, EVENT.c.body, before.c.hash.label("previous"))
        .outerjoin(before, before.c.position == EVENT.c.position - 1)
        .where(condition, EVENT.c.position <= upto)
    )
    return [
        ShownEvent(row.position, row.previous or chain.BEGINNING, row.hash, chain.parsed(row.body))
        for row in connection.execute(query)
    ]


def package_entries(connection: Connection, document: Record) -> tuple[PackageEntry, ...]:
    """The packages that the register has noted with a document, the oldest first."""
    rows = connection.execute(
        select(EVENT.c.position, EVENT.c.body).where(EVENT.c.record == document.name).order_by(EVENT.c.position)
    )
    entries: list[PackageEntry] = []
    for row in rows:
        content = chain.parsed(row.body)
        noted: Iterable[Any] = (one["new"] for one in content.get("changes", ()) if one["field"] == "package")
        entries += [PackageEntry(row.position, content["at"], str(new), content.get("why", "")) for new in noted if new]
    return tuple(entries)


def gone_on(connection: Connection, shown: Registered, after: int) -> Sequence[int]:
    """Positions of events of the same records after a package was noted, other than about packages."""
    records = {str(one.content["record"]) for one in shown.events}
    query = select(EVENT.c.position, EVENT.c.body).where(EVENT.c.record.in_(records), EVENT.c.position > after)
    later: list[int] = []
    for row in connection.execute(query.order_by(EVENT.c.position)):
        fields = {one["field"] for one in chain.parsed(row.body).get("changes", ())}
        if fields != {"package"}:
            later.append(row.position)
    return later
