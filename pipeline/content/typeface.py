"""The type of charts and diagrams: which font it is, how wide its text is, and where lines of it break.

Pillow measures, not matplotlib: a document is laid out and checked without loading what only drawing needs.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.content.hyphens import divisions, shown
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageFont import FreeTypeFont

    from pipeline.places import Place

#: Points; the smallest text that a chart has.
TEXT_SIZE: Final = 9.0
SMALL_SIZE: Final = 8.5

#: Height of Carlito's capitals and digits, what reaches below the line, and above it with accents; parts of its size.
CAPITALS: Final = 0.63
BELOW: Final = 0.2
ABOVE: Final = 0.8

_MM_PER_POINT: Final = 25.4 / 72
_FOLDERS: Final = (
    "/usr/share/fonts/truetype/crosextra",
    "/usr/share/fonts/google-carlito-fonts",
    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
)

#: Units of an em in which Carlito and DejaVu are drawn, so that widths come out exact.
_EM: Final = 2048

#: Spaces where a line may break; a no-break space is none.
_SPACES: Final = re.compile(r"[ \t\r\n]+")

#: Unicode's last noncharacter, for which every font shows its sign for a missing character.
_NOTHING: Final = "\U0010fffe"


@cache
def font_file(*, bold: bool = False) -> str:
    """Carlito, the documents' own type; DejaVu Sans, which comes with matplotlib, where Carlito is not installed."""
    name = f"Carlito-{'Bold' if bold else 'Regular'}.ttf"
    for folder in _FOLDERS:
        path = Path(folder, name)
        if path.is_file():
            return str(path)
    matplotlib = find_spec("matplotlib")
    assert matplotlib is not None
    assert matplotlib.origin is not None
    fonts = Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf"
    return str(fonts / f"DejaVuSans{'-Bold' if bold else ''}.ttf")


@cache
def _font(*, bold: bool, size: int = _EM) -> FreeTypeFont:
    from PIL import ImageFont

    # the basic layout is there on every machine; it leaves kerning out, so that a text is never wider than measured
    return ImageFont.truetype(font_file(bold=bold), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def text_width(text: str, size: float = TEXT_SIZE, *, bold: bool = False) -> float:
    """Millimetres that a line of text takes."""
    return _font(bold=bold).getlength(shown(text)) / _EM * size * _MM_PER_POINT


def line_height(size: float = TEXT_SIZE) -> float:
    """Millimetres from line to line."""
    return size * 1.22 * _MM_PER_POINT


def millimetres(points: float) -> float:
    """Points as millimetres."""
    return points * _MM_PER_POINT


def wrapped(
    text: str, width: float, size: float = TEXT_SIZE, *, bold: bool = False, anywhere: bool = False
) -> list[str]:
    """The text in lines of at most `width` millimetres; a longer word is divided where it can be.

    One that cannot be divided is left longer than its line, or cut `anywhere`.
    """
    lines: list[str] = []
    for word in _SPACES.split(text.strip()):
        if not word:
            continue
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines += _divided(word, width, size, bold=bold, anywhere=anywhere)
    return [shown(line) for line in lines]


def _divided(word: str, width: float, size: float, *, bold: bool, anywhere: bool) -> list[str]:
    pieces: list[str] = []
    while text_width(word, size, bold=bold) > width:
        cuts = divisions(word)
        if anywhere:
            cuts += [(word[:at], word[at:]) for at in range(len(word) - 1, 0, -1)]
        fitting = (cut for cut in cuts if text_width(cut[0], size, bold=bold) <= width)
        found = next(fitting, None)
        if found is None:
            break
        pieces.append(found[0])
        word = found[1]
    return [*pieces, word]


def check_characters(texts: Sequence[str], place: Place) -> None:
    """I253 for a character that the type has no shape for, which would come out as an empty box."""
    for text in texts:
        for character in shown(text):
            if not character.isspace() and _is_missing(character):
                message = f"“{text}” has the character “{character}” (U+{ord(character):04X}), which cannot be drawn."
                raise FaultError.of("I253", message, place, "Write it in words.", character=character)


@cache
def _is_missing(character: str) -> bool:
    return character > "~" and _shape(character) == _shape(_NOTHING)


@cache
def _shape(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(bold=False, size=40).getmask(character)
    return mask.size, bytes(mask)
