"""Zip packages of office programs, admitted within bounds before anything in them is believed."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from lxml import etree

#: Bounds for what a table may unpack to.
MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000

#: What reading a member raises when it is missing, damaged or encrypted, and when a number in it is none.
PART_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
)

#: How XML from files is parsed.
SAFE = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows from 1 as a sheet shows them, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class NotAdmittedError(ValueError):
    """A package beyond the bounds; says which."""


def open_package(data: bytes) -> zipfile.ZipFile:
    """A package that is within the bounds.

    Raises:
        NotAdmittedError: it has too many members, unpacks to too much, or holds a document type definition, with which
            a small file can unfold without end.
        PART_ERRORS: it is damaged.
    """
    package = zipfile.ZipFile(BytesIO(data))
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise NotAdmittedError("it unpacks to more than a table needs")
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with package.open(member) as opened:
                _refuse_doctype(opened)
    return package


def _refuse_doctype(member: IO[bytes]) -> None:
    for _, root in etree.iterparse(member, events=("start",), **SAFE):
        if root.getroottree().docinfo.internalDTD is not None:
            raise NotAdmittedError("it holds a document type definition")
        return
