"""Lists in lists: items below the item that they belong to, and an item's further paragraphs in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.pdf.draft import Draft
from pipeline.pdf.tree import Child, Element

#: Word's styles of items and of their further paragraphs, with the level; LibreOffice 25.2 has names of its own for
#: them (List 2, Numbering 2, List 2 Cont.), in which the first level has a number, too.
_ITEM = re.compile(
    r"(?:(?:table )?list bullet|list(?= \d)|(?P<ordered>(?:table )?list number|numbering))(?: (?P<level>\d))?"
)
_MORE = re.compile(r"list (?:continue(?: (?P<level>\d))?|(?P<own_level>\d) cont\.)")

#: Labels that begin a list.
_FIRST = frozenset(("1", "a", "i"))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item without the lists in it: where its style puts it, and the number or letter that it has."""

    element: Element
    level: int
    ordered: bool
    label: str


@dataclass(slots=True)
class _Open:
    """A list that may go on, with the label of its last item."""

    level: int
    ordered: bool
    element: Element
    label: str = ""

    def goes_on(self, item: _Item) -> bool:
        """Whether an item of its level belongs to it; after h) comes i), which else begins a list of roman numbers."""
        begins = item.ordered and item.label in _FIRST and (self.label, item.label) != ("h", "i")
        return self.ordered == item.ordered and not begins


@dataclass(slots=True)
class _Nested:
    """The children of an element, as they are put together anew."""

    children: list[Child] = field(default_factory=list)
    lists: list[_Open] = field(default_factory=list)

    def other(self, child: Child) -> None:
        """What is no part of a list ends all that are open."""
        self.lists.clear()
        self.children.append(child)

    def paragraph(self, child: Element, level: int) -> bool:
        """A further paragraph of the last item of its level; whether there is one."""
        while self.lists and self.lists[-1].level > level:
            self.lists.pop()
        if not self.lists or self.lists[-1].level != level:
            return False
        _body(self.lists[-1].element.elements()[-1]).append(child)
        return True

    def item(self, item: _Item) -> None:
        """The next item: of an open list, or of a new one in the item above it."""
        while self.lists and self.lists[-1].level > item.level:
            self.lists.pop()
        last = self.lists[-1] if self.lists else None
        if last and last.level == item.level and not last.goes_on(item):
            self.lists.pop()
            last = self.lists[-1] if self.lists else None
        if last is None or last.level < item.level:
            begun = _Open(item.level, item.ordered, Element("L", page=item.element.page))
            (_body(last.element.elements()[-1]) if last else self.children).append(begun.element)
            self.lists.append(begun)
        self.lists[-1].element.children.append(item.element)
        self.lists[-1].label = item.label


def mend(draft: Draft) -> None:
    """Put lists and paragraphs into the items that they belong to (ISO 32000-1, 14.8.4.3.3).

    LibreOffice ends a list at an item's second paragraph, and where bullets and numbers are mixed: a screen reader
    would tell of many lists of one item, all on one level. The styles of the Word file say what belongs together.
    """
    for element in list(draft.document.walk()):
        if element.kind in ("L", "LI", "LBody"):
            continue
        nested = _Nested()
        for child in element.children:
            _put(draft, nested, child)
        element.children = nested.children


def _put(draft: Draft, nested: _Nested, child: Child) -> None:
    if isinstance(child, Element) and child.kind == "L":
        items = _items(draft, child)
        if items is not None:
            for item in items:
                nested.item(item)
            return
    more = _MORE.fullmatch(child.style) if isinstance(child, Element) and child.kind == "P" else None
    if isinstance(child, Element) and more and nested.paragraph(child, int(more["level"] or more["own_level"] or 1)):
        return
    nested.other(child)


def _items(draft: Draft, element: Element) -> list[_Item] | None:
    """All items of a list and of those in it, in order, taken apart; None, with nothing changed, for other styles."""
    found = list(_walk(element))
    styles = [_ITEM.fullmatch(_style(item)) for item in found]
    if not all(styles):
        return None
    items = []
    for item, style in zip(found, styles, strict=True):
        assert style is not None
        ordered, level = style["ordered"] is not None, int(style["level"] or 1)
        body = _body(item)
        body[:] = [child for child in body if not isinstance(child, Element) or child.kind != "L"]
        items.append(_Item(item, level, ordered, _label(draft, item)))
    return items


def _walk(element: Element) -> Iterator[Element]:
    """The items of a list and of the lists in it; nothing else may stand in a list."""
    for child in element.elements():
        if child.kind == "LI":
            yield child
            for inner in _body(child):
                if isinstance(inner, Element) and inner.kind == "L":
                    yield from _walk(inner)


def _body(item: Element) -> list[Child]:
    """What holds an item's paragraphs: its body, or itself where it has none."""
    return next((child.children for child in item.elements() if child.kind == "LBody"), item.children)


def _style(item: Element) -> str:
    """The style of an item's first paragraph."""
    return next((child.style for child in _body(item) if isinstance(child, Element) and child.kind == "P"), "")


def _label(draft: Draft, item: Element) -> str:
    label = next((child for child in item.elements() if child.kind == "Lbl"), None)
    return draft.text(label).strip("().: ").casefold() if label is not None else ""
