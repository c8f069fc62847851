"""The rows of activity overviews: an activity, or the name of a group across the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import TINT, Fill
from pipeline.content.plotting import MARGIN
from pipeline.content.typeface import line_height, wrapped

if TYPE_CHECKING:
    from pipeline.content.drawing import Sheet
    from pipeline.figures.book import Activity, OverviewDefinition

#: The least height of a row, and what its text leaves free; millimetres.
ROW: Final = 5.8
_PADDING: Final = 1.8


@dataclass(frozen=True, slots=True)
class Row:
    """A row: an activity, or the heading of a group when there is none; `text` is what it says, `lines` broken."""

    text: str
    lines: tuple[str, ...]
    activity: Activity | None = None

    @property
    def height(self) -> float:
        """Millimetres that it takes where its bar stands beside its name."""
        return max(ROW, line_height() * len(self.lines) + _PADDING)


def heading_row(text: str, overview: OverviewDefinition) -> Row:
    """The row with the name of a group."""
    return Row(text, tuple(wrapped(text, overview.width - 2 * MARGIN - 2.0, bold=True, anywhere=True)))


def draw_heading(sheet: Sheet, row: Row, top: float) -> None:
    """A group's name across the sheet."""
    sheet.area(MARGIN, top - row.height, sheet.width - 2 * MARGIN, row.height, Fill(TINT))
    sheet.lines(MARGIN + 1.0, top - above_text(row), row.lines, bold=True)


def above_text(row: Row) -> float:
    """From a row's top to its first line of text."""
    return (row.height - line_height() * len(row.lines)) / 2
