"""Diagrams: a chain of boxes with arrows (resultatkedja), and steps that rise (trestegsmodell)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.content.boxes import chain_below, chain_sheet, steps_below, steps_sheet
from pipeline.content.screens import NARROW, narrower_sheets
from pipeline.content.typeface import check_characters
from pipeline.faults import FaultError
from pipeline.figures.book import DiagramDefinition, Step
from pipeline.figures.settings import TEXT_WIDTH
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from pipeline.content.drawing import Sheet
    from pipeline.content.model import Picture

#: The place of diagrams that a program makes, for faults that authors do not see.
_NOWHERE = Place("")


def draw_chain(steps: Sequence[Step], *, width: float = TEXT_WIDTH, place: Place = _NOWHERE) -> Picture:
    """Boxes in a row with arrows between them, in several rows where one is too narrow.

    Args:
        steps: the boxes.
        width: millimetres; the height is what the texts need.
        place: for faults.

    Raises:
        FaultError: I253 a character cannot be drawn; I254 a word is wider than its box.
    """
    return _drawn("chain", steps, width, place)


def draw_steps(steps: Sequence[Step], *, width: float = TEXT_WIDTH, place: Place = _NOWHERE) -> Picture:
    """Numbered steps, each higher than the one before; arguments and faults as for `draw_chain`."""
    return _drawn("steps", steps, width, place)


def draw_diagram(diagram: DiagramDefinition) -> Picture:
    """A diagram of figures.yaml.

    Raises:
        FaultError: as for `draw_chain`.
    """
    check_characters([text for step in diagram.steps for text in (step.title, step.text)], diagram.place)
    sheet = chain_sheet(diagram) if diagram.type == "chain" else steps_sheet(diagram)
    if sheet is None:
        message = f"A word in the diagram {diagram.name} is wider than its box."
        todo = "Make the diagram wider, or divide it into fewer boxes."
        raise FaultError.of("I254", message, diagram.place, todo, diagram=diagram.name)
    return sheet.picture(narrower_sheets(diagram.width, partial(_sheet_for_screen, diagram)))


def _sheet_for_screen(diagram: DiagramDefinition, width: float) -> Sheet:
    """The sheet of a diagram in another width; its boxes stand below each other where they cannot beside."""
    diagram = replace(diagram, width=width)
    draw, draw_below = (chain_sheet, chain_below) if diagram.type == "chain" else (steps_sheet, steps_below)
    return (draw(diagram) if width > NARROW else None) or draw_below(diagram)


def _drawn(kind: Literal["chain", "steps"], steps: Sequence[Step], width: float, place: Place) -> Picture:
    return draw_diagram(DiagramDefinition("", kind, tuple(steps), "", "", (), width, place, place, ()))
