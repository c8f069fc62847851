"""Charts, diagrams and overviews laid out again for screens that are narrower than the paper.

A picture on paper has text of 8.5 points and more. Shown smaller it could not be read, so a narrow screen gets a sheet
of its own: the same numbers and words, with what stood beside the drawing above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError
from pipeline.figures.settings import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.content.drawing import Sheet

#: Width of a sheet for a telephone, millimetres: text of 8.5 points is 13 pixels high on a screen of 320, where a page
#: has 280 for it, and still 12 within a list.
NARROW: Final = 62.0


def narrower_sheets(width: float, lay_out: Callable[[float], Sheet]) -> tuple[Sheet, ...]:
    """The sheets for screens on which one of `width` millimetres would be too small, the widest first.

    Args:
        width: of the sheet for paper.
        lay_out: gives a sheet of a width, or raises I253 where that cannot be done; then there is none.
    """
    sheets = []
    for narrower in (TEXT_WIDTH, NARROW):
        if narrower < width:
            try:
                sheets.append(lay_out(narrower))
            except FaultError:
                continue
    return tuple(sheets)
