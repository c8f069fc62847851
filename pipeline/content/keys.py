"""The key of a chart: the names of its series behind signs of how they look, beside each other where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import INK
from pipeline.content.plotting import MARGIN
from pipeline.content.typeface import SMALL_SIZE, line_height, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.content.drawing import Sheet

#: From a name to the next sign, and from the key to the drawing; millimetres.
_GAP: Final = 4.2
_BELOW: Final = 1.6

#: Width of a sign and its height above the line of the text, width of one that is a stretch of a line, and from a sign
#: to its name.
SIGN: Final = (3.2, 2.6)
LINE_SIGN: Final = 7.0
_SPACE: Final = 1.1

#: Of the height of a line, what lies above its base line.
_ABOVE_BASE: Final = 0.78


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name: where its sign begins, the first of its lines in the key, and its lines."""

    x: float
    line: int
    names: tuple[str, ...]


class Key:
    """A key as wide as a chart.

    Attributes:
        height: millimetres, with the gap below it.
        fits: whether no name is wider than the chart; one that is wider has several lines.
    """

    def __init__(self, names: Sequence[str], width: float, sign: float = SIGN[0]) -> None:
        """Place the names, in order, within a sheet `width` millimetres wide, behind signs `sign` millimetres wide."""
        self._room = sign + _SPACE
        across = width - 2 * MARGIN
        self._entries: list[_Entry] = []
        self.fits = all(self._room + text_width(name, SMALL_SIZE) <= across for name in names)
        used, line, lines = 0.0, 0, 0
        for name in names:
            wide = self._room + text_width(name, SMALL_SIZE)
            if used and used + wide > across:
                used, line = 0.0, lines
            shown = (name,) if wide <= across else tuple(wrapped(name, across - self._room, SMALL_SIZE, anywhere=True))
            self._entries.append(_Entry(MARGIN + used, line, shown))
            used += wide + _GAP
            lines = max(lines, line + len(shown))
        self.height = line_height(SMALL_SIZE) * lines + _BELOW

    def write(self, sheet: Sheet, top: float, sign: Callable[[int, float, float], None]) -> None:
        """Write the names.

        Args:
            sheet: where they stand.
            top: of the key.
            sign: draws the sign of a series, given its number, its left end and the base line of its name.
        """
        step = line_height(SMALL_SIZE)
        for number, entry in enumerate(self._entries):
            y = top - step * _ABOVE_BASE - step * entry.line
            sign(number, entry.x, y)
            for index, name in enumerate(entry.names):
                sheet.text(entry.x + self._room, y - step * index, name, size=SMALL_SIZE, colour=INK)
