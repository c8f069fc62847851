"""register.json: whether the shown events are the register's, link to one another and the head, and fit the files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.archive.naming import REGISTER, package_path
from pipeline.archive.verifying.opened import printable
from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.register import chain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.verifying.opened import Opened

_TODO = "Fetch the package anew; compare with the register, if it is still there."


@dataclass(frozen=True, slots=True)
class Head:
    """What a package shows of the register.

    Attributes:
        position, hash: of the newest event when the package was made.
        hashes: of the events that it shows.
        numbers: of the case and the document.
    """

    position: int
    hash: str
    hashes: frozenset[str]
    numbers: tuple[str, ...]


def check_chain(package: Opened, faults: Faults) -> Head | None:
    """The head that a package shows, with what is wrong with its events told; None when they cannot be read."""
    data = package.text(REGISTER)
    if data is None:
        return None
    place = Place(REGISTER)
    try:
        known = json.loads(data)
        events = [
            _Shown(int(one["position"]), printable(one["previous"]), printable(one["hash"]), one["content"])
            for one in known["events"]
        ]
        head = Head(
            int(known["head"]["position"]),
            printable(known["head"]["hash"]),
            frozenset(one.hash for one in events),
            (printable(known["case"]), printable(known["document"])),
        )
        positions = [one.position for one in events]
        files = _newest_files(events)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        faults.add("R336", "The register's events cannot be read.", place, _TODO)
        return None
    name = printable(known.get("package"))
    if name != package.name:
        faults.add("R336", f"The events are those of the package {name}.", place, _TODO, package=name)
    if positions != sorted(set(positions)) or not positions or positions[-1] > head.position:
        faults.add("R336", "The events are not in the order of the chain.", place, _TODO)
    for one in events:
        _check_event(one, faults)
    for before, after in pairwise(events):
        if after.position == before.position + 1 and after.previous != before.hash:
            message = f"Event {after.position} does not follow event {before.position}."
            faults.add("R336", message, place, _TODO, position=after.position)
    if events and events[-1].position == head.position and events[-1].hash != head.hash:
        faults.add("R336", f"The head is not the hash of event {head.position}.", place, _TODO)
    _check_files(package, files, faults)
    return head


@dataclass(frozen=True, slots=True)
class _Shown:
    position: int
    previous: str
    hash: str
    content: dict[str, Any]


def _check_event(one: _Shown, faults: Faults) -> None:
    import rfc8785

    try:
        fits = chain.digest(one.previous, chain.canonical(one.content)) == one.hash
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError):
        fits = False
    if not fits:
        message = f"Event {one.position} was changed: its hash does not fit."
        faults.add("R336", message, Place(REGISTER), _TODO, position=one.position)


def _newest_files(events: Sequence[_Shown]) -> list[dict[str, Any]]:
    """Each registered file's fields as they stand after its newest event."""
    newest = {str(one.content["record"]): one.content for one in events}
    return [dict(content["state"]) for content in newest.values() if content["kind"] == "file"]


def _check_files(package: Opened, files: Sequence[dict[str, Any]], faults: Faults) -> None:
    """Each file that the register has of the document is in the package, byte for byte."""
    for state in files:
        where = printable(f"{state.get('folder', '')}/{state.get('name', '')}")
        inside = where.split("/", 2)[2] if where.count("/") >= 2 else where
        path = package_path(str(state.get("role", "")), inside)
        held = package.files.get(path)
        if held is None or held.sha256 != state.get("sha256"):
            what = "is missing" if held is None else "is not the one that was registered"
            role = printable(state.get("role", "a file"))
            message = f"{path}, which the register has as {role} of the document, {what}."
            faults.add("R340", message, Place(path), _TODO, path=path, expected=printable(state.get("sha256")))
