"""From the shapes of a sheet to PNG bytes that never vary, with matplotlib's shapes on its Agg renderer.

A `Figure` of matplotlib's would add axes and all their relatives, which take as long to import as everything else
together, and which nothing here needs.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, Final, assert_never

# matplotlib's advice about its cache folder is not for authors
logging.getLogger("matplotlib").setLevel(logging.ERROR)

import matplotlib as mpl  # noqa: E402 # behind the line above, which is about what it says when it is imported
from matplotlib.backends.backend_agg import RendererAgg  # noqa: E402
from matplotlib.font_manager import FontProperties, get_font  # noqa: E402
from matplotlib.ft2font import LoadFlags  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import Circle, FancyBboxPatch, Polygon  # noqa: E402
from matplotlib.patches import Rectangle as RectanglePatch  # noqa: E402
from matplotlib.transforms import Affine2D  # noqa: E402
from PIL import Image  # noqa: E402

from pipeline.content.drawing import WHITE, Area, Disc, Outline, RoundedBox, Stroke, Words  # noqa: E402
from pipeline.content.typeface import font_file  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist

    from pipeline.content.drawing import Shape

#: Dots an inch, and what an inch is in millimetres.
DOTS: Final = 300
_INCH: Final = 25.4

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


def png(width: float, height: float, shapes: Sequence[Shape]) -> bytes:
    """A PNG file of 300 dots an inch.

    Args:
        width: of the sheet, in millimetres.
        height: likewise.
        shapes: from the bottom up.
    """
    size = (round(width / _INCH * DOTS), round(height / _INCH * DOTS))
    renderer = RendererAgg(*size, DOTS)  # type: ignore[no-untyped-call] # lacks annotations
    scale = Affine2D().scale(DOTS / _INCH)
    with mpl.rc_context(_SETTINGS):
        RectanglePatch((0, 0), width, height, facecolor=WHITE, linewidth=0, transform=scale).draw(renderer)
        for shape in shapes:
            if isinstance(shape, Words):
                _write(renderer, shape, size[1])
            else:
                artist = _artist(shape)
                artist.set_transform(scale)
                artist.draw(renderer)
    pixels = renderer.buffer_rgba()  # type: ignore[no-untyped-call] # the same
    image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    # a palette halves time and size; its averages are off by one, and white has to stay white
    image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette([255 if value == 254 else value for value in image.getpalette() or []])
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(DOTS, DOTS), compress_level=6)
    return file.getvalue()


def _write(renderer: RendererAgg, line: Words, height: int) -> None:
    """A line of text, placed by the width that it is drawn in (kerning included)."""
    file = font_file(bold=line.bold)
    font = get_font(file)
    font.set_size(line.size, DOTS)
    font.set_text(line.text, 0.0, flags=LoadFlags.NO_HINTING)
    across = line.x / _INCH * DOTS
    across -= font.get_width_height()[0] / 64 * {"left": 0.0, "center": 0.5, "right": 1.0}[line.horizontal]
    context = renderer.new_gc()
    context.set_foreground(line.colour)
    properties = FontProperties(fname=file, size=line.size)
    down = height - line.y / _INCH * DOTS
    renderer.draw_text(context, across, down, line.text, properties, 0.0)  # type: ignore[no-untyped-call] # the same


def _artist(shape: Area | RoundedBox | Outline | Disc | Stroke) -> Artist:
    match shape:
        case Area():
            return RectanglePatch(
                (shape.x, shape.y),
                shape.width,
                shape.height,
                facecolor=WHITE if shape.fill.hatch else shape.fill.colour,
                edgecolor=shape.fill.colour,
                linewidth=0.8 if shape.fill.hatch else 0,
                hatch=shape.fill.hatch or None,
            )
        case RoundedBox():
            return FancyBboxPatch(
                (shape.x, shape.y),
                shape.width,
                shape.height,
                boxstyle="round,pad=0,rounding_size=1.2",
                facecolor=shape.colour,
                edgecolor=shape.edge,
                linewidth=0.9,
            )
        case Outline():
            return Polygon(shape.points, closed=True, facecolor=shape.colour, linewidth=0)
        case Disc():
            return Circle((shape.x, shape.y), shape.radius, facecolor=shape.colour, linewidth=0)
        case Stroke():
            return _line(shape)
        case _:
            assert_never(shape)


def _line(stroke: Stroke) -> Line2D:
    return Line2D(
        [x for x, _ in stroke.points],
        [y for _, y in stroke.points],
        color=stroke.colour,
        linewidth=stroke.width,
        linestyle=(0, stroke.dashes) if stroke.dashes else "-",
        dash_capstyle="butt",
        solid_capstyle="butt",
        solid_joinstyle="round",
        marker=stroke.marker or None,
        markersize=6,
        markerfacecolor=stroke.colour,
        markeredgecolor=WHITE,
        markeredgewidth=0.9,
    )
