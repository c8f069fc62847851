"""The first look over a document: the numbers and bookmarks of its headings, tables and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.content.heading_numbers import NumberedStyle
from pipeline.content.survey import Target, Targets, survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Document, Heading
    from pipeline.faults import Faults
    from pipeline.word.ids import Ids
    from pipeline.word.layout import Slot
    from pipeline.word.numbering import Numbering
    from pipeline.word.styles import StyleNames

#: Levels of headings.
_LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class WordTarget(Target):
    """What can be referred to in a Word file.

    Attributes:
        contents: a heading's bookmark for the contents list; None for the others.
        reference: the bookmark for cross-references; None where nothing can refer to it.
    """

    contents: str | None
    reference: str | None


def heading_style(heading: Heading) -> str:
    """The name of a heading's style; level 5 has one only, without number."""
    return _style(heading.level, numbered=heading.numbered)


def _style(level: int, *, numbered: bool) -> str:
    return f"heading {level}" if numbered or level >= 5 else f"Heading {level} Unnumbered"


def heading_styles(styles: StyleNames, numbering: Numbering) -> HeadingStyles:
    """How a template numbers headings."""
    found = {}
    for level, numbered in ((level, numbered) for level in _LEVELS for numbered in (True, False)):
        of = numbering.of(styles.find(_style(level, numbered=numbered)), styles)
        if of is None or of.own.format in {"none", "bullet"}:
            continue
        formats = (of.levels[at].format if at in of.levels else "decimal" for at in range(of.level + 1))
        found[level, numbered] = NumberedStyle(of.abstract, of.level, of.own.text, tuple(formats))
    return found


def find_targets(
    document: Document, slots: Iterable[Slot], styles: StyleNames, numbering: Numbering, ids: Ids, faults: Faults
) -> Targets[WordTarget]:
    """Number the headings, tables and figures of a document's parts in the order of the template's slots."""
    parts = (document.parts.get(slot.name, ()) for slot in slots)
    return Targets.of(_target(found, ids) for found in survey(parts, heading_styles(styles, numbering), faults))


def _target(found: Target, ids: Ids) -> WordTarget:
    contents = ids.name("_Toc", found.text) if found.kind == "heading" else None
    reference = ids.name("_Ref", found.label) if found.label is not None and found.is_named else None
    return WordTarget(found.kind, found.number, found.text, found.label, contents, reference)
