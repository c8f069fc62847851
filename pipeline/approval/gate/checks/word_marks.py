"""R265, R266, R268: the Word file has no comments, tracked changes, hidden text, or things from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.word_lines import around
from pipeline.checks.ooxml import W, is_on
from pipeline.faults import Faults

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
        *("customXmlMoveToRangeStart", "moveFromRangeEnd", "moveToRangeEnd", "customXmlInsRangeEnd"),
        *("customXmlDelRangeEnd", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeEnd"),
    )
)
_COMMENTED: Final = frozenset(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "comment")
)
#: Parts that hold comments and who wrote them.
_COMMENT_PARTS: Final = re.compile(r"word/(comments\w*|people)\.xml")
_HIDDEN: Final = frozenset(f"{W}{name}" for name in ("vanish", "specVanish"))
_HYPERLINK: Final = "/hyperlink"
#: Settings that name another file.
_NAMED: Final = {
    "attachedTemplate": "a template on somebody's disk",
    "linkStyles": "a template that it takes its styles from",
    "mailMerge": "a list of addresses",
}
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
    return Outcome(f"{len(examined.members)} parts.", tuple(faults))


def _marks(examined: Examined, name: str, root: etree._Element, hidden: set[str], faults: Faults) -> None:
    for element in root.iter():
        if element.tag in _TRACKED or element.tag in _COMMENTED or element.tag in _HIDDEN:
            place = examined.word_place.at(part=name, paragraph=around(element))
            if element.tag in _TRACKED:
                faults.add("R265", "The Word file holds a tracked change (spårad ändring).", place, _TODO)
            elif element.tag in _COMMENTED:
                faults.add("R265", "The Word file holds a comment (kommentar).", place, _TODO)
            elif is_on(element) and not _is_style(element):
                faults.add("R266", "The Word file holds hidden text (dold text).", place, _TODO)
        elif element.tag in (f"{W}rStyle", f"{W}pStyle") and element.get(f"{W}val") in hidden:
            place = examined.word_place.at(part=name, paragraph=around(element))
            faults.add("R266", "The Word file holds text in a hidden style (dold text).", place, _TODO)


def _is_style(element: etree._Element) -> bool:
    """Whether it is a setting of a style that no text uses by itself; Word's own hidden styles are harmless."""
    return next(element.iterancestors(f"{W}style"), None) is not None


def _hidden_styles(examined: Examined) -> set[str]:
    """Ids of the styles whose text nobody sees."""
    styles = examined.parts.get("word/styles.xml")
    found = () if styles is None else styles.iter(f"{W}style")
    return {style.get(f"{W}styleId", "") for style in found if is_on(style.find(f"{W}rPr/{W}vanish"))}


def _settings(examined: Examined, root: etree._Element, faults: Faults) -> None:
    place = examined.word_place.at(part="word/settings.xml")
    if is_on(root.find(f"{W}updateFields")):
        faults.add("R268", "The Word file works out its fields anew when it is opened.", place, _TODO)
    if is_on(root.find(f"{W}trackRevisions")):
        faults.add("R265", "The Word file tracks changes (spåra ändringar).", place, "Switch it off in the template.")
    for element, what in _NAMED.items():
        if root.find(f"{W}{element}") is not None:
            faults.add("R268", f"The Word file names {what}.", place, _TODO)


def _outside(examined: Examined, name: str, root: etree._Element, faults: Faults) -> None:
    for relation in root:
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_HYPERLINK):
            target = relation.get("Target", "")
            message = f"The Word file leads outside itself: {target}."
            faults.add("R268", message, examined.word_place.at(part=name), _TODO, target=target)


CHECK = Check("word-finished", "Word-filen har inga kommentarer, spårade ändringar eller dolda texter", look)
