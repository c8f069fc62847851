"""Diary numbers for documents that are being built: foreseen while inputs are checked, given when all is well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.register import quick
from pipeline.register.clock import Clock, local, system_clock
from pipeline.register.forms import one_line
from pipeline.register.patterns import Parts, name_of_unit
from pipeline.register.place import RegisterPlace, place_of
from pipeline.register.series import DEFAULT, Series, default_series, series_of

if TYPE_CHECKING:
    from pipeline.kinds.base import Agency
    from pipeline.register.reserving import Request


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document needs a number for.

    Attributes:
        document: its name.
        classification: first part of the number, where the series has one.
        date: of the document.
        unit, title: of the document.
    """

    document: str
    classification: str
    date: date
    unit: str = ""
    title: str = ""


class Numbering:
    """Foresees the numbers that documents will get, and has them given once it is certain that they are needed.

    Called by the composing of each document that has no number of its own. A build that fails before `confirm` takes no
    number.

    Args:
        register: the register's SQLite file, where the agency's settings name no server.
        clock: tells the time, for series whose numbers are of the year they are taken in.
    """

    def __init__(self, register: Path, clock: Clock = system_clock) -> None:
        self._register = register
        self._clock = clock
        self._place = RegisterPlace(register)
        self._series: dict[str, Series] = {DEFAULT: default_series()}
        self._wanted: dict[str, Request] = {}
        self._foreseen: dict[str, str] = {}
        self._serials: dict[tuple[str, int], int] = {}

    def __call__(self, wanted: Wanted, agency: Agency) -> str:
        """The number that the document has, or the one that it would be given now.

        Raises:
            FaultError: R101, R102, R116 the register cannot be read; R108 the number cannot be written.
        """
        self._place = place_of(self._register, agency.register_settings)
        self._series = dict(series_of(agency.number_pattern, agency.register_settings))
        if wanted.document in self._foreseen:
            return self._foreseen[wanted.document]
        key, number = key_and_number(self._place, wanted.document)
        if number is not None:
            return number
        return self._foresee(wanted, key, self._series[agency.register_settings.documents or DEFAULT])

    def _foresee(self, wanted: Wanted, key: str, series: Series) -> str:
        from pipeline.register.reserving import Request

        names = series.pattern.names
        year = wanted.date.year if series.year_of == "document" else local(self._clock(), series.zone).year
        classification = wanted.classification if names & {"classification", "class"} else ""
        parts = Parts(year, 1, classification, name_of_unit(wanted.unit) if "unit" in names else "")
        scope = series.scope_of(parts)
        serial = self._serials.get((scope, year)) or quick.next_serial(self._place, series, scope, year)
        self._serials[scope, year] = serial + 1
        try:
            number = series.pattern.written(Parts(year, serial, parts.classification, parts.unit))
        except ValueError as error:
            message = f"The pattern {series.pattern.text} of the series {series.name} {error}."
            todo = "Change unit or classification in document.yaml, or the pattern in inputs/agency.yaml."
            raise FaultError.of("R108", message, None, todo, series=series.name) from None
        self._foreseen[wanted.document] = number
        self._wanted[wanted.document] = Request(
            series.name,
            key=key,
            classification=wanted.classification,
            unit=wanted.unit,
            year=year,
            subject=one_line(wanted.title),
            made_as=wanted.document,
        )
        return number

    def request_for(self, document: str) -> Request | None:
        """How a document's foreseen number will be asked for; None when it has its number already, or needs none."""
        return self._wanted.get(document)

    def confirm(self) -> bool:
        """Have the foreseen numbers given; False when the register gave others, because somebody else took one."""
        if not self._wanted:
            return True
        from pipeline.register.desk import Register  # SQLAlchemy: only for builds that give numbers

        with Register(self._place, self._series, clock=self._clock) as register:
            given = {document: register.reserve(request).number for document, request in self._wanted.items()}
        agrees = given == self._foreseen
        self._wanted.clear()
        self._foreseen = given
        return agrees


def number_of(place: RegisterPlace, document: str) -> str | None:
    """The number that the register has given a document; None when it has none, or its numbers are all void."""
    return key_and_number(place, document)[1]


def key_and_number(place: RegisterPlace, document: str) -> tuple[str, str | None]:
    """The key under which a document has its number, or would get one; after a number made void comes another key."""
    tries = 1
    while True:
        key = f"build:{document}" if tries == 1 else f"build:{document}#{tries}"
        known = quick.known_number(place, key)
        if known is None or not known.void:
            return key, known.number if known else None
        tries += 1


def place_from_files(root: Path, register: Path) -> RegisterPlace:
    """Where a project's register lies; settings are looked into only when they may name a server.

    Raises:
        FaultError: the settings' faults, when they had to be looked into.
    """
    import re

    try:
        data = (root / "inputs" / "agency.yaml").read_bytes()
    except OSError:
        data = b""
    if not re.search(rb"\burl(-env)?[\"']?\s*:", data):
        return RegisterPlace(register)
    from pipeline.kinds.base import Agency
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import load_settings

    return place_of(register, load_settings(Reader(root), "inputs/agency.yaml", Agency).value.register_settings)
