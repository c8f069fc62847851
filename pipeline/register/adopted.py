"""What the register knows of adopted documents: looked up the quick way, since every build asks before it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.register import quick

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

    from pipeline.register.journal import State
    from pipeline.register.place import RegisterPlace

#: The folder of all adopted documents, in the project; never disposable.
ADOPTED_FOLDER: Final = "adopted"

#: States of a document that has been adopted, and still counts.
ADOPTED_STATES = frozenset({"adopted", "dispatched", "replaced"})

#: Roles of the files that a build makes, which `outputs/` gets copies of.
OUTPUT_ROLES = frozenset({"original", "archive copy", "web edition", "workbook", "manifest"})


@dataclass(frozen=True, slots=True)
class AdoptedFile:
    """A registered file of an adopted document; the attributes are those of `FileEntry`."""

    name: str
    folder: str
    sha256: str
    role: str


@dataclass(frozen=True, slots=True)
class AdoptedDocument:
    """A document as it was adopted.

    Attributes:
        number: its own number in the case (handlingsnummer).
        state: the fields of its record.
        files: what was registered with it; () where nobody asked for them.
    """

    number: str
    state: Mapping[str, str | int | bool]
    files: tuple[AdoptedFile, ...] = ()

    def text(self, field: str) -> str:
        """A field's value as text; empty when it has none."""
        return str(self.state.get(field, ""))


def folder_of(number: str) -> str:
    """Folder of the document of that number, relative to the project: `adopted/11_1066-9` for 11/1066-9."""
    return f"{ADOPTED_FOLDER}/{re.sub(r'[^A-Za-z0-9.-]', '_', number)}"


def adoption_key(document: str, attempt: int = 1) -> str:
    """The key under which a document is entered when it is adopted; after one made void comes another key."""
    return f"adopt:{document}" if attempt == 1 else f"adopt:{document}#{attempt}"


def adopted_documents(place: RegisterPlace, names: Iterable[str]) -> dict[str, AdoptedDocument]:
    """Those of some documents that are adopted, with their files, by the name that builds give them.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    found = {}
    with _looking(place) as register:
        for name in names:
            state = _standing(register, name)[1]
            if state is not None:
                found[name] = AdoptedDocument(str(state["number"]), state, _files(register, state))
    return found


def all_adopted(place: RegisterPlace) -> dict[str, AdoptedDocument]:
    """Every document that is adopted, with its files, by the name that builds gave it.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    with _looking(place) as register:
        states = [state for state in register.adoptions() if state.get("status") in ADOPTED_STATES]
        return {
            str(state["made-as"]): AdoptedDocument(str(state["number"]), state, _files(register, state))
            for state in states
        }


def free_key(place: RegisterPlace, name: str) -> str:
    """The key under which a document that is not adopted would be entered."""
    with _looking(place) as register:
        return _standing(register, name)[0]


def document_called(place: RegisterPlace, name: str) -> AdoptedDocument | None:
    """The document that builds call so, if it is adopted, or else the one of that number, in any state; None for none.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read.
    """
    with _looking(place) as register:
        state = _standing(register, name)[1] or register.numbered(name)
    return AdoptedDocument(str(state["number"]), state) if state and "case" in state else None


def earlier_versions(place: RegisterPlace, number: str) -> tuple[AdoptedDocument, ...]:
    """A document and those that it replaces in turn, the latest first; () when the register has no such number."""
    chain: dict[str, AdoptedDocument] = {}
    with _looking(place) as register:
        while number and number not in chain:
            state = register.numbered(number)
            if state is None:
                break
            chain[number] = AdoptedDocument(number, state)
            number = chain[number].text("replaces")
    return tuple(chain.values())


def _standing(register: _Register, name: str) -> tuple[str, State | None]:
    """The key of a document, and its record when it is adopted; what was made void does not count."""
    for attempt in count(1):
        state = register.keyed(adoption_key(name, attempt))
        if state is None or state.get("status") != "void":
            break
    return adoption_key(name, attempt), state


def _files(register: _Register, document: State) -> tuple[AdoptedFile, ...]:
    files = register.files(str(document["case"]), str(document["number"]))
    names = ("name", "folder", "sha256", "role")
    return tuple(AdoptedFile(*(str(state.get(name, "")) for name in names)) for state in files)


class _Register(Protocol):
    """What is asked of a register, quick or not."""

    def keyed(self, key: str) -> State | None: ...

    def numbered(self, number: str) -> State | None: ...

    def adoptions(self) -> list[State]: ...

    def files(self, case: str, document: str) -> list[State]: ...


class _InFile:
    """A SQLite file, without SQLAlchemy."""

    _NEWEST = " ORDER BY position DESC LIMIT 1"

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self._database = database

    def keyed(self, key: str) -> State | None:
        return self._state("SELECT body FROM event WHERE record = (SELECT record FROM event WHERE key = ?)", key)

    def numbered(self, number: str) -> State | None:
        return self._state("SELECT body FROM event WHERE record = (SELECT record FROM event WHERE number = ?)", number)

    def adoptions(self) -> list[State]:
        if self._database is None:
            return []
        # “;” follows “:”: all keys that `adoption_key` makes, by the index.
        query = (
            "SELECT (SELECT body FROM event WHERE record = entered.record ORDER BY position DESC LIMIT 1)"
            " FROM event AS entered WHERE key >= 'adopt:' AND key < 'adopt;' ORDER BY position"
        )
        return [json.loads(row[0])["state"] for row in self._database.execute(query)]

    def files(self, case: str, document: str) -> list[State]:  # noqa: ARG002 - servers look by the case
        if self._database is None:
            return []
        # “0” follows “/”: all records that begin with the document's number and a slash, by the index.
        between = (f"file:{document}/", f"file:{document}0")
        query = "SELECT body FROM event WHERE record >= ? AND record < ? ORDER BY position"
        states = [json.loads(row[0])["state"] for row in self._database.execute(query, between)]
        return list({state["name"]: state for state in states}.values())

    def _state(self, query: str, value: str) -> State | None:
        row = self._database.execute(query + self._NEWEST, (value,)).fetchone() if self._database else None
        state: State | None = json.loads(row[0])["state"] if row else None
        return state


class _OnServer:
    """A PostgreSQL database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keyed(self, key: str) -> State | None:
        from pipeline.register.lookup import record_keyed

        record = record_keyed(self._connection, key)
        return record.state if record else None

    def numbered(self, number: str) -> State | None:
        from pipeline.faults import FaultError
        from pipeline.register.lookup import record_numbered

        try:
            return record_numbered(self._connection, number).state
        except FaultError:  # R105, which it has no other way to say
            return None

    def adoptions(self) -> list[State]:
        from sqlalchemy import select

        from pipeline.register.lookup import record_named
        from pipeline.register.tables import EVENT

        entered = select(EVENT.c.record).where(EVENT.c.key.startswith("adopt:")).order_by(EVENT.c.position)
        names = self._connection.execute(entered).scalars().all()
        return [record.state for name in names if (record := record_named(self._connection, name))]

    def files(self, case: str, document: str) -> list[State]:
        from pipeline.register.lookup import members_of

        files = members_of(self._connection, case, "file")
        return [file.state for file in files if file.state["document"] == document]


@contextmanager
def _looking(place: RegisterPlace) -> Iterator[_Register]:
    if place.url is None:
        with quick.reading(place) as database:
            yield _InFile(database if database is not None and _has_events(database) else None)
        return
    from pipeline.register.store import Store

    with Store(place) as store, store.reading() as connection:
        yield _OnServer(connection)


def _has_events(database: sqlite3.Connection) -> bool:
    """Not the first version's register, which had no documents, nor a file that was only begun."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'event'"
    return database.execute(query).fetchone() is not None
