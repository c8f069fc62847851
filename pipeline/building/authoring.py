"""The author's edition of a document: the page with its findings beside what they are about, and its traces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.building.author_findings import placed
from pipeline.building.author_traces import settings_of, traces_of
from pipeline.building.compose import examine, examine_all
from pipeline.building.numbering import Numbering
from pipeline.building.pages import author_page_name, page_of
from pipeline.building.write import sketched, template_remarks, write_all
from pipeline.checks.rulebook import check_across
from pipeline.faults import FaultError, Faults
from pipeline.html.author.marks import AuthorMarks
from pipeline.html.templates import FOLDER
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.building.compose import Composed
    from pipeline.building.project import Found, Project
    from pipeline.faults import Fault

#: What makes the page an author's, beside the templates.
STYLE: Final = "author.css"
SCRIPT: Final = "author.js"


def write_author_editions(
    project: Project, documents: Sequence[Found], *, draft: bool, across: bool = False, remarks: Sequence[Fault] = ()
) -> tuple[Path, ...]:
    """Write the author's editions of some documents beside their other outputs.

    They are outputs of no build: no manifest names them, and the next build without them removes them.

    Args:
        project: where.
        documents: which.
        draft: whether they are marked UTKAST.
        across: whether all documents are held against each other, too, as `check` does for all of them.
        remarks: what the build has said besides, of any document.

    Raises:
        FaultError: everything that is wrong with any of them; P301–P305 `outputs/` cannot be written.
    """
    from pipeline.building.lock import only_build
    from pipeline.building.publish import publish

    faults = Faults()
    files: dict[str, bytes] = {}
    numbering = Numbering(project.register)
    examined = examine_all(project, documents, draft=draft, numbering=numbering)
    besides = (*remarks, *(_across(project, examined, numbering) if across else ()))
    folders = [found.folder for found in project.documents()] if besides else []
    for name, (composed, said) in examined.items():
        with faults.collecting():
            said.raise_if_errors()
            assert composed is not None
            folder = composed.subject.folder
            concerning = (fault for fault in besides if _concerns(fault, folder, folders))
            files[author_page_name(name)] = author_page(composed, (*said, *concerning))
    faults.raise_if_errors()
    with only_build(project.state):
        publish(project.outputs, files)
    return tuple(project.outputs / name for name in files)


def _across(
    project: Project, examined: Mapping[str, tuple[Composed | None, Faults]], numbering: Numbering
) -> tuple[Fault, ...]:
    """What breaks a rule about all documents together; nothing where one of them cannot be read, as in `check`."""
    subjects = []
    for found in project.documents():
        known = examined.get(found.name)
        composed, _ = known or examine(project, found, draft=True, numbering=numbering, rules=False)
        if composed is None:
            return ()
        subjects.append(composed.subject)
    return check_across(subjects).faults


def _concerns(fault: Fault, folder: str, folders: Iterable[str]) -> bool:
    """Whether something is about the document in `folder`, or about what those in all `folders` share."""
    if fault.place is None:
        return False
    file = fault.place.file
    deepest = max((one for one in folders if file.startswith(f"{one}/")), default="", key=len)
    return deepest == folder or (not deepest and file.startswith("inputs/"))


def author_page(composed: Composed, faults: Sequence[Fault], *, events: str = "") -> bytes:
    """The author's edition of a document.

    Args:
        composed: the document; it may break rules.
        faults: what was found in its inputs; what is wrong with its Word file comes to it.
        events: address that tells of changes. With it the page has a slot for what is wrong; empty for a file.

    Raises:
        FaultError: as `page_of`; U123 the style or the script of the author's edition cannot be used.
    """
    reader = Reader(composed.reader.root)  # what makes the page an author's is no input of the document
    found = Faults()
    found.extend((*faults, *_word_faults(composed)))
    remarks, placing = placed(composed.subject, tuple(found), settings_of(composed.subject))
    style, script = _parts(reader)
    marks = AuthorMarks(composed.document, remarks, placing, traces_of(composed), style, script, events)
    return page_of(composed, {}, marks)


def bare_marks(root: Path, events: str) -> AuthorMarks | None:
    """What a page gets that has no document, but waits for one; None when style or script cannot be used."""
    try:
        style, script = _parts(Reader(root))
    except FaultError:
        return None
    return AuthorMarks(None, (), style=style, script=script, events=events)


def _word_faults(composed: Composed) -> tuple[Fault, ...]:
    """What is wrong with the document's template and its Word file."""
    name = composed.document.name
    drawn = {name: replace(composed, document=sketched(composed.document))}
    faults = Faults()
    with faults.collecting():
        write_all(drawn)
        faults.extend(template_remarks(drawn))
    return tuple(faults)


def _parts(reader: Reader) -> tuple[str, str]:
    """Style and script."""
    style, script = (_part(reader, name) for name in (STYLE, SCRIPT))
    return style, script.strip()


def _part(reader: Reader, name: str) -> str:
    path = f"{FOLDER}/{name}"
    todo = "Put it back; the one that came with diarie will do."
    try:
        said = decode_text(reader.data(path), path)
    except FaultError as error:
        why = error.faults[0].message
        raise FaultError.of("U123", f"The author's edition cannot use {name}: {why}", Place(path), todo) from None
    if "</" in said or "<!--" in said:  # it would end where it stands in the page, or hide what comes
        raise FaultError.of("U123", f"{path} holds “</” or “<!--”, which cannot stand in a page.", Place(path), todo)
    return said
