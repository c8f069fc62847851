"""What things in a package are called: the object id, ids in XML, and where each of the document's files lies."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID, uuid5

#: The representations (representationer): the Word file as it was adopted, and the PDF/A that is kept for ever.
ORIGINAL: Final = "rep1_original"
PRESERVATION: Final = "rep2_preservation"

DOCUMENTATION: Final = "documentation"
SCHEMAS: Final = "schemas"
ROOT_METS: Final = "METS.xml"
ERMS: Final = "metadata/descriptive/erms.xml"
PREMIS: Final = "metadata/preservation/premis.xml"
REGISTER: Final = f"{DOCUMENTATION}/register.json"
GUIDE: Final = f"{DOCUMENTATION}/paketbeskrivning.txt"

#: Ids of our own are made below this one (RFC 9562, version 5).
_OURS: Final = UUID("6d1c3f0e-2b7a-5d0f-9c55-8a4e2f6b7d11")
_VERSION: Final = re.compile(r"_v([1-9]\d{0,5})")


def object_id(folder: str, version: int) -> str:
    """The package's object id, which is also the name of its folder: `1.3.1-2024-8647-1_v1`.

    Args:
        folder: the name of the document's folder in adopted/.
        version: 1 for its first package.
    """
    return f"{folder}_v{version}"


def version_of(identifier: str, folder: str) -> int:
    """Which package of a document an object id names; 0 when it names none."""
    match = _VERSION.fullmatch(identifier.removeprefix(folder)) if identifier.startswith(folder) else None
    return int(match[1]) if match else 0


def xml_id(*about: str) -> str:
    """An id for XML that follows from what it is the id of, and differs from all others."""
    return f"uuid-{uuid5(_OURS, chr(10).join(about))}"


def package_path(role: str, path: str) -> str:
    """Where a file of the document lies in its package.

    Args:
        role: as the register has it.
        path: in the document's folder in adopted/, as `sources/inputs/report/data/personal.csv`.
    """
    name = path.rpartition("/")[2]
    if role == "original":
        return f"representations/{ORIGINAL}/data/{name}"
    if role == "archive copy":
        return f"representations/{PRESERVATION}/data/{name}"
    return f"{DOCUMENTATION}/{path}"


def as_href(path: str) -> str:
    """A path as METS refers to it: a relative URL (RFC 3986)."""
    return quote(path, safe="/")


def from_href(href: str, base: str) -> str | None:
    """The path in the package that a reference means; None when it leads out of the package or is no such reference.

    Args:
        href: as it stands in XML.
        base: the folder of the file that it stands in, with a slash at its end; empty for the package's own.
    """
    try:
        parts = urlsplit(href)
        path = unquote(parts.path, errors="strict")
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.query or parts.fragment or not is_plain(path):
        return None
    return base + path


def is_plain(path: str) -> bool:
    """Whether a path goes straight down from where it begins: relative, no `..`, no backslash, no control character."""
    steps = path.split("/")
    return all(step not in ("", ".", "..") for step in steps) and not re.search(r"[\\\x00-\x1f\x7f]", path)
