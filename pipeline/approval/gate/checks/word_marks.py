"""R265 to R268: the Word file has no comments, tracked changes, hidden text, draft marks, or things from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.check import Check, Outcome
from pipeline.checks.ooxml import W, is_on, text_of
from pipeline.faults import Faults
from pipeline.kinds.labels import labels_for

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.approval.gate.examined import Examined

#: Elements of tracked changes (ECMA-376 part 1, 17.13.5).
_TRACKED: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "delText", "delInstrText", "cellIns", "cellDel", "cellMerge"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "tcPrChange"),
        *("trPrChange", "numberingChange", "moveFromRangeStart", "moveToRangeStart"),
        *("customXmlInsRangeStart", "customXmlDelRangeStart", "customXmlMoveFromRangeStart"),
        *("customXmlMoveToRangeStart",),
    )
)
_COMMENTED: Final = frozenset(f"{W}{name}" for name in ("commentRangeStart", "commentReference"))
#: Parts that hold comments and who wrote them.
_COMMENT_PARTS: Final = re.compile(r"word/(comments\w*|people)\.xml")
_HIDDEN: Final = frozenset(f"{W}{name}" for name in ("vanish", "specVanish"))
_HYPERLINK: Final = "/hyperlink"
#: Fields that Word works out anew when it opens or prints, and so change what was adopted (ECMA-376 part 1, 17.16.5).
_MOVING: Final = frozenset({"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "FILENAME", "USERNAME", "EDITTIME"})
_TODO: Final = "Take it out of the template or the text, and build the document again."


def look(examined: Examined) -> Outcome:
    """Look through every part of the Word file."""
    faults = Faults()
    hidden = _hidden_styles(examined)
    for name in examined.members:
        if _COMMENT_PARTS.fullmatch(name):
            faults.add("R265", "The Word file has a part for comments.", examined.word_place.at(part=name), _TODO)
    for name, root in examined.parts.items():
        if name.endswith(".rels"):
            _outside(examined, name, root, faults)
        elif name == "word/settings.xml":
            _settings(examined, root, faults)
        elif name.startswith("word/"):
            _marks(examined, name, root, hidden, faults)
            if not examined.metadata.draft:
                _draft_mark(examined, name, root, faults)
    return Outcome(f"{len(examined.members)} parts.", tuple(faults))


def _marks(examined: Examined, name: str, root: etree._Element, hidden: set[str], faults: Faults) -> None:
    for element in root.iter():
        if element.tag in _TRACKED or element.tag in _COMMENTED or element.tag in _HIDDEN:
            place = examined.word_place.at(part=name, paragraph=_around(element))
            if element.tag in _TRACKED:
                faults.add("R265", "The Word file holds a tracked change (spårad ändring).", place, _TODO)
            elif element.tag in _COMMENTED:
                faults.add("R265", "The Word file holds a comment (kommentar).", place, _TODO)
            elif is_on(element) and not _is_style(element):
                faults.add("R266", "The Word file holds hidden text (dold text).", place, _TODO)
        elif element.tag in (f"{W}rStyle", f"{W}pStyle") and element.get(f"{W}val") in hidden:
            place = examined.word_place.at(part=name, paragraph=_around(element))
            faults.add("R266", "The Word file holds text in a hidden style (dold text).", place, _TODO)
        elif element.tag in (f"{W}instrText", f"{W}fldSimple"):
            code = (element.get(f"{W}instr") or element.text or "").split()
            if code and code[0].upper() in _MOVING:
                place = examined.word_place.at(part=name, paragraph=_around(element))
                message = f"The field {code[0].upper()} shows something else whenever Word opens or prints the file."
                faults.add("R268", message, place, "Put the text itself in place of the field.", field=code[0].upper())
        elif element.tag == f"{W}fldChar" and _is_on_attribute(element, "dirty"):
            place = examined.word_place.at(part=name, paragraph=_around(element))
            faults.add("R268", "A field is worked out anew when Word opens the file.", place, _TODO)


def _is_on_attribute(element: etree._Element, name: str) -> bool:
    """Whether an on/off attribute is there and on."""
    return element.get(f"{W}{name}", "0") in ("1", "true", "on")


def _is_style(element: etree._Element) -> bool:
    """Whether it is a setting of a style that no text uses by itself; Word's own hidden styles are harmless."""
    return next(element.iterancestors(f"{W}style"), None) is not None


def _hidden_styles(examined: Examined) -> set[str]:
    """Ids of the styles whose text nobody sees."""
    styles = examined.parts.get("word/styles.xml")
    found = () if styles is None else styles.iter(f"{W}style")
    return {style.get(f"{W}styleId", "") for style in found if is_on(style.find(f"{W}rPr/{W}vanish"))}


def _around(element: etree._Element) -> str | None:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return (text_of(paragraph).strip()[:60] or None) if paragraph is not None else None


def _draft_mark(examined: Examined, name: str, root: etree._Element, faults: Faults) -> None:
    mark = labels_for(examined.metadata.language)["draft_mark"]
    if re.fullmatch(r"word/(header|footer)\d*\.xml", name) and mark in text_of(root):
        message = f"A header or footer shows {mark}."
        todo = "Put the condition {%p if document.draft %} around it in the template."
        faults.add("R267", message, examined.word_place.at(part=name), todo)


def _settings(examined: Examined, root: etree._Element, faults: Faults) -> None:
    place = examined.word_place.at(part="word/settings.xml")
    if is_on(root.find(f"{W}updateFields")):
        faults.add("R268", "The Word file works out its fields anew when it is opened.", place, _TODO)
    if is_on(root.find(f"{W}trackRevisions")):
        faults.add("R265", "The Word file tracks changes (spåra ändringar).", place, "Switch it off in the template.")
    for element, what in (("attachedTemplate", "a template on somebody's disk"), ("mailMerge", "a list of addresses")):
        if root.find(f"{W}{element}") is not None:
            faults.add("R268", f"The Word file names {what}.", place, _TODO)


def _outside(examined: Examined, name: str, root: etree._Element, faults: Faults) -> None:
    for relation in root:
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_HYPERLINK):
            target = relation.get("Target", "")
            message = f"The Word file leads outside itself: {target}."
            faults.add("R268", message, examined.word_place.at(part=name), _TODO, target=target)


CHECK = Check("word-finished", "Word-filen har inga kommentarer, spårade ändringar eller dolda texter", look)
