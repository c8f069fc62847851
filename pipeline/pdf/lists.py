"""Lists: items inside a list, each with its label apart from its text, and the kind of numbering."""

from __future__ import annotations

import re

from pipeline.pdf import nesting
from pipeline.pdf.draft import Draft
from pipeline.pdf.tree import Child, Element, Marked

#: A label that LibreOffice shows as a piece of its own: a bullet, or a short number or letter.
_LABEL = re.compile(r"[^\w\s]|\(?(\d+|[A-Za-zÅÄÖåäö]|[ivxlcdmIVXLCDM]+)(\.\d+)*[.):]*")

_BULLETS = {"•": "Disc", "●": "Disc", "∙": "Disc", "○": "Circle", "◦": "Circle", "▪": "Square", "■": "Square"}


def mend(draft: Draft) -> None:
    """Mend all lists (ISO 32000-1, 14.8.4.3.3)."""
    for element in list(draft.document.walk()):
        if element.kind != "L":
            _gather_items(element)
    for element in list(draft.document.walk()):
        if element.kind == "LI":
            _split_label(draft, element)
    nesting.mend(draft)
    for element in draft.document.walk():
        if element.kind == "L":
            # LibreOffice gives none, or takes what it does not know (“a.”) for no numbering.
            element.numbering = _numbering(draft, element) or element.numbering


def _gather_items(parent: Element) -> None:
    """Put items that stand outside a list into the list before them, or into a list of their own."""
    children: list[Child] = []
    for child in parent.children:
        last = children[-1] if children else None
        if not isinstance(child, Element) or child.kind != "LI":
            children.append(child)
        elif isinstance(last, Element) and last.kind == "L":
            last.children.append(child)
        else:
            children.append(Element("L", children=[child], page=child.page))
    parent.children = children


def _split_label(draft: Draft, item: Element) -> None:
    """Move an item's bullet or number out of its text."""
    if any(child.kind == "Lbl" for child in item.elements()):
        return
    body = next((child for child in item.elements() if child.kind == "LBody"), None)
    first = next(iter(body.elements()), None) if body is not None else None
    if first is None or len(first.children) < 2 or not isinstance(first.children[0], Marked):
        return
    mark = first.children[0]
    if _LABEL.fullmatch(draft.mark_text(mark).strip()):
        del first.children[0]
        item.children.insert(0, Element("Lbl", children=[mark], page=mark.page))


def _numbering(draft: Draft, element: Element) -> str | None:
    """The list's /ListNumbering, by its first label; None without labels."""
    label = next((child for item in element.elements() for child in item.elements() if child.kind == "Lbl"), None)
    if label is None:
        return None
    text = draft.text(label)
    core = text.strip("().: ")
    if not core.isalnum() and not core[:1].isdecimal():
        return _BULLETS.get(text, "None")
    if core[0].isdecimal():
        return "Decimal"
    roman = re.fullmatch(r"[ivxlcdm]+", core, re.IGNORECASE) is not None and core.casefold() in ("i", "ii", "iv")
    return ("Upper" if core.isupper() else "Lower") + ("Roman" if roman else "Alpha")
