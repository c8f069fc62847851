"""PREMIS and ERMS against the files: fixity, sizes, links between objects, events and agents, and paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.archive import naming
from pipeline.archive import xml_writing as spaces
from pipeline.archive.verifying.xml_reading import line_of, local, read_xml, text, texts
from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml import etree

    from pipeline.archive.verifying.opened import Opened

_TODO = "Fetch the package anew."


@dataclass(slots=True)
class _Known:
    """Identifiers that the package's PREMIS files give out."""

    objects: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)


def check_premis(package: Opened, listed: Collection[str | None], faults: Faults) -> None:
    """Hold every PREMIS file against the package's files, and all of them against one another.

    Args:
        package: the files.
        listed: paths that METS lists: those that are missing have been told of.
        faults: where to tell.
    """
    roots: list[tuple[str, etree._Element]] = []
    for path in sorted(package.files):
        if path == naming.PREMIS or path.endswith(f"/{naming.PREMIS}"):
            root = read_xml(package, path, f"{{{spaces.PREMIS}}}premis", faults)
            if root is not None:
                roots.append((path, root))
    known = _Known()
    for path, root in roots:
        given: set[str] = set()
        for element in root:
            told = _check_entry(path, element, known, given, faults)
            if told is not None and (told in package.files or told not in listed):
                _check_object(package, path, element, told, faults)
    for path, root in roots:
        for element in root:
            _check_links(path, element, known, faults)


def _check_entry(path: str, element: etree._Element, known: _Known, given: set[str], faults: Faults) -> str | None:
    """The path of the file that an entry tells of; None for what is no object."""
    kind = local(element)
    identifier = text(element, f"{kind}Identifier", f"{kind}IdentifierValue")
    if kind not in ("object", "event", "agent"):
        return None
    if f"{kind} {identifier}" in given:
        message = f"The {kind} “{identifier}” stands twice."
        faults.add("R330", message, Place(path, line=line_of(element)), _TODO, id=identifier)
    given.add(f"{kind} {identifier}")
    if kind == "agent":
        known.agents.add(identifier)
    if kind != "object":
        return None
    known.objects.add(identifier)
    return identifier


def _check_object(package: Opened, path: str, element: etree._Element, identifier: str, faults: Faults) -> None:
    place = Place(path, line=line_of(element))
    held = package.files.get(identifier)
    if held is None:
        faults.add("R334", f"PREMIS tells of {identifier}, which is not there.", place, _TODO, object=identifier)
        return
    fixity = ("objectCharacteristics", "fixity")
    said = (text(element, *fixity, "messageDigestAlgorithm"), text(element, *fixity, "messageDigest").lower())
    if said != ("SHA-256", held.sha256):
        message = f"PREMIS has another checksum of {identifier} than the file."
        faults.add("R334", message, place, _TODO, object=identifier, expected=said[1], found=held.sha256)
    if text(element, "objectCharacteristics", "size") != str(held.size):
        message = f"PREMIS has another size of {identifier} than the file, which has {held.size} bytes."
        faults.add("R334", message, place, _TODO, object=identifier, found=held.size)


def _check_links(path: str, element: etree._Element, known: _Known, faults: Faults) -> None:
    links = (
        (texts(element, "linkingAgentIdentifier", "linkingAgentIdentifierValue"), known.agents),
        (texts(element, "linkingObjectIdentifier", "linkingObjectIdentifierValue"), known.objects),
        (texts(element, "relationship", "relatedObjectIdentifier", "relatedObjectIdentifierValue"), known.objects),
    )
    for targets, there in links:
        for target in targets:
            if target not in there:
                message = f"“{target}” leads nowhere."
                faults.add("R331", message, Place(path, line=line_of(element)), _TODO, target=target)


def check_erms(package: Opened, numbers: Sequence[str], faults: Faults) -> None:
    """Hold the description of case and document against the files and the register's events.

    Args:
        package: the files.
        numbers: of the case and the document, as register.json has them; () where it cannot be read.
        faults: where to tell.
    """
    root = read_xml(package, naming.ERMS, f"{{{spaces.ERMS}}}erms", faults)
    if root is None:
        return
    paths: list[str] = []
    for element in root.iter():
        name = local(element)
        place = Place(naming.ERMS, line=line_of(element))
        if name == "appendix":
            path = element.get("path", "")
            paths.append(path)
            if path not in package.files or path.rpartition("/")[2] != element.get("name"):
                faults.add("R335", f"ERMS names the file “{path}”, which is not there.", place, _TODO, path=path)
        said = text(element, "objectId") if name in ("aggregation", "record") else ""
        if said and numbers and said not in numbers:
            message = f"ERMS tells of {said}, and the register's events of {' and '.join(numbers)}."
            faults.add("R335", message, place, _TODO, number=said)
    for path in sorted(package.files):
        if path.startswith("representations/") and "/data/" in path and path not in paths:
            message = f"ERMS does not name the document's file {path}."
            faults.add("R335", message, Place(naming.ERMS), _TODO, path=path)
