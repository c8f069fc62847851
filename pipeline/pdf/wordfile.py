"""What a Word file has to be before LibreOffice sees it, which prints garbage and fetches what is linked."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from pipeline.faults import Fault, Faults
from pipeline.places import Place

#: Parts without which it is not a Word file.
_NEEDED = ("[Content_Types].xml", "word/document.xml")
_REBUILD = "Build the Word file again; if its template is at fault, save the template anew in Word as .docx."


def check(name: str, data: bytes) -> tuple[Fault, ...]:
    """The faults of a Word file that is to become a PDF.

    Args:
        name: the document's name, for the faults' place.
        data: the Word file.

    Returns:
        P107 it is not a Word file, or a part is not well-formed; P108 it links to content outside itself.
    """
    faults = Faults()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = {member: package.read(member) for member in package.namelist() if _is_xml(member)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        faults.add("P107", f"This is not a Word file: {error}.", Place(name), _REBUILD)
        return tuple(faults)
    for part in _NEEDED:
        if part not in members:
            faults.add("P107", f"This is not a Word file: it has no {part}.", Place(name), _REBUILD)
    for part, content in members.items():
        try:
            outside = _read_part(part, content)
        except (expat.ExpatError, ValueError) as error:
            place = Place(name, part=part)
            faults.add("P107", f"A part of the Word file is not well-formed XML: {error}.", place, _REBUILD)
            continue
        for target in outside:
            faults.add(
                "P108",
                f"The Word file links to content outside itself: {target}.",
                Place(name, part=part),
                "Put the picture or text into the document instead of a link to it.",
                target=target,
            )
    return tuple(faults)


def _is_xml(member: str) -> bool:
    return member.endswith((".xml", ".rels"))


def _read_part(part: str, content: bytes) -> list[str]:
    """Check that a part is well-formed; the outside targets that its relationships name, hyperlinks excepted."""
    outside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "Relationship" or attributes.get("TargetMode") != "External":
            return
        if not attributes.get("Type", "").endswith("/hyperlink"):
            outside.append(attributes.get("Target", ""))

    def refuse(*_declaration: object) -> None:
        raise ValueError("it declares a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    if part.endswith(".rels"):
        parser.StartElementHandler = start
    parser.Parse(content, True)
    return outside
