"""The template's settings and default language, made those of the document."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.word.ooxml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPATIBILITY = "http://schemas.microsoft.com/office/word"

#: What must not come along from a template: refreshing fields at opening (Word asks the reader), and its own template.
_REMOVED = ("updateFields", "attachedTemplate", "linkStyles")

#: What may stand after an element in settings (ECMA-376 part 1, 17.15.1.78), nearest first.
_AFTER_COMPAT = (
    "docVars",
    "rsids",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
)
_AFTER_LANGUAGE = _AFTER_COMPAT[_AFTER_COMPAT.index("clrSchemeMapping") :]
_AFTER_FOOTNOTES = ("endnotePr", "compat", *_AFTER_COMPAT)
#: What may stand before the protection of the document.
_BEFORE_PROTECTION = frozenset(
    f"{{{W}}}{name}"
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts"),
        *("saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges"),
        *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors"),
        *("hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate"),
        *("linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge"),
        *("revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting"),
    )
)
#: What a final document has only as this program sets it.
_REMOVED_FROM_FINAL = ("writeProtection", "documentProtection", "trackRevisions")


@lru_cache(maxsize=16)
def settings_for(data: bytes, language: str, *, footnotes: bool, final: bool = False) -> bytes:
    """`word/settings.xml` for a document in `language`: no field refreshing, compatibility mode 15.

    Args:
        data: the template's settings.
        language: BCP 47 tag.
        footnotes: whether the document has footnotes, whose separators are then named.
        final: whether it is an adopted document, which opens read-only and is protected against changes.
    """
    root = etree.fromstring(data)
    for name in _REMOVED:
        for element in root.findall(f"{{{W}}}{name}"):
            root.remove(element)
    if footnotes and root.find(f"{{{W}}}footnotePr") is None:
        notes = _placed(root, "footnotePr", _AFTER_FOOTNOTES)
        for number in ("-1", "0"):
            etree.SubElement(notes, f"{{{W}}}footnote", {f"{{{W}}}id": number})
    compat = _placed(root, "compat", _AFTER_COMPAT)
    modes = [
        element
        for element in compat.findall(f"{{{W}}}compatSetting")
        if element.get(f"{{{W}}}name") == "compatibilityMode"
    ]
    mode = modes[0] if modes else etree.SubElement(compat, f"{{{W}}}compatSetting")
    for name, value in (("name", "compatibilityMode"), ("uri", _COMPATIBILITY), ("val", "15")):
        mode.set(f"{{{W}}}{name}", value)
    _placed(root, "themeFontLang", _AFTER_LANGUAGE).set(f"{{{W}}}val", language)
    if final:
        _protect(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _protect(root: _Element) -> None:
    """Protect the document against changes (ECMA-376 part 1, 17.15.1.29), and ask to open it read-only (17.15.1.93).

    There is no password: the protection is to keep people from changing it by mistake, and the archive from losing it.
    """
    for name in _REMOVED_FROM_FINAL:
        for element in root.findall(f"{{{W}}}{name}"):
            root.remove(element)
    root.insert(0, etree.Element(f"{{{W}}}writeProtection", {f"{{{W}}}recommended": "1"}))
    at = next((at for at, child in enumerate(root) if child.tag not in _BEFORE_PROTECTION), len(root))
    protection = {f"{{{W}}}edit": "readOnly", f"{{{W}}}enforcement": "1"}
    root.insert(at, etree.Element(f"{{{W}}}documentProtection", protection))


def _placed(root: _Element, name: str, after: tuple[str, ...]) -> _Element:
    """The child of that name; made before the first of those that may stand after it when there is none."""
    found = root.find(f"{{{W}}}{name}")
    if found is not None:
        return found
    later = {f"{{{W}}}{other}" for other in after}
    at = next((at for at, child in enumerate(root) if child.tag in later or W not in str(child.tag)), len(root))
    made = etree.Element(f"{{{W}}}{name}")
    root.insert(at, made)
    return made


@lru_cache(maxsize=16)
def styles_for(data: bytes, language: str) -> bytes:
    """`word/styles.xml` with the document's language as the default, and in no paragraph style another one."""
    root = etree.fromstring(data)
    defaults = root.find(f"{{{W}}}docDefaults")
    if defaults is None:
        defaults = etree.Element(f"{{{W}}}docDefaults")
        root.insert(0, defaults)
    outer = defaults.find(f"{{{W}}}rPrDefault")
    if outer is None:
        outer = etree.Element(f"{{{W}}}rPrDefault")
        defaults.insert(0, outer)
    properties = outer.find(f"{{{W}}}rPr")
    if properties is None:
        properties = etree.SubElement(outer, f"{{{W}}}rPr")
    stated = properties.find(f"{{{W}}}lang")
    if stated is None:
        stated = etree.SubElement(properties, f"{{{W}}}lang")
    stated.set(f"{{{W}}}val", language)
    for element in root.findall(f"{{{W}}}style[@{{{W}}}type='paragraph']/{{{W}}}rPr/{{{W}}}lang"):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
