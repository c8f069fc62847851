"""Reading METS: what each file lists, which ids it has, and where they point."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.archive import xml_writing as spaces
from pipeline.archive.mets import SEAL, seal_fits
from pipeline.archive.naming import ROOT_METS, from_href
from pipeline.archive.verifying.xml_reading import line_of, local, read_xml
from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.archive.verifying.opened import Opened

_HREF: Final = f"{{{spaces.XLINK}}}href"
_TITLE: Final = f"{{{spaces.XLINK}}}title"
#: Attributes that hold ids of the same file.
_POINTERS: Final = ("FILEID", "ADMID", "DMDID")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as METS lists it.

    Attributes:
        path: in the package; None when the reference leads nowhere in it.
        href: as it stands.
        place: of the element.
        size, checksum, checksum_type: as they stand; empty when missing.
    """

    path: str | None
    href: str
    place: Place
    size: str
    checksum: str
    checksum_type: str


@dataclass(slots=True)
class MetsFile:
    """A METS file.

    Attributes:
        path: in the package.
        object_id: what it is of.
        created: moment that its header names.
        listed: the files that it lists, in its order.
        mets: paths of the METS files of representations that it points to.
    """

    path: str
    object_id: str
    created: str
    listed: list[Listed] = field(default_factory=list)
    mets: list[str] = field(default_factory=list)


def read_mets(package: Opened, path: str, faults: Faults) -> MetsFile | None:
    """A METS file, with what is wrong within it told; None when it cannot be read."""
    root = read_xml(package, path, f"{{{spaces.METS}}}mets", faults)
    if root is None:
        return None
    header = next((child for child in root if local(child) == "metsHdr"), None)
    created = header.get("CREATEDATE", "") if header is not None else ""
    mets = MetsFile(path, root.get("OBJID", ""), created)
    _check_seal(package, path, root.get("ID", ""), faults)
    _check_ids(root, path, faults)
    base = path.removesuffix(ROOT_METS)
    for element in root.iter():
        name = local(element)
        if name == "mdRef":
            mets.listed.append(_listed(element, element, base, path))
        elif name == "FLocat":
            parent = element.getparent()
            mets.listed.append(_listed(parent if parent is not None else element, element, base, path))
        elif name == "mptr":
            target = from_href(element.get(_HREF, ""), base)
            if target is not None:
                mets.mets.append(target)
            if target not in package.files:
                _nowhere(faults, element, path, element.get(_HREF, ""))
    return mets


def _listed(about: etree._Element, location: etree._Element, base: str, path: str) -> Listed:
    href = location.get(_HREF, "")
    return Listed(
        path=from_href(href, base),
        href=href,
        place=Place(path, line=line_of(about)),
        size=about.get("SIZE", ""),
        checksum=about.get("CHECKSUM", ""),
        checksum_type=about.get("CHECKSUMTYPE", ""),
    )


def _check_seal(package: Opened, path: str, identifier: str, faults: Faults) -> None:
    """METS lists all other files, and the seal stands for METS itself."""
    data = package.text(path) or b""
    digits = identifier.removeprefix(SEAL)
    if not identifier.startswith(SEAL) or len(digits) != 64 or not seal_fits(data, digits):
        message = "The file was changed: it is not as its seal (the attribute ID of mets) says."
        faults.add("R326", message, Place(path), "Fetch the package anew.", path=path)


def _check_ids(root: etree._Element, path: str, faults: Faults) -> None:
    """Each id once, and each pointer to one."""
    lines: dict[str, int | None] = {}
    for element in root.iter():
        identifier = element.get("ID") if local(element) else None
        if identifier is None:
            continue
        if identifier in lines:
            message = f"The id {identifier} stands twice, first on line {lines[identifier]}."
            faults.add("R330", message, Place(path, line=line_of(element)), "Fetch the package anew.", id=identifier)
        lines.setdefault(identifier, line_of(element))
    for element in root.iter():
        if not local(element):
            continue
        pointed = [one for name in _POINTERS for one in element.get(name, "").split()]
        if local(element) == "mptr" and element.get(_TITLE):
            pointed.append(element.get(_TITLE, ""))
        for identifier in pointed:
            if identifier not in lines:
                _nowhere(faults, element, path, identifier)


def _nowhere(faults: Faults, element: etree._Element, path: str, target: str) -> None:
    message = f"“{target}” leads nowhere."
    faults.add("R331", message, Place(path, line=line_of(element)), "Fetch the package anew.", target=target)
