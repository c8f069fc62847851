"""The boxes of diagrams, as high as their texts need."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from pipeline.content.drawing import INK, PETROL, TINT, WHITE, Fill, Sheet
from pipeline.content.typeface import SMALL_SIZE, TEXT_SIZE, line_height, text_width, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.figures.book import DiagramDefinition, Step

_EDGE: Final = 0.4
_PADDING: Final = 2.6
_ARROW: Final = 7.0
#: Arrow and padding of a chain, the roomy ones first; the narrow ones spare a title from being broken within a word.
_TIGHTER: Final = ((_ARROW, _PADDING), (5.0, 1.7))
_ROW_GAP: Final = 8.0
_MOST_IN_ROW: Final = 5

#: How much higher each step is than the one before it.
_RISE: Final = 9.0
_STEP_GAP: Final = 1.6
_DISC: Final = 2.9
#: How much further to the right each step begins on a narrow screen.
_SHIFT: Final = 2.4


class _Words:
    """The lines of a box's title and text, and their height; too long a word is cut `anywhere`, or does not fit."""

    def __init__(self, step: Step, width: float, *, anywhere: bool = False) -> None:
        self.title = wrapped(step.title, width, bold=True, anywhere=anywhere)
        self.text = wrapped(step.text, width, SMALL_SIZE, anywhere=anywhere)
        self.text_height = line_height(SMALL_SIZE) * len(self.text) + (1.2 if self.text else 0)
        self.height = line_height() * len(self.title) + self.text_height
        titles = (text_width(line, TEXT_SIZE, bold=True) for line in self.title)
        texts = (text_width(line, SMALL_SIZE) for line in self.text)
        self.fits = max((*titles, *texts), default=0.0) <= width
        self.whole = " ".join(self.title) == " ".join(step.title.split())

    def write(self, sheet: Sheet, x: float, top: float, titles: int) -> None:
        """Write the title, and the text below room for so many lines of titles."""
        sheet.lines(x, top, self.title, bold=True, colour=PETROL)
        sheet.lines(x, top - line_height() * titles - 1.2, self.text, size=SMALL_SIZE, colour=INK)


def chain_sheet(diagram: DiagramDefinition) -> Sheet | None:
    """A chain of boxes; None when a word fits in no box."""
    count = len(diagram.steps)
    for rows in range(math.ceil(count / _MOST_IN_ROW), count + 1):
        columns = math.ceil(count / rows)
        fitting: list[tuple[int, int, list[_Words], float, float, float]] = []
        for arrow, padding in _TIGHTER:
            box = (diagram.width - 2 * _EDGE - (columns - 1) * arrow) / columns
            words = [_Words(step, box - 2 * padding) for step in diagram.steps]
            if all(item.fits for item in words):
                broken = sum(not item.whole for item in words)
                fitting.append((broken, len(fitting), words, box, arrow, padding))
        if fitting:
            _, _, words, box, arrow, padding = min(fitting, key=lambda one: one[:2])
            return _chain(diagram.width, words, columns, box, arrow, padding)
    return None


def chain_below(diagram: DiagramDefinition) -> Sheet:
    """A chain for a narrow screen: boxes below each other."""
    box = diagram.width - 2 * _EDGE
    words = [_Words(step, box - 2 * _PADDING, anywhere=True) for step in diagram.steps]
    return _chain(diagram.width, words, 1, box, _ARROW, _PADDING)


def _chain(width: float, words: Sequence[_Words], columns: int, box: float, arrow: float, padding: float) -> Sheet:
    rows = [words[start : start + columns] for start in range(0, len(words), columns)]
    titles = [max(len(item.title) for item in row) for row in rows]
    heights = [
        line_height() * lines + max(item.text_height for item in row) + 2 * padding
        for row, lines in zip(rows, titles, strict=True)
    ]
    sheet = Sheet(width, round(sum(heights) + _ROW_GAP * (len(rows) - 1) + 2 * _EDGE, 1))
    top = sheet.height - _EDGE
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        middle = top - height / 2
        for number, item in enumerate(row):
            x = _EDGE + number * (box + arrow)
            sheet.box(x, top - height, box, height)
            item.write(sheet, x + padding, top - padding, titles[index])
            if number + 1 < len(row):
                _arrow(sheet, [(x + box + 1.0, middle), (x + box + arrow - 1.0, middle)])
        if index + 1 < len(rows):
            _turn(sheet, _EDGE + (len(row) - 1) * (box + arrow) + box / 2, _EDGE + box / 2, top - height)
        top -= height + _ROW_GAP
    return sheet


def _turn(sheet: Sheet, start: float, end: float, bottom: float) -> None:
    """An arrow from the last box of a row to the first of the next."""
    middle = bottom - _ROW_GAP / 2
    _arrow(sheet, [(start, bottom - 0.8), (start, middle), (end, middle), (end, bottom - _ROW_GAP + 0.8)])


def _arrow(sheet: Sheet, points: Sequence[tuple[float, float]]) -> None:
    """A line with a head at its end; the last stretch is level or upright."""
    (before_x, before_y), (x, y) = points[-2:]
    across, along = (x > before_x) - (x < before_x), (y > before_y) - (y < before_y)
    neck = (x - 2.4 * across, y - 2.4 * along)
    sheet.line([*points[:-1], neck], colour=PETROL, width=1.4)
    wing = 1.6
    wings = [(neck[0] + side * along * wing, neck[1] + side * across * wing) for side in (-1, 1)]
    sheet.shape([(x, y), *wings], PETROL)


def steps_sheet(diagram: DiagramDefinition) -> Sheet | None:
    """Rising steps, numbered; None when a word is wider than its step."""
    count = len(diagram.steps)
    box = (diagram.width - (count - 1) * _STEP_GAP) / count
    words = [_Words(step, box - 2 * _PADDING) for step in diagram.steps]
    if not all(item.fits for item in words):
        return None
    head = 2 * _DISC + 1.6
    lowest = max(item.height for item in words) + head + 2 * _PADDING
    sheet = Sheet(diagram.width, round(lowest + _RISE * (count - 1) + _EDGE, 1))
    for index, item in enumerate(words):
        x, height = index * (box + _STEP_GAP), lowest + _RISE * index
        sheet.area(x, 0, box, height, Fill(TINT))
        sheet.area(x, height - 1.3, box, 1.3, Fill(PETROL))
        top = height - 1.3 - _PADDING
        middle = (x + _PADDING + _DISC, top - _DISC)
        sheet.disc(*middle, _DISC, PETROL)
        sheet.text(*middle, str(index + 1), bold=True, colour=WHITE, horizontal="center", vertical="center")
        item.write(sheet, x + _PADDING, top - head, len(item.title))
    return sheet


def steps_below(diagram: DiagramDefinition) -> Sheet:
    """Steps for a narrow screen: below each other, each beginning further to the right than the one before."""
    left = 2 * (_PADDING + _DISC)
    width = diagram.width - left - _PADDING - _SHIFT * (len(diagram.steps) - 1)
    words = [_Words(step, width, anywhere=True) for step in diagram.steps]
    heights = [max(item.height, 2 * _DISC) + 2 * _PADDING for item in words]
    sheet = Sheet(diagram.width, round(sum(heights) + _STEP_GAP * (len(words) - 1) + 2 * _EDGE, 1))
    top = sheet.height - _EDGE
    for index, (item, height) in enumerate(zip(words, heights, strict=True)):
        x = _SHIFT * index
        sheet.area(x, top - height, diagram.width - x, height, Fill(TINT))
        sheet.area(x, top - height, 1.3, height, Fill(PETROL))
        middle = (x + left / 2 + 0.65, top - _PADDING - _DISC)
        sheet.disc(*middle, _DISC, PETROL)
        sheet.text(*middle, str(index + 1), bold=True, colour=WHITE, horizontal="center", vertical="center")
        first = top - _PADDING - max(0.0, _DISC - line_height() * len(item.title) / 2)
        item.write(sheet, x + left + 0.65, first, len(item.title))
        top -= height + _STEP_GAP
    return sheet
