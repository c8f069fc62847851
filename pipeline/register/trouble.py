"""What databases complain of, as faults."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from pipeline.register.place import RegisterPlace

_ROOM = "Make room and try again; no number was given, and those that were are safe."


def register_fault(place: RegisterPlace, error: Exception) -> FaultError:
    """The fault behind an error of the operating system, of sqlite3, of psycopg, or of SQLAlchemy around one of them.

    R101 the register cannot be used; R102 somebody else is writing; R104 the disk has no room; R116 the server cannot
    be reached, or has broken off.
    """
    cause = getattr(error, "orig", None) or error
    if place.url is None or isinstance(cause, sqlite3.Error | OSError):
        return _of_file(place, cause)
    return _of_server(place, cause)


def _of_file(place: RegisterPlace, cause: object) -> FaultError:
    code = getattr(cause, "sqlite_errorname", "")
    name = place.name if place.url is None else place.file.name
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return held(name)
    if code in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC"):
        return FaultError.of("R104", f"The register {name} cannot be written: {cause}.", None, _ROOM, register=name)
    if code in ("SQLITE_CORRUPT", "SQLITE_NOTADB") or code.startswith("SQLITE_CORRUPT"):
        todo = "See what diarie register verify says; diarie register restore puts a backup in its place."
    else:
        todo = "Check that the file is a diarie register, that you may write in its folder and that the disk has room."
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else cause
    return FaultError.of("R101", f"The register {name} cannot be used: {reason}.", None, todo, register=name)


def held(name: str) -> FaultError:
    """R102: somebody else is writing, and has not finished for as long as one waits."""
    todo = "Wait until it has finished and try again."
    return FaultError.of("R102", "The register is held by another process.", None, todo, register=name)


def _of_server(place: RegisterPlace, cause: object) -> FaultError:
    state = getattr(cause, "sqlstate", None) or ""
    reason = " ".join(str(cause).split())
    if state in ("55P03", "40P01"):  # lock_not_available, deadlock_detected
        return held(place.name)
    if state == "53100":  # disk_full
        message = f"The server has no room for the register {place.name}: {reason}."
        return FaultError.of("R104", message, None, _ROOM, register=place.name)
    if state[:2] in ("", "08", "57", "28", "3D"):  # no connection, shutdown, who one is, which database
        message = f"The register's server does not answer as it should ({place.name}): {reason}."
        todo = "Check the address and that the server runs; then do the same again: a number is given once."
        return FaultError.of("R116", message, None, todo, register=place.name)
    return FaultError.of(
        "R101",
        f"The register {place.name} cannot be used: {reason}.",
        None,
        "Check that the database is a diarie register and that you may write in it.",
        register=place.name,
    )
