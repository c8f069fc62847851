"""Keeping `outputs/index.html` as the project stands: made anew when what it would show has changed, and only then.

An unchanged build must stay quick: hashes tell whether the page still holds, and nothing heavy is loaded for that.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.building.manifest import MadeFrom, Manifest, file_digest
from pipeline.building.numbering import place_from_files
from pipeline.building.stale import changed_inputs
from pipeline.disk import is_file
from pipeline.faults import Fault, FaultError
from pipeline.html.templates import FOLDER, OVERVIEW
from pipeline.register.overview import Standing, standings

if TYPE_CHECKING:
    from pipeline.building.project import Found, Project

#: The page, in `outputs/`.
FILE: Final = "index.html"

#: Endings of the files that a document may have in `outputs/`, in the order in which they are shown.
ENDINGS: Final = {
    ".html": "Webb",
    ".pdf": "PDF",
    ".docx": "Word",
    ".figures.xlsx": "Sifferförteckning",
    ".manifest.json": "Manifest",
}
_STATE: Final = "overview.json"
#: The list that stands beside document.yaml while a document is on review (approval/review_list.py).
_REVIEW_LIST: Final = "review-list.yaml"
#: Keys of a manifest, as they stand in it; no text in it can look so, as its quotation marks are escaped.
_INPUTS: Final = '"inputs": '
_LISTINGS: Final = '"listings": '
_AGENCY: Final = ',\n "agency": '
_DECODER: Final = json.JSONDecoder()
_CASE: Final = re.compile(rb'"case_number": ("(?:[^"\\]|\\.)*")')
#: Bytes of a manifest in which its diary number stands.
_HEAD: Final = 4_000


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the page.

    Attributes:
        path: where it lies; None where there is none.
        remarks: why it could not be made or kept, as warnings; pictures that are missing, as hints.
        new: whether it was written now.
    """

    path: Path | None
    remarks: tuple[Fault, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page is made from, as it lies there.

    Attributes:
        names: the documents: those with a folder in `inputs/`, and adopted ones without.
        manifests: the bytes of each one's manifest in `outputs/`.
        built: when each manifest was written.
        files: of each document, the names and SHA-256 of its files in `outputs/`.
        standings: what the register says of documents that are, or were, adopted, or on review.
        reviewed: documents that are on review, as their review list says.
        stale: which of a document's inputs have changed since it was built; those of which none has are left out.
        packages: name → size and time of each file in `packages/`; for a folder, of its METS.xml.
        templates: name → bytes.
        agency: `inputs/agency.yaml`.
    """

    names: tuple[str, ...]
    manifests: dict[str, bytes]
    built: dict[str, datetime]
    files: dict[str, dict[str, str]]
    standings: tuple[Standing, ...]
    reviewed: tuple[str, ...]
    stale: dict[str, tuple[str, ...]]
    packages: dict[str, tuple[int, int]]
    templates: dict[str, bytes]
    agency: bytes

    def digest(self) -> str:
        """A hash that changes when the page would."""
        parts = [
            list(self.names),
            {name: _sha256(data) for name, data in self.manifests.items()},
            {name: built.isoformat(timespec="minutes") for name, built in self.built.items()},
            self.files,
            [standing.as_json() for standing in self.standings],
            self.reviewed,
            self.stale,
            self.packages,
            {name: _sha256(data) for name, data in self.templates.items()},
            _sha256(self.agency),
            _program(),
            shutil.which("pdftoppm"),
        ]
        return _sha256(json.dumps(parts, sort_keys=True).encode())


def refresh_overview(project: Project) -> Refreshed:
    """Make the page anew if it is missing, altered, or shows what is no longer so.

    Nothing that goes wrong with it is worth failing for: the last page stays, and why is told as warnings.
    """
    path = project.outputs / FILE
    try:
        seen = look(project)
        digest = seen.digest()
        if _holds(project, path, digest):
            return Refreshed(path)
        from pipeline.building.overview_page import make_page  # reads, draws and loads the template engine

        page, hints = make_page(project, seen)
        _write(project, page, digest)
    except FaultError as error:
        said = " ".join(fault.message for fault in error.faults)
        todo = error.faults[0].todo
        place = error.faults[0].place
        fault = Fault("P320", f"The overview outputs/{FILE} is not made anew: {said}", place, todo, level="warning")
        return Refreshed(path if is_file(path) else None, (fault,))
    return Refreshed(path, hints, new=True)


def refresh_if_there(project: Project) -> tuple[Fault, ...]:
    """Let a page that is there tell what is so now; no new one is made. Why it could not be, as warnings."""
    return refresh_overview(project).remarks if is_file(project.outputs / FILE) else ()


def look(project: Project) -> Seen:
    """What the page is to be made from.

    Raises:
        FaultError: I102, I303 inputs/; R101, R102, R116 the register cannot be read.
    """
    documents = _documents(project)
    own = {found.name for found in documents}
    manifests = {name: data for name in own if (data := _manifest(project, name)) is not None}
    place = place_from_files(project.root, project.register)
    shown = standings(place, [_case_of(data) for data in manifests.values()])
    adopted = {one.name for one in shown if one.counts}
    gone = {one.name for one in shown if one.counts and (project.root / one.folder).is_dir()} - own
    manifests |= {name: data for name in gone if (data := _manifest(project, name)) is not None}
    names = tuple(sorted(own | gone))
    return Seen(
        names=names,
        manifests=manifests,
        built={name: _time_of(project.outputs / Manifest.file_name(name)) for name in manifests},
        files={name: _files(project.outputs, name) for name in names},
        standings=shown,
        reviewed=tuple(sorted(found.name for found in documents if _is_on_review(project, found, shown))),
        stale=_stale(project, {name: manifests[name] for name in sorted(manifests.keys() - adopted)}),
        packages=_packages(project.root / "packages"),
        templates={name: data for name in OVERVIEW if (data := _read(project.root / FOLDER / name)) is not None},
        agency=_read(project.root / "inputs" / "agency.yaml") or b"",
    )


def _documents(project: Project) -> tuple[Found, ...]:
    """The documents in `inputs/`; none where only adopted ones are left, which stand in `adopted/`."""
    try:
        return project.documents()
    except FaultError as error:
        if {fault.code for fault in error.faults} == {"I302"}:
            return ()
        raise


def _is_on_review(project: Project, found: Found, shown: tuple[Standing, ...]) -> bool:
    """Whether a review list (granskningslista) is out, and is not that of a document that was made void."""
    data = _read(project.root / found.folder / _REVIEW_LIST)
    void = (project.root / one.folder / _REVIEW_LIST for one in shown if one.name == found.name and not one.counts)
    return data is not None and all(_read(path) != data for path in void)


def _stale(project: Project, manifests: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    digest = cache(file_digest)
    said = {}
    for name, manifest in manifests.items():
        changed = changed_inputs(project.root, _made_from(manifest), digest)
        if changed:
            said[name] = tuple(path for path, _ in changed)
    return said


def _made_from(manifest: bytes) -> MadeFrom:
    """What a manifest lists as read; nothing of the rest is parsed, which is long. Nothing where it is not whole."""
    try:
        text = manifest.decode()
        inputs, end = _DECODER.raw_decode(text, text.index(_INPUTS) + len(_INPUTS))
        found, end = _DECODER.raw_decode(text, text.index(_LISTINGS, end) + len(_LISTINGS))
        listings = [(str(where), str(pattern), tuple(names)) for where, pattern, names in found]
        kept = text.startswith(_AGENCY, end)  # not in manifests from before this was kept
        agency = _DECODER.raw_decode(text, end + len(_AGENCY))[0] if kept else {}
        return MadeFrom(dict(inputs), listings, dict(agency))
    except (ValueError, TypeError, RecursionError):
        return MadeFrom({}, [], {})


def _manifest(project: Project, name: str) -> bytes | None:
    return _read(project.outputs / Manifest.file_name(name))


def _case_of(manifest: bytes) -> str:
    """The diary number in a manifest, which is not parsed for it; empty where there is none."""
    match = _CASE.search(manifest[:_HEAD])
    try:
        return str(json.loads(match[1])) if match else ""
    except ValueError:
        return ""


def _time_of(path: Path) -> datetime:
    """When a file was written; as SOURCE_DATE_EPOCH says, where that is set (reproducible-builds.org)."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(said) if said.isascii() and said.isdigit() else path.stat().st_mtime, UTC)


def _files(outputs: Path, name: str) -> dict[str, str]:
    found = {}
    for ending in ENDINGS:
        digest = file_digest(outputs / f"{name}{ending}")
        if digest is not None:
            found[f"{name}{ending}"] = digest
    return found


def _packages(folder: Path) -> dict[str, tuple[int, int]]:
    """By size and time alone: packages are large, and are hashed when the page is made."""
    found = {}
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return {}
    for path in paths:
        file = path / "METS.xml" if path.is_dir() else path
        try:
            about = file.stat()
        except OSError:
            continue
        found[file.relative_to(folder).as_posix()] = (about.st_size, about.st_mtime_ns)
    return found


def _holds(project: Project, path: Path, digest: str) -> bool:
    """Whether the page is there, as it was written, from what there is now."""
    page = _read(path)
    if page is None:
        return False
    try:
        known = json.loads((project.state / "cache" / _STATE).read_bytes())
        return bool(known == {"from": digest, "page": _sha256(page)})
    except (OSError, ValueError, RecursionError):
        return False


def _write(project: Project, page: bytes, digest: str) -> None:
    from pipeline.building.publish import publish

    state = json.dumps({"from": digest, "page": _sha256(page)}).encode()
    publish(project.outputs, {FILE: page}, also={project.state / "cache" / _STATE: state})


def _program() -> str:
    """The code that makes the page, as a hash."""
    building = Path(__file__).parent
    files = (*sorted(building.glob("overview*.py")), building / "first_pages.py", building.parent / "html/overview.py")
    return _sha256(b"".join(path.read_bytes() for path in files))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
