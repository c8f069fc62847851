"""The build: find what is stale, compose it, number it, make its files, put them in place. In that order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.building import stale
from pipeline.building.adopted import adopted_among, put_back, refuse_adopted, renamed, without_inputs
from pipeline.building.fingerprint import made_with
from pipeline.building.kept import build_id, forget_oldest, newest_kept, to_keep
from pipeline.building.lock import only_build
from pipeline.building.manifest import Manifest
from pipeline.building.numbering import Numbering
from pipeline.building.overview import Refreshed, refresh_if_there, refresh_overview
from pipeline.building.pages import author_page_name
from pipeline.building.publish import check_writable, publish
from pipeline.disk import in_the_way, is_file
from pipeline.faults import Fault, FaultError, Faults

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.building.compose import Composed
    from pipeline.building.convert import Progress
    from pipeline.building.project import Found, Project
    from pipeline.register.adopted import AdoptedDocument


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or would do.

    Attributes:
        built: name of each document built → why.
        unchanged: names of those whose outputs were as good as new.
        outputs: the manifests of all chosen documents that have outputs.
        remarks: faults that did not stop the build.
        builds: what each build is called that was made, by the document's name (`check --since`).
        adopted: those that are adopted, by name, which no build makes anew.
        gone: those of them that have no folder in inputs/ any more.
        put_back: names of the outputs that were copied from `adopted/` again, by the document's name.
        overview: where the page lies that shows all documents; None where there is none.
        author_pages: names of the author's editions of earlier builds, which this one removes.
    """

    built: Mapping[str, tuple[str, ...]]
    unchanged: tuple[str, ...]
    outputs: Mapping[str, Manifest]
    remarks: tuple[Fault, ...]
    builds: Mapping[str, str] = field(default_factory=dict)
    adopted: Mapping[str, AdoptedDocument] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    put_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overview: Path | None = None
    author_pages: tuple[str, ...] = ()


def build(
    project: Project, names: tuple[str, ...], *, draft: bool, dry_run: bool, everything: bool, progress: Progress
) -> Report:
    """Build the named documents, or all.

    Everything is gathered and checked before anything is written; a build that fails leaves the last outputs as they
    were. Adopted documents are left alone, and their outputs put back where they are missing or differ.

    Args:
        project: where.
        names: which; () for all.
        draft: mark them UTKAST.
        dry_run: check everything that needs no LibreOffice, write nothing, give no number.
        everything: build also what is not stale.
        progress: told each step.

    Raises:
        FaultError: all that is wrong; R204 a document that was named is adopted.
    """
    chosen = project.choose(names)
    with nullcontext() if dry_run else only_build(project.state):
        adopted = adopted_among(project, chosen)
        refuse_adopted(adopted, chosen if names else ())
        gone = {} if names else without_inputs(project, chosen)
        back, remarks = put_back(project, adopted | gone, dry_run=dry_run)
        drafts = tuple(found for found in chosen if found.name not in adopted)
        remarks.extend(renamed(project, drafts, gone, "warning"))
        before = author_pages(project, drafts)
        try:
            report = _build(project, drafts, draft=draft, dry_run=dry_run, everything=everything, progress=progress)
        except FaultError:
            if not dry_run:
                refresh_if_there(project)
            raise
        if before and not dry_run:
            publish(project.outputs, {}, gone=before)
        overview = Refreshed(None) if dry_run else refresh_overview(project)
    return replace(
        report,
        adopted=adopted | gone,
        gone=tuple(gone),
        put_back=back,
        remarks=(*remarks, *report.remarks, *overview.remarks),
        overview=overview.path,
        author_pages=before,
    )


def author_pages(project: Project, documents: Iterable[Found]) -> tuple[str, ...]:
    """Names of the author's editions of some documents that lie in `outputs/`."""
    names = (author_page_name(found.name) for found in documents)
    return tuple(name for name in names if is_file(project.outputs / name))


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
    builds: dict[str, str] = {}
    if to_build:
        remarks, builds = _make(project, to_build, tools, draft=draft, dry_run=dry_run, progress=progress)
    manifests = {found.name: Manifest.read(project.outputs, found.name) for found in chosen}
    return Report(
        built={found.name: why[found.name] for found in to_build},
        unchanged=tuple(found.name for found in chosen if not why[found.name]),
        outputs={name: manifest for name, manifest in manifests.items() if manifest is not None},
        remarks=remarks,
        builds=builds,
    )


def _make(
    project: Project,
    to_build: tuple[Found, ...],
    tools: dict[str, str],
    *,
    draft: bool,
    dry_run: bool,
    progress: Progress,
) -> tuple[tuple[Fault, ...], dict[str, str]]:
    """Make the documents and put them in place; what did not stop that, and what each build is called."""
    # The heavy imports stand here: a build with nothing to do must not pay for them.
    from pipeline.building.convert import make_all
    from pipeline.building.outputs import certain_outputs, outputs_of
    from pipeline.building.page_styles import keep_sound, look_at_styles
    from pipeline.building.pages import check_pages
    from pipeline.building.write import template_remarks, write_all
    from pipeline.checks.spelling.asking import keep

    progress(f"reading {', '.join(found.name for found in to_build)}")
    numbering = Numbering(project.register)
    composed = compose_all(project, to_build, numbering, draft=draft)
    manifests = {found.name: Manifest.read(project.outputs, found.name) for found in to_build}
    known = {name: manifest for name, manifest in manifests.items() if manifest is not None}
    guessed = {found.name: _pages_before(project, found.name, known) for found in to_build}
    written = write_all(composed, guessed)
    check_pages(composed)
    styles = look_at_styles(project)
    remarks = (*_remarks(composed), *template_remarks(composed), *styles.of_pages())
    if dry_run:
        return remarks, {}
    check_writable(project.outputs, [file for name in written for file in certain_outputs(name)])
    if not numbering.confirm():
        composed = compose_all(project, to_build, numbering, draft=draft)
        written = write_all(composed, guessed)
    made = make_all(composed, written, cache=make_cache_folder(project.state), progress=progress)
    keep(document.subject for document in composed.values())
    keep_sound(project, styles)
    outputs = outputs_of(composed, made, tools, known)
    kept = [to_keep(project.state, name, manifest) for name, manifest in outputs.manifests.items()]
    publish(
        project.outputs,
        outputs.files,
        gone=outputs.gone,
        also={path: data for files in kept for path, data in files.items()},
    )
    for name in outputs.manifests:
        forget_oldest(project.state, name)
    return remarks, {name: build_id(manifest) for name, manifest in outputs.manifests.items()}


def _pages_before(project: Project, name: str, known: Mapping[str, Manifest]) -> dict[str, int]:
    """The pages of a document's headings in its last build, whose outputs may be gone by now."""
    manifest = known.get(name) or newest_kept(project.state, name)
    return manifest.contents if manifest is not None else {}


def compose_all(
    project: Project, documents: tuple[Found, ...], numbering: Numbering, *, draft: bool
) -> dict[str, Composed]:
    """The trees of several documents, by name.

    Raises:
        FaultError: everything that is wrong with any of them.
    """
    from pipeline.building.compose import examine_all

    faults = Faults()
    composed = {}
    for name, (made, said) in examine_all(project, documents, draft=draft, numbering=numbering).items():
        with faults.collecting():
            said.raise_if_errors()
        if made is not None:
            composed[name] = made
    faults.raise_if_errors()
    return composed


def _remarks(composed: Mapping[str, Composed]) -> tuple[Fault, ...]:
    faults = Faults()
    for document in composed.values():
        faults.extend(document.remarks)
    return tuple(faults)


def make_cache_folder(state: Path) -> Path:
    """The folder for LibreOffice's prepared profile.

    Raises:
        FaultError: P301 it cannot be made.
    """
    cache = state / "cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why, todo = in_the_way(cache) or in_the_way(state) or (error.strerror, "Check its permissions.")
        raise FaultError.of("P301", f"The folder {state.name}/ cannot be written: {why}.", None, todo) from None
    return cache
