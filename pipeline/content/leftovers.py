"""Marks that were meant as something and came out as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.content.source import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.faults import Faults
    from pipeline.places import Place

#: Pattern, code, what it is, what to do.
_LEFTOVERS: Final[tuple[tuple[re.Pattern[str], str, str, str], ...]] = (
    (
        re.compile(r"^:::+[^:\n]*", re.MULTILINE),
        "I207",
        "“{}” closes a block that is not open",
        "Open a block with ::: and its role; ::: alone on a line closes it.",
    ),
    (
        re.compile(r"\{(?:[#.][\w-]+|[\w-]+=)[^}\n]*\}?"),
        "I212",
        "“{}” looks like attributes, but cannot be read here",
        "Put it directly behind a heading’s text, a [word] or a picture; values with blanks or å, ä, ö want quotes.",
    ),
    (
        re.compile(r"(?:\[[^\]\n]*)?\]\([^)\n]*\)?"),
        "I211",
        "“{}” looks like a link, but cannot be read",
        "Addresses have no blanks: write %20 for each.",
    ),
    (
        re.compile(r"\^\["),
        "I215",
        "“{}” would be a footnote inside the sentence",
        "Write [^key] here and [^key]: text below.",
    ),
    (
        re.compile(r"@(?:tab|tabell|table|figur|figure|bild|section|avsnitt|kap|kapitel)[-:]\w+", re.IGNORECASE),
        "I272",
        "“{}” is no cross-reference",
        "They begin with @sec-, @tbl- or @fig-.",
    ),
)


def check_leftovers(text: str, place: Callable[[int], Place], faults: Faults) -> None:
    """Look for such marks in literal text; escaped characters are not part of it.

    Args:
        text: a stretch of text, without what the parser understood.
        place: the place of an offset in it.
        faults: where I207, I212, I215 and I272 go.
    """
    for pattern, code, what, todo in _LEFTOVERS:
        for match in pattern.finditer(text):
            found = STAND_IN.sub("{{ … }}", match[0].strip())
            faults.add(code, f"{what.format(found)}.", place(match.start()), todo, text=found)
