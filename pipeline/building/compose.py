"""From a document's folder to its tree, and what is wrong with the inputs on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from pipeline.building.beginnings import begin
from pipeline.checks.rule import Subject
from pipeline.checks.rulebook import check_rules
from pipeline.content.assemble import check_document, traceable
from pipeline.faults import Fault, Faults
from pipeline.html.templates import Templates
from pipeline.kinds.base import Inputs

if TYPE_CHECKING:
    from pipeline.building.beginnings import Beginning, Numbering, TemplateFiles
    from pipeline.building.project import Found, Project
    from pipeline.checks.allowances import Allowed
    from pipeline.content.adoption import AdoptedVersion, Adoption
    from pipeline.content.model import Document
    from pipeline.figures.book import FigureBook
    from pipeline.kinds.base import Kind
    from pipeline.places import Place
    from pipeline.sources.reader import Reader


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
    faults = Faults()
    beginning = begin(project, found, faults)
    if beginning is None:
        return None, faults
    templates = beginning.templates(faults)
    if history is None:
        history = ()
        with faults.collecting():
            history = beginning.history(project)
    composed: Composed | None = None
    with faults.collecting():
        composed = _composed(
            beginning, templates, faults, draft=draft, numbering=numbering, adoption=adoption, history=history
        )
        composed = _looked_through(composed, faults)
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


def _composed(
    beginning: Beginning,
    templates: TemplateFiles,
    faults: Faults,
    *,
    draft: bool,
    numbering: Numbering,
    adoption: Adoption | None,
    history: tuple[AdoptedVersion, ...],
) -> Composed:
    """The document as its kind makes it; what is worth a remark, and hinders nothing, goes to `faults`.

    Raises:
        FaultError: what is wrong with its inputs, or with its number.
    """
    found, settings = beginning.found, beginning.settings
    number, numbered_by = beginning.number(numbering)
    inputs = Inputs(
        reader=beginning.reader,
        folder=found.folder,
        name=found.name,
        settings=settings.value,
        place=settings.place,
        agency=beginning.agency,
        case_number=number,
        draft=draft,
        remarks=faults,
        adoption=adoption,
        history=history,
    )
    document = beginning.kind.compose(inputs)
    books = tuple(traceable(document, book) for book in inputs.books)
    references = inputs.references[0] if inputs.references else None
    subject = Subject(
        document, settings.value, beginning.agency, books, references, beginning.reader, found.folder, settings.place
    )
    return Composed(
        document=document,
        template=templates.path,
        template_data=templates.data,
        kind=beginning.kind,
        reader=beginning.reader,
        numbered_by=numbered_by,
        remarks=(),
        books=books,
        subject=subject,
        adoption=adoption,
        history=history,
        pages=templates.pages,
    )


def _looked_through(composed: Composed, faults: Faults) -> Composed:
    """The document once its tree is checked, with its figure register if that is to be an appendix."""
    faults.extend(check_document(composed.document))
    for book in composed.books:
        faults.extend(check_document(composed.document, book))
    if "appendix" in composed.subject.settings.figure_register:
        return _with_register(composed, composed.subject.place("figure-register"), faults)
    return composed


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
