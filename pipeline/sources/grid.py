"""What CSV files and sheets have in common before anyone knows which row is the header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from pipeline.faults import Fault
    from pipeline.places import Place


class Trouble(NamedTuple):
    """Why a cell cannot be read; its place is known only when its column's heading is."""

    code: str
    message: str
    todo: str


class TypedCell(NamedTuple):
    """A cell of a workbook, or what is known of it beside its text.

    Attributes:
        value: int, Decimal or date; str for text.
        text: as people write it: `5,3 %`, `2008-08-31`.
        percent: whether the number is shown in percent (the value is then in percent too).
        row_place: the row that it comes from where it is merged downwards; None for its own row.
        trouble: why it cannot be read.
    """

    value: str | int | Decimal | date
    text: str
    percent: bool = False
    row_place: Place | None = None
    trouble: Trouble | None = None


#: A cell of a CSV file is its text.
GridCell: TypeAlias = str | TypedCell


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that is not empty; `cells` may be shorter than the table is wide."""

    cells: tuple[GridCell, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet.

    Attributes:
        place: the file, and the sheet where there is one.
        rows: from the first row that is not empty.
        ragged: whether rows of another width than the header's are mistakes; a sheet's never are.
        spans: cells of header rows that are merged, as (row index, first column, last column), from 0.
        warnings: what stops nothing.
        serial_dates: day 0 of the workbook's day numbers; None where a number is never a date.
    """

    place: Place
    rows: tuple[GridRow, ...]
    ragged: bool
    spans: tuple[tuple[int, int, int], ...] = ()
    warnings: tuple[Fault, ...] = ()
    serial_dates: date | None = None


def text_of(cell: GridCell) -> str:
    """The text of a cell, without blanks around it."""
    return (cell if isinstance(cell, str) else cell.text).strip()
