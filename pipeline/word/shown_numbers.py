"""The numbers that a document's headings, tables and figures come to show in a template, without writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.walk import numbered_blocks
from pipeline.faults import Faults
from pipeline.word.ids import Ids
from pipeline.word.layout import read_layout
from pipeline.word.numbering import read_numbering
from pipeline.word.styles import StyleNames, read_styles
from pipeline.word.targets import find_targets, heading_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Document
    from pipeline.word.compiled import CompiledTemplate


def shown_headings(template: CompiledTemplate) -> HeadingStyles:
    """How headings are numbered in a template."""
    return heading_styles(_styles(template), read_numbering(template.member("word/numbering.xml")))


def _styles(template: CompiledTemplate) -> StyleNames:
    return StyleNames(read_styles(template.member("word/styles.xml") or b"<styles/>"), template.file)


def shown_numbers(document: Document, template: CompiledTemplate) -> Mapping[str, tuple[str, ...]]:
    """For each part that the template places, the numbers of its headings, tables and figures in their order.

    The order is that of `numbered_blocks`. A number is as the document shows it, `2.1.1` or `3`; empty for what
    has none.
    """
    layout = read_layout(template.member("word/document.xml") or b"<document/>")
    slots = tuple(slot for slot in layout.slots if slot.name in document.parts)
    styles, numbering = _styles(template), read_numbering(template.member("word/numbering.xml"))
    targets = find_targets(document, slots, styles, numbering, Ids(0, 0, ()), Faults())
    numbers = iter([target.number for target in targets.order])
    return {slot.name: tuple(next(numbers) for _ in numbered_blocks(document.parts[slot.name])) for slot in slots}
