"""Why a document would be built anew: each reason is a sentence that an author understands."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.building.manifest import Manifest, file_digest
from pipeline.building.numbering import number_of, place_from_files
from pipeline.faults import FaultError
from pipeline.sources.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.building.manifest import MadeFrom
    from pipeline.building.project import Found, Project

#: Shared by all documents, which show but a part of it.
_AGENCY: Final = "inputs/agency.yaml"


def reasons(project: Project, found: Found, made_with: dict[str, str], *, draft: bool) -> tuple[str, ...]:
    """Why the document must be built; () when its outputs are as good as new."""
    manifest = Manifest.read(project.outputs, found.name)
    if manifest is None:
        return ("it has not been built yet",)
    return (
        *_outputs(project.outputs, manifest),
        *(f"{path} is {what}" for path, what in changed_inputs(project.root, manifest.made_from, file_digest)),
        *(f"{name} has changed since" for name in sorted(made_with) if manifest.made_with.get(name) != made_with[name]),
        *_settings(project, manifest, draft=draft),
    )


def _outputs(folder: Path, manifest: Manifest) -> list[str]:
    said = []
    for name, about in manifest.outputs.items():
        digest = file_digest(folder / name)
        if digest is None:
            said.append(f"outputs/{name} is missing")
        elif digest != about["sha256"]:
            said.append(f"outputs/{name} is not what was built")
    return said


def changed_inputs(root: Path, made_from: MadeFrom, digest: Callable[[Path], str | None]) -> list[tuple[str, str]]:
    """What a document was made from that is otherwise now: each path, and whether it is changed, new, missing or gone.

    Args:
        root: the project's folder.
        made_from: what it was made from.
        digest: SHA-256 of a file as it is now; None where there is none.
    """
    said = []
    for path, before in sorted(made_from.inputs.items()):
        if path.startswith("sql:"):
            continue  # a server is asked anew when the document is built for another reason, or with --all
        now = digest(root / path)
        if path == _AGENCY and now is not None and now != before and _shown(root, now) == made_from.agency:
            continue  # another part of it than documents show
        if now != before:
            said.append((path, "missing" if now is None else "new" if before is None else "changed"))
    reader = Reader(root)
    for folder, pattern, before_names in made_from.listings:
        reader.listing(folder, pattern)
        names = reader.listings[folder, pattern]
        said += [(f"{folder}/{name}", "new") for name in names if name not in before_names]
        said += [
            (f"{folder}/{name}", "gone")
            for name in before_names
            if name not in names and f"{folder}/{name}" not in made_from.inputs
        ]
    return list(dict.fromkeys(said))  # a folder may have been looked through in several ways


@lru_cache(maxsize=8)
def _shown(root: Path, sha256: str) -> Mapping[str, str] | None:
    """What a document made now would show of `inputs/agency.yaml`; None when that cannot be told.

    Args:
        root: the project's folder.
        sha256: of the file: what is kept holds for these bytes alone.
    """
    from pipeline.kinds.base import Agency  # pydantic: a build with nothing to do seldom needs it
    from pipeline.sources.settings import load_settings

    reader = Reader(root)
    try:
        agency = load_settings(reader, _AGENCY, Agency).value
    except FaultError:  # told by the build for which this is a reason
        return None
    return agency.shown() if reader.files[_AGENCY] == sha256 else None


def _settings(project: Project, manifest: Manifest, *, draft: bool) -> list[str]:
    said = []
    if manifest.draft != draft:
        said.append(f"it was built {'as a draft' if manifest.draft else 'with its final look'}")
    if manifest.numbered_by == "register":
        place = place_from_files(project.root, project.register)
        if number_of(place, manifest.document) != manifest.case_number:
            said.append(f"the register does not know its number {manifest.case_number}")
    if manifest.replaces:
        from pipeline.building.history import has_changed  # few documents replace another

        place = place_from_files(project.root, project.register)
        if has_changed(place, manifest.document, manifest.replaces, manifest.history):
            said.append("the register says something else about the versions that it replaces")
    return said
