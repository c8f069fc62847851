"""The files of an adopted document: what a build makes, what vouches for it, and the bytes of what it is made from."""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.approval import review_items, review_list
from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.register.entering import FileEntry, format_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.compose import Composed

GATE_FILE: Final = "gate.json"

#: The folder of what a document was made from.
SOURCES: Final = "sources"

#: Ending of an output → its role; in this order, as the first that fits counts.
_ROLES: Final = {
    ".manifest.json": "manifest",
    ".figures.xlsx": "workbook",
    ".docx": "original",
    ".pdf": "archive copy",
    ".html": "web edition",
}
_OWN: Final = {review_list.FILE: "review list", review_items.FILE: "review items", GATE_FILE: "gate report"}


def sources_of(root: Path, composed: Composed) -> dict[str, bytes]:
    """The bytes of every input and of the template: path within the document's folder → bytes.

    Raises:
        FaultError: R223 a file is not what the document was made from any more.
    """
    faults = Faults()
    files: dict[str, bytes] = {}
    for path, digest in sorted(composed.reader.files.items()):
        if digest is None:
            continue
        try:
            data = (root / path).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != digest:
            message = f"{path} was changed while the document was being adopted. Nothing is adopted."
            faults.add("R223", message, Place(path), "Look at the change, and approve again.", path=path)
        files[f"{SOURCES}/{posixpath.normpath(path)}"] = data
    faults.raise_if_errors()
    return files


def entries(folder: str, files: Mapping[str, bytes], template: str) -> tuple[FileEntry, ...]:
    """What the register holds of each file.

    Args:
        folder: where they lie, relative to the project.
        files: path within the folder → bytes.
        template: path of the document's template, relative to the project.
    """
    return tuple(
        FileEntry(name, folder, _format(name, data), len(data), hashlib.sha256(data).hexdigest(), _role(name, template))
        for name, data in files.items()
    )


def _role(name: str, template: str) -> str:
    if name.startswith(f"{SOURCES}/"):
        return "template" if name == f"{SOURCES}/{template}" else "source"
    return _OWN.get(name) or next(role for ending, role in _ROLES.items() if name.endswith(ending))


def _format(name: str, data: bytes) -> str:
    """PRONOM id; a source that is text without a format of its own (PX, word lists) is plain text."""
    known = format_of(name, data)
    if known:
        return known
    try:
        data.decode()
    except UnicodeDecodeError:
        return ""
    return "x-fmt/111"
