"""The document's manifest against the package: its Word file, PDF, workbook, and every source it was made from."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING, Any

from pipeline.archive.naming import DOCUMENTATION, ORIGINAL, PRESERVATION
from pipeline.archive.verifying.opened import printable
from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.archive.verifying.opened import Opened

_TODO = "Fetch the package anew."
_OUTPUTS = (
    f"representations/{ORIGINAL}/data/",
    f"representations/{PRESERVATION}/data/",
    f"{DOCUMENTATION}/",
)


def check_manifests(package: Opened, faults: Faults) -> None:
    """Hold every manifest against the files of the package."""
    for path in sorted(package.files):
        folder, _, name = path.rpartition("/")
        if folder == DOCUMENTATION and name.endswith(".manifest.json"):
            _check(package, path, faults)


def _check(package: Opened, path: str, faults: Faults) -> None:
    try:
        known = json.loads(package.text(path) or b"")
        outputs = {str(name): str(about["sha256"]) for name, about in known["outputs"].items()}
        inputs: dict[str, Any] = dict(known["inputs"].items())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        faults.add("R337", "The manifest cannot be read as one.", Place(path), _TODO)
        return
    for name, digest in outputs.items():
        _hold(package, path, name, [f"{folder}{name}" for folder in _OUTPUTS], digest, faults)
    sources = f"{DOCUMENTATION}/sources/"
    for name, digest in inputs.items():
        # answers of database servers are not kept, and what was looked for and not there is not here either
        if digest is not None and not name.startswith("sql:"):
            _hold(package, path, name, [sources + posixpath.normpath(name)], str(digest), faults)


def _hold(package: Opened, path: str, name: str, places: list[str], digest: str, faults: Faults) -> None:
    found = [package.files[one] for one in places if one in package.files]
    name, digest = printable(name), printable(digest)
    if not found:
        message = f"The manifest tells of {name}, which is not in the package."
        faults.add("R337", message, Place(path), _TODO, name=name)
    elif all(held.sha256 != digest for held in found):
        message = f"The manifest has another checksum of {name} than the file."
        faults.add("R337", message, Place(path), _TODO, name=name, expected=digest, found=found[0].sha256)
