"""What readers are told of withheld numbers: a note below tables and charts; and a look at what authors wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.figures.suppression.masking import WITHHELD
from pipeline.figures.wording import number_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pipeline.faults import Faults
    from pipeline.figures.book import ChartDefinition, TableDefinition
    from pipeline.figures.suppression.lines import Spot
    from pipeline.places import Place

_NOTE: Final = "”..” betyder att uppgiften {}inte visas, så att ingen enskild person ska kunna kännas igen."

#: Numbers in a text that an author wrote: digits, and words up to twelve.
_NUMBER: Final = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?![\d,])|[^\W\d_]+")
_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORDS: Final = {word: number for number in range(13) if (word := number_word(number))} | {"en": 1}


def withheld_note(*, also_missing: bool = False) -> str:
    """What the sign means, where some of them may stand for values that the source does not have."""
    return _NOTE.format("saknas eller " if also_missing else "")


def explained_table(definition: TableDefinition, spots: Collection[Spot]) -> TableDefinition:
    """A table with a note on its withheld cells; the table itself when it has none."""
    signs = [
        (index, key) in spots
        for index, row in enumerate(definition.data.rows)
        for key, cell in row.items()
        if cell.missing == "not-available"
    ]
    if not any(signs):
        return definition
    return replace(
        definition,
        notes=(*definition.notes, withheld_note(also_missing=not all(signs))),
        note_places=(*definition.note_places, definition.place),
        explained=definition.explained | {WITHHELD},
    )


def explained_chart(definition: ChartDefinition, places: Collection[Place]) -> ChartDefinition:
    """A chart that says why values are withheld, for the note on its signs; the chart itself when none are."""
    gaps = [
        place in places
        for series in definition.series
        for value, place in zip(series.values, series.cells, strict=True)
        if value is None
    ]
    if not any(gaps):
        return definition
    return replace(definition, withheld=withheld_note(also_missing=not all(gaps)))


def check_words(texts: Iterable[tuple[str, Place]], numbers: Collection[int], name: str, faults: Faults) -> None:
    """Warn of numbers in an author's own text about a table that are the same as numbers that it withholds.

    Args:
        texts: caption, notes, summary, text alternative, with their places.
        numbers: what is withheld.
        name: of the table or chart.
        faults: where I299 is noted.
    """
    for text, place in texts:
        if any(number in numbers for number in _numbers(_EXPRESSION.sub("", text))):
            message = f"A number in the text of {name} is the same as one that is withheld."
            todo = "Leave it out if it tells the withheld one; otherwise nothing needs to be done."
            faults.add("I299", message, place, todo, level="warning", name=name)


def _numbers(text: str) -> Iterator[int]:
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\s", "", match[0])
        if digits.isdecimal():
            yield int(digits)
        elif match[0].casefold() in _WORDS:
            yield _WORDS[match[0].casefold()]
