"""What a paragraph sets beside its style: the few direct properties that a style cannot know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph sets beside its style; nothing by default.

    Attributes:
        keep_next: whether it stays on one page with what follows.
        number: numbering level (from 0) and numbering id; None for the style's own.
        left, hanging, right: indents in twips; None for the style's own.
        after: space below in twips; None for the style's own.
        leftwards: whether it runs from right to left, so that left and right change places.
        align: `center`, `right` …; None for the style's own.
    """

    keep_next: bool = False
    number: tuple[int, int] | None = None
    left: int | None = None
    hanging: int | None = None
    right: int | None = None
    align: str | None = None
    after: int | None = None
    leftwards: bool = False


#: Nothing beside the style.
PLAIN = Shape()

#: Nothing but staying with what follows.
KEPT = Shape(keep_next=True)


@lru_cache(maxsize=512)
def paragraph_properties(style: str, shape: Shape) -> str:
    """`w:pPr` for a paragraph of a style (an id), children in the order of the schema (ECMA-376 part 1, 17.3.1.26)."""
    inner = f'<w:pStyle w:val="{style}"/>'
    if shape.keep_next:
        inner += "<w:keepNext/>"
    if shape.number is not None:
        inner += f'<w:numPr><w:ilvl w:val="{shape.number[0]}"/><w:numId w:val="{shape.number[1]}"/></w:numPr>'
    if shape.leftwards:
        inner += "<w:bidi/>"
    if shape.after is not None:
        inner += f'<w:spacing w:after="{shape.after}"/>'
    indents = (("left", shape.left), ("right", shape.right), ("hanging", shape.hanging))
    indent = "".join(f' w:{name}="{value}"' for name, value in indents if value is not None)
    if indent:
        inner += f"<w:ind{indent}/>"
    if shape.align is not None:
        inner += f'<w:jc w:val="{shape.align}"/>'
    return f"<w:pPr>{inner}</w:pPr>"
