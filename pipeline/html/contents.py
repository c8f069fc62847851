"""The contents list: headings in nested lists, each with its number and a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.html.escaping import Html, text
from pipeline.html.inline import bare

if TYPE_CHECKING:
    from pipeline.html.writing import Writing

#: Headings of lower levels are left out: who reads on a screen wants the whole at a glance.
DEPTH: Final = 3


def contents_html(writing: Writing) -> Html:
    """The list; empty for a page without headings."""
    entries = [(heading, target) for heading, target in writing.contents if heading.level <= DEPTH]
    if not entries:
        return Html()
    parts: list[str] = []
    open_levels: list[int] = []
    for heading, target in entries:
        while open_levels and open_levels[-1] > heading.level:
            parts.append("</li>\n</ol>")
            open_levels.pop()
        if open_levels and open_levels[-1] == heading.level:
            parts.append("</li>\n")
        else:
            # a level that the first headings have jumped over is closed by the next one above it
            parts.append("<ol>\n")
            open_levels.append(heading.level)
        number = f'<span class="number">{text(target.number)}</span> ' if target.number else ""
        parts.append(f'<li><a href="#{text(target.id)}">{number}{bare(writing, heading.children)}</a>')
    parts.append("</li>\n</ol>\n" * len(open_levels))
    return Html("".join(parts))
