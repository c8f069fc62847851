"""Paragraphs of a Word file: which there are, their styles and outline levels, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class Styles:
    """The paragraph styles: names, and the outline level that each has or inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self.names: dict[str, str] = {}
        self._levels: dict[str, int | None] = {}
        self._based: dict[str, str] = {}
        self.language = ""
        self.languages: set[str] = set()
        self.default: str = ""
        if root is None:
            return
        default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        self.language = default.get(f"{_W}val", "") if default is not None else ""
        self.languages = {tag for given in root.iter(f"{_W}lang") if (tag := given.get(f"{_W}val"))}
        for style in root.iter(f"{_W}style"):
            self._add(style)

    def _add(self, style: etree._Element) -> None:
        if style.get(f"{_W}type") != "paragraph":
            return
        name = style.get(f"{_W}styleId", "")
        self.names[name] = child_value(style, "name").casefold()
        self._based[name] = child_value(style, "basedOn")
        self._levels[name] = outline_level(style.find(f"{_W}pPr"))
        if style.get(f"{_W}default") in ("1", "true", "on"):
            self.default = name

    def level(self, name: str) -> int | None:
        """The outline level of a style, from 1; None for body text."""
        seen = set()
        while name and name not in seen:
            seen.add(name)
            if self._levels.get(name) is not None:
                level = self._levels[name]
                return level if level is not None and level <= 9 else None
            name = self._based.get(name, "")
        return None


def child_value(parent: etree._Element, name: str) -> str:
    """What a child says by its `w:val`; empty when there is no such child."""
    found = parent.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def outline_level(properties: etree._Element | None) -> int | None:
    """The outline level that paragraph properties give, from 1 (10 is body text); None when they give none."""
    value = child_value(properties, "outlineLvl") if properties is not None else ""
    return int(value) + 1 if value.isdecimal() else None


def shown_elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that name in the order of the text, without the doubles that older programs are given."""
    for element in root.iter(name):
        if next(element.iterancestors(f"{_MC}Fallback"), None) is None:
            yield element


def style_of(paragraph: etree._Element, styles: Styles) -> str:
    """The name (`w:styleId`) of a paragraph's style."""
    own = paragraph.find(f"{_W}pPr")
    return (child_value(own, "pStyle") if own is not None else "") or styles.default


def paragraph_text(paragraph: etree._Element) -> str:
    """The words of a paragraph with single spaces: text, no-break hyphens, tabs and line breaks; not field codes."""
    return " ".join(text_of(paragraph).split())


def text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph, with its tabs and line breaks as spaces."""
    parts = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("\N{NON-BREAKING HYPHEN}")
        elif element.getparent().tag == f"{_W}r":  # type: ignore[union-attr] # a tab stop of the properties is no tab
            parts.append(" ")
    return "".join(parts)
