"""The first look over a page: numbers and ids of its headings, tables and figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.survey import Target, Targets, survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Block
    from pipeline.faults import Faults

#: Ids that are the page's own; what a heading says never becomes one of them.
_TAKEN: Final = frozenset({"text", "contents", "notes", "title", "files"})
#: Beginnings of ids of notes and their marks, of labels, and of what the author's edition adds.
_OTHERS: Final = re.compile(r"(note|ref|table|figure|tbl|fig|sec|trace|finding|author)-.*")


@dataclass(frozen=True, slots=True)
class PageTarget(Target):
    """What can be referred to in a page; `id` is that of its element."""

    id: str


def find_targets(parts: Iterable[tuple[Block, ...]], styles: HeadingStyles, faults: Faults) -> Targets[PageTarget]:
    """Number the headings, tables and figures of a page's parts.

    Args:
        parts: in the order in which the template places them.
        styles: how headings are numbered.
        faults: T208 is noted for a label that stands twice.
    """
    surveyed = survey(parts, styles, faults)
    # labels are ids, whatever stands before them on the page
    taken = {*_TAKEN, *(found.label for found in surveyed if found.label is not None)}
    return Targets.of(
        PageTarget(found.kind, found.number, found.text, found.label, found.label or _free(_wanted(found), taken))
        for found in surveyed
    )


def _wanted(found: Target) -> str:
    return _slug(found.text) or "avsnitt" if found.kind == "heading" else f"{found.kind}-{found.number or 'x'}"


def _free(wanted: str, taken: set[str]) -> str:
    """An id that is not taken, which it then is."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def _slug(text: str) -> str:
    """`Mänskliga rättigheter` as `manskliga-rattigheter`; other scripts keep their letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    slug = re.sub(r"[^\w]+|_+", "-", plain.lower()).strip("-")[:60].rstrip("-")
    return f"x-{slug}" if _OTHERS.fullmatch(slug) else slug
