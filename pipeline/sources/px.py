"""PX files (PC-Axis), in which Statistics Sweden and other agencies publish their statistics, as rows of a table.

Each variable of STUB becomes a column that names the rows, each combination of the values of HEADING a column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal, InvalidOperation
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.sources.cells import MISSING
from pipeline.sources.grid import Grid, GridRow
from pipeline.sources.header import JOINER
from pipeline.sources.px_syntax import data_tokens, parse_px
from pipeline.sources.sheets import number_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.grid import GridCell
    from pipeline.sources.px_syntax import PxText

#: Cells that a table may have.
MAX_CELLS = 2_000_000

#: Heading of the column that names the only row, where no variable does.
_CONTENTS = "Innehåll"

#: Digits that a number may have before its decimals.
_LARGEST = 30

#: Wrong values of the data that are worth telling.
_SHOWN = 20


def read_px(data: bytes, file: str) -> Grid:
    """The rows of a PX file, with its title, notes and units.

    A row's place has the line in the file, the number that the row would have in a sheet, and what names it.

    Raises:
        FaultError: I104–I106 the encoding; I121 it has more cells than a table may have; I150 its syntax; I151 data and
            variables that do not fit together, or values that are no numbers; I152 it leaves out cells (KEYS).
    """
    px = parse_px(data, file)
    stub, heading = (_variables(px, word) for word in ("STUB", "HEADING"))
    if any(key.word == "KEYS" for key in px.entries):
        line = next(place for key, place in px.lines.items() if key.word == "KEYS")
        message = "The file leaves out cells without a value (KEYS), which is not read."
        raise FaultError.of("I152", message, px.place.at(line=line), "Save it with all cells, as PX or as CSV.")
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
    rows = [*header, *_rows(px, names, len(columns), len(header))]
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
        return [GridRow((*stub, px.one("UNITS") or px.one("CONTENTS") or "Värde"), px.place, 1, px.at("STUB").line)]
    below = GridRow((*stub, *(values[-1] for values in columns)), px.place, min(depth, 2), line)
    if depth == 1:
        return [below]
    return [GridRow((*stub, *(JOINER.join(values[:-1]) for values in columns)), px.place, 1, line), below]


def _rows(px: PxText, names: Sequence[tuple[str, ...]], width: int, above: int) -> list[GridRow]:
    decimals = max(
        (int(text) for word in ("DECIMALS", "SHOWDECIMALS") if (text := px.one(word)).isdecimal()), default=0
    )
    breaks = [found.start() for found in re.finditer("\n", px.text)]
    faults = Faults()
    cells: list[GridCell] = []
    lines: list[int] = []
    known: dict[str, GridCell | None] = {}
    for number, token in enumerate(data_tokens(px)):
        if number % width == 0:
            lines.append(bisect_right(breaks, token.start()) + 1)
        text = token[0]
        if text not in known:
            known[text] = _cell(token, decimals)
        cell = known[text]
        if cell is None and len(faults) < _SHOWN:
            where = px.place.at(line=bisect_right(breaks, token.start()) + 1)
            faults.add("I151", f"“{text}” among the data is neither a number nor a sign for a missing one.", where)
        cells.append(cell or "")
    expected = len(names) * width
    if len(cells) != expected:
        message = (
            f"The file has {len(cells)} values; its variables make {len(names)} rows of {width}, {expected} values."
        )
        todo = "Save it anew from its source."
        faults.add("I151", message, px.at("DATA"), todo, values=len(cells), expected=expected)
    faults.raise_if_errors()
    return [
        GridRow(
            (*name, *cells[index * width : (index + 1) * width]), px.place, above + 1 + index, line, JOINER.join(name)
        )
        for index, (name, line) in enumerate(zip(names, lines, strict=True))
    ]


def _cell(token: re.Match[str], decimals: int) -> GridCell | None:
    """A number or a sign; None for anything else. The point is always the decimal sign."""
    text = (token["bare"] or token["sign"] or "").strip()
    if text in MISSING:
        return text
    try:
        value = Decimal(text) if text.isascii() else None
    except InvalidOperation:
        return None
    if value is None or not value.is_finite() or abs(value.adjusted()) > _LARGEST:
        return None
    return number_cell(value, decimals, percent=False)


def _title(px: PxText) -> str:
    """What the table shows, in the words that its publisher prefers."""
    described = px.one("DESCRIPTIONDEFAULT").upper() == "YES"
    text = (described and px.one("DESCRIPTION")) or px.one("TITLE") or px.one("DESCRIPTION") or px.one("CONTENTS")
    return " ".join(text.replace("#", " ").split())


def _notes(px: PxText, variables: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Notes on the whole, on variables and on their values, and the source."""
    notes = [text for word in ("NOTEX", "NOTE") for text in px.values(word)]
    for name, values in variables.items():
        notes += [f"{name}: {text}" for word in ("NOTEX", "NOTE") for text in px.values(word, name)]
        for value in values:
            words = ("VALUENOTEX", "VALUENOTE")
            notes += [f"{value}: {text}" for word in words for text in px.values(word, name, value)]
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
