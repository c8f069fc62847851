"""From a document's folder to its tree: which kind it is, which number it carries, what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.building.numbering import Wanted
from pipeline.building.pages import read_templates
from pipeline.checks.rule import Subject
from pipeline.checks.rulebook import check_rules
from pipeline.content.assemble import check_document, traceable
from pipeline.faults import Fault, FaultError, Faults
from pipeline.html.templates import Templates
from pipeline.kinds.base import Agency, DocumentSettings, Inputs
from pipeline.kinds.registry import kind_named
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from pipeline.building.project import Found, Project
    from pipeline.checks.allowances import Allowed
    from pipeline.content.adoption import AdoptedVersion, Adoption
    from pipeline.content.model import Document
    from pipeline.figures.book import FigureBook
    from pipeline.kinds.base import Kind
    from pipeline.places import Place
    from pipeline.sources.settings import Settings

#: Given what a document needs a number for, and the agency: its diary number.
Numbering = Callable[[Wanted, Agency], str]


class _OnlyKind(BaseModel):
    model_config = ConfigDict(extra="ignore")
    kind: str


@dataclass(frozen=True)
class Composed:
    """A document ready to be written.

    Attributes:
        document: its tree, with its figure register if that is an appendix.
        template: path of its template relative to the project.
        template_data: the template's bytes.
        kind: its kind.
        reader: remembers what was read for it.
        numbered_by: who gave its diary number.
        remarks: faults that do not stop a build.
        books: the figures.yaml files that it uses.
        subject: what rules and traces look at: the document without its figure register.
        allowed: what breaks rules and is allowed to, with the reasons.
        adoption: how it is adopted; None for a draft.
        history: the adopted versions that it replaces, the latest first.
        pages: the templates of its web edition.
    """

    document: Document
    template: str
    template_data: bytes
    kind: Kind[Any]
    reader: Reader
    numbered_by: Literal["author", "register"]
    remarks: tuple[Fault, ...]
    books: tuple[FigureBook, ...]
    subject: Subject
    allowed: tuple[Allowed, ...] = ()
    adoption: Adoption | None = None
    history: tuple[AdoptedVersion, ...] = ()
    pages: Templates = field(default_factory=lambda: Templates(()))


def examine(
    project: Project,
    found: Found,
    *,
    draft: bool,
    numbering: Numbering,
    rules: bool = True,
    adoption: Adoption | None = None,
    history: tuple[AdoptedVersion, ...] | None = None,
) -> tuple[Composed | None, Faults]:
    """The tree, and everything that is wrong with the inputs; None for the tree when they give none.

    A tree may come with errors: rules that the words break, references that lead nowhere.

    Args:
        project: where.
        found: which document.
        draft: whether it is marked UTKAST.
        numbering: gives the diary number.
        rules: whether the words are held against the rules of language and consistency, too.
        adoption: how it is adopted; None for a draft.
        history: the adopted versions that it replaces, the latest first; None to look them up in the register.
    """
    reader = Reader(project.root)
    path = f"{found.folder}/document.yaml"
    faults = Faults()
    agency: Agency | None = None
    kind: Kind[Any] | None = None
    with faults.collecting():
        agency = load_settings(reader, "inputs/agency.yaml", Agency).value
    with faults.collecting():
        only = load_settings(reader, path, _OnlyKind)
        kind = kind_named(only.value.kind, only.place("kind"))
    if kind is None:
        return None, faults
    settings: Settings[DocumentSettings] | None = None
    with faults.collecting():
        settings = load_settings(reader, path, kind.settings)
    if agency is None or settings is None:
        return None, faults

    own = settings.value
    template = f"templates/{own.template or kind.template}"
    template_data = b""
    with faults.collecting():
        template_data = _template(reader, template, settings.place("template" if own.template else "kind"))
    pages = Templates(())
    with faults.collecting():
        pages = read_templates(reader, template, kind.name)
    if history is None:
        history = ()
        with faults.collecting():
            history = _history(project, found, settings, agency)
    composed: Composed | None = None
    with faults.collecting():
        number, numbered_by = _number(found, own, agency, numbering)
        inputs = Inputs(
            reader=reader,
            folder=found.folder,
            name=found.name,
            settings=own,
            place=settings.place,
            agency=agency,
            case_number=number,
            draft=draft,
            remarks=faults,
            adoption=adoption,
            history=history,
        )
        document = kind.compose(inputs)
        books = tuple(traceable(document, book) for book in inputs.books)
        references = inputs.references[0] if inputs.references else None
        subject = Subject(document, own, agency, books, references, reader, found.folder, settings.place)
        composed = Composed(
            document,
            template,
            template_data,
            kind,
            reader,
            numbered_by,
            (),
            books,
            subject,
            adoption=adoption,
            history=history,
            pages=pages,
        )
        faults.extend(check_document(document))
        for book in books:
            faults.extend(check_document(document, book))
        if "appendix" in own.figure_register:
            composed = _with_register(composed, settings.place("figure-register"), faults)
    if composed is None:
        return None, faults
    return _held(composed, faults) if rules else replace(composed, remarks=tuple(faults)), faults


def examine_all(
    project: Project, documents: Iterable[Found], *, draft: bool, numbering: Numbering, adoption: Adoption | None = None
) -> dict[str, tuple[Composed | None, Faults]]:
    """Several documents, by name, as `examine` gives them; hunspell is asked about the words of all of them at once."""
    from pipeline.checks.spelling.asking import ask

    examined = {
        one.name: examine(project, one, draft=draft, numbering=numbering, rules=False, adoption=adoption)
        for one in documents
    }
    ask(made.subject for made, _ in examined.values() if made is not None)
    return {
        name: (_held(composed, faults) if composed else None, faults) for name, (composed, faults) in examined.items()
    }


def _held(composed: Composed, faults: Faults) -> Composed:
    """A document whose words have been held against the rules of language and consistency."""
    with faults.collecting():
        verdict = check_rules(composed.subject)
        faults.extend(verdict.faults)
        composed = replace(composed, allowed=verdict.allowed)
    return replace(composed, remarks=tuple(faults))


def _with_register(composed: Composed, place: Place, faults: Faults) -> Composed:
    """The document with its figure register, if there is anything to list."""
    from pipeline.traces.appendix import with_register
    from pipeline.traces.document import Traces

    document = with_register(Traces(composed))
    if document is composed.document:
        todo = "Take figure-register away, or name figures in the text."
        faults.add("I315", "The figure register has nothing to list.", place, todo, level="warning")
    return replace(composed, document=document)


def _history(
    project: Project, found: Found, settings: Settings[DocumentSettings], agency: Agency
) -> tuple[AdoptedVersion, ...]:
    replaces = settings.value.replaces
    if replaces is None:  # most documents: the register need not be asked
        return ()
    from pipeline.building.history import history_of
    from pipeline.register.place import place_of

    register = place_of(project.register, agency.register_settings)
    names = [one.name for one in project.documents()]
    return history_of(register, found.name, replaces, settings.place("replaces"), names)


def _number(
    found: Found, settings: DocumentSettings, agency: Agency, numbering: Numbering
) -> tuple[str, Literal["author", "register"]]:
    if settings.case_number is not None:
        return settings.case_number, "author"
    assert settings.classification is not None
    wanted = Wanted(found.name, settings.classification, settings.date, settings.unit, settings.title)
    return numbering(wanted, agency), "register"


def _template(reader: Reader, path: str, named_at: Any) -> bytes:
    try:
        return reader.data(path, named_at)
    except FaultError as error:
        raise FaultError(
            Fault("T101", f"The template {path} does not exist.", fault.place, fault.todo, fault.data)
            if fault.code == "I101"
            else fault
            for fault in error.faults
        ) from None
