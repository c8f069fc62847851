"""C103: empty paragraphs as spacing are read out as “blank”, and break when fonts change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W, text_of
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.checks.opened import WordFile

#: A section that ends with a table must have a paragraph for its `w:sectPr` (ISO/IEC 29500-1, 17.6.18).
_CONTENT = {
    f"{W}{name}"
    for name in (
        "br",
        "continuationSeparator",
        "drawing",
        "fldChar",
        "fldSimple",
        "footnoteRef",
        "footnoteReference",
        "instrText",
        "object",
        "pict",
        "sectPr",
        "separator",
        "sym",
    )
}


def check(word: WordFile) -> Iterator[Fault]:
    """Every paragraph outside table cells must hold something; a cell must have a paragraph, even an empty one."""
    for part in word.parts:
        before = ""
        for paragraph in part.paragraphs():
            text = text_of(paragraph).strip()
            if not text and not _holds_something(paragraph) and not _in_cell(paragraph):
                yield Fault(
                    "C103",
                    f"There is an empty paragraph{f' after “{before[:40]}”' if before else ''}.",
                    word.place(part.name),
                    "Use space before or after in the paragraph's style.",
                )
            before = text or before


def _holds_something(paragraph: etree._Element) -> bool:
    return any(element.tag in _CONTENT for element in paragraph.iter())


def _in_cell(paragraph: etree._Element) -> bool:
    above = paragraph.getparent()
    return above is not None and above.tag == f"{W}tc"
