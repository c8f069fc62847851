"""The data of a PX file, as rows of cells: all of them in order, or only those that are not nought, each with its keys.

After the PX file format specification of Statistics Sweden (2013) and its page on data in PX files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice, product
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults
from pipeline.sources.cells import MISSING
from pipeline.sources.grid import GridRow
from pipeline.sources.header import JOINER
from pipeline.sources.px_syntax import data_tokens
from pipeline.sources.sheets import number_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.places import Place
    from pipeline.sources.grid import GridCell
    from pipeline.sources.px_syntax import PxText

#: Digits that a number may have before its decimals.
_LARGEST = 30

#: Wrong values of the data that are worth telling.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells as the file has them, and the line where they begin."""

    cells: tuple[GridCell, ...]
    line: int


def read_rows(
    px: PxText, stub: Mapping[str, Sequence[str]], names: Sequence[tuple[str, ...]], width: int, above: int
) -> list[GridRow]:
    """The rows of the data, each with what names it.

    Args:
        px: the file.
        stub: the variables that name rows, and their values.
        names: what names each row.
        width: cells of a row, those that name it aside.
        above: number of heading rows.

    Raises:
        FaultError: I151 data and variables do not fit together, or a value is no number; I152 rows are left out (KEYS),
            and the others do not say which they are.
    """
    data = _Data(px)
    has_keys = any(key.word == "KEYS" for key in px.entries)
    rows = data.keyed(stub, width) if has_keys else data.all(len(names), width)
    return [
        GridRow((*name, *row.cells), px.place, above + 1 + index, row.line, JOINER.join(name))
        for index, (name, row) in enumerate(zip(names, rows, strict=True))
    ]


class _Data:
    """Reads cells, those that say the same once, and knows their lines."""

    def __init__(self, px: PxText) -> None:
        self._px = px
        self._breaks = [found.start() for found in re.finditer("\n", px.text)]
        shown = px.one("SHOWDECIMALS") or px.one("DECIMALS")
        self._decimals = int(shown) if shown.isdecimal() else 0
        self._known: dict[str, GridCell | None] = {}
        self._faults = Faults()

    def all(self, count: int, width: int) -> Iterable[_Row]:
        """Rows of a file that has all of them."""
        cells: list[GridCell] = []
        lines: list[int] = []
        for number, token in enumerate(data_tokens(self._px)):
            if number % width == 0:
                lines.append(self._line(token))
            cells.append(self._cell(token))
        expected = count * width
        if len(cells) != expected:
            message = f"The file has {len(cells)} values; its variables make {count} rows of {width}, "
            todo, at = "Save it anew from its source.", self._px.at("DATA")
            self._faults.add("I151", f"{message}{expected} values.", at, todo, values=len(cells), expected=expected)
        self._faults.raise_if_errors()
        return [_Row(tuple(cells[index * width : (index + 1) * width]), line) for index, line in enumerate(lines)]

    def keyed(self, stub: Mapping[str, Sequence[str]], width: int) -> Iterable[_Row]:
        """Rows of a file that leaves out those of nothing but noughts, in the order of the stub's values."""
        keys = [self._keys(name, values) for name, values in stub.items()]
        depth = len(keys)
        found: dict[tuple[int, ...], _Row] = {}
        tokens = data_tokens(self._px)
        while row := list(islice(tokens, depth + width)):
            line = self._line(row[0])
            named = [token["sign"] or token["bare"] or "" for token in row[:depth]]
            positions = tuple(known.get(" ".join(name.split()), -1) for name, known in zip(named, keys, strict=False))
            why = "stands twice" if positions in found else "names no row" if -1 in positions else ""
            if not why and len(row) < depth + width:
                why = f"has {len(row) - depth} values behind it, and not {width}"
            if why:
                message = f"The key {', '.join(f'“{name}”' for name in named)} {why}."
                raise FaultError.of("I151", message, self._px.place.at(line=line), "Save it anew from its source.")
            found[positions] = _Row(tuple(self._cell(token) for token in row[depth:]), line)
        self._faults.raise_if_errors()
        nought = _Row((number_cell(Decimal(0), self._decimals, percent=False),) * width, self._px.at("DATA").line or 1)
        places = product(*(range(len(values)) for values in stub.values()))
        return [found.get(positions, nought) for positions in places]

    def _keys(self, name: str, values: Sequence[str]) -> dict[str, int]:
        """What a row's key may be for a variable → the number of the value that it means."""
        words = self._px.values("CODES", name) if self._px.one("KEYS", name).upper() == "CODES" else values
        if not self._px.one("KEYS", name) or len(words) != len(values):
            message = f"The file leaves out rows (KEYS), and does not say by what the values of “{name}” are known."
            raise FaultError.of("I152", message, self._keys_place(), "Save it with all cells, as PX or as CSV.")
        return {" ".join(word.split()): index for index, word in enumerate(words)}

    def _keys_place(self) -> Place:
        lines = [line for key, line in self._px.lines.items() if key.word == "KEYS"]
        return self._px.place.at(line=min(lines, default=None))

    def _cell(self, token: re.Match[str]) -> GridCell:
        text = token[0]
        if text not in self._known:
            self._known[text] = _read(token, self._decimals)
        cell = self._known[text]
        if cell is None and len(self._faults) < _SHOWN:
            where = self._px.place.at(line=self._line(token))
            message = f"“{text}” among the data is neither a number nor a sign for a missing one."
            self._faults.add("I151", message, where, "Save it anew from its source.")
        return cell or ""

    def _line(self, token: re.Match[str]) -> int:
        return bisect_right(self._breaks, token.start()) + 1


def _read(token: re.Match[str], decimals: int) -> GridCell | None:
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
