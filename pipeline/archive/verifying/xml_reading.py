"""Reading XML that anybody may have made: UTF-8 alone, no document type, nothing fetched, within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.faults import Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.archive.verifying.opened import Opened

#: Metadata of one document is far smaller.
_MOST = 16 * 2**20
_DECLARATION = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")


def read_xml(package: Opened, path: str, root: str, faults: Faults) -> etree._Element | None:
    """The root of an XML file; None when it is missing, or cannot be read, which is told then.

    Args:
        package: where.
        path: of the file; a missing one is told by whoever expects it.
        root: the name that its root must have, with its namespace in braces.
        faults: where to tell.
    """
    data = package.text(path)
    if data is None:
        if path in package.files:
            _tell(faults, path, "is too large")
        return None
    if len(data) > _MOST:
        _tell(faults, path, "is too large")
        return None
    element = _parsed(data, path, faults)
    if element is not None and element.tag != root:
        _tell(faults, path, f"begins with “{str(element.tag)[:100]}”, and not with “{root}”")
        return None
    return element


def _parsed(data: bytes, path: str, faults: Faults) -> etree._Element | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _tell(faults, path, f"is not in UTF-8 (byte {error.start})")
        return None
    declared = _DECLARATION.match(text)
    if "\0" in text or (declared and declared[1].upper() not in ("UTF-8", "UTF8")):
        _tell(faults, path, "is not in UTF-8")
        return None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        _tell(faults, path, "has a document type (DOCTYPE), which could name entities or other files")
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _tell(faults, path, f"is not well-formed: {error.msg}", line=error.lineno)
        return None


def _tell(faults: Faults, path: str, what: str, line: int | None = None) -> None:
    faults.add("R325", f"The XML file {what}.", Place(path, line=line), "Fetch the package anew.", path=path)


def line_of(element: etree._Element) -> int | None:
    """The line that an element stands on."""
    line: int | None = element.sourceline  # type: ignore[assignment] # the stubs leave it open
    return line


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def texts(element: etree._Element, *names: str) -> list[str]:
    """The texts of all elements that stand at the end of a path of names, whatever their namespace."""
    found = [element]
    for name in names:
        found = [child for one in found for child in one if local(child) == name]
    return [(one.text or "").strip() for one in found]


def text(element: etree._Element, *names: str) -> str:
    """The first of `texts`; empty when there is none."""
    return next(iter(texts(element, *names)), "")
