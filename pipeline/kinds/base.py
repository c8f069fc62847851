"""What a kind of document is: its settings, its template, and how its inputs become a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from pipeline.archive.settings import ArchiveSettings
from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.content.model import Document
from pipeline.content.references import References
from pipeline.faults import Faults
from pipeline.figures.book import FigureBook
from pipeline.kinds.forms import Classification, Filled, Language, NumberPattern, OrganisationNumber, WebAddress
from pipeline.places import Place
from pipeline.register.settings import RegisterSettings, check_apart
from pipeline.sources.reader import Reader


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _listed(value: object) -> object:
    """One word as a list of one."""
    return (value,) if isinstance(value, str) else value


class Strict(BaseModel):
    """Settings with keys in kebab-case and no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False)


class ShownAgency(Strict):
    """What documents show of inputs/agency.yaml: a document is made anew when this changes, and for no other key.

    Attributes:
        accessibility_statement: address of the agency's accessibility statement (tillgänglighetsredogörelse), to which
            each web edition leads (lagen 2018:1937); empty for none.
    """

    name: Filled
    organisation_number: OrganisationNumber
    web: str
    email: str
    phone: str
    accessibility_statement: WebAddress = ""

    def shown(self) -> dict[str, str]:
        """Its texts by their names."""
        return {name: getattr(self, name) for name in ShownAgency.model_fields}


class Agency(ShownAgency):
    """inputs/agency.yaml: the agency (myndighet) that answers for the documents.

    Attributes:
        number_pattern: how the series of cases that needs no settings of its own writes its numbers.
        register_settings: the key `register`: where the register lies, and its other series.
        archive: what packages for the archive say of those who deliver and keep them.
    """

    language: Language = "sv-SE"
    number_pattern: NumberPattern = "{classification}-{year}-{serial}"
    register_settings: RegisterSettings = Field(default=RegisterSettings(), alias="register")
    archive: ArchiveSettings = ArchiveSettings()

    @model_validator(mode="after")
    def _one_pattern(self) -> Agency:
        if "cases" in self.register_settings.series and "number_pattern" in self.model_fields_set:
            raise ValueError("number-pattern is the pattern of the series “cases”: give it in one of the two places.")
        if "number_pattern" in self.model_fields_set:
            for name, series in self.register_settings.series.items():
                check_apart("cases", self.number_pattern, name, series.pattern)
        return self


class AllowSettings(Strict):
    """An entry of `allow`: a rule that may be broken, where, and why.

    Attributes:
        code: of the rule.
        where: a file of the document, with `:` and a line or row for one place in it.
        reason: why; a permission without one is a fault of its own (C200), not of the settings' form.
    """

    code: Filled
    where: Filled
    reason: str = ""


class DocumentSettings(Strict):
    """The keys of document.yaml that every kind has.

    Attributes:
        case_number: diary number (diarienummer) that the agency has given; None where the register gives one.
        classification: the first part of a number that the register gives, such as `1.3.1`.
        template: file in templates/; None for the kind's own.
        allow: rules that may be broken in tables and other files that take no comments.
        figure_register: where the figure register (sifferförteckning) is to be: at the end of the document, in a
            workbook beside it, or both.
        replaces: the adopted document that this one is to replace: its name, or its number in the register; None for
            a first version.
        changes: what is new in it since the one that it replaces, in a sentence or two.
    """

    kind: str
    title: Filled
    document_type: Filled
    language: Language = "sv-SE"
    case_number: Filled | None = None
    classification: Classification | None = None
    date: date
    unit: Filled
    subtitle: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    template: str | None = None
    allow: tuple[AllowSettings, ...] = ()
    figure_register: Annotated[tuple[Literal["appendix", "workbook"], ...], BeforeValidator(_listed)] = ()
    replaces: Filled | None = None
    changes: str = ""

    @model_validator(mode="after")
    def _numbered(self) -> DocumentSettings:
        if (self.case_number is None) == (self.classification is None):
            raise ValueError("Give either case-number or classification: one of them, and only one.")
        return self


S = TypeVar("S", bound=DocumentSettings)
S_co = TypeVar("S_co", bound=DocumentSettings, covariant=True)


@dataclass(frozen=True)
class Inputs(Generic[S_co]):
    """What a kind is given to compose a document from.

    Attributes:
        reader: the way to all other files of the document.
        folder: the document's folder relative to the project, `inputs/return-action-plan-2008`.
        name: the document's name.
        settings: document.yaml, checked.
        place: place of a key of document.yaml, as `place("people", 0)`; of the file when the key is not there.
        agency: the agency, as documents show it.
        case_number: the number that the document carries, given by the author or by the register.
        draft: whether it is marked UTKAST.
        remarks: where a kind puts the warnings and hints that it meets on its way.
        books: where a kind puts the figures.yaml that it has read, to be held against the finished document.
        references: where it puts what footnotes may cite, likewise.
        adoption: how the document is adopted; None for a draft.
        history: the adopted versions that this one replaces, the latest first.
    """

    reader: Reader
    folder: str
    name: str
    settings: S_co
    place: Callable[..., Place]
    agency: ShownAgency
    case_number: str
    draft: bool
    remarks: Faults = field(default_factory=Faults)
    books: list[FigureBook] = field(default_factory=list)
    references: list[References] = field(default_factory=list)
    adoption: Adoption | None = None
    history: tuple[AdoptedVersion, ...] = ()


@dataclass(frozen=True)
class Kind(Generic[S]):
    """A kind of document.

    Attributes:
        name: as in `kind:` of document.yaml.
        swedish: the field's term for it.
        template: its template's file name in templates/.
        settings: model of its document.yaml.
        compose: makes the document; raises FaultError with everything that is wrong with the inputs.
        variables: names of template variables of this kind beside the common ones, with a sentence each,
            dotted (`colophon.label`); for `diarie template tags` and did-you-mean.
        parts: names of the parts that a template can place with `{{p name }}`, with a sentence each.
    """

    name: str
    swedish: str
    template: str
    settings: type[S]
    compose: Callable[[Inputs[S]], Document]
    variables: dict[str, str]
    parts: dict[str, str]
