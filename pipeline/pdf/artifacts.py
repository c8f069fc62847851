"""Artifacts of several texts, divided into one for each: later versions of LibreOffice make one of a whole header."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pikepdf import ContentStreamInstruction, Name, Operator

_EMC = Operator("EMC")


def divided(instructions: Iterable[Any]) -> list[Any]:
    """The instructions of a page, with an artifact's end and a new beginning between two texts that it shows.

    A text is what stands between `q` and its `Q` and has a text object; so LibreOffice writes each stretch of a line.
    """
    result: list[Any] = []
    opened: list[Any] = []
    depth, shown = 0, False  # of q inside the outermost sequence; whether its last stretch has text
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            if not opened:
                depth, shown = 0, False
            opened.append(instruction)
        elif operator == "EMC" and opened:
            opened.pop()
        elif operator == "q":
            if depth == 0 and shown:
                shown = False
                if len(opened) == 1 and opened[0].operands[0] == Name.Artifact:
                    result += [ContentStreamInstruction([], _EMC), opened[0]]
            depth += 1
        elif operator == "Q":
            depth -= 1
        elif operator == "BT":
            shown = True
        result.append(instruction)
    return result
