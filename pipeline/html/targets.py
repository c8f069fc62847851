"""The first look over a page: numbers and ids of its headings, tables and figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.content.model import Heading, Table
from pipeline.content.walk import numbered_blocks, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.content.model import Block
    from pipeline.content.walk import Numbered
    from pipeline.faults import Faults

#: Headings of lower levels have no number, as in Word.
NUMBERED_LEVELS: Final = 4

#: Beginnings of ids that are the page's own; what a heading says never becomes one of them.
_TAKEN: Final = frozenset({"text", "contents", "notes", "title"})


@dataclass(frozen=True, slots=True)
class Target:
    """What can be referred to.

    Attributes:
        kind: heading, table or figure.
        number: as the page shows it, `2.1.1` or `3`; empty for what has none.
        text: a heading's text; empty for the others.
        id: of its element.
    """

    kind: Literal["heading", "table", "figure"]
    number: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Targets:
    """All targets in the order in which they are written, and those with a label by it."""

    order: tuple[Target, ...]
    by_label: Mapping[str, Target]


def find_targets(parts: Iterable[tuple[Block, ...]], faults: Faults) -> Targets:
    """Number the headings, tables and figures of a page's parts.

    Args:
        parts: in the order in which the template places them.
        faults: T208 is noted for a label that stands twice.
    """
    survey = _Survey(faults)
    blocks = [block for part in parts for block in numbered_blocks(part)]
    survey.reserve(block.label for block in blocks if block.label)
    for block in blocks:
        survey.take(block)
    return Targets(tuple(survey.order), survey.by_label)


class _Survey:
    def __init__(self, faults: Faults) -> None:
        self.order: list[Target] = []
        self.by_label: dict[str, Target] = {}
        self._faults = faults
        self._ids: set[str] = set(_TAKEN)
        self._counts = [0] * NUMBERED_LEVELS
        self._captions = {"table": 0, "figure": 0}

    def reserve(self, labels: Iterable[str]) -> None:
        """Labels are ids, whatever stands before them on the page."""
        self._ids |= set(labels)

    def take(self, block: Numbered) -> None:
        target = self._heading(block) if isinstance(block, Heading) else self._captioned(block)
        self.order.append(target)
        if block.label is None:
            return
        if block.label in self.by_label:
            message = f"The label “{block.label}” stands on two things."
            todo = "Give each heading, table and figure a label of its own."
            self._faults.add("T208", message, block.origin, todo, label=block.label)
        self.by_label.setdefault(block.label, target)

    def _heading(self, heading: Heading) -> Target:
        text = plain_text(heading.children)
        number = ""
        if heading.numbered and heading.level <= NUMBERED_LEVELS:
            at = heading.level - 1
            self._counts[at] += 1
            self._counts[at + 1 :] = [0] * (NUMBERED_LEVELS - 1 - at)
            number = ".".join(str(max(count, 1)) for count in self._counts[: at + 1])
        return Target("heading", number, text, heading.label or self._id(_slug(text) or "avsnitt"))

    def _captioned(self, block: Numbered) -> Target:
        kind: Literal["table", "figure"] = "table" if isinstance(block, Table) else "figure"
        number = ""
        if not isinstance(block, Heading) and block.caption:
            self._captions[kind] += 1
            number = str(self._captions[kind])
        return Target(kind, number, "", block.label or self._id(f"{kind}-{number or 'x'}"))

    def _id(self, wanted: str) -> str:
        found, number = wanted, 1
        while found in self._ids:
            number += 1
            found = f"{wanted}-{number}"
        self._ids.add(found)
        return found


def _slug(text: str) -> str:
    """`Mänskliga rättigheter` as `manskliga-rattigheter`; other scripts keep their letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    slug = re.sub(r"[^\w]+|_+", "-", plain.lower()).strip("-")[:60].rstrip("-")
    # notes and their marks have ids of their own
    return f"x-{slug}" if re.fullmatch(r"(note|ref|table|figure|tbl|fig|sec)-.*", slug) else slug
