"""The first look over a page: numbers and ids of its headings, tables and figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.content.survey import by_label, survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Block
    from pipeline.content.survey import Surveyed
    from pipeline.faults import Faults

#: Ids that are the page's own; what a heading says never becomes one of them.
_TAKEN: Final = frozenset({"text", "contents", "notes", "title", "files"})
#: Beginnings of ids of notes and their marks, of labels, and of what the author's edition adds.
_OTHERS: Final = re.compile(r"(note|ref|table|figure|tbl|fig|sec|trace|finding|author)-.*")


@dataclass(frozen=True, slots=True)
class Target:
    """What can be referred to.

    Attributes:
        kind: heading, table or figure.
        number: as the page shows it, `2.1.1` or `3`; empty for what has none.
        text: a heading's text; empty for the others.
        label: its name for references; None where nothing can refer to it.
        id: of its element.
    """

    kind: Literal["heading", "table", "figure"]
    number: str
    text: str
    label: str | None
    id: str


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets in the order in which they are written, and those with a label by it."""

    order: tuple[Target, ...]
    by_label: Mapping[str, Target]


def find_targets(parts: Iterable[tuple[Block, ...]], styles: HeadingStyles, faults: Faults) -> Targets:
    """Number the headings, tables and figures of a page's parts.

    Args:
        parts: in the order in which the template places them.
        styles: how headings are numbered.
        faults: T208 is noted for a label that stands twice.
    """
    surveyed = survey(parts, styles, faults)
    # labels are ids, whatever stands before them on the page
    taken = {*_TAKEN, *(found.label for found in surveyed if found.label is not None)}
    order = tuple(
        Target(found.kind, found.number, found.text, found.label, found.label or _free(_wanted(found), taken))
        for found in surveyed
    )
    return Targets(order, by_label(order))


def _wanted(found: Surveyed) -> str:
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
