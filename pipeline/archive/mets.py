"""METS.xml of a package and of its representations, as CSIP and SIP 2.1.0 (FGS Paketstruktur 2.0) ask for."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pipeline.archive import naming
from pipeline.archive.naming import as_href, xml_id
from pipeline.archive.xml_writing import METS, Builder, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from pipeline.archive.member import Member, Subject

#: CSIP2–6: the profile and the vocabularies' words; the dash is an en dash there.
_PROFILE: Final = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-1-0.xml"
_TYPE: Final = "Textual works – Digital"
_SCHEMAS: Final = {
    "http://www.loc.gov/METS/": "mets1_12.xsd",
    "http://www.w3.org/1999/xlink": "xlink.xsd",
    "https://DILCIS.eu/XML/METS/CSIPExtensionMETS": "DILCISExtensionMETS.xsd",
    "https://DILCIS.eu/XML/METS/SIPExtensionMETS": "DILCISExtensionSIPMETS.xsd",
}
#: The id of a METS file is its seal: SHA-256 of the file itself with zeros in the seal's place.
SEAL: Final = "sha256-"
_UNSEALED: Final = "0" * 64

_make = Builder(METS, "xlink", "csip", "sip", "xsi")


class _Mets:
    """One METS file in the making.

    Args:
        subject: what the package is about.
        base: folder that the file lies in, with a slash at its end; empty for the package's own.
    """

    def __init__(self, subject: Subject, base: str = "") -> None:
        self._subject = subject
        self._base = base

    def id(self, *about: str) -> str:
        """An id that no other METS file of the package has."""
        return xml_id(self._subject.object_id, self._base, *about)

    def root(self, identifier: str, label: str, parts: Sequence[etree._Element]) -> etree._Element:
        """The element `mets`."""
        up = "../" * self._base.count("/")
        locations = " ".join(f"{space} {up}{naming.SCHEMAS}/{name}" for space, name in _SCHEMAS.items())
        attributes = {
            "ID": SEAL + _UNSEALED,
            "OBJID": identifier,
            "LABEL": label,
            "TYPE": _TYPE,
            "csip:CONTENTINFORMATIONTYPE": "ERMS",
            "PROFILE": _PROFILE,
            "xsi:schemaLocation": locations,
        }
        return _make("mets", attributes, [self._header(), *parts])

    def _header(self) -> etree._Element:
        subject, said = self._subject, self._subject.deliverer.settings
        agency, code = subject.deliverer.agency, subject.deliverer.agency_code
        keeper = said.preservation_organisation or agency
        records = [("SUBMISSIONAGREEMENT", said.submission_agreement)] if said.submission_agreement else []
        records.append(("REFERENCECODE", str(subject.document.registered.case["number"])))
        attributes = {
            "CREATEDATE": subject.at,
            "LASTMODDATE": subject.at,
            "RECORDSTATUS": "NEW" if subject.version == 1 else "REPLACEMENT",
            "csip:OAISPACKAGETYPE": "SIP",
        }
        agents = [
            _agent({"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}, "diarie", subject.program),
            _agent({"ROLE": "ARCHIVIST"}, said.archivist or agency, said.archivist_code or code),
            _agent({"ROLE": "CREATOR"}, said.submitter or agency, code),
            _agent({"ROLE": "PRESERVATION"}, keeper, said.preservation_code or code),
        ]
        return _make("metsHdr", attributes, [*agents, *(_make("altRecordID", {"TYPE": a}, b) for a, b in records)])

    def metadata(self, section: str, member: Member, kind: dict[str, str]) -> etree._Element:
        """A section that refers to a file of metadata: `dmdSec` or `digiprovMD`."""
        reference = {
            "ID": self.id("mdRef", member.path, member.sha256),
            "LOCTYPE": "URL",
            "xlink:type": "simple",
            "xlink:href": self._href(member),
            **kind,
            **_fixity(member),
        }
        attributes = {"ID": self.id(section, member.path), "CREATED": member.created, "STATUS": "CURRENT"}
        return _make(section, attributes, [_make("mdRef", reference)])

    def file(self, member: Member) -> etree._Element:
        """A file with its checksum, and its format where PRONOM knows it."""
        known = member.format
        attributes = {"ID": self.id("file", member.path, member.sha256), **_fixity(member)}
        if known.pronom and known.name:
            attributes["sip:FILEFORMATNAME"] = known.name
            attributes |= {"sip:FILEFORMATVERSION": known.version} if known.version else {}
            attributes |= {"sip:FILEFORMATREGISTRY": "PRONOM", "sip:FILEFORMATKEY": known.pronom}
        place = {"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": self._href(member)}
        return _make("file", attributes, [_make("FLocat", place)])

    def group(self, use: str, members: Sequence[Member]) -> etree._Element:
        """A file group; those of representations and their data say that they hold what ERMS describes."""
        described = None if use in ("Documentation", "Schemas") else "ERMS"
        attributes = {"ID": self.id("fileGrp", use), "USE": use, "csip:CONTENTINFORMATIONTYPE": described}
        return _make("fileGrp", attributes, [self.file(member) for member in members])

    def structure(self, label: str, divisions: Sequence[etree._Element]) -> etree._Element:
        """The structural map."""
        top = _make("div", {"ID": self.id("div"), "LABEL": label}, divisions)
        return _make("structMap", {"ID": self.id("structMap"), "TYPE": "PHYSICAL", "LABEL": "CSIP"}, [top])

    def division(self, label: str, pointer: etree._Element | None = None, **ids: str) -> etree._Element:
        """A division of the structural map."""
        return _make("div", {"ID": self.id("div", label), "LABEL": label, **ids}, [pointer])

    def pointed(self, use: str) -> etree._Element:
        """A pointer to a file group."""
        return _make("fptr", {"FILEID": self.id("fileGrp", use)})

    def _href(self, member: Member) -> str:
        return as_href(member.path.removeprefix(self._base))


def _agent(role: dict[str, str], name: str, code: str) -> etree._Element:
    noted = "SOFTWARE VERSION" if "OTHERTYPE" in role else "IDENTIFICATIONCODE"
    note = _make("note", {"csip:NOTETYPE": noted}, code)
    return _make("agent", {"TYPE": "ORGANIZATION", **role}, [_make("name", None, name), note])


def _fixity(member: Member) -> dict[str, str]:
    return {
        "MIMETYPE": member.format.mime,
        "SIZE": member.size,
        "CREATED": member.created,
        "CHECKSUM": member.sha256.upper(),
        "CHECKSUMTYPE": "SHA-256",
    }


_PREMIS_KIND: Final = {"MDTYPE": "PREMIS", "MDTYPEVERSION": "3.0"}
_ERMS_KIND: Final = {"MDTYPE": "OTHER", "OTHERMDTYPE": "CITS-ERMS", "MDTYPEVERSION": "2.1.2"}


def representation_mets(subject: Subject, name: str, premis: Member, data: Sequence[Member]) -> bytes:
    """METS.xml of a representation.

    Args:
        subject: what the package is about.
        name: of the representation's folder.
        premis: its preservation metadata.
        data: its files.
    """
    mets = _Mets(subject, f"representations/{name}/")
    history = mets.metadata("digiprovMD", premis, _PREMIS_KIND)
    parts = [
        _make("amdSec", {"ID": mets.id("amdSec")}, [history]),
        _make("fileSec", {"ID": mets.id("fileSec")}, [mets.group("Data", data)]),
        mets.structure(
            name,
            [mets.division("Metadata", ADMID=str(history.get("ID"))), mets.division("Data", mets.pointed("Data"))],
        ),
    ]
    return sealed(written(mets.root(name, f"{subject.label}, {name}", parts)))


def package_mets(
    subject: Subject,
    erms: Member,
    premis: Member,
    documentation: Sequence[Member],
    schemas: Sequence[Member],
    representations: dict[str, Member],
) -> bytes:
    """METS.xml of the package.

    Args:
        subject: what it is about.
        erms: its description of case and document.
        premis: its preservation metadata.
        documentation: the files of that folder.
        schemas: the files of that folder.
        representations: name → METS.xml of each.
    """
    mets = _Mets(subject)
    described = mets.metadata("dmdSec", erms, _ERMS_KIND)
    history = mets.metadata("digiprovMD", premis, _PREMIS_KIND)
    groups = [mets.group("Documentation", documentation), mets.group("Schemas", schemas)]
    divisions = [
        mets.division("Metadata", ADMID=str(history.get("ID")), DMDID=str(described.get("ID"))),
        mets.division("Documentation", mets.pointed("Documentation")),
        mets.division("Schemas", mets.pointed("Schemas")),
    ]
    for name, member in representations.items():
        use = f"Representations/{name}"
        group = mets.group(use, [member])
        title = str(group.get("ID"))  # CSIP112: the pointer's title is the id of the group
        target = {"LOCTYPE": "URL", "xlink:type": "simple", "xlink:href": as_href(member.path), "xlink:title": title}
        groups.append(group)
        divisions.append(mets.division(use, _make("mptr", target)))
    parts = [
        described,
        _make("amdSec", {"ID": mets.id("amdSec")}, [history]),
        _make("fileSec", {"ID": mets.id("fileSec")}, groups),
        mets.structure(subject.object_id, divisions),
    ]
    return sealed(written(mets.root(subject.object_id, subject.label, parts)))


def sealed(data: bytes) -> bytes:
    """A METS file with its seal put in, where there were zeros."""
    empty = f'ID="{SEAL}{_UNSEALED}"'.encode()
    assert data.count(empty) == 1
    return data.replace(empty, f'ID="{SEAL}{hashlib.sha256(data).hexdigest()}"'.encode())


def seal_fits(data: bytes, seal: str) -> bool:
    """Whether a METS file is as it was sealed.

    Args:
        data: its bytes.
        seal: the 64 digits that it carries.
    """
    carried = f'ID="{SEAL}{seal}"'.encode()
    before = data.replace(carried, f'ID="{SEAL}{_UNSEALED}"'.encode(), 1)
    return carried in data and hashlib.sha256(before).hexdigest() == seal
