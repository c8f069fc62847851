"""The outline (bookmarks): its titles as the Word file has the headings, whatever the export left out of them."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Name, String

from pipeline.pdf.letters import UNSEEN, squeezed
from pipeline.pdf.source import Source

_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


def comparable(title: str) -> str:
    """A title for comparison: as `squeezed` has it, and without backslashes.

    LibreOffice leaves backslashes out of the titles that it writes.
    """
    return squeezed(title).replace("\\", "")


def mend(pdf: pikepdf.Pdf, word: Source) -> None:
    """Give each entry whose title differs from its heading's text that text, behind the number that it has."""
    if Name.Outlines not in pdf.Root:
        return
    entries = iter(list(_entries(pdf.Root.Outlines)))
    for heading in word.headings:
        wanted = comparable(heading.text)
        entry = next((item for item in entries if comparable(str(item.get(Name.Title, ""))).endswith(wanted)), None)
        if entry is None:
            return
        title, text = str(entry.Title), heading.text.translate(_UNSEEN)
        if not title.endswith(text):
            entry.Title = String(_number(title, wanted) + text)


def _entries(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All entries, from top to bottom."""
    item = parent.get(Name.First)
    while item is not None:
        yield item
        yield from _entries(item)
        item = item.get(Name.Next)


def _number(title: str, wanted: str) -> str:
    """What stands before the heading's own words in a title, with the space behind it."""
    end = next((at for at in range(len(title), -1, -1) if comparable(title[at:]) == wanted), 0)
    number = title[:end].rstrip()
    return f"{number} " if number else ""
