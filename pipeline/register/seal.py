"""The seal: a digest of each page of the SQLite file, so that a byte changed in no row at all is noticed too."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.register.place import RegisterPlace
    from pipeline.register.store import Store

_PAGE: Final = 4096
#: A larger file is not sealed: reading all of it would take a second at every change.
_LARGEST: Final = 128 * 1024 * 1024


def break_seal(place: RegisterPlace) -> None:
    """Take the seal away, because the file is about to change; call this while nobody else can write."""
    place.seal.unlink(missing_ok=True)


def put_seal(store: Store) -> None:
    """Seal the file as it is, if nobody is reading or writing it; without a seal nothing is missing but this check.

    Whatever is in the write-ahead log is brought into the file first. Then no checkpoint changes it before the next
    writer breaks the seal.
    """
    place = store.place
    with suppress(FaultError, SQLAlchemyError, OSError), store.connected() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy or place.file.stat().st_size > _LARGEST:
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            log = place.file.with_name(f"{place.file.name}-wal")
            if not log.exists() or log.stat().st_size == 0:
                # Not by opening the file: closing it would drop the locks that SQLite has on it (POSIX).
                raw = connection.connection.driver_connection
                assert raw is not None
                _write(place, raw.serialize())
        finally:
            connection.exec_driver_sql("ROLLBACK")


def broken_pages(place: RegisterPlace) -> tuple[int, ...] | None:
    """Pages of the file, from 1, that are not as they were sealed; None when there is no seal.

    A file with something in its write-ahead log has been written since, and counts as not sealed. Nobody in this
    process may have the database open: reading the file drops the locks on it.
    """
    try:
        seal = place.seal.read_bytes()
    except OSError:
        return None
    try:
        pages = [str(page) for page in json.loads(seal)["pages"]]
    except (ValueError, KeyError, TypeError):
        pages = []
    log = place.file.with_name(f"{place.file.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        return None
    found = list(_digests(place.file.read_bytes()))
    try:
        if place.seal.read_bytes() != seal:
            return None
    except OSError:  # somebody has begun to write meanwhile
        return None
    longest = max(len(pages), len(found))
    return tuple(
        page + 1 for page in range(longest) if page >= len(pages) or page >= len(found) or pages[page] != found[page]
    )


def _write(place: RegisterPlace, data: bytes) -> None:
    new = place.seal.with_name(f"{place.seal.name}.{os.getpid()}")
    try:
        new.write_text(json.dumps({"page": _PAGE, "pages": list(_digests(data))}), encoding="ascii")
        new.replace(place.seal)
    finally:
        new.unlink(missing_ok=True)


def _digests(data: bytes) -> Iterator[str]:
    for begin in range(0, len(data), _PAGE):
        yield hashlib.blake2b(data[begin : begin + _PAGE], digest_size=8).hexdigest()
