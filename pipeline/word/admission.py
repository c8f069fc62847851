"""What a Word file must not hold before anything else reads it: macros, things from outside, embedded programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.faults import Faults, did_you_mean
from pipeline.places import Place
from pipeline.word.ooxml import W
from pipeline.word.parts import MAIN_TYPE, ContentTypes, Relationship, read_content_types, read_relationships
from pipeline.word.xml_scan import XmlBounds, XmlScan, scan_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from pipeline.word.package import Package

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = "word/document.xml"
_HYPERLINKS = frozenset(
    f"http://{of}/officeDocument/{path}relationships/hyperlink"
    for of, path in (("schemas.openxmlformats.org", "2006/"), ("purl.oclc.org/ooxml", ""))
)

#: Elements that bring in other documents or programs (as `namespace name`), with the fault they are.
_REFUSED = {
    f"{namespace} {name}": fault
    for namespaces, name, fault in (
        ((W, _STRICT), "altChunk", ("T109", "holds another document that is merged when it is opened (altChunk)")),
        ((W, _STRICT), "subDoc", ("T109", "holds a subdocument")),
        ((W, _STRICT), "control", ("T110", "holds an ActiveX control")),
        (("urn:schemas-microsoft-com:office:office",), "OLEObject", ("T110", "holds an embedded object (OLE)")),
    )
    for namespace in namespaces
}
#: Fields that fetch or start something when they are refreshed (ECMA-376 part 1, 17.16.5).
_FETCHING = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "GLOSSARY", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD"}
    | {"MACROBUTTON"}
)
_MACRO_NAMES = re.compile(r"(vbaProject|vbaData|vbaProjectSignature)[^/]*\.(bin|xml)$", re.I)
_MACRO_TYPES = re.compile(
    r"macroEnabled|vbaProject|vbaData|vnd\.ms-word\.(attachedToolbars|keyMapCustomizations)", re.I
)
_PROGRAM_NAMES = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk|sh|py|app|scf|inf|reg|cpl)$", re.I
)
_PROGRAM_BEGINS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")
_OBJECT_TYPES = re.compile(r"oleObject|activeX|\.control$", re.I)
_OBJECT_KINDS = frozenset({"oleObject", "control", "activeXControlBinary"})


def admit(package: Package, bounds: XmlBounds | None = None) -> Faults:
    """Everything for which a Word file is refused, with part and line; empty when it may be used.

    Nothing is fetched, and no XML is read by a tree parser before it has been found well-formed, within the bounds and
    free of document type declarations. When it has not, the faults are those alone.

    Args:
        package: the file, read within bounds.
        bounds: of each XML member; None for those of templates.

    Returns:
        T104 beyond the bounds, T106 broken inside, T107 macros, T108 something from outside, T109 other documents
        merged in, T110 embedded objects and programs, T111 document type declarations, T112 malformed XML, T113 fields
        that fetch.
    """
    faults = Faults()
    scans = {name: scan_xml(package.read(name), _REFUSED, bounds) for name in package.members if _is_xml_name(name)}
    for name, scan in scans.items():
        faults.extend(_judge(scan, Place(package.file, part=name)))
    if faults:
        return faults
    types = read_content_types(package)
    # Parts can be XML under any name: what their type says counts, too.
    for name in package.members:
        if name not in scans and types.of(name).endswith(("+xml", "/xml")):
            scans[name] = scan_xml(package.read(name), _REFUSED, bounds)
            faults.extend(_judge(scans[name], Place(package.file, part=name)))
    if faults:
        return faults
    relationships = tuple(read_relationships(package))
    for check in _CHECKS:
        check(package, types, relationships, faults)
    for name, scan in scans.items():
        _check_content(scan, Place(package.file, part=name), faults)
    _check_main(package, types, scans, faults)
    return faults


def _is_xml_name(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels", ".vml"))


def _judge(scan: XmlScan, place: Place) -> Faults:
    faults = Faults()
    if scan.document_type is not None:
        faults.add(
            "T111",
            "The part holds a document type declaration, which can define entities and fetch files.",
            place.at(line=scan.document_type),
            "Open the file in Word and save it anew.",
        )
    if scan.beyond:
        faults.add("T104", f"The part has {scan.beyond}.", place, "Take out what the template does not need.")
    if scan.error is not None:
        message, line = scan.error
        faults.add(
            "T112",
            f"The part is not well-formed XML: {message}.",
            place.at(line=line),
            "Open the file in Word and save it anew, or fetch a sound copy.",
        )
    return faults


def _check_macros(package: Package, types: ContentTypes, relationships: Iterable[Relationship], faults: Faults) -> None:
    todo = "Save it in Word as a Word document (.docx) without macros."
    for name in package.members:
        if _MACRO_NAMES.search(name) or _MACRO_TYPES.search(types.of(name)):
            faults.add("T107", "The file holds macros.", Place(package.file, part=name), todo)
    for relationship in relationships:
        if relationship.kind in ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"):
            faults.add("T107", "The file leads to macros.", Place(package.file, part=relationship.member), todo)


def _check_external(package: Package, _: ContentTypes, relationships: Iterable[Relationship], faults: Faults) -> None:
    todos = {
        "attachedTemplate": "In Word, detach the template (Developer, Document Template, Normal) and save.",
        "image": "In Word, embed the picture instead of linking to it.",
    }
    for relationship in relationships:
        if relationship.external and relationship.type not in _HYPERLINKS:
            faults.add(
                "T108",
                f"The file fetches something from outside ({relationship.kind}: {relationship.target}).",
                Place(package.file, part=relationship.member),
                todos.get(relationship.kind, "Only links to web pages may lead out of the file; put the rest into it."),
                kind=relationship.kind,
                target=relationship.target,
            )


def _check_objects(
    package: Package, types: ContentTypes, relationships: Iterable[Relationship], faults: Faults
) -> None:
    todo = "Put a picture or text in its place."
    for name, member in package.members.items():
        place = Place(package.file, part=name)
        # An .xlsx below word/embeddings is the data of a native chart, and harmless.
        if _OBJECT_TYPES.search(types.of(name)) or (name.startswith("word/embeddings/") and not name.endswith(".xlsx")):
            faults.add("T110", "The file holds an embedded object.", place, todo)
        elif _PROGRAM_NAMES.search(name) or (not _is_xml_name(name) and member.data().startswith(_PROGRAM_BEGINS)):
            faults.add("T110", "The file holds a program.", place, todo)
    for relationship in relationships:
        place = Place(package.file, part=relationship.member)
        if relationship.kind in _OBJECT_KINDS:
            faults.add("T110", f"The file leads to an embedded object ({relationship.target}).", place, todo)
        if relationship.kind in ("aFChunk", "subDocument"):
            message = f"The file leads to another document that is merged into it ({relationship.target})."
            faults.add("T109", message, place, "Write or paste the content itself.")


def _check_targets(package: Package, _: ContentTypes, relationships: Iterable[Relationship], faults: Faults) -> None:
    """Word calls a file unreadable when a part that it names is not there; a target NULL it writes itself."""
    for relationship in relationships:
        target = relationship.target
        if relationship.external or not target or target in package or target.endswith("NULL"):
            continue
        faults.add(
            "T106",
            f"The part {target}, to which another leads ({relationship.kind}), is not in the file.",
            Place(package.file, part=relationship.member),
            f"{did_you_mean(target, package.members)} Open the file in Word and save it anew.",
        )


def _check_content(scan: XmlScan, place: Place, faults: Faults) -> None:
    for name, line in scan.found:
        code, what = _REFUSED[name]
        faults.add(code, f"The part {what}.", place.at(line=line), "Put text or a picture in its place.")
    for source, line in scan.sources:
        message = f"The part fetches a picture from outside ({source})."
        faults.add("T108", message, place.at(line=line), "In Word, embed the picture instead of linking to it.")
    for instruction, line in scan.instructions:
        for name in _field_names(instruction):
            faults.add(
                "T113",
                f"The field {name} fetches or starts something when it is refreshed.",
                place.at(line=line),
                "In Word, turn the field into text (Ctrl+Shift+F9) or delete it.",
                field=name,
            )


def _field_names(instruction: str) -> Iterator[str]:
    words = instruction.split(maxsplit=1)
    if words and words[0].upper() in _FETCHING:
        yield words[0].upper()


def _check_main(package: Package, types: ContentTypes, scans: dict[str, XmlScan], faults: Faults) -> None:
    """T106: the main part is there under its usual name, of the usual type and in the usual namespace."""
    place = Place(package.file, part=_MAIN)
    leads_to = [of.target for of in read_relationships(package) if of.member == "_rels/.rels"]
    if _MAIN not in package or _MAIN not in leads_to:
        faults.add("T106", f"The file has no main part {_MAIN}.", place, "Save it in Word as a Word document (.docx).")
        return
    kind = types.of(_MAIN)
    if kind != MAIN_TYPE and not _MACRO_TYPES.search(kind):
        what = "a Word template (.dotx)" if "template.main" in kind else f"of the type “{kind}”"
        faults.add("T106", f"The main part is {what}.", place, "Save it in Word as a Word document (.docx).")
    if scans[_MAIN].root == f"{_STRICT} document":
        message = "The file is of the kind “Strict Open XML Document”, which docxtpl's tags cannot be used in."
        faults.add("T106", message, place, "Save it in Word as an ordinary Word document (.docx).")
    elif scans[_MAIN].root != f"{W} document" or scans[_MAIN].prefixes.get("w") != W:
        faults.add("T106", "The main part is no Word document.", place, "Save it in Word as a Word document (.docx).")


_Check: TypeAlias = "Callable[[Package, ContentTypes, Iterable[Relationship], Faults], None]"

#: What is looked at once all XML is known to be sound; add a check here.
_CHECKS: tuple[_Check, ...] = (_check_macros, _check_external, _check_objects, _check_targets)
