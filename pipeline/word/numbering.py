"""The template's numbering (`word/numbering.xml`): what a level shows, and new lists that number anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.word.ooxml import W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.word.styles import Style, StyleNames


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering.

    Attributes:
        format: `decimal`, `lowerLetter`, `bullet` …
        text: what it shows, with `%1` for the number of the first level.
        style: id of the paragraph style that it is bound to; None for none.
        left, hanging: indents in twips.
    """

    format: str
    text: str
    style: str | None
    left: int
    hanging: int


@dataclass(frozen=True, slots=True)
class StyleNumber:
    """The numbering that a style brings along: numbering id, definition id and level, with the level itself."""

    number: int
    abstract: int
    level: int
    levels: Mapping[int, Level]

    @property
    def own(self) -> Level:
        """The style's own level."""
        return self.levels[self.level]


@dataclass(frozen=True, slots=True)
class Numbering:
    """A template's numberings: `w:numId` → its definition (`w:abstractNum`), and the definitions' levels."""

    numbers: Mapping[int, int]
    levels: Mapping[int, Mapping[int, Level]]

    def of(self, style: Style | None, names: StyleNames) -> StyleNumber | None:
        """The numbering of a style, its own or inherited; None when it has none."""
        if style is None:
            return None
        lineage = names.lineage(style)
        number = next((found.number for found in lineage if found.number is not None), 0)
        abstract = self.numbers.get(number)
        if abstract is None:
            return None
        levels = self.levels.get(abstract, {})
        bound = next((at for at, level in levels.items() if level.style == style.id), None)
        stated = next((found.number_level for found in lineage if found.number_level is not None), 0)
        at = stated if bound is None else bound
        return StyleNumber(number, abstract, at, levels) if at in levels else None


@lru_cache(maxsize=16)
def read_numbering(data: bytes | None) -> Numbering:
    """Read `word/numbering.xml`; None for a template without it."""
    if data is None:
        return Numbering({}, {})
    root = etree.fromstring(data)
    levels = {
        _number(abstract, "abstractNumId"): {
            _number(level, "ilvl"): _level(level) for level in abstract.iter(f"{{{W}}}lvl")
        }
        for abstract in root.iter(f"{{{W}}}abstractNum")
    }
    numbers = {}
    for num in root.iter(f"{{{W}}}num"):
        abstract = num.find("w:abstractNumId", {"w": W})
        if abstract is not None:
            numbers[_number(num, "numId")] = _number(abstract, "val")
    return Numbering(numbers, levels)


def _number(element: _Element, name: str) -> int:
    return int(element.get(f"{{{W}}}{name}", "0"))


def _level(element: _Element) -> Level:
    def value(path: str, name: str = "val") -> str | None:
        found = element.find(path, {"w": W})
        return None if found is None else found.get(f"{{{W}}}{name}")

    return Level(
        format=value("w:numFmt") or "decimal",
        text=value("w:lvlText") or "",
        style=value("w:pStyle"),
        left=round(float(value("w:pPr/w:ind", "left") or value("w:pPr/w:ind", "start") or 0)),
        hanging=round(float(value("w:pPr/w:ind", "hanging") or 0)),
    )


class Lists:
    """The lists of one writing: each ordered list gets a `w:num` of its own, so that it numbers anew."""

    def __init__(self, numbering: Numbering) -> None:
        self._next = max(numbering.numbers, default=0) + 1
        self._made: list[str] = []

    def restarted(self, of: StyleNumber, start: int) -> int:
        """A new numbering that looks as the style's own and begins at `start`; its `w:numId`."""
        number = self._next
        self._next += 1
        self._made.append(
            f'<w:num xmlns:w="{W}" w:numId="{number}"><w:abstractNumId w:val="{of.abstract}"/>'
            f'<w:lvlOverride w:ilvl="{of.level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number

    def added_to(self, data: bytes) -> bytes | None:
        """`word/numbering.xml` with the new lists; None when there are none."""
        if not self._made:
            return None
        root = etree.fromstring(data)
        tail = root.find(f"{{{W}}}numIdMacAtCleanup")
        at = len(root) if tail is None else root.index(tail)
        root[at:at] = [etree.fromstring(made) for made in self._made]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
