"""The build: find what is stale, compose it, number it, make its files, put them in place. In that order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.building import stale
from pipeline.building.fingerprint import made_with
from pipeline.building.lock import only_build
from pipeline.building.manifest import Manifest, described
from pipeline.building.numbering import Numbering
from pipeline.building.publish import check_writable, publish
from pipeline.faults import Fault, FaultError, Faults

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.building.compose import Composed
    from pipeline.building.convert import Made, Progress
    from pipeline.building.project import Found, Project


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or would do.

    Attributes:
        built: name of each document built → why.
        unchanged: names of those whose outputs were as good as new.
        outputs: the manifests of all chosen documents that have outputs.
        remarks: faults that did not stop the build.
    """

    built: Mapping[str, tuple[str, ...]]
    unchanged: tuple[str, ...]
    outputs: Mapping[str, Manifest]
    remarks: tuple[Fault, ...]


def build(
    project: Project, names: tuple[str, ...], *, draft: bool, dry_run: bool, everything: bool, progress: Progress
) -> Report:
    """Build the named documents, or all.

    Everything is gathered and checked before anything is written; a build that fails leaves the last outputs as they
    were.

    Args:
        project: where.
        names: which; () for all.
        draft: mark them UTKAST.
        dry_run: check everything that needs no LibreOffice, write nothing, give no number.
        everything: build also what is not stale.
        progress: told each step.

    Raises:
        FaultError: all that is wrong.
    """
    chosen = project.choose(names)
    if dry_run:
        return _build(project, chosen, draft=draft, dry_run=True, everything=everything, progress=progress)
    with only_build(project.state):
        return _build(project, chosen, draft=draft, dry_run=False, everything=everything, progress=progress)


def _build(
    project: Project,
    chosen: tuple[Found, ...],
    *,
    draft: bool,
    dry_run: bool,
    everything: bool,
    progress: Progress,
) -> Report:
    tools = made_with()
    why = {found.name: stale.reasons(project, found, tools, draft=draft) for found in chosen}
    if everything:
        why = {name: said or ("asked for",) for name, said in why.items()}
    to_build = tuple(found for found in chosen if why[found.name])
    remarks: tuple[Fault, ...] = ()
    if to_build:
        remarks = _make(project, to_build, tools, draft=draft, dry_run=dry_run, progress=progress)
    manifests = {found.name: Manifest.read(project.outputs, found.name) for found in chosen}
    return Report(
        built={found.name: why[found.name] for found in to_build},
        unchanged=tuple(found.name for found in chosen if not why[found.name]),
        outputs={name: manifest for name, manifest in manifests.items() if manifest is not None},
        remarks=remarks,
    )


def _make(
    project: Project,
    to_build: tuple[Found, ...],
    tools: dict[str, str],
    *,
    draft: bool,
    dry_run: bool,
    progress: Progress,
) -> tuple[Fault, ...]:
    # The heavy imports stand here: a build with nothing to do must not pay for them.
    from pipeline.building.convert import make_all, template_remarks, write_all

    progress(f"reading {', '.join(found.name for found in to_build)}")
    numbering = Numbering(project.register)
    composed = compose_all(project, to_build, numbering, draft=draft)
    guessed = {found.name: known.contents for found in to_build if (known := _known(project, found))}
    written = write_all(composed, guessed)
    remarks = (*_remarks(composed), *template_remarks(composed))
    if dry_run:
        return remarks
    check_writable(project.outputs)
    if not numbering.confirm():
        composed = compose_all(project, to_build, numbering, draft=draft)
        written = write_all(composed, guessed)
    made = make_all(composed, written, cache=_make_cache_folder(project.state), progress=progress)
    publish(project.outputs, _files(composed, made, tools))
    return remarks


def _known(project: Project, found: Found) -> Manifest | None:
    """What is known of a document from its last build."""
    return Manifest.read(project.outputs, found.name)


def check(project: Project, chosen: tuple[Found, ...]) -> tuple[Fault, ...]:
    """All faults of these documents that can be found without LibreOffice, sorted by place."""
    from pipeline.building.convert import template_remarks, write_all

    faults = Faults()
    numbering = Numbering(project.register)
    for found in chosen:
        with faults.collecting():
            composed = compose_all(project, (found,), numbering, draft=True)
            faults.extend(_remarks(composed))
            write_all(composed)
            faults.extend(template_remarks(composed))
    return tuple(faults)


def compose_all(
    project: Project, documents: tuple[Found, ...], numbering: Numbering, *, draft: bool
) -> dict[str, Composed]:
    """The trees of several documents, by name.

    Raises:
        FaultError: everything that is wrong with any of them.
    """
    from pipeline.building.compose import compose

    faults = Faults()
    composed = {}
    for found in documents:
        with faults.collecting():
            composed[found.name] = compose(project, found, draft=draft, numbering=numbering)
    faults.raise_if_errors()
    return composed


def _files(composed: Mapping[str, Composed], made: Mapping[str, Made], tools: dict[str, str]) -> dict[str, bytes]:
    """All files of the build as they are put in place: manifests last, as they vouch for the rest."""
    from pipeline.building.trace import figures_of
    from pipeline.pdf.pages import page_count

    outputs: dict[str, bytes] = {}
    manifests: dict[str, bytes] = {}
    for name, files in made.items():
        document, reader = composed[name].document, composed[name].reader
        own = {f"{name}.docx": files.word.data, f"{name}.pdf": files.pdf}
        outputs |= own
        manifest = Manifest(
            document=name,
            kind=document.kind,
            title=document.metadata.title,
            case_number=document.metadata.case_number,
            language=document.metadata.language,
            date=document.metadata.date.isoformat(),
            numbered_by=composed[name].numbered_by,
            draft=document.metadata.draft,
            inputs=dict(sorted(reader.files.items())),
            listings=[(folder, pattern, found) for (folder, pattern), found in sorted(reader.listings.items())],
            made_with=tools,
            outputs={file: described(data) for file, data in own.items()},
            pages=page_count(files.pdf),
            contents={entry.bookmark: entry.page for entry in files.word.contents if entry.page},
            figures=figures_of(document),
            remarks=[remark.as_json() for remark in composed[name].remarks],
        )
        manifests[Manifest.file_name(name)] = manifest.to_bytes()
    return outputs | manifests


def _remarks(composed: Mapping[str, Composed]) -> tuple[Fault, ...]:
    faults = Faults()
    for document in composed.values():
        faults.extend(document.remarks)
    return tuple(faults)


def _make_cache_folder(state: Path) -> Path:
    cache = state / "cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FaultError.of(
            "P301", f"The folder {state.name}/ cannot be written: {error.strerror}.", None, "Check its permissions."
        ) from None
    return cache
