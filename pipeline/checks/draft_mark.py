"""C108: a draft that does not say so on every page may be taken for the adopted document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W, is_on, text_of
from pipeline.faults import Fault
from pipeline.kinds.labels import labels_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.checks.opened import WordFile

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TODO = "Let it have the three Draft Mark paragraphs that the other headers have."


def check(word: WordFile) -> Iterator[Fault]:
    """In a draft, every header that a page can have holds the mark, in the document's language."""
    if not word.is_draft:
        return
    mark = labels_for(word.language)["draft_mark"]
    marked = {part.name: mark in text_of(part.root) for part in word.parts}
    told: set[str] = set()
    for number, headers in enumerate(_headers(word), start=1):
        for kind, name in headers.items():
            if name is None:
                yield Fault(
                    "C108",
                    f"Section {number} has no {kind} header, so the draft mark {mark} is missing there.",
                    word.place("word/document.xml"),
                    _TODO,
                )
            elif not marked.get(name, False) and name not in told:
                told.add(name)
                yield Fault(
                    "C108",
                    f"The {kind} header of section {number} does not show the draft mark {mark}.",
                    word.place(name),
                    _TODO,
                )


def _headers(word: WordFile) -> Iterator[dict[str, str | None]]:
    """For each section, the parts of the headers that its pages have, those of earlier sections where it has none."""
    linked: dict[str, str | None] = {}
    settings = word.settings
    even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
    for part in word.parts:
        if part.name != "word/document.xml":
            continue
        for section in part.root.iter(f"{W}sectPr"):
            for reference in section.iter(f"{W}headerReference"):
                linked[str(reference.get(f"{W}type"))] = word.target(str(reference.get(_RELATION)))
            yield {kind: linked.get(kind) for kind in _kinds(section, even=even)}


def _kinds(section: etree._Element, *, even: bool) -> tuple[str, ...]:
    first = is_on(section.find(f"{W}titlePg"))
    return ("default", *(("first",) if first else ()), *(("even",) if even else ()))
