"""Making the page of a document from its inputs as they are now, and keeping the last good one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.building.adopted import adopted_among, told
from pipeline.building.author_findings import remark_of
from pipeline.building.authoring import author_page, bare_marks
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.faults import Fault, FaultError, Faults
from pipeline.html.templates import FOLDER
from pipeline.places import Place
from pipeline.preview.bugs import bug
from pipeline.preview.shown import address, bare_page, fault_panel, with_state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.building.compose import Composed
    from pipeline.building.project import Found, Project

#: Inputs that say how a document is checked, and are no inputs of a build.
_BESIDE: Final = "inputs/words.txt"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is served.

    Attributes:
        data: the whole of it.
        version: differs when anything in it does.
        good: the last good page, with a slot for faults; None when there has not been one.
        read: the files and folders that it was made of; None when not all of them are known.
        faults: what keeps it from being made anew; () for a good one.
    """

    data: bytes = field(repr=False)
    version: str
    good: bytes | None = field(repr=False)
    read: frozenset[str] | None = field(repr=False)
    faults: tuple[Fault, ...] = ()

    def concerns(self, changed: Iterable[str]) -> bool:
        """Whether any of these paths was read for it, or lies in a folder that was."""
        if self.read is None:
            return True
        read = self.read
        return any(
            path in read or path.rpartition("/")[0] in read or path.startswith(f"{FOLDER}/") or path == _BESIDE
            for path in changed
        )


def make_page(project: Project, name: str, before: Page | None) -> Page:
    """The page of a document as its inputs are now; with the faults above the last good one when they give none.

    Args:
        project: where.
        name: of the document; its folder may be gone by now.
        before: its page until now; None for the first.
    """
    faults = Faults()
    good: bytes | None = None
    composed: Composed | None = None
    try:
        with faults.collecting():
            (found,) = project.choose((name,))
            composed, good = _good(project, found, faults)
    except Exception:  # whoever writes goes on; the bug is said to be one, and its trace is kept
        faults.extend([bug()])
    if good is not None and composed is not None:
        data, version = with_state(good)
        return Page(data, version, good, _read(composed, found))
    last = before.good if before else None
    panel = fault_panel([remark_of(fault) for fault in faults], above=last is not None)
    below = bare_page(name, bare_marks(project.root, f"{address(name)}/events")) if last is None else last
    data, version = with_state(below, panel)
    return Page(data, version, last, None, tuple(faults))


def _good(project: Project, found: Found, faults: Faults) -> tuple[Composed | None, bytes | None]:
    """The document and its page; None for what the inputs do not give, for which `faults` say why."""
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register))
    faults.extend(said)
    # what breaks a rule of language or consistency can be read, and stands beside its sentence
    if composed is None or any(fault.level == "error" and fault.code[0] != "C" for fault in said):
        return composed, None
    page: bytes | None = None
    with faults.collecting():
        page = author_page(composed, (*_adopted(project, found), *said), events=f"{address(found.name)}/events")
    return composed, page


def _adopted(project: Project, found: Found) -> tuple[Fault, ...]:
    """That the document is adopted, so that what is written here comes into no build."""
    try:
        document = adopted_among(project, (found,)).get(found.name)
    except FaultError:  # what is wrong with the register is told by the commands that need it
        return ()
    if document is None:
        return ()
    message = f"{found.name} is {told(document)}: no build makes it anew. This is what its inputs give now."
    todo = f"A new version is a new folder in inputs/, with replaces: {found.name} in its document.yaml."
    return (Fault("U125", message, Place(f"{found.folder}/document.yaml"), todo, level="warning"),)


def _read(composed: Composed, found: Found) -> frozenset[str]:
    reader = composed.reader
    listed = (folder for folder, _ in reader.listings)
    return frozenset((*reader.files, *listed, found.folder))
