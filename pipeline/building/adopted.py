"""Adopted documents in a build: they are never made anew, and `outputs/` gets back what it has lost of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.building.manifest import file_digest
from pipeline.building.numbering import place_from_files
from pipeline.building.pages import author_page_name
from pipeline.building.publish import publish
from pipeline.disk import is_file
from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_FOLDER, OUTPUT_ROLES, AdoptedDocument, adopted_documents, all_adopted
from pipeline.register.fields import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.building.project import Found, Project
    from pipeline.faults import Level
    from pipeline.register.adopted import AdoptedFile


def adopted_among(project: Project, chosen: Iterable[Found]) -> dict[str, AdoptedDocument]:
    """Those of some documents that are adopted, by name.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read; the faults of inputs/agency.yaml.
    """
    place = place_from_files(project.root, project.register)
    return adopted_documents(place, [found.name for found in chosen])


def without_inputs(project: Project, documents: Iterable[Found]) -> dict[str, AdoptedDocument]:
    """Adopted documents whose files lie here, and whose folder in inputs/ is gone, or has another name, by name.

    Args:
        project: where.
        documents: all of the project.

    Raises:
        FaultError: R101, R102, R116 the register cannot be read; the faults of inputs/agency.yaml.
    """
    if not (project.root / ADOPTED_FOLDER).is_dir():
        return {}
    names = {found.name for found in documents}
    everywhere = all_adopted(place_from_files(project.root, project.register))
    return {
        name: document
        for name, document in sorted(everywhere.items())
        if name not in names and any((project.root / file.folder).is_dir() for file in document.files[:1])
    }


def renamed(project: Project, drafts: Iterable[Found], gone: Mapping[str, AdoptedDocument], level: Level) -> Faults:
    """Note R224 for each draft that has the document.yaml of an adopted document whose own folder is gone.

    Args:
        project: where.
        drafts: what to look at.
        gone: as `without_inputs` has it.
        level: warning for a build; error where the draft would be adopted once more.
    """
    faults = Faults()
    known = {
        file.sha256: name
        for name, document in gone.items()
        for file in document.files
        if file.role == "source" and _is_settings_of(file.name, name)
    }
    for found in drafts if known else ():
        path = f"{found.folder}/document.yaml"
        name = known.get(file_digest(project.root / path) or "")
        if name is not None:
            message = f"{found.name} is the same as {name}, which is {told(gone[name])}, and has no folder any more."
            todo = f"Give the folder its name back; a new version says replaces: {name} in its document.yaml."
            faults.add("R224", message, Place(path), todo, level=level, document=found.name, adopted=name)
    return faults


def _is_settings_of(source: str, name: str) -> bool:
    """Whether a source, as `sources/inputs/plan/followups/may/document.yaml`, is the document.yaml of that document."""
    *around, file = PurePosixPath(source).parts
    return file == "document.yaml" and "-".join(around[2:]) == name


def refuse_adopted(adopted: Mapping[str, AdoptedDocument], chosen: Iterable[Found]) -> None:
    """That nobody asks for an adopted document to be built.

    Raises:
        FaultError: R204 somebody does.
    """
    faults = Faults()
    for found in chosen:
        document = adopted.get(found.name)
        if document is not None:
            faults.add(
                "R204",
                f"{found.name} is {told(document)}: it is not built again.",
                Place(f"{found.folder}/document.yaml"),
                f"A new version is a new folder in inputs/, with replaces: {found.name} in its document.yaml.",
                document=found.name,
                number=document.number,
                decision_number=document.text("decision-number"),
            )
    faults.raise_if_errors()


def told(document: AdoptedDocument) -> str:
    """How a document stands: `adopted (fastställd) as 1.3.1-2024-8647-1 by Stab/001/2024`."""
    status = document.text("status")
    decision = document.text("decision-number")
    by = f" by {decision}" if decision else ""
    return f"{status} ({STATES['document'][status]}), entered as {document.number}{by}"


def put_back(
    project: Project, adopted: Mapping[str, AdoptedDocument], *, dry_run: bool
) -> tuple[dict[str, tuple[str, ...]], Faults]:
    """Copy from `adopted/` what `outputs/` lacks of adopted documents, or has otherwise.

    Author's editions of them are removed: they show a draft.

    Args:
        project: where.
        adopted: the documents, by name.
        dry_run: only say what would be put back.

    Returns:
        Names of the files that were put back, by document; and what is missing in `adopted/`, as warnings R206: on
        another machine than the one of the approval the folder may not be.

    Raises:
        FaultError: R205 a file in `adopted/` is not what was registered; P303–P305 `outputs/` cannot be written.
    """
    faults = Faults()
    back: dict[str, tuple[str, ...]] = {}
    files: dict[str, bytes] = {}
    kept: dict[str, Path] = {}
    for name, document in adopted.items():
        lacking = {}
        for file in document.files:
            if file.role not in OUTPUT_ROLES:
                continue
            data = _checked(project.root, document, file, faults)
            output = PurePosixPath(file.name).name
            if data is not None and file_digest(project.outputs / output) != file.sha256:
                lacking[output] = data
                kept[output] = project.root / file.folder / file.name
        if lacking:
            back[name] = tuple(lacking)
            files |= lacking
    faults.raise_if_errors()
    left = [name for one in adopted if is_file(project.outputs / (name := author_page_name(one)))]
    if (files or left) and not dry_run:
        ordered = sorted(files.items(), key=lambda item: item[0].endswith(".manifest.json"))
        publish(project.outputs, dict(ordered), gone=left)
        for output, path in kept.items():
            with suppress(OSError):  # the overview tells by the manifest's time when a document was built
                os.utime(project.outputs / output, (path.stat().st_mtime,) * 2)
    return back, faults


def _checked(root: Path, document: AdoptedDocument, file: AdoptedFile, faults: Faults) -> bytes | None:
    """The bytes of an adopted file; None when it is missing or not what was registered."""
    path = f"{file.folder}/{file.name}"
    todo = "Put it back from a backup; diarie register verify looks at all of them."
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = "is missing" if missing else f"cannot be read: {error.strerror}"
        message = f"{path}, which was registered with {document.number}, {why}."
        faults.add("R206", message, Place(path), todo, level="warning", number=document.number)
        return None
    if hashlib.sha256(data).hexdigest() == file.sha256:
        return data
    message = f"{path} is not the file that was registered with {document.number}."
    faults.add("R205", message, Place(path), todo, number=document.number)
    return None
