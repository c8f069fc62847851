"""`diarie print`: a working copy (arbetskopia) of a draft, in a moment and without LibreOffice."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.building.adopted import told
from pipeline.building.manifest import Manifest
from pipeline.building.numbering import Numbering, place_from_files
from pipeline.building.publish import publish
from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_STATES, adopted_documents, document_called
from pipeline.register.clock import Clock, local, system_clock

if TYPE_CHECKING:
    from pipeline.building.project import Found, Project
    from pipeline.faults import Fault

#: What stands on each page.
WORD: Final = "ARBETSKOPIA"

#: Ends the file's name, so that nobody takes it for the PDF.
ENDING: Final = ".arbetskopia.pdf"

_ZONE: Final = "Europe/Stockholm"
#: Folders of the project in which no working copy may lie.
_KEPT: Final = ("adopted", "packages", "inputs", "templates", ".diarie")
_STYLES: Final = ("charts.css", "print.css")


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A working copy that was made.

    Attributes:
        document: its name.
        path: where it lies.
        case_number: of the document, as marked on each page.
        pages: how many.
        composed: whether the inputs were read for it, as no web edition of the last build shows them.
    """

    document: str
    path: Path
    case_number: str
    pages: int
    composed: bool


def print_document(project: Project, name: str, to: Path | None, clock: Clock = system_clock) -> WorkingCopy:
    """Make a working copy of a draft.

    Args:
        project: where.
        name: of the document, or its folder.
        to: the file; None for `outputs/NAME.arbetskopia.pdf`.
        clock: tells the time that is marked.

    Raises:
        FaultError: U102 no such document; P322–P325 pdfkit or wkhtmltopdf is missing, or fails; P326 it is adopted;
            P327 it cannot lie there; P303–P305 it cannot be written; the faults of the inputs, where they are read.
    """
    from pipeline.printing.page import plain
    from pipeline.printing.program import find, printed
    from pipeline.printing.stamp import Stamp, stamped

    found = _draft(project, name)
    target = _target(project, found, to)
    try:
        program = find()
        source = _source(project, found)
        now = local(clock(), _ZONE)
        about = f"{source.case_number}   utskriven {now:%Y-%m-%d} kl. {now:%H.%M}"
        raw = printed(plain(source.edition, _style(project)), program)
    except FaultError as error:
        raise FaultError([_with_pdf(fault, project, found) for fault in error.faults]) from None
    data = stamped(raw, Stamp(WORD, about, source.title))
    publish(target.parent, {target.name: data})
    return WorkingCopy(found.name, target, source.case_number, _pages(data), source.composed)


@dataclass(frozen=True, slots=True)
class _Source:
    """The web edition that is printed."""

    edition: bytes
    case_number: str
    title: str
    composed: bool


def _draft(project: Project, name: str) -> Found:
    """The document that is meant, which is not adopted."""
    chosen, others = project.sort_out((name,))
    wanted = chosen[0].name if chosen else others[0]
    place = place_from_files(project.root, project.register)
    adopted = document_called(place, wanted)
    if adopted is not None and adopted.text("status") in ADOPTED_STATES and adopted.text("made-as"):
        made_as = adopted.text("made-as")
        files = [file for one in adopted_documents(place, (made_as,)).values() for file in one.files]
        pdfs = [f"{file.folder}/{file.name}" for file in files if file.role == "archive copy"]
        message = f"{made_as} is {told(adopted)}: no working copy is made of it."
        todo = f"Print the adopted PDF: {pdfs[0] if pdfs else f'outputs/{made_as}.pdf'}."
        raise FaultError.of("P326", message, None, todo, document=made_as, number=adopted.number)
    (found,) = project.choose((name,))
    return found


def _target(project: Project, found: Found, to: Path | None) -> Path:
    """Where the copy is to lie: nowhere where it could be taken for something else, or take its place."""
    own = project.outputs / f"{found.name}{ENDING}"
    if to is None:
        _refuse_documents(project, own)
        return own
    target = Path(os.path.abspath(to))  # noqa: PTH100 - links are followed by nobody here: what is named is replaced
    real = target.parent.resolve() / target.name
    why = ""
    if target.suffix.lower() != ".pdf":
        why = "its name does not end with .pdf"
    elif not real.parent.is_dir():
        why = "there is no such folder"
    elif real.is_dir():
        why = "it is a folder"
    elif real.is_relative_to(project.outputs.resolve()) and not real.name.endswith(ENDING):
        why = f"in outputs/ a working copy's name ends with {ENDING}"
    elif any(real.is_relative_to((project.root / folder).resolve()) for folder in _KEPT):
        why = "no working copy belongs there"
    if why:
        raise FaultError.of("P327", f"The working copy cannot be written to {to}: {why}.", None, "Name another file.")
    _refuse_documents(project, real)
    return real


def _refuse_documents(project: Project, target: Path) -> None:
    """Two names may meet: the copy of `a`, and the PDF of a document whose folder is called `a.arbetskopia`."""
    if target.parent.resolve() == project.outputs.resolve():
        for found in project.documents():
            if target.name == f"{found.name}.pdf":
                message = f"The working copy would take the place of the PDF of {found.name}: outputs/{target.name}."
                raise FaultError.of("P327", message, None, "Name another file with --to.")


def _source(project: Project, found: Found) -> _Source:
    """The web edition of the last build, if it still says what the inputs say; or else a new one."""
    from pipeline.building import stale
    from pipeline.building.fingerprint import made_with

    manifest = Manifest.read(project.outputs, found.name)
    file = f"{found.name}.html"
    if (
        manifest is not None
        and file in manifest.outputs
        and not manifest.adoption
        and not stale.reasons(project, found, made_with(), draft=manifest.draft)
    ):
        edition = (project.outputs / file).read_bytes()
        return _Source(edition, manifest.case_number, manifest.title, composed=False)
    return _composed(project, found)


def _composed(project: Project, found: Found) -> _Source:
    from pipeline.building.pages import page_of
    from pipeline.building.run import compose_all

    composed = compose_all(project, (found,), Numbering(project.register), draft=True)[found.name]
    about = composed.document.metadata
    return _Source(page_of(composed, {}), about.case_number, about.title, composed=True)


def _style(project: Project) -> str:
    """The style for paper, with that of charts."""
    styles = []
    for name in _STYLES:
        path = project.templates / "html" / name
        try:
            styles.append(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            place = Place(f"templates/html/{name}")
            message = f"{place} is missing, or not in UTF-8: nothing can be printed without it."
            raise FaultError.of("P325", message, place, "Put it back.") from None
    return "\n".join(styles)


def _with_pdf(fault: Fault, project: Project, found: Found) -> Fault:
    """A fault of printing that names the real PDF, which anybody can print."""
    if fault.code not in ("P322", "P323", "P324", "P325"):
        return fault
    pdf = project.outputs / f"{found.name}.pdf"
    real = f"The real PDF is outputs/{pdf.name}" + (
        "." if pdf.is_file() else f", which diarie build {found.name} makes."
    )
    return replace(fault, todo=f"{fault.todo} {real}")


def _pages(data: bytes) -> int:
    from pipeline.pdf.pages import page_count

    return page_count(data)
