"""The registry (registratur): a register that is open, for those who enter, change and read."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.register import migrating, quick
from pipeline.register.clock import Clock, system_clock
from pipeline.register.head import write_head
from pipeline.register.journal import Writing
from pipeline.register.place import NOWHERE, PATIENCE, RegisterPlace
from pipeline.register.reserving import Given, Request, reserve
from pipeline.register.seal import break_seal, put_seal
from pipeline.register.series import DEFAULT, Series, default_series
from pipeline.register.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Register:
    """A register, open inside a `with` block.

    Args:
        place: where it lies; a SQLite file is made when something is first entered.
        series: the agency's series by name; None for the plain one of cases.
        by: who enters and changes; None for whoever is logged in on this machine.
        clock: tells the time.
        patience: seconds to wait for somebody else who is writing.
    """

    def __init__(
        self,
        place: RegisterPlace,
        series: Mapping[str, Series] | None = None,
        *,
        by: str | None = None,
        clock: Clock = system_clock,
        patience: float = PATIENCE,
    ) -> None:
        self.place = place
        self.series = {DEFAULT: default_series()} if series is None else series
        self.by = by or _logged_in()
        self._clock = clock
        self.store = Store(place, patience)
        self._is_open = False
        self._written = False

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._written and self.place.url is None:
            put_seal(self.store)
        self.store.close()

    @property
    def exists(self) -> bool:
        """Whether there is anything to read."""
        return self.store.exists

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The register as it is at one moment; an empty one where there is none yet, for which no file is made.

        Raises:
            FaultError: R101, R102, R104, R116, R117 it cannot be used.
        """
        if not self.exists:
            with Store(NOWHERE) as empty, empty.reading() as connection:
                yield connection
            return
        self._open()
        with self.store.reading() as connection:
            yield connection

    @contextmanager
    def writing(self, *, rehearsed: bool = False) -> Iterator[Writing]:
        """A transaction: everything that is done inside is entered, or nothing.

        Args:
            rehearsed: do it all, and then leave the register as it was.

        Raises:
            FaultError: R101, R102, R104, R115, R116, R117 it cannot be used.
        """
        self._open()
        try:
            with self._transaction() as writing:
                yield writing
                if rehearsed:
                    raise _Rehearsed
        except _Rehearsed:
            return

    def reserve(self, request: Request) -> Given:
        """Give a number in a transaction of its own; see `reserving.reserve`."""
        with self.writing() as writing:
            return reserve(writing, request)

    @contextmanager
    def _transaction(self) -> Iterator[Writing]:
        with self.store.writing() as connection:
            writing = Writing(connection, self.series, self.by, self._clock())
            before = writing.head
            if self.place.url is None:
                break_seal(self.place)
                self._written = True
            yield writing
        if writing.head != before:
            write_head(self.place, *writing.head)

    def _open(self) -> None:
        if self._is_open:
            return
        if self.place.url is None:
            with self.store.connected() as connection:
                first = migrating.is_first_version(connection)
            if first:
                with self._transaction() as writing:
                    if migrating.is_first_version(writing.connection):  # nobody else has done it meanwhile
                        migrating.take_over(writing)
        self._is_open = True


class _Rehearsed(Exception):  # noqa: N818 - no error: the way out of a transaction that is not to be kept
    pass


def _logged_in() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container whose user has no name
        import os

        return f"uid {os.getuid()}"


def take_over_first(place: RegisterPlace) -> None:
    """Take a register of the first version over, if it is one; every other one is left alone.

    Raises:
        FaultError: R101, R102, R104 it cannot be.
    """
    if quick.is_first_version(place):
        with Register(place) as register, register.reading():
            pass
