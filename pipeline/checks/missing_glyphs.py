"""Where the inputs have a character that no font has: the PDF tells only which it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.faults import Fault

if TYPE_CHECKING:
    from pipeline.checks.passages import Passage
    from pipeline.places import Place

#: How many places of one character are told.
_MOST = 5


def at_origins(faults: Iterable[Fault], texts: Iterable[Passage]) -> Iterator[Fault]:
    """The same faults, each P206 of a PDF at the places in the inputs that have its character, as far as it has any.

    Args:
        faults: what is wrong with a PDF.
        texts: all words of its document.
    """
    texts = tuple(passage for passage in texts if passage.role != "alt")  # nobody sees a text alternative
    for fault in faults:
        character = fault.data.get("character")
        if fault.code != "P206" or not isinstance(character, str):
            yield fault
            continue
        places = _places(character, texts)
        for place in places[:_MOST]:
            yield Fault(fault.code, fault.message, place, fault.todo, fault.data)
        if not places:
            todo = f"The inputs do not have it: look in the Word template, and in agency.yaml. {fault.todo}"
            yield Fault(fault.code, fault.message, fault.place, todo, fault.data)
        elif len(places) > _MOST:
            more = f"The inputs have “{character}” in {len(places) - _MOST} more places."
            yield Fault(fault.code, more, places[_MOST], fault.todo, fault.data)


def _places(character: str, texts: tuple[Passage, ...]) -> list[Place]:
    """Where a character stands, each place once, in the order of reading."""
    found: dict[Place, None] = {}
    for passage in texts:
        at = passage.text.find(character)
        while at >= 0:
            place = passage.place(at)
            if place is not None:
                found.setdefault(place)
            at = passage.text.find(character, at + 1)
    return list(found)
