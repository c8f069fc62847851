"""Earlier builds: a copy of each manifest, kept in `.diarie/builds/`, so that a document can be compared with itself.

The store is a convenience. A build that cannot write it, or finds it broken, goes on all the same.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.building.manifest import Manifest
from pipeline.faults import FaultError, did_you_mean

if TYPE_CHECKING:
    from pipeline.building.project import Project

#: Builds kept of one document.
MOST: Final = 20

#: The newest build.
LAST: Final = "last"

_NAME: Final = re.compile(r"(\d{4,})-([0-9a-f]{8})\.json")
_ID: Final = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class KeptBuild:
    """A build that is kept.

    Attributes:
        id: what it is called: eight characters that follow from its manifest.
        sequence: counts the builds of a document, from 1.
        path: the copy of its manifest.
    """

    id: str
    sequence: int
    path: Path

    @property
    def day(self) -> date | None:
        """The day it was built on; None when the file is gone."""
        try:
            # the day as the person who built it knows it
            return datetime.fromtimestamp(self.path.stat().st_mtime).date()  # noqa: DTZ006
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier build to compare with: what it is called, and its manifest."""

    name: str
    manifest: Manifest


def build_id(manifest: bytes) -> str:
    """What a build is called, by its manifest."""
    return hashlib.sha256(manifest).hexdigest()[:8]


def kept_builds(state: Path, document: str) -> tuple[KeptBuild, ...]:
    """The kept builds of a document, the oldest first; () when nothing can be read."""
    try:
        names = [(_NAME.fullmatch(path.name), path) for path in (state / "builds" / document).iterdir()]
    except OSError:
        return ()
    found = [KeptBuild(match[2], int(match[1]), path) for match, path in names if match]
    return tuple(sorted(found, key=lambda build: (build.sequence, build.id)))


def newest_kept(state: Path, document: str) -> Manifest | None:
    """The manifest of the newest build that is kept of a document; None when none can be used."""
    kept = kept_builds(state, document)
    try:
        manifest = Manifest.parse(kept[-1].path.read_bytes()) if kept else None
    except OSError:
        return None
    return manifest if manifest is not None and manifest.document == document else None


def to_keep(state: Path, document: str, manifest: bytes) -> dict[Path, bytes]:
    """The file that keeps a build; nothing when the newest one is the same."""
    before = kept_builds(state, document)
    if before and before[-1].id == build_id(manifest):
        return {}
    sequence = before[-1].sequence + 1 if before else 1
    return {state / "builds" / document / f"{sequence:04d}-{build_id(manifest)}.json": manifest}


def forget_oldest(state: Path, document: str) -> None:
    """Remove the builds of a document beyond the newest `MOST`."""
    for build in kept_builds(state, document)[:-MOST]:
        with suppress(OSError):
            build.path.unlink()


def earlier_build(project: Project, document: str, build: str) -> Earlier:
    """The build of a document that somebody names.

    Args:
        project: where.
        document: its name.
        build: `last`; a day, for the newest build of that day or before it; the id of a build or its beginning; or the
            path of a manifest.

    Raises:
        FaultError: U105 there is no such build; U106 it cannot be read.
    """
    kept = kept_builds(project.state, document)
    if build == LAST:
        manifest = Manifest.read(project.outputs, document)
        if manifest is not None:
            return Earlier("the last build", manifest)
        if kept:
            return _read(kept[-1], document)
        raise FaultError.of(
            "U105",
            f"{document} has not been built yet.",
            None,
            f"Build it: diarie build {document}.",
            document=document,
        )
    day = _day(build)
    if day is not None:
        dated = [one for one in kept if (built := one.day) is not None and built <= day]
        if dated:
            return _read(dated[-1], document)
        raise _unknown(f"No build of {document} from {day} or before is kept.", kept, build, document)
    if _ID.fullmatch(build):
        named = [one for one in kept if one.id.startswith(build[:8])]
        if named:
            return _read(named[-1], document)
    raise _unknown(f"{document} has no build “{build}”.", kept, build, document)


def manifest_at(path: Path) -> Manifest:
    """The manifest in a file.

    Raises:
        FaultError: U106 it cannot be read.
    """
    try:
        manifest = Manifest.parse(path.read_bytes())
    except OSError as error:
        message = f"The manifest {path} cannot be read: {error.strerror}."
        raise FaultError.of("U106", message, None, "Name another build.", path=str(path)) from None
    if manifest is None:
        raise FaultError.of(
            "U106",
            f"{path} is no manifest that can be compared: it is damaged, or another version of diarie made it.",
            None,
            "Name another build.",
            path=str(path),
        )
    return manifest


def _read(build: KeptBuild, document: str) -> Earlier:
    manifest = manifest_at(build.path)
    if manifest.document != document:
        raise FaultError.of(
            "U106", f"{build.path} is a build of {manifest.document}.", None, "Delete it.", path=str(build.path)
        )
    return Earlier(f"build {build.id} of {build.day}", manifest)


def _unknown(message: str, kept: tuple[KeptBuild, ...], build: str, document: str) -> FaultError:
    if not kept:
        todo = f"No build is kept yet: diarie build {document} keeps one."
    else:
        hint = did_you_mean(build, [one.id for one in kept])
        shown = ", ".join(f"{one.id} ({one.day})" for one in reversed(kept[-5:]))
        todo = hint if hint.startswith("Did you mean") else f"Kept are {shown}; or say {LAST}."
    return FaultError.of("U105", message, None, todo, build=build, document=document)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None
