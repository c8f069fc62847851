"""Diary numbers (diarienummer): one series a year, each number given once and kept for its document."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.faults import FaultError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS number (
    year INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    document TEXT NOT NULL UNIQUE,
    classification TEXT NOT NULL,
    case_number TEXT NOT NULL UNIQUE,
    PRIMARY KEY (year, serial)
) STRICT;
CREATE TRIGGER IF NOT EXISTS number_stays BEFORE UPDATE ON number
    BEGIN SELECT raise(ABORT, 'a number that is given does not change'); END;
CREATE TRIGGER IF NOT EXISTS number_is_kept BEFORE DELETE ON number
    BEGIN SELECT raise(ABORT, 'a number that is given is never taken back'); END;
"""

#: Seconds to wait for another process that is writing.
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a document has.

    Attributes:
        document: the document's name.
        case_number: as written, such as `1.3.4-2008-1`.
        classification, year, serial: what it is made of.
    """

    document: str
    case_number: str
    classification: str
    year: int
    serial: int


class Numbers:
    """The numbers that have been given, in a SQLite file.

    A number is bound to the document's name: asking again gives the same one. Numbers are never reused
    (offentlighets- och sekretesslagen 2009:400, 5:1–2: what is registered stays accounted for).

    Args:
        path: the database; made with the first number, not by asking.
        pattern: how a number is written, with `{classification}`, `{year}` and `{serial}`.
    """

    def __init__(self, path: Path, pattern: str = "{classification}-{year}-{serial}") -> None:
        self._path = path
        self._pattern = pattern

    def find(self, document: str) -> Given | None:
        """The number of a document; None when it has none yet."""
        if not self._exists():
            return None
        with self._open() as database:
            try:
                return self._find(database, document)
            except sqlite3.Error as error:
                raise self._fault(error) from None

    def next_serial(self, year: int) -> int:
        """The serial that the next number of a year would have."""
        if not self._exists():
            return 1
        with self._open() as database:
            try:
                return self._next_serial(database, year)
            except sqlite3.Error as error:
                raise self._fault(error) from None

    def written(self, classification: str, year: int, serial: int) -> str:
        """A number as the pattern writes it."""
        return self._pattern.format(classification=classification, year=year, serial=serial)

    def give(self, document: str, classification: str, year: int) -> Given:
        """The document's number, given now if it has none.

        Args:
            document: the document's name.
            classification: first part of a new number, such as `1.3.4`.
            year: the series; a number given before stays in the year it was given in.

        Raises:
            FaultError: R101 the register cannot be opened; R102 it is locked by someone else; R103 the new number
                is taken already (the pattern does not tell series apart).
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._fault(error) from None
        with self._open() as database:
            try:
                database.execute("BEGIN IMMEDIATE")
                given = self._find(database, document) or self._insert(database, document, classification, year)
                database.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._fault(error) from None
            return given

    def _insert(self, database: sqlite3.Connection, document: str, classification: str, year: int) -> Given:
        serial = self._next_serial(database, year)
        case_number = self.written(classification, year, serial)
        try:
            database.execute(
                "INSERT INTO number (year, serial, document, classification, case_number) VALUES (?, ?, ?, ?, ?)",
                (year, serial, document, classification, case_number),
            )
        except sqlite3.IntegrityError:
            raise FaultError.of(
                "R103",
                f"The diary number (diarienummer) {case_number} is taken already.",
                None,
                "Let number-pattern in inputs/agency.yaml hold {classification}, {year} and {serial}.",
                case_number=case_number,
            ) from None
        return Given(document, case_number, classification, year, serial)

    @staticmethod
    def _next_serial(database: sqlite3.Connection, year: int) -> int:
        query = "SELECT coalesce(max(serial), 0) + 1 FROM number WHERE year = ?"
        (serial,) = database.execute(query, (year,)).fetchone()
        return int(serial)

    @staticmethod
    def _find(database: sqlite3.Connection, document: str) -> Given | None:
        row = database.execute(
            "SELECT document, case_number, classification, year, serial FROM number WHERE document = ?", (document,)
        ).fetchone()
        return Given(*row) if row else None

    def _exists(self) -> bool:
        try:
            return self._path.exists()
        except OSError as error:  # its folder may not be looked into
            raise self._fault(error) from None

    def _open(self) -> closing[sqlite3.Connection]:
        try:
            database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise self._fault(error) from None
        try:
            database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            database.close()
            raise self._fault(error) from None
        return closing(database)

    def _fault(self, error: Exception) -> FaultError:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return FaultError.of(
                "R102",
                "The register is held by another process.",
                None,
                "Wait until it has finished and try again.",
                path=str(self._path),
            )
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        return FaultError.of(
            "R101",
            f"The register {self._path.parent.name}/{self._path.name} cannot be used: {reason}.",
            None,
            "Check that the file is a diarie register, that you may write in its folder and that the disk has room.",
            path=str(self._path),
        )
