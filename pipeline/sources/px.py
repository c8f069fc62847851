"""PX files (PC-Axis), in which Statistics Sweden and other agencies publish their statistics, as rows of a table.

Each variable of STUB becomes a column that names the rows, each combination of the values of HEADING a column.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.sources.grid import Grid, GridRow
from pipeline.sources.header import JOINER
from pipeline.sources.px_data import read_rows
from pipeline.sources.px_syntax import parse_px

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.px_syntax import PxText

#: Cells that a table may have.
MAX_CELLS = 2_000_000

#: Heading of the column that names the only row, where no variable does.
_CONTENTS = "Innehåll"


def read_px(data: bytes, file: str) -> Grid:
    """The rows of a PX file, with its title, notes and units.

    A row's place has the line in the file, the number that the row would have in a sheet, and what names it.

    Raises:
        FaultError: I104–I106 the encoding; I121 it has more cells than a table may have; I150 its syntax; I151 data and
            variables that do not fit together, or values that are no numbers; I152 it leaves out rows (KEYS),
            and the others do not say which they are.
    """
    px = parse_px(data, file)
    stub, heading = (_variables(px, word) for word in ("STUB", "HEADING"))
    if both := [name for name in heading if name in stub]:
        message = f"The variable “{both[0]}” stands both in STUB and in HEADING."
        raise FaultError.of("I151", message, px.at("HEADING"), "Save the file anew from its source.", variable=both[0])
    if not stub and not heading:
        raise FaultError.of("I151", "The file names no variables: STUB and HEADING are missing.", px.place)
    cells = prod(len(values) for values in (*stub.values(), *heading.values()))
    if cells > MAX_CELLS:
        message = f"The file has {cells} cells; a table may have {MAX_CELLS}."
        raise FaultError.of("I121", message, px.place, "Choose fewer values when you save it.", cells=cells)
    columns = list(product(*heading.values()))
    names = list(product(*stub.values())) if stub else [(px.one("CONTENTS") or px.one("MATRIX") or "–",)]
    above = list(stub) or [_CONTENTS]
    header = _header(px, above, columns, len(heading))
    rows = [*header, *read_rows(px, stub, names, len(columns), len(header))]
    return Grid(
        px.place,
        tuple(rows),
        ragged=False,
        header_rows=len(header),
        title=_title(px),
        notes=_notes(px, {**stub, **heading}),
        stubs=len(above),
        units=_units(px, list(heading), columns, len(above)),
    )


def _variables(px: PxText, word: str) -> dict[str, tuple[str, ...]]:
    """Each variable's values, by its name, in their order."""
    faults = Faults()
    found: dict[str, tuple[str, ...]] = {}
    for written in px.values(word):
        name = " ".join(written.split())
        values = px.values("VALUES", name)
        if not values:
            message = f"The variable “{name}” has no values (VALUES)."
            faults.add("I151", message, px.at(word), "Save the file anew from its source.", variable=name)
        elif name in found:
            faults.add("I151", f"The variable “{name}” stands twice.", px.at(word), variable=name)
        found[name] = values
    faults.raise_if_errors()
    return found


def _header(px: PxText, stub: Sequence[str], columns: Sequence[tuple[str, ...]], depth: int) -> list[GridRow]:
    """One heading row, or two where there are several variables: the last one below, the others joined above it."""
    line = px.at("HEADING").line
    if depth == 0:
        return [GridRow((*stub, px.one("CONTENTS") or px.one("UNITS") or "Värde"), px.place, 1, px.at("STUB").line)]
    below = GridRow((*stub, *(values[-1] for values in columns)), px.place, min(depth, 2), line)
    if depth == 1:
        return [below]
    return [GridRow((*stub, *(JOINER.join(values[:-1]) for values in columns)), px.place, 1, line), below]


def _title(px: PxText) -> str:
    """What the table shows, in the words that its publisher prefers."""
    described = px.one("DESCRIPTIONDEFAULT").upper() == "YES"
    text = (described and px.one("DESCRIPTION")) or px.one("TITLE") or px.one("DESCRIPTION") or px.one("CONTENTS")
    return " ".join(text.replace("#", " ").split())


def _notes(px: PxText, variables: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Notes on the whole, on variables, on their values and on cells, and the source.

    A note on cells names their values; “*” stands for all values of a variable.
    """
    notes = [text for word in ("NOTEX", "NOTE") for text in px.values(word)]
    for name, values in variables.items():
        notes += [f"{name}: {text}" for word in ("NOTEX", "NOTE") for text in px.values(word, name)]
        for value in values:
            words = ("VALUENOTEX", "VALUENOTE")
            notes += [f"{value}: {text}" for word in words for text in px.values(word, name, value)]
    for word in ("CELLNOTEX", "CELLNOTE"):
        for key, texts in px.entries.items():
            if key.word == word:
                named = ", ".join(value for value in key.about if value != "*")
                notes += [f"{named}: {text}" if named else text for text in texts]
    if source := px.one("SOURCE"):
        notes.append(f"Källa: {source.rstrip('.')}.")
    return tuple(" ".join(note.replace("#", " ").split()) for note in notes if note.strip())


def _units(px: PxText, heading: Sequence[str], columns: Sequence[tuple[str, ...]], stubs: int) -> dict[int, str]:
    """Unit of each column of numbers, by its index."""
    contents = px.one("CONTVARIABLE")
    units: dict[int, str] = {}
    for index, values in enumerate(columns):
        unit = px.one("UNITS")
        if contents in heading:
            unit = px.one("UNITS", values[heading.index(contents)]) or unit
        if unit:
            units[stubs + index] = unit
    return units
