"""Text that runs from right to left (Arabic, Hebrew), in the order in which it is read."""

from __future__ import annotations

import re
import unicodedata

from pipeline.pdf.draft import Draft
from pipeline.pdf.letters import squeezed
from pipeline.pdf.tree import Child, Element, Marked

#: The blocks that such letters lie in; all others are passed over at once.
_BLOCKS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def runs_leftwards(text: str) -> bool:
    """Whether a text has letters that run from right to left (Unicode Standard Annex 9)."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in _BLOCKS.findall(text))


def mend(draft: Draft) -> None:
    """Give each sequence that runs from right to left its text as a replacement (ISO 32000-1, 14.9.4).

    LibreOffice shows its characters from left to right, as they stand on the page. The Word file, which has them as
    they are read, tells whether that is so.
    """
    written = "\n".join(squeezed(paragraph) for paragraph in draft.source.paragraphs)
    for element in list(draft.document.walk()):
        if element.actual is None:
            element.children = [_mended(draft, child, written) for child in element.children]


def _mended(draft: Draft, child: Child, written: str) -> Child:
    if not isinstance(child, Marked):
        return child
    shown = draft.pages[child.page].shown.get(child.mcid)
    if shown is None or not runs_leftwards(shown.text) or squeezed(shown.text) in written:
        return child
    return Element("Span", children=[child], page=child.page, actual=_as_written(shown.leftwards, written))


def _as_written(text: str, written: str) -> str:
    """A text as the Word file has it, if just the order of its letters is another, as that of vowel signs may be."""
    letters = squeezed(text)
    if letters in written:
        return text
    wanted = sorted(letters)
    for start in range(len(written) - len(letters) + 1):
        found = written[start : start + len(letters)]
        if sorted(found) == wanted:
            signs = iter(found)
            return "".join(sign if sign.isspace() else next(signs, "") for sign in text)
    return text
