"""The template's named styles: from the name that a designer sees to the id that a paragraph carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from lxml import etree

from pipeline.faults import Faults, did_you_mean
from pipeline.places import Place
from pipeline.word.ooxml import W, attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

StyleType: TypeAlias = Literal["paragraph", "character", "table", "numbering"]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """How a table style sets the cells of its first row: XML of each setting, empty where there is none.

    Attributes:
        top, bottom, inside: attributes of the border above, below, and between the rows of the heading.
        shade: `w:shd`.
        vertical: `w:vAlign`.
    """

    top: str
    bottom: str
    inside: str
    shade: str
    vertical: str


@dataclass(frozen=True, slots=True)
class Style:
    """What the writer needs to know of a style.

    Attributes:
        name: as the designer sees it.
        id: as paragraphs and runs refer to it.
        type: paragraph, character, table or numbering.
        based_on: id of the style it builds on; None for none.
        number: id of the numbering (`w:numId`) that the style itself sets; None when it sets none, 0 when it takes
            an inherited one away.
        number_level: level in that numbering (`w:ilvl`), from 0; None when the style leaves it to the numbering.
        left, hanging: indents in twips that the style itself sets; None when it sets none.
        size: font size in points that the style itself sets; None when it sets none.
        tabbed: whether the style itself sets left tab stops.
        fill: background of its paragraphs as six hexadecimal digits; None for none.
        header_cell: for a table style, the cells of its first row; None when it sets nothing for them.
    """

    name: str
    id: str
    type: StyleType
    based_on: str | None
    number: int | None
    number_level: int | None
    left: int | None
    hanging: int | None
    size: float | None
    tabbed: bool
    fill: str | None
    header_cell: HeaderCell | None


@dataclass(frozen=True)
class StyleSheet:
    """A template's styles: by (type, name) – names without regard to case, as in Word – and by id."""

    by_name: Mapping[tuple[StyleType, str], Style]
    by_id: Mapping[str, Style]

    def lineage(self, style: Style) -> list[Style]:
        """The style and those that it builds on, nearest first; ends where a chain bites its own tail."""
        chain = [style]
        while (parent := self.by_id.get(chain[-1].based_on or "")) and parent not in chain:
            chain.append(parent)
        return chain


@lru_cache(maxsize=16)
def read_styles(data: bytes) -> StyleSheet:
    """Read `word/styles.xml`, which admission has found well-formed."""
    styles = [_style(element) for element in etree.fromstring(data).iter(f"{{{W}}}style")]
    return StyleSheet(
        by_name={(style.type, style.name.casefold()): style for style in styles},
        by_id={style.id: style for style in styles},
    )


def _style(element: _Element) -> Style:
    kind = element.get(f"{{{W}}}type", "paragraph")
    level = _value(element, "w:pPr/w:numPr/w:ilvl")
    number = _value(element, "w:pPr/w:numPr/w:numId")
    left = _value(element, "w:pPr/w:ind", "left") or _value(element, "w:pPr/w:ind", "start")
    hanging = _value(element, "w:pPr/w:ind", "hanging")
    size = _value(element, "w:rPr/w:sz")
    tabs = element.iterfind("w:pPr/w:tabs/w:tab", {"w": W})
    return Style(
        name=_value(element, "w:name") or "",
        id=element.get(f"{{{W}}}styleId", ""),
        type=kind if kind in {"paragraph", "character", "table", "numbering"} else "paragraph",  # type: ignore[arg-type]  # narrowed by the test
        based_on=_value(element, "w:basedOn"),
        number=int(number) if number else None,
        number_level=int(level) if level else None,
        left=_twips(left),
        hanging=_twips(hanging),
        size=float(size) / 2 if size else None,
        tabbed=any(tab.get(f"{{{W}}}val") in {"left", "start", "num"} for tab in tabs),
        fill=fill if (fill := _value(element, "w:pPr/w:shd", "fill")) not in {None, "auto"} else None,
        header_cell=_header_cell(element.find("w:tblStylePr[@w:type='firstRow']/w:tcPr", {"w": W})),
    )


def _header_cell(properties: _Element | None) -> HeaderCell | None:
    if properties is None:
        return None

    def attributes(path: str) -> str:
        found = properties.find(path, {"w": W})
        if found is None:
            return ""
        return "".join(
            f' w:{etree.QName(name).localname}="{attribute(str(value))}"'
            for name, value in found.items()
            if f"{{{W}}}" in name
        )

    shade, vertical = attributes("w:shd"), attributes("w:vAlign")
    return HeaderCell(
        top=attributes("w:tcBorders/w:top"),
        bottom=attributes("w:tcBorders/w:bottom"),
        inside=attributes("w:tcBorders/w:insideH"),
        shade=f"<w:shd{shade}/>" if shade else "",
        vertical=f"<w:vAlign{vertical}/>" if vertical else "",
    )


def _value(element: _Element, path: str, name: str = "val") -> str | None:
    found = element.find(path, {"w": W})
    return None if found is None else found.get(f"{{{W}}}{name}")


def _twips(value: str | None) -> int | None:
    return None if value is None else round(float(value))


class StyleNames:
    """Style ids by name for one writing; a name that the template lacks is noted, and all are reported at once."""

    def __init__(self, sheet: StyleSheet, template: str) -> None:
        self._sheet = sheet
        self._template = template
        self._ids: dict[tuple[StyleType, str], str] = {}
        self._missing: list[tuple[StyleType, str]] = []

    def __call__(self, name: str, kind: StyleType = "paragraph") -> str:
        """The id of a style by its name, escaped for an attribute; empty when the template has none."""
        key = (kind, name)
        known = self._ids.get(key)
        if known is None:
            style = self.find(name, kind)
            if style is None:
                self._missing.append(key)
            known = self._ids[key] = attribute(style.id) if style else ""
        return known

    def find(self, name: str, kind: StyleType = "paragraph") -> Style | None:
        """The style itself; None when the template has none."""
        return self._sheet.by_name.get((kind, name.casefold()))

    def first(self, *names: str, kind: StyleType = "paragraph") -> str:
        """The first of the names that the template has a style of; the last one where it has none of them."""
        return next((name for name in names if self.find(name, kind)), names[-1])

    def lineage(self, style: Style) -> list[Style]:
        """The style and those that it builds on, nearest first."""
        return self._sheet.lineage(style)

    def report(self, faults: Faults) -> None:
        """Note T201 for every style that was asked for and is missing."""
        for kind, name in self._missing:
            known = [style.name for (of, _), style in self._sheet.by_name.items() if of == kind]
            faults.add(
                "T201",
                f"The template has no {kind} style “{name}”.",
                Place(self._template, part="word/styles.xml"),
                f"{did_you_mean(name, known)} Make or rename the style in Word.".strip(),
                style=name,
                type=kind,
            )
