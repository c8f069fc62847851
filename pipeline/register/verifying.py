"""Verifying: whether the register is as it was written, down to the byte, and what is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain as joined
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.register import chain
from pipeline.register.accounting import Accounts
from pipeline.register.files import FilesAtHand
from pipeline.register.head import read_head
from pipeline.register.journal import columns_of
from pipeline.register.schema_check import check_schema
from pipeline.register.seal import broken_pages
from pipeline.register.store import Store, schema_of
from pipeline.register.tables import EVENT
from pipeline.register.trouble import register_fault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from pipeline.register.place import RegisterPlace

#: Rows fetched at a time.
_LOT = 5_000
#: Faults of one code that are listed; a register that is damaged throughout is not told row by row.
_LISTED = 100
#: Missing numbers of a series that are named one by one.
_NAMED = 20
#: What the columns that repeat an event may hold, in the order of `columns_of`.
_TYPES = (str, str, *[str | None] * 3, *[int | None] * 3, *[str | None] * 2)


@dataclass(slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        faults: everything that is not as it was written.
        events: how many there are.
        head: the newest one's hash.
        numbers: how many numbers are reserved, issued and void.
        files: how many files are as registered, how many are not at hand.
        sealed: whether the bytes outside all rows could be looked at, too; None for a server's.
        kept: whether there is a head beside the register to tell whether its end is missing.
    """

    faults: Faults = field(default_factory=Faults)
    events: int = 0
    head: str = chain.BEGINNING
    numbers: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    sealed: bool | None = None
    kept: bool = False


def verify(place: RegisterPlace, root: Path | None = None, *, head: str | None = None) -> Verdict:
    """Walk the chain, the numbers and the files, and look at what guards them.

    Args:
        place: the register; in a process that has it open nowhere else.
        root: the project's folder, to look at files; None to leave them.
        head: a hash that the register once ended with, kept outside of it.

    Returns:
        Faults R120 an event was changed; R121 events are missing; R122 a row does not repeat its event; R123 the end is
        missing or written anew; R124 what guards the events is missing or changed; R125 a number is missing; R126 a
        file is not what was registered; R127 SQLite finds the file damaged; R128 bytes differ outside of rows; R129 the
        kept head cannot be read; R130 a number of the first version is missing; R131 events are not in order of time;
        R135 a number is taken twice.

    Raises:
        FaultError: R101, R102, R116, R117 the register cannot be read at all.
    """
    verdict = Verdict()
    walk = _Walk(place, verdict, head)
    with Store(place, as_found=True) as store:
        if not store.exists:
            walk.is_unread = False
            walk.finish(root)
            return verdict
        try:
            pages = broken_pages(place) if place.url is None else None
        except OSError as error:
            raise register_fault(place, error) from None
        verdict.sealed = pages is not None if place.url is None else None
        with verdict.faults.collecting():
            check_schema(store, place.name, verdict.faults)
        for look in (_integrity, walk.rows, walk.first_version):
            with verdict.faults.collecting(), store.reading() as connection:
                look(connection, place, verdict.faults)
    walk.finish(root)
    for page in (pages or ())[:_LISTED]:
        begin = (page - 1) * 4096
        verdict.faults.add(
            "R128",
            f"Page {page} of the file (bytes {begin}–{begin + 4095}) is not as the program left it.",
            Place(place.name),
            "Something else has written in it, or the disk has failed: restore a backup.",
            page=page,
        )
    return verdict


class _Walk:
    """The way along the chain, event by event."""

    def __init__(self, place: RegisterPlace, verdict: Verdict, head: str | None) -> None:
        self._place = place
        self._verdict = verdict
        self.is_unread = True
        self._previous = chain.BEGINNING
        self._time = ""
        self._counts: Counter[str] = Counter()
        self._asked = head
        self._asked_at: int | None = 0 if head == chain.BEGINNING else None
        self._kept: tuple[int, str] | None = None
        with verdict.faults.collecting():
            self._kept = read_head(place.head)
        verdict.kept = self._kept is not None
        self._kept_hash: str | None = None
        self._seen: set[tuple[type, ...]] = set()
        self.accounts = Accounts()
        self.files = FilesAtHand()

    def rows(self, connection: Connection, *_: object) -> None:
        """Go along all rows."""
        result = connection.execute(EVENT.select().order_by(EVENT.c.position), execution_options={"yield_per": _LOT})
        for position, digest, body, *columns in result:
            self._row(int(position), str(digest), body, tuple(columns))
        self.is_unread = False

    def _row(self, position: int, digest: str, body: str, found: tuple[Any, ...]) -> None:
        """Look at a row: its position, hash and event, and the columns that repeat the event."""
        right = self._linked(position, digest, body, found[0])
        try:
            content = chain.parsed(body)
            columns = columns_of(content)
            state, time = content["state"], str(content["at"])
            wanted = tuple(columns.values())  # in the order of the table's columns
            self._check_types(wanted, state)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            if right:
                self._fault("R120", f"Event {position} holds no event.", position)
            self.accounts.note(*found[3:7])
            return
        if found != wanted:
            different = [name for name, value in zip(columns, found, strict=True) if columns[name] != value]
            self._fault("R122", f"Row {position} differs from its event in {', '.join(different)}.", position)
        if time < self._time:
            self._fault("R131", f"Event {position} is of {time}, earlier than the one before it.", position)
        self._time = time
        if not right:  # what it says cannot be relied on, not even its form; that it took a number can
            self.accounts.note(*found[3:7])
            return
        self.accounts.add(content["kind"], columns, state)
        if content["kind"] == "file":
            self.files.add(position, state)

    def _linked(self, position: int, digest: str, body: str, record: object) -> bool:
        """Whether the event's hash fits to it and to the one before."""
        expected = self._verdict.events + 1
        if position != expected:
            what = f"Event {expected} is" if position == expected + 1 else f"Events {expected} to {position - 1} are"
            said = f"{what} missing." if position > expected else f"There is an event {position}."
            self._fault("R121", said, expected)
        self._verdict.events = position
        try:
            right = chain.digest(self._previous, body) == digest
        except UnicodeEncodeError:
            right = False
        if not right and position == expected:
            named = f" ({_shown(record)})" if record else ""
            self._fault("R120", f"Event {position}{named} is not what was written: its hash does not fit.", position)
        self._previous = digest
        if digest == self._asked:
            self._asked_at = position
        if self._kept is not None and position == self._kept[0]:
            self._kept_hash = digest
        return right

    def _check_types(self, columns: tuple[object, ...], state: object) -> None:
        """TypeError for an event that no program of ours has written, whatever its hash."""
        types = (*map(type, columns), type(state))
        if types in self._seen:
            return
        counted = columns[3:9]
        fitting = all(isinstance(value, kind) for value, kind in zip(columns, _TYPES, strict=True))
        if not fitting or not isinstance(state, dict) or (counted[0] is not None and None in counted):
            raise TypeError
        self._seen.add(types)

    def first_version(self, connection: Connection, *_: object) -> None:
        """Each number of the first version's table must be among the events."""
        if self._place.url is not None or "number_is_closed" not in schema_of(connection):
            return
        for number in connection.exec_driver_sql("SELECT case_number FROM number ORDER BY year, serial").scalars():
            if number not in self.accounts.written:
                message = f"The number {number} of the register’s first version is not among the events."
                self._fault("R130", message, None)

    def finish(self, root: Path | None) -> None:
        """What shows only at the end."""
        verdict = self._verdict
        verdict.head = self._previous
        self._heads()
        for series, scope, year, missing in self.accounts.gaps():
            of = f" of {scope}" if scope else ""
            named = list(islice(joined.from_iterable(missing), _NAMED))
            left = sum(map(len, missing)) - len(named)
            numbers = ", ".join(map(str, named)) + (f" and {left} more" if left else "")
            self._fault("R125", f"The series {series}{of} lacks {numbers} of {year}: neither given nor void.", None)
        for number in self.accounts.twice:
            self._fault("R135", f"The number {_shown(number)}, or its count, is taken twice.", None)
        verdict.numbers = self.accounts.states()
        if root is not None:
            verdict.files = self.files.check(root, verdict.faults)
        for code, count in self._counts.items():
            if count > _LISTED:
                verdict.faults.add(code, f"{count - _LISTED} more of the same are not listed.", Place(self._place.name))

    def _heads(self) -> None:
        if self.is_unread and not self._verdict.events:
            return  # what cannot be opened says nothing of its end
        ends = f"the register ends with event {self._verdict.events}"
        if self._kept is not None and self._kept_hash != self._kept[1]:
            position = self._kept[0]
            if position > self._verdict.events:
                missing = position - self._verdict.events
                count = "An event is" if missing == 1 else f"{missing} events are"
                said = f"{count} missing at the end: {ends}, and event {position} was there."
            else:
                said = f"Event {position} is another than it was: it, or events before it, have been written anew."
            self._fault("R123", said, min(position, self._verdict.events) or None)
        if self._asked is not None and self._asked_at is None:
            said = f"The register has never ended with {self._asked[:16]}…; {ends}, {self._previous[:16]}…."
            self._fault("R123", said, None)

    def _fault(self, code: str, message: str, row: int | None) -> None:
        self._counts[code] += 1
        if self._counts[code] <= _LISTED:
            todo = "Find out who changed it; diarie register restore puts a backup in its place."
            self._verdict.faults.add(code, message, Place(self._place.name, row=row), todo, position=row)


def _shown(text: object) -> str:
    return str(text).encode("utf-8", "replace").decode()


def _integrity(connection: Connection, place: RegisterPlace, faults: Faults) -> None:
    """SQLite's own look at its file: pages, indexes, order of rows."""
    if place.url is not None:
        return
    for line in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if line != "ok":
            todo = "Restore a backup: diarie register restore."
            faults.add(
                "R127", f"SQLite finds the file damaged: {' '.join(str(line).split())}.", Place(place.name), todo
            )
