"""`diarie archive DOCUMENT`: from the register and `adopted/` to a package in `packages/`, noted in the register."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.archive.adopted import adopted_document
from pipeline.archive.composing import Package, composed_package
from pipeline.archive.member import Deliverer, Subject
from pipeline.archive.naming import ROOT_METS, object_id, version_of
from pipeline.archive.placing import discard, place, stage, target_of
from pipeline.archive.registered import document_of, gone_on, package_entries, registered
from pipeline.archive.verifying import verify
from pipeline.faults import Fault, FaultError, Faults
from pipeline.places import Place
from pipeline.register import clock
from pipeline.register.changing import change

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from pipeline.archive.placing import Staged
    from pipeline.archive.settings import ArchiveSettings, Form
    from pipeline.register.desk import Register
    from pipeline.register.journal import Record, Writing


#: What verify says of a place that holds other people's files: they are not thrown away for a package's sake.
_FOREIGN = ("R320", "R321", "R328")


@dataclass(frozen=True, slots=True)
class Archived:
    """A package as it came out.

    Attributes:
        document: the document's number.
        object_id: of the package.
        files: how many it holds.
        head: position and hash of the register's newest event that it shows.
        mets: SHA-256 of its METS.xml, which seals all of it.
        written: what was written, relative to the project.
        unchanged: what was there as it is, likewise.
        remarks: what the archivist should know.
    """

    document: str
    object_id: str
    files: int
    head: tuple[int, str]
    mets: str
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    remarks: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where packages are made.

    Attributes:
        root: the project's folder.
        register: its register.
        agency, number: the agency's name and organisation number.
        settings: the key `archive` of agency.yaml.
    """

    root: Path
    register: Register
    agency: str
    number: str
    settings: ArchiveSettings

    @property
    def packages(self) -> Path:
        """Where packages lie."""
        return self.root / "packages"

    @property
    def deliverer(self) -> Deliverer:
        """Who delivers and keeps."""
        return Deliverer(self.agency, f"ORG:{self.number}", self.settings)


def archive(
    shop: Workshop,
    names: Sequence[str],
    *,
    anew: bool = False,
    dry_run: bool = False,
    tell: Callable[[Archived], None] | None = None,
) -> list[Archived]:
    """Make the packages of adopted documents, one after the other; one that cannot be made does not stop the others.

    The first package of a document is noted in the register, in the same moment that it tells of as its own; it shows
    the register as it was just before. Made again it comes out the same, from the register as it was then.

    Args:
        shop: where.
        names: of documents, or their numbers.
        anew: make the next version, from the register as it is now.
        dry_run: do everything but write.
        tell: is told of each package as soon as it is there, whatever becomes of the next ones.

    Raises:
        FaultError: R300–R306, R311 a document that cannot be archived: no package is written then; R307 a package
            cannot be written; R309 or R312 what lies in its place stays; R310 the schemas are not installed;
            R100–R119 of the register. All at once.
    """
    faults = Faults()
    wanted: dict[str, str] = {}
    with shop.register.reading() as connection:
        for name in names:
            with faults.collecting():
                document = document_of(connection, name)
                adopted_document(shop.root, registered(connection, document, _newest(connection)))
                wanted.setdefault(document.name, name)  # a document may be named by its name and by its number
    faults.raise_if_errors()
    made: list[Archived] = []
    for name in wanted.values():
        with faults.collecting():
            made.append(_archived(shop, name, anew=anew, dry_run=dry_run))
            if tell is not None:
                tell(made[-1])
    faults.raise_if_errors()
    return made


def _newest(connection: Connection) -> int:
    from sqlalchemy import func, select

    from pipeline.register.tables import EVENT

    return int(connection.execute(select(func.max(EVENT.c.position))).scalar() or 0)


def _archived(shop: Workshop, name: str, *, anew: bool, dry_run: bool) -> Archived:
    with shop.register.reading() as connection:
        document = document_of(connection, name)
        entries = package_entries(connection, document)
        if entries and not anew:
            return _again(shop, connection, document, dry_run=dry_run)
    with ExitStack() as staged:
        with shop.register.writing(rehearsed=dry_run) as writing:
            package, head = _noted(shop, writing, name)
            for form in shop.settings.form:
                _check_free(target_of(shop.packages, package.object_id, form))
            ready = [] if dry_run else [_staged(shop, package, form, staged) for form in shop.settings.form]
        for one in ready:
            place(one)
    made = tuple(_shown(shop, target_of(shop.packages, package.object_id, form)) for form in shop.settings.form)
    return _told(document, package, head, made, (), ())


def _staged(shop: Workshop, package: Package, form: Form, staged: ExitStack) -> Staged:
    """A package beside its place; whatever is not placed is taken away at the end."""
    one = stage(package, shop.packages, form)
    staged.callback(discard, one)
    return one


def _check_free(target: Path) -> None:
    """Nothing lies in the place of a package that the register does not know yet: nobody else's is written over.

    Raises:
        FaultError: R312 something does, such as a package of a register that was lost.
    """
    if target.is_symlink() or target.exists():
        where = Place(f"{target.parent.name}/{target.name}")
        message = "Something lies here that the register knows nothing of; it stays as it is."
        todo = "Look at it (diarie archive verify) and move it away, then archive again."
        raise FaultError.of("R312", message, where, todo)


def _noted(shop: Workshop, writing: Writing, name: str) -> tuple[Package, tuple[int, str]]:
    """A new package, noted in the register."""
    document = document_of(writing.connection, name)
    head = writing.head
    known = adopted_document(shop.root, registered(writing.connection, document, head[0]))
    entries = package_entries(writing.connection, document)
    version = max((version_of(entry.object_id, known.folder) for entry in entries), default=0) + 1
    identifier = object_id(known.folder, version)
    subject = Subject(identifier, version, clock.written(writing.now), __version__, known, shop.deliverer)
    package = composed_package(subject)
    change(writing, str(document.state["number"]), {"package": identifier}, why=_noted_as(_mets(package)))
    return package, head


def _again(shop: Workshop, connection: Connection, document: Record, *, dry_run: bool) -> Archived:
    """The newest package that the register has noted, made again as it was."""
    entry = package_entries(connection, document)[-1]
    shown = registered(connection, document, entry.position - 1)
    known = adopted_document(shop.root, shown)
    version = version_of(entry.object_id, known.folder)
    number = str(document.state["number"])
    if version == 0:
        message = f"The register notes the package {entry.object_id} with {number}, which is none that diarie has made."
        todo = "Make one with --anew; the log keeps what was noted."
        raise FaultError.of("R306", message, None, todo, number=number, package=entry.object_id)
    subject = Subject(entry.object_id, version, entry.at, __version__, known, shop.deliverer)
    package = composed_package(subject)
    remarks = Faults()
    later = gone_on(connection, shown, entry.position)
    if later:
        remarks.add(
            "R308",
            f"The register has gone on since {entry.object_id} was made: {len(later)} more of its events are about"
            f" {number}, its case or its decision.",
            None,
            "The package stays as it was. For one that shows them: diarie archive --anew.",
            level="warning",
            number=number,
            positions=list(later),
        )
    written: list[str] = []
    unchanged: list[str] = []
    for form in shop.settings.form:
        target = target_of(shop.packages, package.object_id, form)
        with remarks.collecting():
            (unchanged if _stays(package, target, entry.why, remarks) else written).append(_shown(shop, target))
    remarks.raise_if_errors()
    with ExitStack() as staged:
        ready = [
            _staged(shop, package, form, staged)
            for form in shop.settings.form
            if _shown(shop, target_of(shop.packages, package.object_id, form)) in written and not dry_run
        ]
        for one in ready:
            place(one)
    return _told(document, package, shown.head, tuple(written), tuple(unchanged), tuple(remarks))


def _stays(package: Package, target: Path, noted: str, remarks: Faults) -> bool:
    """Whether the package that lies there stays: a sound one is never written over.

    Args:
        package: as it comes out now.
        target: where it lies, or is to lie.
        noted: what the register noted with it.
        remarks: where to say that it would come out otherwise now.

    Raises:
        FaultError: R309 it is damaged or missing, and cannot be made again as it was.
    """
    where = Place(f"{target.parent.name}/{target.name}")
    todo = "For one of the register and the settings as they are now: diarie archive --anew."
    verdict = verify(target) if target.exists() else None
    sound = verdict is not None and not verdict.faults
    mine = _mets(package)
    if sound and verdict is not None and _noted_as(verdict.mets) == noted:
        if verdict.mets != mine:
            message = "The package is sound; settings or program have changed since it was made. It stays as it is."
            remarks.add("R309", message, where, todo, level="warning", package=package.object_id)
        return True
    if noted == _noted_as(mine) and not sound:
        others = [fault for fault in verdict.faults if fault.code in _FOREIGN] if verdict else []
        if others:
            message = "What lies here is no package, or holds what does not belong to it; it stays as it is."
            todo = "Look at it (diarie archive verify) and move it away; then diarie archive makes the package again."
            raise FaultError.of("R312", message, where, todo, found=[str(fault.place) for fault in others])
        return False
    state = "is sound, and another than the register has noted" if sound else "is damaged or missing"
    message = f"The package {state}, and cannot be made again as it was: settings or program have changed."
    if sound and noted == _noted_as(mine):
        message = f"The package {state}."
        todo = "Move it away; then diarie archive makes the noted one again."
    raise FaultError.of("R309", message, where, todo, package=package.object_id)


def _noted_as(mets: str) -> str:
    """What the register notes with a package, so that it proves later which one it was."""
    return f"METS.xml SHA-256 {mets}"


def _mets(package: Package) -> str:
    return hashlib.sha256(package.files[ROOT_METS]).hexdigest()


def _shown(shop: Workshop, target: Path) -> str:
    return target.relative_to(shop.root).as_posix()


def _told(
    document: Record,
    package: Package,
    head: tuple[int, str],
    written: tuple[str, ...],
    unchanged: tuple[str, ...],
    remarks: tuple[Fault, ...],
) -> Archived:
    return Archived(
        document=str(document.state["number"]),
        object_id=package.object_id,
        files=len(package.files),
        head=head,
        mets=_mets(package),
        written=written,
        unchanged=unchanged,
        remarks=remarks,
    )
