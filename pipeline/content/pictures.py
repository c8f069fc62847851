"""Pictures that authors have: read, checked, and given their size on paper."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.content.model import Picture
from pipeline.faults import FaultError
from pipeline.figures.settings import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

    from pipeline.faults import Faults
    from pipeline.places import Place
    from pipeline.sources.reader import Reader

MediaType: TypeAlias = Literal["image/png", "image/jpeg"]

#: The height that leaves room for a caption, in millimetres.
_TEXT_HEIGHT: Final = 200.0

#: Dots an inch for a picture that does not say, the coarsest that prints well, and the least that is admitted silently.
_USUAL: Final = 150.0
_COARSE: Final = 100.0

_INCH: Final = 25.4
_MOST_PIXELS: Final = 60_000_000
_MEDIA_TYPES: Final[Mapping[str, MediaType]] = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"})
_ORIENTATION: Final = 0x0112
_SMALLER: Final = "Make it smaller: 3000 pixels across are plenty."

#: What is looked at, so that the message can name what it is.
_READ: Final = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")


def read_picture(reader: Reader, path: str, place: Place, faults: Faults, *, width: float | None = None) -> Picture:
    """A picture with its size on paper.

    Args:
        reader: the way to the file.
        path: the file, relative to the project.
        place: where the text names it.
        faults: where I225 (warning: it will look coarse) goes.
        width: millimetres; None for its own size, at most the width of the text.

    Raises:
        FaultError: I101 to I103 as for `Reader.data`; I223 it is no picture that a document can hold.
    """
    data = reader.data(path, place)
    media_type, pixels, dots = _checked(data, path, place)
    shown = min(width or pixels[0] / dots * _INCH, 10_000.0)
    height = shown * pixels[1] / pixels[0]
    if width is None:
        shrink = min(1.0, TEXT_WIDTH / shown, _TEXT_HEIGHT / height)
        shown, height = shown * shrink, height * shrink
    elif height > _TEXT_HEIGHT:
        message = f"The picture {path} would be {height:.0f} mm high; {_TEXT_HEIGHT:.0f} mm fit."
        raise FaultError.of("I224", message, place, f"Make it {width * _TEXT_HEIGHT / height:.0f}mm wide.", path=path)
    density = pixels[0] / shown * _INCH
    if density < _COARSE:
        message = f"The picture {path} has {density:.0f} dots an inch at {shown:.0f} mm and will look coarse."
        faults.add("I225", message, place, "Use a larger picture, or a smaller width.", level="warning", path=path)
    return Picture(data, media_type, round(shown, 2), round(height, 2))


def _checked(data: bytes, path: str, place: Place) -> tuple[MediaType, tuple[int, int], float]:
    """Media type, size in pixels and dots an inch."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # whatever Pillow doubts, Word may not show
            with Image.open(io.BytesIO(data), formats=_READ) as image:
                problem, todo = _problem(image)
                if not problem:
                    image.load()
                    stated = image.info.get("dpi", (_USUAL,))[0]
                    dots = float(stated) if 30 <= stated <= 2400 else _USUAL
                    return _MEDIA_TYPES[image.format or ""], image.size, dots
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        problem, todo = "has more pixels than any page can show", _SMALLER
    except UnidentifiedImageError:
        problem, todo = "is no picture that can be read", "Save it as PNG or JPEG."
    except (OSError, SyntaxError, ValueError, UserWarning):
        problem, todo = "is damaged or cut off", "Save it again as PNG or JPEG."
    raise FaultError.of("I223", f"The picture {path} {problem}.", place, todo, path=path)


def _problem(image: Image) -> tuple[str, str]:
    """What keeps a picture out of a document, and what to do; empty texts when nothing does."""
    if image.format not in _MEDIA_TYPES:
        return f"is a {image.format} file", "Save it as PNG (drawings) or JPEG (photographs)."
    if getattr(image, "n_frames", 1) > 1:
        return "moves", "Save one frame of it as PNG."
    if image.mode not in _MODES:
        return f"has the colour space {image.mode}, which is made for print", "Save it with RGB colours."
    if image.width * image.height > _MOST_PIXELS:
        return f"has {image.width} × {image.height} pixels", _SMALLER
    if image.getexif().get(_ORIENTATION, 1) != 1:
        return "is turned by a note inside the file, which Word overlooks", "Turn it in a picture program and save."
    return "", ""
