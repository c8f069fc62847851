"""R269: the Word file names no person but in its text: not in its properties, nor as the author of anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from pipeline.approval.gate.check import Check, Outcome
from pipeline.checks.ooxml import W
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CP: Final = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"

#: Core and extended properties that the program writes; all others may tell of a person, their disk or their network.
_CORE: Final = frozenset(
    {
        *("title", "subject", "creator", "keywords", "lastModifiedBy", "revision", "category", "identifier"),
        *("language", "created", "modified"),
    }
)
_EXTENDED: Final = frozenset({"Application", "Company"})
#: Attributes that say who has written something.
_AUTHORS: Final = ("}author", "}initials", "}userId")
#: Custom properties that the program writes.
_KNOWN: Final = frozenset(
    {
        *("Diarienummer", "Dokumenttyp", "Organisation", "Enhet", "Datum", "Utkast"),
        *("Fastställd", "Beslutsnummer", "Handlingsnummer", "Version", "_MarkAsFinal"),
    }
)
_TODO: Final = "Save the template without it (File, Info, Inspect Document), and build the document again."


def makers(examined: Examined) -> str:
    """Who a file names as its author: the agency and the unit, never a person."""
    metadata = examined.metadata
    return ", ".join(dict.fromkeys(one for one in (metadata.organisation, metadata.author) if one))


def look(examined: Examined) -> Outcome:
    """Look at the properties, at authors of changes, and at document variables."""
    faults = Faults()
    core, app = examined.parts.get("docProps/core.xml"), examined.parts.get("docProps/app.xml")
    _core(examined, core, faults)
    for part, root, known in (("docProps/core.xml", core, _CORE), ("docProps/app.xml", app, _EXTENDED)):
        for one in root if root is not None else ():
            name, text = etree.QName(one).localname, "".join(map(str, one.itertext())).strip()
            if name not in known and text:
                message = f"The property {name} says “{text}”."
                faults.add("R269", message, examined.word_place.at(part=part), _TODO, property=name)
    for one in examined.parts.get("docProps/custom.xml", ()):
        if one.get("name") not in _KNOWN:
            message = f"There is a property “{one.get('name')}” that the program has not written."
            faults.add("R269", message, examined.word_place.at(part="docProps/custom.xml"), _TODO)
    for name, root in examined.parts.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            _authors(examined, name, root, faults)
    return Outcome("Core, extended and custom properties, authors in all parts.", tuple(faults))


def _core(examined: Examined, core: etree._Element | None, faults: Faults) -> None:
    wanted = {f"{_DC}creator": makers(examined), f"{_CP}lastModifiedBy": examined.metadata.organisation}
    for name, text in wanted.items():
        found = "" if core is None else (core.findtext(name) or "").strip()
        if found not in ("", text):
            plain = name.rpartition("}")[2]
            message = f"The property {plain} says “{found}” and not “{text}”."
            faults.add("R269", message, examined.word_place.at(part="docProps/core.xml"), _TODO, property=plain)


def _authors(examined: Examined, name: str, root: etree._Element, faults: Faults) -> None:
    attributes = ((str(key), str(value)) for element in root.iter() for key, value in element.items())
    named = {value for key, value in attributes if key.endswith(_AUTHORS) and value}
    for author in sorted(named):
        message = f"The part names the author “{author}”."
        faults.add("R269", message, examined.word_place.at(part=name), _TODO, author=author)
    if name == "word/settings.xml" and root.find(f"{W}docVars") is not None:
        faults.add("R269", "The Word file has document variables (docVars).", examined.word_place.at(part=name), _TODO)


CHECK = Check("word-persons", "Word-filen nämner ingen person utanför texten", look)
