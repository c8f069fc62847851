"""The numbers of the template's own lists and headings, counted as Word counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W
from pipeline.content.heading_numbers import format_number
from pipeline.word.numbering import read_numbering
from pipeline.word.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from pipeline.word.compiled import CompiledTemplate
    from pipeline.word.numbering import Level

_NOT_SHOWN = frozenset({"none", "bullet"})


class TemplateLists:
    """Counts the numbered paragraphs of a template in the order of its text."""

    def __init__(self, template: CompiledTemplate, numbering: etree._Element | None) -> None:
        self._sheet = read_styles(template.member("word/styles.xml") or b"<styles/>")
        self._numbering = read_numbering(template.member("word/numbering.xml"))
        self._starts, self._restarts = _starts(numbering)
        self._counts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, paragraph: etree._Element) -> str:
        """What Word shows before a paragraph; empty for one without a number."""
        number, at = self._of(paragraph)
        abstract = self._numbering.numbers.get(number)
        levels = {} if abstract is None else self._numbering.levels.get(abstract, {})
        if abstract is None or at not in levels or levels[at].format in _NOT_SHOWN:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if (number, at) in self._restarts and (number, at) not in self._begun:
            counts[at] = self._restarts[number, at]
        else:
            counts[at] = counts[at] + 1 if at in counts else self._starts.get((abstract, at), 1)
        self._begun.add((number, at))
        for below in [level for level in counts if level > at]:
            del counts[below]
        return self._shown(levels, abstract, at)

    def _of(self, paragraph: etree._Element) -> tuple[int, int]:
        """The numbering's id and level: the paragraph's own, else its style's; 0 for none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        stated = {} if own is None else {child.tag.rpartition("}")[2]: int(child.get(f"{W}val", "0")) for child in own}
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = None if named is None else self._sheet.by_id.get(named.get(f"{W}val", ""))
        lineage = [] if style is None else self._sheet.lineage(style)
        number = next((one.number for one in lineage if one.number is not None), 0)
        level = next((one.number_level for one in lineage if one.number_level is not None), 0)
        if style is not None and "ilvl" not in stated:
            levels = self._numbering.levels.get(self._numbering.numbers.get(number, -1), {})
            level = next((at for at, found in levels.items() if found.style == style.id), level)
        return stated.get("numId", number), stated.get("ilvl", level)

    def _shown(self, levels: Mapping[int, Level], abstract: int, at: int) -> str:
        counts, text = self._counts[abstract], levels[at].text
        for level in range(at, -1, -1):
            number = counts.get(level, self._starts.get((abstract, level), 1))
            style = levels[level].format if level in levels else "decimal"
            text = text.replace(f"%{level + 1}", format_number(number, style))
        return text


def _starts(numbering: etree._Element | None) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """With what levels begin: (definition, level) → number, and (numbering, level) → number where it starts anew."""
    starts: dict[tuple[int, int], int] = {}
    restarts: dict[tuple[int, int], int] = {}
    for level in numbering.iter(f"{W}lvl") if numbering is not None else ():
        above, start = level.getparent(), level.find(f"{W}start")
        if above is not None and above.tag == f"{W}abstractNum" and start is not None:
            starts[_number(above, "abstractNumId"), _number(level, "ilvl")] = _number(start, "val")
    for override in numbering.iter(f"{W}lvlOverride") if numbering is not None else ():
        above, start = override.getparent(), override.find(f"{W}startOverride")
        if above is not None and start is not None:
            restarts[_number(above, "numId"), _number(override, "ilvl")] = _number(start, "val")
    return starts, restarts


def _number(element: etree._Element, name: str) -> int:
    return int(element.get(f"{W}{name}", "0"))
