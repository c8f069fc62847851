"""Where the inputs have a heading that a PDF's outline tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.content.model import Heading
from pipeline.content.walk import plain_text
from pipeline.faults import Fault

if TYPE_CHECKING:
    from pipeline.content.model import Document


def at_headings(faults: Iterable[Fault], document: Document) -> Iterator[Fault]:
    """The same faults, each about a heading (`heading` in its data) at the place in the inputs that has it, if one has.

    Args:
        faults: what is wrong with a PDF's outline.
        document: the tree that it was made from.
    """
    origins = {
        " ".join(plain_text(block.children).split()): block.origin
        for blocks in document.parts.values()
        for block in blocks
        if isinstance(block, Heading) and block.origin is not None
    }
    for fault in faults:
        heading = fault.data.get("heading")
        place = origins.get(" ".join(heading.split())) if isinstance(heading, str) else None
        yield fault if place is None else Fault(fault.code, fault.message, place, fault.todo, fault.data, fault.level)
