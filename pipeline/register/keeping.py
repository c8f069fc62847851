"""Keeping: backups of a register, and putting one back without losing a number."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from pipeline.faults import FaultError
from pipeline.register.exporting import head_of
from pipeline.register.head import read_head, write_head
from pipeline.register.place import RegisterPlace
from pipeline.register.seal import break_seal, put_seal
from pipeline.register.store import Store
from pipeline.register.tables import EVENT
from pipeline.register.trouble import register_fault
from pipeline.register.verifying import verify

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

_LOT = 5_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup.

    Attributes:
        events: how many it holds.
        head: the hash that it ends with; kept outside, it proves later what the register held.
    """

    events: int
    head: str


def back_up(place: RegisterPlace, to: Path) -> Kept:
    """Write a copy of the register as it is at this moment, as a SQLite file of its own, and verify it.

    A SQLite register is copied with SQLite's own backup; of a PostgreSQL one the events are.

    Args:
        place: the register.
        to: a file that does not exist yet.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read; R132 the file exists or cannot be written; R134 what
            was copied does not verify.
    """
    if to.exists():
        raise FaultError.of("R132", f"There is a file {to} already.", None, "Name another one.", path=str(to))
    if not to.absolute().parent.is_dir():
        message = f"The backup {to} cannot be written: there is no such folder."
        raise FaultError.of("R132", message, None, "Make the folder.", path=str(to))
    with Store(place) as store:
        if not store.exists:
            raise FaultError.of("R132", "There is no register to back up yet.", None, "Nothing needs to be done.")
        new = to.with_name(f"{to.name}.{os.getpid()}")
        try:
            if place.url is None:
                with store.connected() as connection:
                    raw = connection.connection.driver_connection
                assert raw is not None
                with closing(sqlite3.connect(new)) as copy:
                    raw.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
            else:
                with store.reading() as connection:
                    _copy_events(connection, RegisterPlace(new))
            kept = _verified(new)
            new.replace(to)
        except (OSError, sqlite3.Error) as error:
            message = f"The backup {to} cannot be written: {getattr(error, 'strerror', None) or error}."
            raise FaultError.of("R132", message, None, "Check the folder and the disk's room.", path=str(to)) from None
        finally:
            for left in (new, *(new.with_name(f"{new.name}{end}") for end in ("-wal", "-shm", ".seal"))):
                left.unlink(missing_ok=True)
    return kept


def restore(place: RegisterPlace, backup: Path, *, rehearsed: bool = False) -> Kept:
    """Put a backup in the register's place, once it is certain that it is sound and that no number is lost.

    Into a PostgreSQL database, the events that it lacks are added.

    Args:
        place: the register.
        backup: a file that `back_up` wrote.
        rehearsed: find out whether it can be done, and leave the register as it is.

    Raises:
        FaultError: R101, R102, R104, R116 the register cannot be used; R133 numbers would be lost; R134 the backup is
            not sound.
    """
    kept = _verified(backup)
    with Store(RegisterPlace(backup), as_found=True) as source, source.reading() as reading:
        if place.url is not None:
            _add_events(place, reading, kept, rehearsed=rehearsed)
        else:
            _check_nothing_lost(place, reading, kept)
    if place.url is None and not rehearsed:
        _replace(place, backup)
    if not rehearsed:
        place.head.unlink(missing_ok=True)
        write_head(place, kept.events, kept.head)
    return kept


def _copy_events(source: Connection, to: RegisterPlace) -> None:
    with Store(to) as store:
        with store.writing() as target:
            _insert(source, target, after=0)
        with store.connected() as target:
            target.exec_driver_sql("PRAGMA journal_mode = DELETE")


def _insert(source: Connection, target: Connection, *, after: int) -> None:
    missing = EVENT.select().where(EVENT.c.position > after).order_by(EVENT.c.position)
    rows = source.execute(missing, execution_options={"yield_per": _LOT})
    for lot in rows.mappings().partitions(_LOT):
        target.execute(EVENT.insert(), [dict(row) for row in lot])


def _verified(file: Path) -> Kept:
    if not file.is_file():
        todo = "Name a file that diarie register backup wrote."
        raise FaultError.of("R134", f"There is no file {file}.", None, todo, path=str(file))
    verdict = verify(RegisterPlace(file))
    errors = [fault for fault in verdict.faults if fault.level == "error"]
    if errors:
        message = f"{file} is no sound backup: {errors[0].message}"
        todo = "Take another one; diarie register verify --file tells all that is wrong with this one."
        raise FaultError.of("R134", message, None, todo, path=str(file), codes=[fault.code for fault in errors])
    return Kept(verdict.events, verdict.head)


def _check_nothing_lost(place: RegisterPlace, backup: Connection, kept: Kept) -> None:
    """The backup must hold every number that the register holds, as far as that can be read, and reach its head."""
    lost = [number for number in _numbers(place) if not _has(backup, number)]
    if lost:
        raise _would_lose(f"it lacks {', '.join(lost[:10])}{' …' if len(lost) > 10 else ''}", lost)
    try:
        head = read_head(place.head)
    except FaultError:
        head = None
    if head is not None and _hash_at(backup, head[0]) != head[1]:
        if head[0] > kept.events:
            raise _would_lose(f"it ends with event {kept.events}, and the register held {head[0]}", [])
        raise _would_lose(f"its event {head[0]} is another than the register’s", [])


def _would_lose(why: str, numbers: list[str]) -> FaultError:
    todo = (
        "Restore a later backup. Where there is none: move the register and register.head out of the way, restore, and"
        " enter the numbers that were given since with diarie register reserve --external."
    )
    return FaultError.of("R133", f"The backup is older than the register: {why}.", None, todo, numbers=numbers)


def _numbers(place: RegisterPlace) -> list[str]:
    """Numbers that can be read in the register, also in a damaged one; in the order in which they were given."""
    if not place.file.exists():
        return []
    numbers: list[str] = []
    try:
        with closing(sqlite3.connect(f"{place.file.absolute().as_uri()}?mode=rw", uri=True)) as database:
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            names = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for query in (
                "SELECT case_number FROM number ORDER BY year, serial" if "number" in names else "",
                "SELECT number FROM event WHERE number IS NOT NULL ORDER BY position" if "event" in names else "",
            ):
                numbers.extend(str(row[0]) for row in database.execute(query) if query)
    except sqlite3.Error:
        pass  # damaged beyond this: the head says how far it reached
    return list(dict.fromkeys(numbers))


def _has(backup: Connection, number: str) -> bool:
    return backup.execute(select(EVENT.c.position).where(EVENT.c.number == number)).first() is not None


def _hash_at(connection: Connection, position: int) -> str | None:
    return connection.execute(select(EVENT.c.hash).where(EVENT.c.position == position)).scalar()


def _replace(place: RegisterPlace, backup: Path) -> None:
    """The backup in the register's place; the old file stays beside it until the new one stands there."""
    new = place.file.with_name(f"{place.file.name}.{os.getpid()}")
    try:
        place.file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, new)
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        break_seal(place)
        for left in ("-wal", "-shm"):
            place.file.with_name(f"{place.file.name}{left}").unlink(missing_ok=True)
        new.replace(place.file)
    except OSError as error:
        raise register_fault(place, error) from None
    finally:
        new.unlink(missing_ok=True)
    with Store(place) as store:
        put_seal(store)


def _add_events(place: RegisterPlace, backup: Connection, kept: Kept, *, rehearsed: bool) -> None:
    with Store(place) as store, store.writing() as target:
        position, digest = head_of(target)
        if position and _hash_at(backup, position) != digest:
            if position > kept.events:
                raise _would_lose(f"it ends with event {kept.events}, and the register has {position}", [])
            raise _would_lose(f"its event {position} is another than the register’s", [])
        if not rehearsed:
            _insert(backup, target, after=position)
