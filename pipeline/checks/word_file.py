"""What no PDF validator sees, and so is looked for in the Word file: the list of checks, and running them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.checks import contrast, draft_mark, emptiness, headings, language, link_text, pictures, table_headers
from pipeline.checks.opened import WordFile
from pipeline.faults import Fault, Faults

Check = Callable[[WordFile], Iterator[Fault]]

#: A new check is one file in this folder and one line here.
CHECKS: tuple[Check, ...] = (
    language.check,
    headings.check,
    emptiness.check,
    link_text.check,
    table_headers.check,
    contrast.check,
    pictures.check,
    draft_mark.check,
)


def check_word_file(data: bytes, file: str) -> tuple[Fault, ...]:
    """Run all checks on a Word file.

    Sources: EN 301 549 v3.2.1 ch. 10 (non-web documents), which the law (2018:1937) on the accessibility of digital
    public services refers to; Digg's guidance on accessible documents.
    """
    opened = WordFile(data, file)
    faults = Faults()
    for check in CHECKS:
        faults.extend(check(opened))
    return tuple(faults)
