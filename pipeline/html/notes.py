"""Footnotes: a list at the end of the text, each with the way back to where it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.refusals import tell_empty_note
from pipeline.html.escaping import Html, text
from pipeline.html.inline import direction, inline, shows_something

if TYPE_CHECKING:
    from pipeline.html.writing import Writing


def notes_html(writing: Writing) -> Html:
    """The notes in the order of citation; empty where none is cited.

    The style shows a note at the foot of the screen while its mark has been followed, so that it is read where it is
    cited; that is what `:target` is for, and needs no script.
    """
    if not writing.cited:
        return Html()
    words = writing.words
    items = []
    for number, key in enumerate(writing.cited, start=1):
        note = writing.document.footnotes[key]
        paragraphs = [paragraph for paragraph in note.children if shows_something(paragraph.children)]
        if not paragraphs:
            tell_empty_note(key, note, writing.faults)
        shown = "".join(
            f"<p{direction(paragraph.children)}>"
            f"{inline(writing, paragraph.children, paragraph.origin or note.origin, note=True)}</p>\n"
            for paragraph in paragraphs
        )
        back = (
            f'<a class="back" role="doc-backlink" href="#ref-{number}" '
            f'aria-label="{text(words.back.format(number))}"></a>'
        )
        items.append(f'<li id="note-{number}">\n{shown}{back}</li>\n')
    return Html(
        f'<section class="notes" role="doc-endnotes" aria-labelledby="notes">\n'
        f'<h2 id="notes">{text(words.notes)}</h2>\n'
        f"<ol>\n{''.join(items)}</ol>\n</section>\n"
    )
