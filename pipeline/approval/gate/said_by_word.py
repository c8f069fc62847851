"""What a Word file says, read from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.said import Line, Said
from pipeline.approval.gate.word_lines import Cited, alternatives, in_contents, paragraphs, summaries, text_of
from pipeline.checks.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree


def said_by_word(parts: Mapping[str, etree._Element]) -> Said:
    """The words of the main part, with the notes in the order in which they are cited.

    Args:
        parts: the parts of the file by name.
    """
    body: list[Line] = []
    contents: list[Line] = []
    cited = Cited()
    main = parts["word/document.xml"]
    for paragraph in paragraphs(main):
        text = text_of(paragraph, cited)
        if text.strip():
            (contents if in_contents(paragraph) else body).append(Line(text))
    notes = notes_of(parts.get("word/footnotes.xml"), cited)
    return Said(tuple(body), notes, tuple(contents), (*alternatives(main),), (*summaries(main),))


def notes_of(part: etree._Element | None, cited: Cited) -> tuple[Line, ...]:
    """The notes in the order in which they are cited; the first line of each is labelled with its number."""
    notes = {} if part is None else {note.get(f"{W}id", ""): note for note in part.iter(f"{W}footnote")}
    lines: list[Line] = []
    for number, name in enumerate(cited.ids, start=1):
        label = str(number)
        for paragraph in paragraphs(notes[name]) if name in notes else ():
            text = text_of(paragraph, Cited())
            if text.strip():
                lines.append(Line(text, label))
                label = ""
    return tuple(lines)
