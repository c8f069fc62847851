"""Colours of styles: which words are one, what they look like on another, and how they stand out from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.grouping import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.html.styles.grouping import Token

#: Colours of the reader's system (CSS Color 4, 6.2 and 6.3), which no style knows; in small letters.
SYSTEM: Final = frozenset(
    (
        *("accentcolor", "accentcolortext", "activetext", "buttonborder", "buttonface", "buttontext", "canvas"),
        *("canvastext", "field", "fieldtext", "graytext", "highlight", "highlighttext", "linktext", "mark", "marktext"),
        *("selecteditem", "selecteditemtext", "visitedtext", "windowtext", "window", "background", "infobackground"),
        *("buttonhighlight", "buttonshadow", "threedface", "menu", "menutext", "scrollbar", "activeborder"),
    )
)
FUNCTIONS: Final = frozenset(("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"))
#: Functions that make a colour of others.
_MADE: Final = frozenset(("color-mix", "light-dark", "contrast-color", "device-cmyk", "var", "env", "attr", "if"))
#: From XYZ (D65) to linear sRGB (CSS Color 4, 18), and from D50 to D65.
_LINEAR: Final = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
_D65: Final = (
    (0.9554734527042182, -0.023098536874261423, 0.0632593086610217),
    (-0.028369706963208136, 1.0099954580058226, 0.021041398966943008),
    (0.012314001688319899, -0.020507696433477912, 1.3303659366080753),
)
#: How far a part may lie beyond 0 and 1, from rounding alone; a colour further out is another one on each screen.
_ROUNDING: Final = 0.002


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as a screen shows it.

    Attributes:
        parts: red, green and blue of sRGB, from 0 to 1.
        alpha: from 0, which lets all through, to 1.
    """

    parts: tuple[float, float, float]
    alpha: float = 1.0

    def over(self, ground: Colour) -> Colour:
        """What is seen where it lies over an opaque ground."""
        mixed = [
            own * self.alpha + below * (1 - self.alpha) for own, below in zip(self.parts, ground.parts, strict=True)
        ]
        return Colour((mixed[0], mixed[1], mixed[2]))

    def faded(self, share: float) -> Colour:
        """The same, letting more through."""
        return Colour(self.parts, self.alpha * share)

    def __str__(self) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in self.parts)


WHITE: Final = Colour((1, 1, 1))
BLACK: Final = Colour((0, 0, 0))


def luminance(colour: Colour) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.1, definitions)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.1, definitions)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour_of(sign: Token, scheme: str, current: Colour | None = None) -> Colour | None:
    """The colour that a token stands for.

    Args:
        sign: without var() in it.
        scheme: `light` or `dark`, for light-dark().
        current: of the text, for currentcolor; None where it is not known.

    Returns:
        None for what is no colour, or one that only the reader's device knows.
    """
    if sign.type == "function" and sign.lower_name == "light-dark":
        pair = _between_commas(sign.arguments)
        return colour_of(pair[scheme == "dark"], scheme, current) if len(pair) == 2 else None
    if sign.type == "function" and sign.lower_name == "color-mix":
        return _mixed(sign.arguments, scheme, current)
    from tinycss2.color4 import parse_color

    try:
        found = parse_color(sign)
    except ValueError:  # color() without anything
        return None
    if found is None or found == "currentcolor":
        return None if found is None else current
    return _seen(found)


def _between_commas(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a list of single ones; () where one of them is several."""
    said = [sign for sign in tokens if sign.type not in ("whitespace", "comment")]
    alone = len(said) % 2 == 1 and all(sign == "," for sign in said[1::2])
    return said[::2] if alone else []


def _mixed(tokens: Sequence[Token], scheme: str, current: Colour | None) -> Colour | None:
    """color-mix() in sRGB (CSS Color 5, 3), of opaque colours; None for every other space."""
    said = [sign for sign in tokens if sign.type not in ("whitespace", "comment")]
    space = [getattr(sign, "lower_value", "") for sign in said[:2]]
    if space != ["in", "srgb"] or len(said) < 3 or said[2] != ",":
        return None
    colours: list[Colour] = []
    shares: list[float | None] = []
    for sign in said[3:]:
        if sign == ",":
            continue
        if sign.type == "percentage" and len(shares) == len(colours) - 1:
            shares.append(sign.value / 100)
        elif (found := colour_of(sign, scheme, current)) is not None and found.alpha == 1:
            shares += [None] * (len(colours) - len(shares))
            colours.append(found)
        else:
            return None
    shares += [None] * (len(colours) - len(shares))
    if len(colours) != 2:
        return None
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    second = 1 - first if second is None else second
    if abs(first + second - 1) > _ROUNDING or first < 0 or second < 0:
        return None
    return colours[0].faded(first).over(colours[1])


def _seen(found: object) -> Colour | None:
    """A colour of tinycss2 in sRGB; None for one that lies outside of it."""
    space, alpha = found.space, found.alpha  # type: ignore[attr-defined]  # tinycss2 is not typed
    parts: list[float] = []
    if space in ("srgb", "hsl", "hwb"):
        parts = [part or 0 for part in found.to("srgb").coordinates]  # type: ignore[attr-defined]
        parts = [min(1.0, max(0.0, part)) for part in parts]  # as rgb() itself does
    elif space in ("lab", "lch"):
        parts = _from_xyz(_times(_D65, found.to("xyz-d50").coordinates))  # type: ignore[attr-defined]
    elif space in ("oklab", "oklch"):
        parts = _from_xyz(found.to("xyz-d65").coordinates)  # type: ignore[attr-defined]
    if len(parts) != 3 or any(not -_ROUNDING <= part <= 1 + _ROUNDING for part in parts):
        return None
    return Colour((parts[0], parts[1], parts[2]), alpha)


def _from_xyz(parts: Sequence[float]) -> list[float]:
    return [_gamma(part) for part in _times(_LINEAR, parts)]


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _times(matrix: Sequence[Sequence[float]], parts: Sequence[float]) -> list[float]:
    return [sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in matrix]


def is_colour(sign: Token) -> bool:
    """Whether a token is a colour, or may be one on the reader's device."""
    from tinycss2.color4 import parse_color

    if sign.type == "function":
        return sign.lower_name in FUNCTIONS | _MADE
    if sign.type == "ident":
        return sign.lower_value in SYSTEM or sign.lower_value.startswith("-") or parse_color(sign) is not None
    return sign.type == "hash" and parse_color(sign) is not None


def wrong_function(sign: Token) -> str:
    """What keeps rgb(), hsl() or hwb() from being a colour; empty for nothing that is known here (CSS Color 4, 5.1)."""
    if sign.lower_name not in ("rgb", "rgba", "hsl", "hsla", "hwb"):
        return ""
    said = [one for one in sign.arguments if one.type not in ("whitespace", "comment")]
    plain = all(one.type in ("number", "percentage", "dimension") or one in (",", "/") for one in said)
    if not plain or any(inside(one) for one in said):
        return ""
    values = [one for one in said if one not in (",", "/")]
    commas, slashes = sum(one == "," for one in said), [at for at, one in enumerate(said) if one == "/"]
    if len(values) not in (3, 4):
        return f"{sign.lower_name}() takes three values and perhaps a fourth, not {len(values)}"
    if commas and (slashes or commas != len(values) - 1):
        return f"{sign.lower_name}() has either commas between all of its values, or none"
    if not commas and len(values) == 4 and slashes != [3]:
        return f"{sign.lower_name}() needs “/” before its fourth value"
    return ""
