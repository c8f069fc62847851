"""What a document says, sentence by sentence and cell by cell, in a form that a manifest can hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.content.model import Value
from pipeline.places import Place
from pipeline.traces.standing import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.traces.standing import Stood


#: Begins the item of what the template shows beside the text, `setting document.date`.
SETTING: Final = "setting"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, or what a paragraph of a table's cell says.

    Attributes:
        text: as it is read.
        place: where the inputs hold it; None for what the program makes.
        heading: number and title of the heading above.
        item: the table or figure that it stands in, “tabell 3”, and whether it is a footnote or a text alternative;
            `SETTING` and its name for a setting; empty in running text.
        cell: the cell or the chart's value that it is; None for a sentence.
        figures: name → wording of the figures in it.
    """

    text: str
    place: Place | None = None
    heading: str = ""
    item: str = ""
    cell: Slot | None = None
    figures: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What is known, for machines and manifests."""
        known = {
            "place": self.place.as_json() if self.place else None,
            "heading": self.heading,
            "item": self.item,
            "cell": None if self.cell is None else [self.cell.of, self.cell.row, self.cell.column],
            "figures": dict(self.figures),
        }
        return {"text": self.text, **{name: value for name, value in known.items() if value}}

    @classmethod
    def from_json(cls, known: Mapping[str, Any]) -> Saying:
        """What `as_json` gave.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        of, row, column = known.get("cell") or ("", 0, 0)
        return cls(
            text=str(known["text"]),
            place=Place(**known["place"]) if known.get("place") else None,
            heading=str(known.get("heading", "")),
            item=str(known.get("item", "")),
            cell=Slot(str(of), int(row), int(column)) if of else None,
            figures={str(name): str(wording) for name, wording in dict(known.get("figures", {})).items()},
        )


def sayings(passages: Sequence[Stood]) -> tuple[Saying, ...]:
    """Every sentence of a document in the order of reading, and every paragraph of its tables' cells."""
    return tuple(said for stood in passages for said in _said(stood))


def _said(stood: Stood) -> Iterator[Saying]:
    passage, standing = stood.passage, stood.standing
    stretches = [(0, len(passage.text))] if standing.cell else [(one.start, one.end) for one in passage.sentences]
    for start, end in stretches:
        yield Saying(
            text=stood.words(start, end).strip(),
            place=stood.place(start),
            heading=standing.heading,
            item=standing.within,
            cell=standing.cell,
            figures={
                name: span.node.text
                for span in passage.spans
                if isinstance(span.node, Value) and span.start < end and span.end > start
                for name in (span.node.name, *span.node.names)
            },
        )
