"""A sheet to draw on, in millimetres: the family look of charts and diagrams, and PNG bytes that never vary.

Dark petrol and a light petrol that still has three times the contrast of white (WCAG 2.1, 1.4.11); what needs more than
two is told apart by pattern, so that everything can be read in grey.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle
from matplotlib.transforms import Affine2D

from pipeline.content.model import Picture
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist

    from pipeline.places import Place

PETROL: Final = "#0B4F6C"
LIGHT_PETROL: Final = "#6A9BB0"
TINT: Final = "#E7F0F3"
INK: Final = "#1F2A30"
GREY: Final = "#5F6B72"
RULE: Final = "#D5DDE1"
WHITE: Final = "#FFFFFF"

#: Height of Carlito's capitals and digits, as a part of its size.
_CAPITALS: Final = 0.63

#: Points.
TEXT_SIZE: Final = 9.0
SMALL_SIZE: Final = 8.5

_DOTS: Final = 300
_INCH: Final = 25.4
_FOLDERS: Final = (
    "/usr/share/fonts/truetype/crosextra",
    "/usr/share/fonts/google-carlito-fonts",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
)

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["center", "baseline"]


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area looks: a colour, or a pattern of `colour` on white."""

    colour: str
    hatch: str = ""
    text: str = WHITE


@cache
def font_file(*, bold: bool = False) -> str:
    """Carlito, the documents' own type; DejaVu Sans, which comes with matplotlib, where Carlito is not installed."""
    name = f"Carlito-{'Bold' if bold else 'Regular'}.ttf"
    for folder in _FOLDERS:
        path = Path(folder, name)
        if path.is_file():
            return str(path)
    return str(Path(mpl.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf"))


@cache
def text_width(text: str, size: float = TEXT_SIZE, *, bold: bool = False) -> float:
    """Millimetres that a line of text takes."""
    font = get_font(font_file(bold=bold))
    font.set_size(size, _DOTS)
    font.set_text(text, 0.0)
    width, _ = font.get_width_height()
    return float(width) / 64 / _DOTS * _INCH


def line_height(size: float = TEXT_SIZE) -> float:
    """Millimetres from line to line."""
    return size * 1.22 / 72 * _INCH


def wrapped(text: str, width: float, size: float = TEXT_SIZE, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` millimetres; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def check_characters(texts: Sequence[str], place: Place) -> None:
    """I253 for a character that the type has no shape for, which would come out as an empty box."""
    font = get_font(font_file())
    for text in texts:
        for character in text:
            if not character.isspace() and font.get_char_index(ord(character)) == 0:
                message = f"“{text}” has the character “{character}” (U+{ord(character):04X}), which cannot be drawn."
                raise FaultError.of("I253", message, place, "Write it in words.", character=character)


class Sheet:
    """A white sheet with its origin at the lower left corner; all lengths are millimetres, line widths points.

    It draws with matplotlib's shapes on its Agg renderer. A `Figure` would add axes and all their relatives, which take
    as long to import as everything else together, and which nothing here needs.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._size = (round(width / _INCH * _DOTS), round(height / _INCH * _DOTS))
        self._strokes: list[Callable[[RendererAgg], None]] = []
        self._scale = Affine2D().scale(_DOTS / _INCH)
        self.shape([(0, 0), (width, 0), (width, height), (0, height)], WHITE)

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
        if horizontal != "left":
            x -= text_width(text, size, bold=bold) / (2 if horizontal == "center" else 1)
        if vertical == "center":
            y -= size * _CAPITALS / 2 / 72 * _INCH
        across, up = self._scale.transform((x, y))
        font = FontProperties(fname=font_file(bold=bold), size=size)

        def stroke(renderer: RendererAgg) -> None:
            context = renderer.new_gc()
            context.set_foreground(colour)
            down = self._size[1] - up
            renderer.draw_text(context, across, down, text, font, 0.0)  # type: ignore[no-untyped-call] # lacks them

        self._strokes.append(stroke)

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
        """A filled rectangle; one with a pattern has an outline too."""
        self._draw(
            Rectangle,
            (x, y),
            width,
            height,
            facecolor=WHITE if fill.hatch else fill.colour,
            edgecolor=fill.colour,
            linewidth=0.8 if fill.hatch else 0,
            hatch=fill.hatch or None,
        )

    def box(self, x: float, y: float, width: float, height: float, *, colour: str = TINT, edge: str = PETROL) -> None:
        """A box with slightly rounded corners."""
        self._draw(
            FancyBboxPatch,
            (x, y),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=1.2",
            facecolor=colour,
            edgecolor=edge,
            linewidth=0.9,
        )

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled polygon."""
        self._draw(Polygon, points, closed=True, facecolor=colour, linewidth=0)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self._draw(Circle, (x, y), radius, facecolor=colour, linewidth=0)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str = INK,
        width: float = 0.8,
        dashes: tuple[float, ...] = (),
        marker: str = "",
    ) -> None:
        """A line through points, with a marker on each when `marker` says which."""
        self._draw(
            Line2D,
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width,
            linestyle=(0, dashes) if dashes else "-",
            dash_capstyle="butt",
            solid_capstyle="butt",
            solid_joinstyle="round",
            marker=marker or None,
            markersize=6,
            markerfacecolor=colour,
            markeredgecolor=WHITE,
            markeredgewidth=0.9,
        )

    def _draw(self, shape: Callable[..., Artist], *arguments: Any, **look: Any) -> None:
        """Draw one of matplotlib's shapes, given in millimetres, when the picture is made."""
        self._strokes.append(lambda renderer: shape(*arguments, **look, transform=self._scale).draw(renderer))

    def picture(self) -> Picture:
        """The sheet as a PNG picture of 300 dots an inch, the same bytes for the same drawing."""
        from PIL import Image

        renderer = RendererAgg(*self._size, _DOTS)  # type: ignore[no-untyped-call] # lacks annotations
        with mpl.rc_context(_SETTINGS):
            for stroke in self._strokes:
                stroke(renderer)
        pixels = renderer.buffer_rgba()  # type: ignore[no-untyped-call] # the same
        image = Image.frombuffer("RGBA", self._size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        # a palette halves time and size; its averages are off by one, and white has to stay white
        image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        image.putpalette([255 if value == 254 else value for value in image.getpalette() or []])
        file = io.BytesIO()
        image.save(file, "PNG", dpi=(_DOTS, _DOTS), compress_level=6)
        return Picture(file.getvalue(), "image/png", self.width, self.height)


#: What a user's own matplotlib settings may not change.
_SETTINGS: Final[dict[Any, Any]] = {
    "hatch.linewidth": 0.9,
    "text.hinting": "no_hinting",
    "text.antialiased": True,
    "text.usetex": False,
    "path.simplify": True,
    "agg.path.chunksize": 0,
    "lines.scale_dashes": True,
    "axes.unicode_minus": True,
}
