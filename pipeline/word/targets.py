"""The first look over a document: the numbers and bookmarks of its headings, tables and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.content.model import Figure, Heading, Table
from pipeline.content.walk import numbered_blocks, plain_text
from pipeline.word.numbering import Numbering, StyleNumber, format_number

if TYPE_CHECKING:
    from pipeline.content.model import Document
    from pipeline.content.walk import Numbered
    from pipeline.faults import Faults
    from pipeline.word.ids import Ids
    from pipeline.word.layout import Slot
    from pipeline.word.styles import StyleNames


@dataclass(frozen=True, slots=True)
class Target:
    """What can be referred to.

    Attributes:
        kind: heading, table or figure.
        number: as the document shows it, `2.1.1` or `3`; empty for what has none.
        text: a heading's text; empty for the others.
        contents: a heading's bookmark for the contents list; None for the others.
        reference: the bookmark for cross-references; None where nothing can refer to it.
    """

    kind: Literal["heading", "table", "figure"]
    number: str
    text: str
    contents: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets in the order in which they are written, and those with a label by it."""

    order: tuple[Target, ...]
    by_label: Mapping[str, Target]


def heading_style(heading: Heading) -> str:
    """The name of a heading's style; level 5 has one only, without number."""
    if heading.numbered or heading.level >= 5:
        return f"heading {heading.level}"
    return f"Heading {heading.level} Unnumbered"


def find_targets(
    document: Document, slots: Iterable[Slot], styles: StyleNames, numbering: Numbering, ids: Ids, faults: Faults
) -> Targets:
    """Number the headings, tables and figures of a document's parts in the order of the template's slots."""
    survey = _Survey(styles, numbering, ids, faults)
    for slot in slots:
        for block in numbered_blocks(document.parts.get(slot.name, ())):
            survey.take(block)
    return Targets(tuple(survey.order), survey.by_label)


class _Survey:
    def __init__(self, styles: StyleNames, numbering: Numbering, ids: Ids, faults: Faults) -> None:
        self.order: list[Target] = []
        self.by_label: dict[str, Target] = {}
        self._styles = styles
        self._numbering = numbering
        self._ids = ids
        self._faults = faults
        self._counts: dict[int, list[int]] = {}
        self._captions = {"table": 0, "figure": 0}

    def take(self, block: Numbered) -> None:
        target = self._heading(block) if isinstance(block, Heading) else self._captioned(block)
        self.order.append(target)
        if block.label is None:
            return
        if block.label in self.by_label:
            self._faults.add(
                "T208",
                f"The label “{block.label}” stands on two things.",
                block.origin,
                "Give each heading, table and figure a label of its own.",
                label=block.label,
            )
        self.by_label.setdefault(block.label, target)

    def _heading(self, heading: Heading) -> Target:
        text = plain_text(heading.children)
        style = self._styles.find(heading_style(heading))
        number = self._number(self._numbering.of(style, self._styles))
        return Target(
            kind="heading",
            number=number,
            text=text,
            contents=self._ids.name("_Toc", text),
            reference=None if heading.label is None else self._ids.name("_Ref", heading.label),
        )

    def _captioned(self, block: Table | Figure) -> Target:
        kind: Literal["table", "figure"] = "table" if isinstance(block, Table) else "figure"
        if not block.caption:
            return Target(kind, "", "", None, None)
        self._captions[kind] += 1
        reference = None if block.label is None else self._ids.name("_Ref", block.label)
        return Target(kind, str(self._captions[kind]), "", None, reference)

    def _number(self, of: StyleNumber | None) -> str:
        if of is None or of.own.format in {"none", "bullet"}:
            return ""
        counts = self._counts.setdefault(of.abstract, [0] * 9)
        counts[of.level] += 1
        counts[of.level + 1 :] = [0] * (8 - of.level)
        text = of.own.text
        for at in range(of.level, -1, -1):
            shown = of.levels[at].format if at in of.levels else "decimal"
            text = text.replace(f"%{at + 1}", format_number(max(counts[at], 1), shown))
        return text
