"""A package put together: every file of it, in memory, the same for the same document and the same register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.archive import naming, premis
from pipeline.archive.erms import erms
from pipeline.archive.evidence import register_json
from pipeline.archive.formats import format_of
from pipeline.archive.guide import guide
from pipeline.archive.member import Member
from pipeline.archive.mets import package_mets, representation_mets
from pipeline.archive.schemas import schemas

if TYPE_CHECKING:
    from pipeline.archive.adopted import AdoptedFile
    from pipeline.archive.member import Subject


@dataclass(frozen=True, slots=True)
class Package:
    """A package.

    Attributes:
        object_id: what it is called; also the name of its folder.
        at: moment in which the register noted it, in UTC.
        files: path → bytes, in the order of their paths.
    """

    object_id: str
    at: str
    files: dict[str, bytes]


def composed_package(subject: Subject) -> Package:
    """Everything that is in the package.

    Raises:
        FaultError: R310 the schemas are not installed.
    """
    document = subject.document
    checked = document.registered.moment_of("adopted")
    original, copy = _member(document.original), _member(document.archive_copy)
    checks = premis.validated(checked, document.checks, original, copy)
    of_word = [one for one in checks if (original.path, "") in one.files]
    made = {
        naming.ORIGINAL: _representation(
            subject, naming.ORIGINAL, original, [premis.created(subject, original), *of_word]
        ),
        naming.PRESERVATION: _representation(
            subject,
            naming.PRESERVATION,
            copy,
            [premis.migrated(subject, original, copy), *checks],
            derived={copy.path: original.path},
        ),
    }
    described = _made(subject, naming.ERMS, erms(subject, [copy, original]))
    kept = schemas()
    schema_members = [_made(subject, f"{naming.SCHEMAS}/{name}", kept[name]) for name in sorted(kept)]
    documentation = [
        *(_member(file) for file in document.files if file.role not in ("original", "archive copy")),
        _made(subject, naming.REGISTER, register_json(subject)),
        _made(subject, naming.GUIDE, guide(subject, sorted(kept))),
    ]
    documentation.sort(key=lambda member: member.path)
    about = [original, copy, *documentation]
    history = _made(
        subject,
        naming.PREMIS,
        premis.premis(about, {copy.path: original.path}, [premis.prepared(subject, about)]),
    )
    mets = {name: members[0] for name, members in made.items()}
    whole = package_mets(subject, described, history, documentation, schema_members, mets)
    members = [described, history, *documentation, *schema_members, *(one for own in made.values() for one in own)]
    members.append(_made(subject, naming.ROOT_METS, whole))
    files = {member.path: member.data for member in sorted(members, key=lambda member: member.path)}
    return Package(subject.object_id, subject.at, files)


def _representation(
    subject: Subject,
    name: str,
    data: Member,
    happenings: list[premis.Happening],
    derived: dict[str, str] | None = None,
) -> list[Member]:
    """METS.xml of a representation, and its other files."""
    base = f"representations/{name}/"
    history = _made(subject, base + naming.PREMIS, premis.premis([data], derived or {}, happenings))
    mets = _made(subject, base + naming.ROOT_METS, representation_mets(subject, name, history, [data]))
    return [mets, history, data]


def _member(file: AdoptedFile) -> Member:
    return Member(file.path, file.data, file.created, format_of(file.path, file.pronom))


def _made(subject: Subject, path: str, data: bytes) -> Member:
    """A file that comes about with the package."""
    return Member(path, data, subject.at, format_of(path))
