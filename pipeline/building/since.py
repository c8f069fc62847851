"""What documents say otherwise than in an earlier build."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.building.kept import LAST, Earlier, earlier_build, manifest_at
from pipeline.faults import Fault, FaultError, Faults
from pipeline.traces.changes import Changes, changes
from pipeline.traces.document import Traces, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.building.compose import Composed
    from pipeline.building.project import Project


@dataclass(frozen=True, slots=True)
class Compared:
    """A document held against an earlier build: its name, what that build is called, and what is otherwise."""

    document: str
    earlier: str
    changes: Changes

    def as_json(self) -> dict[str, Any]:
        """For `--format json`."""
        return {
            "document": self.document,
            "since": self.earlier,
            "changes": [change.as_json() for change in self.changes.said],
            "figures": [{"name": one.name, "old": one.old, "new": one.new} for one in self.changes.values],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison gives: documents that have an earlier build, and hints at those that have none."""

    compared: tuple[Compared, ...]
    hints: tuple[Fault, ...] = ()


def compare(project: Project, composed: Iterable[Composed], build: str) -> Comparison:
    """Hold documents against an earlier build of theirs.

    Args:
        project: where.
        composed: the documents as the inputs give them now.
        build: as for `earlier_build`, or the path of a manifest.

    Raises:
        FaultError: U105 there is no such build of any of them; U106 it cannot be read.
    """
    documents = {one.document.name: one for one in composed}
    builds = _builds(project, documents, build)
    compared = []
    for name, earlier in builds.found.items():
        before = version_of(earlier.manifest)
        if before is None:
            message = f"{earlier.name} of {name} does not tell what it said."
            raise FaultError.of("U106", message[:1].upper() + message[1:], None, "Name another build.", document=name)
        compared.append(Compared(name, earlier.name, changes(before, Traces(documents[name]).version)))
    return Comparison(tuple(compared), tuple(builds.missing))


@dataclass(frozen=True, slots=True)
class _Builds:
    found: dict[str, Earlier]
    missing: Faults


def _builds(project: Project, documents: dict[str, Composed], build: str) -> _Builds:
    if build.endswith(".json") or "/" in build:
        return _named_by_path(Path(build), documents)
    missing = Faults()
    found: dict[str, Earlier] = {}
    for name in documents:
        with missing.collecting():
            found[name] = earlier_build(project, name, build)
    if not found and len(documents) > 1:
        raise _nowhere(build, missing)
    if not found:
        missing.raise_if_errors()
    hints = Faults()
    hints.extend(replace(fault, level="hint") for fault in missing)
    return _Builds(found, hints)


def _nowhere(build: str, missing: Faults) -> FaultError:
    """One fault for all documents, with what to do about the first of them."""
    broken = [fault for fault in missing if fault.code != "U105"]
    todo = next(iter(missing)).todo if build == LAST else "Name one document to be told which builds of it are kept."
    return FaultError(broken or [Fault("U105", f"No document has a build “{build}”.", None, todo, {"build": build})])


def _named_by_path(path: Path, documents: dict[str, Composed]) -> _Builds:
    manifest = manifest_at(path)
    if manifest.document not in documents:
        message = f"{path} is a build of {manifest.document}, which is not among the documents that are checked."
        todo = f"Check it: diarie check {manifest.document} --since {path}."
        raise FaultError.of("U105", message, None, todo, build=str(path), document=manifest.document)
    return _Builds({manifest.document: Earlier(str(path), manifest)}, Faults())
