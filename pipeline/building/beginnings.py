"""What a document begins with: its settings and the agency's, its templates, its number, its earlier versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.building.numbering import Wanted
from pipeline.building.pages import read_templates
from pipeline.faults import Fault, FaultError, Faults
from pipeline.html.templates import Templates
from pipeline.kinds.base import Agency, DocumentSettings
from pipeline.kinds.registry import kind_named
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from pipeline.building.project import Found, Project
    from pipeline.content.adoption import AdoptedVersion
    from pipeline.kinds.base import Kind
    from pipeline.places import Place
    from pipeline.sources.settings import Settings

#: Given what a document needs a number for, and the agency: its diary number.
Numbering = Callable[[Wanted, Agency], str]


class _OnlyKind(BaseModel):
    model_config = ConfigDict(extra="ignore")
    kind: str


@dataclass(frozen=True, slots=True)
class TemplateFiles:
    """What a document is written with.

    Attributes:
        path: of its Word template, relative to the project.
        data: the bytes of that.
        pages: the templates of its web edition.
    """

    path: str
    data: bytes
    pages: Templates


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the settings say that a document is.

    Attributes:
        found: which document.
        reader: has read what is here, and will read the rest.
        agency: the agency.
        kind: its kind.
        settings: its document.yaml.
    """

    found: Found
    reader: Reader
    agency: Agency
    kind: Kind[Any]
    settings: Settings[DocumentSettings]

    def templates(self, faults: Faults) -> TemplateFiles:
        """Its templates; one that cannot be read is empty, so that all the rest is looked at as well."""
        own = self.settings.value.template
        path = f"templates/{own or self.kind.template}"
        data, pages = b"", Templates(())
        with faults.collecting():
            data = _template(self.reader, path, self.settings.place("template" if own else "kind"))
        with faults.collecting():
            pages = read_templates(self.reader, path, self.kind.name)
        return TemplateFiles(path, data, pages)

    def number(self, numbering: Numbering) -> tuple[str, Literal["author", "register"]]:
        """Its diary number, and who has given it.

        Raises:
            FaultError: as `numbering` does.
        """
        own = self.settings.value
        if own.case_number is not None:
            return own.case_number, "author"
        assert own.classification is not None
        wanted = Wanted(self.found.name, own.classification, own.date, own.unit, own.title)
        return numbering(wanted, self.agency), "register"

    def history(self, project: Project) -> tuple[AdoptedVersion, ...]:
        """The adopted versions that it is to replace, as the register has them.

        Raises:
            FaultError: as `history.history_of`.
        """
        replaces = self.settings.value.replaces
        if replaces is None:  # most documents: the register need not be asked
            return ()
        from pipeline.building.history import history_of
        from pipeline.register.place import place_of

        register = place_of(project.register, self.agency.register_settings)
        names = [one.name for one in project.documents()]
        return history_of(register, self.found.name, replaces, self.settings.place("replaces"), names)


def begin(project: Project, found: Found, faults: Faults) -> Beginning | None:
    """A document's settings and the agency's; None, with what is wrong in `faults`, when any of them cannot be used."""
    reader = Reader(project.root)
    path = f"{found.folder}/document.yaml"
    agency: Agency | None = None
    with faults.collecting():
        agency = load_settings(reader, "inputs/agency.yaml", Agency).value
    beginning: Beginning | None = None
    with faults.collecting():
        only = load_settings(reader, path, _OnlyKind)
        kind = kind_named(only.value.kind, only.place("kind"))
        settings = load_settings(reader, path, kind.settings)
        if agency is not None:
            beginning = Beginning(found, reader, agency, kind, settings)
    return beginning


def _template(reader: Reader, path: str, named_at: Place) -> bytes:
    try:
        return reader.data(path, named_at)
    except FaultError as error:
        raise FaultError(
            Fault("T101", f"The template {path} does not exist.", fault.place, fault.todo, fault.data)
            if fault.code == "I101"
            else fault
            for fault in error.faults
        ) from None
