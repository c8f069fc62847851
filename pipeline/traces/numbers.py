"""The numbers of the prose that are no figures and yet have a source: quoted ones, and those that count something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pipeline.checks.rule import Subject
    from pipeline.places import Place
    from pipeline.traces.standing import Reading, Standing


@dataclass(frozen=True, slots=True)
class NumberTrace:
    """A number that is quoted or counted.

    Attributes:
        text: as it is written.
        origin: which of the two.
        key: the reference that it is quoted from, or what it counts.
        place: where the inputs hold it.
        standing: where the reader finds it.
    """

    text: str
    origin: Literal["quoted", "counted"]
    key: str
    place: Place | None
    standing: Standing

    def as_json(self) -> dict[str, Any]:
        """For manifests."""
        about = {
            "place": self.place.as_json() if self.place else None,
            "part": self.standing.part,
            "heading": self.standing.heading,
            "item": self.standing.within,
        }
        known = {name: value for name, value in about.items() if value}
        return {"text": self.text, "origin": self.origin, "of": self.key, **known}


def trace_numbers(subject: Subject, reading: Reading) -> tuple[NumberTrace, ...]:
    """The quoted and counted numbers of a document, in the order of reading."""
    stood = {id(one.passage): one for one in (*reading.passages, *reading.beside)}
    return tuple(
        NumberTrace(
            passage.text[number.start : number.end],
            number.origin,
            number.key,
            passage.place(number.start),
            stood[id(passage)].standing,
        )
        for passage, numbers in subject.numbers
        for number in numbers
        if number.origin in ("quoted", "counted")
    )
