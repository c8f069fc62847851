"""C102: bold text posing as a heading cannot be found by those who move by headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.bold import may_be_heading
from pipeline.checks.ooxml import W, is_on, style_id, text_of
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.checks.opened import WordFile

#: Styles that hold running text; elsewhere (tables, cover) a bold line is no heading.
_RUNNING = {"normal", "body text", "lead"}


def check(word: WordFile) -> Iterator[Fault]:
    """A whole short paragraph of running text must not be bold (WCAG 2.1, 1.3.1)."""
    for part in word.parts:
        if part.name != "word/document.xml":
            continue
        for paragraph in part.paragraphs():
            name = word.style_names.get(style_id(paragraph) or "", "Normal").lower()
            text = text_of(paragraph).strip()
            inside_table = any(above.tag == f"{W}tc" for above in paragraph.iterancestors())
            if name in _RUNNING and not inside_table and may_be_heading(text) and _all_bold(paragraph, word):
                yield Fault(
                    "C102",
                    "A whole paragraph is bold: is it a heading?",
                    word.place(part.name, text),
                    "Make it a heading (# …), or stress only the words that matter.",
                )


def _all_bold(paragraph: etree._Element, word: WordFile) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if text_of(run).strip()]
    return bool(runs) and all(_bold(run, word) for run in runs)


def _bold(run: etree._Element, word: WordFile) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    named = style is not None and word.style_names.get(str(style.get(f"{W}val")), "").lower() == "strong"
    return named or is_on(run.find(f"{W}rPr/{W}b"))
