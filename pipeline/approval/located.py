"""Where an approval enters: the project's register, with its series, and what day it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.kinds.base import Agency
from pipeline.places import Place
from pipeline.register.clock import Clock, local
from pipeline.register.desk import Register
from pipeline.register.place import NOWHERE, RegisterPlace, place_of
from pipeline.register.series import Series, series_of
from pipeline.register.settings import ZONE
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from pipeline.building.project import Project


@dataclass(frozen=True, slots=True)
class Desk:
    """The register as an approval needs it.

    Attributes:
        place: where it lies.
        series: the agency's, by name.
        decisions: the series that decision numbers are from unless somebody says otherwise; None when none is named
            and there is not just one.
        clock: tells the time.
    """

    place: RegisterPlace
    series: Mapping[str, Series]
    decisions: str | None
    clock: Clock

    @classmethod
    def of(cls, project: Project, clock: Clock) -> Desk:
        """The desk of a project.

        Raises:
            FaultError: the faults of inputs/agency.yaml; R116 as `place_of` has it.
        """
        agency = load_settings(Reader(project.root), "inputs/agency.yaml", Agency).value
        settings = agency.register_settings
        series = series_of(agency.number_pattern, settings)
        only = [name for name, one in series.items() if one.numbers == "decisions"]
        decisions = settings.decisions or (only[0] if len(only) == 1 else None)
        return cls(place_of(project.register, settings), series, decisions, clock)

    @property
    def today(self) -> date:
        """The day that it is in Sweden."""
        return local(self.clock(), ZONE).date()

    @contextmanager
    def register(self, *, must_exist: bool = True) -> Iterator[Register]:
        """The register, open.

        Args:
            must_exist: make it if there is none yet; else an empty one that is nowhere takes its place, for rehearsals.
        """
        place = self.place
        if not must_exist and place.url is None and not place.file.exists():
            place = NOWHERE
        with Register(place, self.series, clock=self.clock) as register:
            yield register

    def check_free(self, root: Path, folder: str) -> None:
        """That no other document's files lie in a folder: two numbers may differ in signs that no folder can have.

        Raises:
            FaultError: R232 the register knows the folder.
        """
        if not (root / folder).exists() or (self.place.url is None and not self.place.file.exists()):
            return
        from sqlalchemy import select

        from pipeline.register.lookup import NOW, record_from

        with self.register() as register, register.reading() as connection:
            files = connection.execute(select(NOW.c.body).where(NOW.c.kind == "file")).scalars()
            owner = next((file for file in map(record_from, files) if file.state.get("folder") == folder), None)
        if owner is not None:
            document = owner.state["document"]
            message = f"The files of {document} lie in {folder}/, where those of this document were to be."
            todo = "Let the patterns of the series write numbers that differ in more than signs."
            raise FaultError.of("R232", message, Place(folder), todo, number=document)
