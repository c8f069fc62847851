"""A file of a package, and what the package as a whole is about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.archive.adopted import AdoptedDocument
    from pipeline.archive.formats import FileFormat
    from pipeline.archive.settings import ArchiveSettings


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a package.

    Attributes:
        path: from the package's own folder on, with forward slashes.
        data: its bytes.
        created: a moment of the register, in UTC, as `2024-06-19T08:00:00Z`.
        format: what it is.
    """

    path: str
    data: bytes
    created: str
    format: FileFormat

    @property
    def size(self) -> str:
        """Its size in bytes, in digits."""
        return str(len(self.data))

    @property
    def sha256(self) -> str:
        """Hexadecimal digits of its checksum."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Who delivers and who keeps, as METS names them.

    Attributes:
        agency, agency_code: the agency, and its identification (`ORG:` and its number).
        settings: the key `archive` of agency.yaml.
    """

    agency: str
    agency_code: str
    settings: ArchiveSettings


@dataclass(frozen=True, slots=True)
class Subject:
    """What a package is made from.

    Attributes:
        object_id: of the package.
        version: which package of the document it is, from 1.
        at: moment in which the register noted it, in UTC.
        program: version of diarie.
        document: the adopted document.
        deliverer: who delivers and keeps it.
    """

    object_id: str
    version: int
    at: str
    program: str
    document: AdoptedDocument
    deliverer: Deliverer

    @property
    def withheld(self) -> frozenset[str]:
        """Fields of document and case that a secrecy mark holds back, such as `title`."""
        known = self.document.registered
        marked = (str(state.get("secrecy-fields", "")).split(",") for state in (known.document, known.case))
        return frozenset(name for names in marked for name in names if name)

    @property
    def label(self) -> str:
        """The package's name for people; without a title that a secrecy mark holds back."""
        document = self.document.registered.document
        title = "" if {"title", "subject"} & self.withheld else f"{document['title']}, "
        return f"{title}{document['number']}"
