"""Colours of styles: which words are one, what they look like on another, and how they stand out from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.tokens import inside

if TYPE_CHECKING:
    from pipeline.html.styles.tokens import Token

#: Colours of the reader's system (CSS Color 4, 6.2), which no style knows; in small letters.
SYSTEM: Final = frozenset(
    (
        *("accentcolor", "accentcolortext", "activetext", "buttonborder", "buttonface", "buttontext", "canvas"),
        *("canvastext", "field", "fieldtext", "graytext", "highlight", "highlighttext", "linktext", "mark", "marktext"),
        *("selecteditem", "selecteditemtext", "visitedtext", "windowtext", "window", "background"),
    )
)
#: Functions that are a colour, or make one of others.
_FUNCTIONS: Final = frozenset(
    (
        *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark"),
        *("contrast-color", "device-cmyk", "var", "env", "attr", "if"),
    )
)


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
        red, green, blue = (
            own * self.alpha + below * (1 - self.alpha) for own, below in zip(self.parts, ground.parts, strict=True)
        )
        return Colour((red, green, blue))

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
        None for what is no colour, for one that only the reader's device knows, and for those of other spaces than
        sRGB, which screens show each in its own way.
    """
    from tinycss2.color5 import parse_color

    try:
        found = parse_color(sign, (scheme,))
    except ValueError:  # color() without anything
        return None
    if found == "currentcolor":
        return current
    if found is None or found.space not in ("srgb", "hsl", "hwb"):
        return None
    red, green, blue = (min(1.0, max(0.0, part or 0)) for part in found.to("srgb").coordinates)
    return Colour((red, green, blue), found.alpha)


def is_colour(sign: Token) -> bool:
    """Whether a token is a colour, or may be one on the reader's device."""
    from tinycss2.color4 import parse_color

    if sign.type == "function":
        return sign.lower_name in _FUNCTIONS
    if sign.type == "ident" and (sign.lower_value in SYSTEM or sign.lower_value.startswith("-")):
        return True
    return sign.type in ("ident", "hash") and parse_color(sign) is not None


def wrong_function(sign: Token) -> str:
    """What keeps rgb(), hsl() or hwb() from being a colour; empty for nothing that is known here (CSS Color 4, 5.1)."""
    if sign.lower_name not in ("rgb", "rgba", "hsl", "hsla", "hwb"):
        return ""
    said = [one for one in sign.arguments if one.type not in ("whitespace", "comment")]
    values = [one for one in said if one not in (",", "/")]
    if any(inside(one) or one.type not in ("number", "percentage", "dimension") for one in values):
        return ""
    if len(values) not in (3, 4):
        return f"{sign.lower_name}() takes three values and perhaps a fourth, not {len(values)}"
    between = "".join(one.value for one in said if one in (",", "/"))
    if between not in ("", ",,") if len(values) == 3 else between not in ("/", ",,,"):
        return f"{sign.lower_name}() needs commas between all of its values, or none but “/” before its fourth"
    return ""
