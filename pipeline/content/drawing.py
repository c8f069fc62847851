"""A sheet to draw on, in millimetres: the family look of charts and diagrams, as shapes that are drawn when asked for.

Dark petrol and a light petrol that differ from each other and from white by three to one (WCAG 2.1, 1.4.11); what needs
more than two is told apart by pattern, so that everything can be read in grey.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from pipeline.content.hyphens import shown
from pipeline.content.model import Picture
from pipeline.content.typeface import ABOVE, BELOW, CAPITALS, TEXT_SIZE, line_height, millimetres, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PETROL: Final = "#0E4A5A"
LIGHT_PETROL: Final = "#6899A9"
TINT: Final = "#E6EEF0"
INK: Final = "#1F2A30"
GREY: Final = "#54626A"
RULE: Final = "#D5DDE1"
WHITE: Final = "#FFFFFF"

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["center", "baseline"]
Point: TypeAlias = tuple[float, float]


class Rectangle(NamedTuple):
    """A stretch of the sheet, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Rectangle, gap: float = 0.0) -> bool:
        """Whether the two share more than an edge, or come closer than `gap`."""
        across = self.left < other.right + gap and other.left < self.right + gap
        return across and self.bottom < other.top + gap and other.bottom < self.top + gap


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area looks: a colour, or a pattern of `colour` on white; `text` is the colour of what is written on it."""

    colour: str
    hatch: str = ""
    text: str = WHITE


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline, `x` where it begins, has its middle, or ends."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    horizontal: Horizontal

    @property
    def box(self) -> Rectangle:
        """What the text covers."""
        width = text_width(self.text, self.size, bold=self.bold)
        left = self.x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[self.horizontal]
        em = millimetres(self.size)
        return Rectangle(left, self.y - BELOW * em, left + width, self.y + ABOVE * em)


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle; one with a pattern has an outline too."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill

    @property
    def box(self) -> Rectangle:
        """What it covers."""
        return Rectangle(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class RoundedBox:
    """A box with slightly rounded corners."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    edge: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A filled polygon."""

    points: tuple[Point, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `width` and `dashes` in points, `marker` a sign of matplotlib's on each point."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: tuple[float, ...]
    marker: str


Shape: TypeAlias = Words | Area | RoundedBox | Outline | Disc | Stroke


class Sheet:
    """A white sheet with its origin at the lower left corner; all lengths are millimetres, line widths points.

    Attributes:
        width, height: of the sheet.
        shapes: what stands on it, from the bottom up.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.shapes: list[Shape] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        colour: str = INK,
        horizontal: Horizontal = "left",
        vertical: Vertical = "baseline",
    ) -> None:
        """One line of text, with its baseline at `y` or half the height of its capitals below it."""
        if text:
            self.shapes.append(
                words(x, y, text, size, bold=bold, colour=colour, horizontal=horizontal, vertical=vertical)
            )

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        *,
        size: float = TEXT_SIZE,
        bold: bool = False,
        colour: str = INK,
        horizontal: Horizontal = "left",
    ) -> float:
        """Lines below each other from `top`; returns where they end."""
        step = line_height(size)
        for index, line in enumerate(lines):
            baseline = top - step * index - step * 0.78
            self.text(x, baseline, line, size=size, bold=bold, colour=colour, horizontal=horizontal)
        return top - step * len(lines)

    def area(self, x: float, y: float, width: float, height: float, fill: Fill) -> None:
        """A filled rectangle."""
        self.shapes.append(Area(x, y, width, height, fill))

    def box(self, x: float, y: float, width: float, height: float, *, colour: str = TINT, edge: str = PETROL) -> None:
        """A box with slightly rounded corners."""
        self.shapes.append(RoundedBox(x, y, width, height, colour, edge))

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled polygon."""
        self.shapes.append(Outline(tuple(points), colour))

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.shapes.append(Disc(x, y, radius, colour))

    def line(
        self,
        points: Sequence[Point],
        *,
        colour: str = INK,
        width: float = 0.8,
        dashes: tuple[float, ...] = (),
        marker: str = "",
    ) -> None:
        """A line through points, with a marker on each when `marker` says which."""
        self.shapes.append(Stroke(tuple(points), colour, width, dashes, marker))

    def texts(self) -> Iterator[Words]:
        """The lines of text on the sheet."""
        return (shape for shape in self.shapes if isinstance(shape, Words))

    def is_free(self, place: Rectangle) -> bool:
        """Whether a place lies on the sheet and covers no text."""
        inside = place.left >= 0 and place.bottom >= 0 and place.right <= self.width and place.top <= self.height
        return inside and not any(text.box.overlaps(place, gap=0.3) for text in self.texts())

    def picture(self, narrower: Sequence[Sheet] = ()) -> Picture:
        """The sheet as a PNG picture of 300 dots an inch, drawn once it is asked for, always to the same bytes.

        Args:
            narrower: the same laid out again for narrow screens, the widest first.
        """
        drawings = (Drawing(sheet.width, sheet.height, tuple(sheet.shapes)) for sheet in narrower)
        drawing = Drawing(self.width, self.height, tuple(self.shapes), tuple(drawings))
        return Picture(drawing, "image/png", self.width, self.height)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished sheet; called, it gives the bytes of its picture. Sheets with the same shapes are equal.

    Attributes:
        width, height: millimetres.
        shapes: from the bottom up.
        narrower: the same laid out again for narrow screens, the widest first; () where it is narrow itself.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    narrower: tuple[Drawing, ...] = field(default=(), repr=False, compare=False)

    def __call__(self) -> bytes:
        """The PNG file."""
        return _drawn(self)


@lru_cache(maxsize=64)
def _drawn(drawing: Drawing) -> bytes:
    # matplotlib takes a third of a second to import, and whoever only checks a document needs no pixels
    from pipeline.content.raster import png

    return png(drawing.width, drawing.height, drawing.shapes)


def words(
    x: float,
    y: float,
    text: str,
    size: float = TEXT_SIZE,
    *,
    bold: bool = False,
    colour: str = INK,
    horizontal: Horizontal = "left",
    vertical: Vertical = "baseline",
) -> Words:
    """A line of text as `Sheet.text` places it, to look whether there is room for it."""
    if vertical == "center":
        y -= millimetres(size * CAPITALS / 2)
    return Words(x, y, shown(text), size, bold, colour, horizontal)
