"""C105: a table whose header row is not flagged loses its headings on the next page and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W, is_on, text_of
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.opened import WordFile


def check(word: WordFile) -> Iterator[Fault]:
    """A table of data has a header row (`w:tblHeader`) or headings in its first column (WCAG 2.1, 1.3.1)."""
    for part in word.parts:
        if part.name != "word/document.xml":
            continue
        for table in part.root.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            look = table.find(f"{W}tblPr/{W}tblLook")
            by_column = look is not None and look.get(f"{W}firstColumn") in ("1", "true", "on")
            flagged = bool(rows) and is_on(rows[0].find(f"{W}trPr/{W}tblHeader"))
            if not flagged and not by_column:
                yield Fault(
                    "C105",
                    "A table has neither a flagged header row nor headings in its first column.",
                    word.place(part.name, text_of(table).strip()),
                    "In Word: mark its first row, Table Layout, Repeat Header Rows.",
                )
