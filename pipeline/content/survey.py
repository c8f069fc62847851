"""The first look over a document, before it is written: what its headings, tables and figures are referred to by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from pipeline.content.heading_numbers import HeadingNumbers
from pipeline.content.model import Heading, Table
from pipeline.content.walk import numbered_blocks, plain_text

if TYPE_CHECKING:
    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Block
    from pipeline.faults import Faults


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What can be referred to.

    Attributes:
        kind: heading, table or figure.
        number: as the document shows it, `2.1.1` or `3`; empty for what has none.
        text: a heading's text; empty for the others.
        label: its name for references; None where nothing can refer to it.
    """

    kind: Literal["heading", "table", "figure"]
    number: str
    text: str
    label: str | None


def survey(parts: Iterable[Iterable[Block]], styles: HeadingStyles, faults: Faults) -> tuple[Surveyed, ...]:
    """Number the headings, tables and figures of a document.

    Args:
        parts: in the order in which a template places them.
        styles: how headings are numbered.
        faults: T208 is noted for a label that stands twice.
    """
    found = []
    seen: set[str] = set()
    numbers = HeadingNumbers(styles)
    captions = {"table": 0, "figure": 0}
    for block in (block for part in parts for block in numbered_blocks(part)):
        if block.label is not None and block.label in seen:
            message = f"The label “{block.label}” stands on two things."
            todo = "Give each heading, table and figure a label of its own."
            faults.add("T208", message, block.origin, todo, label=block.label)
        seen.add(block.label or "")
        if isinstance(block, Heading):
            found.append(Surveyed("heading", numbers.next(block), plain_text(block.children), block.label))
            continue
        kind: Literal["table", "figure"] = "table" if isinstance(block, Table) else "figure"
        captions[kind] += bool(block.caption)
        found.append(Surveyed(kind, str(captions[kind]) if block.caption else "", "", block.label))
    return tuple(found)


class _Target(Protocol):
    @property
    def label(self) -> str | None: ...


_T = TypeVar("_T", bound=_Target)


def by_label(targets: Iterable[_T]) -> Mapping[str, _T]:
    """Those with a label by it; the first, where it stands on two."""
    found: dict[str, _T] = {}
    for target in targets:
        if target.label is not None:
            found.setdefault(target.label, target)
    return found
