"""Why a document would be built anew: each reason is a sentence that an author understands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.building.manifest import Manifest, file_digest
from pipeline.building.numbering import number_of, place_from_files
from pipeline.sources.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.building.project import Found, Project


def reasons(project: Project, found: Found, made_with: dict[str, str], *, draft: bool) -> tuple[str, ...]:
    """Why the document must be built; () when its outputs are as good as new."""
    manifest = Manifest.read(project.outputs, found.name)
    if manifest is None:
        return ("it has not been built yet",)
    return (
        *_outputs(project.outputs, manifest),
        *(
            f"{path} is {what}"
            for path, what in changed_inputs(project.root, manifest.inputs, manifest.listings, file_digest)
        ),
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


def changed_inputs(
    root: Path,
    inputs: Mapping[str, str | None],
    listings: Iterable[tuple[str, str, tuple[str, ...]]],
    digest: Callable[[Path], str | None],
) -> list[tuple[str, str]]:
    """What a document was made from that is otherwise now: each path, and whether it is changed, new, missing or gone.

    Args:
        root: the project's folder.
        inputs: path → SHA-256 of each file that was read; None for one that was not there.
        listings: folder, pattern and the names that were found, of each folder that was looked through.
        digest: SHA-256 of a file as it is now; None where there is none.
    """
    said = []
    for path, before in sorted(inputs.items()):
        if path.startswith("sql:"):
            continue  # a server is asked anew when the document is built for another reason, or with --all
        now = digest(root / path)
        if now != before:
            said.append((path, "missing" if now is None else "new" if before is None else "changed"))
    reader = Reader(root)
    for folder, pattern, before_names in listings:
        reader.listing(folder, pattern)
        names = reader.listings[folder, pattern]
        said += [(f"{folder}/{name}", "new") for name in names if name not in before_names]
        said += [
            (f"{folder}/{name}", "gone")
            for name in before_names
            if name not in names and f"{folder}/{name}" not in inputs
        ]
    return list(dict.fromkeys(said))  # a folder may have been looked through in several ways


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
