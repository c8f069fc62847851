"""What shorthands say of the few properties that colours are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.html.styles.colours import is_colour
from pipeline.html.styles.grouping import everything

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.html.styles.grouping import Token

_LINES: Final = frozenset(
    (*("none", "hidden", "solid", "double", "dotted", "dashed"), *("groove", "ridge", "inset", "outset", "auto"))
)
_WEIGHTS: Final = frozenset(("bold", "bolder", "lighter"))
_SIZES: Final = frozenset(
    (*("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"), "smaller", "larger")
)
_TEXT_LINES: Final = frozenset(("underline", "overline", "line-through", "none"))
_EVERYWHERE: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))


def longhand(declared: str, name: str, value: Sequence[Token]) -> Sequence[Token] | None:
    """What a declaration says of a property; () for its initial value, None where it says nothing of it.

    Args:
        declared: the property that is declared.
        name: the one that is asked about.
        value: its tokens. All of them are given where var() is among those of a shorthand: ask again when that is
            worked out.
    """
    if declared == name:
        return value
    if declared == "all" and name not in ("direction", "unicode-bidi"):
        return value
    reading = _SHORTHANDS.get(declared, {}).get(name)
    if reading is None:
        return None
    signs = [sign for sign in value if sign.type not in ("whitespace", "comment")]
    alone = len(signs) == 1 and signs[0].type == "ident" and signs[0].lower_value in _EVERYWHERE
    if alone or any(sign.type == "function" and sign.lower_name == "var" for sign in everything(value)):
        return value
    return reading(signs)


def _colours(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if _is_colour(sign)][-1:]


def _is_colour(sign: Token) -> bool:
    return sign.type in ("ident", "hash", "function") and is_colour(sign)


def _images(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if sign.type == "url" or (sign.type == "function" and not is_colour(sign))]


def _line(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if sign.type == "ident" and sign.lower_value in _LINES][-1:]


def _width(signs: Sequence[Token]) -> Sequence[Token]:
    words = ("thin", "medium", "thick")
    return [
        sign
        for sign in signs
        if sign.type in ("dimension", "number") or (sign.type == "ident" and sign.lower_value in words)
    ][:1]


def _text_line(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if sign.type == "ident" and sign.lower_value in _TEXT_LINES]


def _size(signs: Sequence[Token]) -> Sequence[Token]:
    for sign in signs:
        if sign.type in ("dimension", "percentage") or (sign.type == "ident" and sign.lower_value in _SIZES):
            return [sign]
        if sign.type == "function" and sign.lower_name in ("clamp", "calc", "min", "max"):
            return [sign]
    return ()


def _weight(signs: Sequence[Token]) -> Sequence[Token]:
    for sign in signs:
        if sign == "/" or sign.type in ("dimension", "percentage"):
            break
        if sign.type == "number" or (sign.type == "ident" and sign.lower_value in _WEIGHTS):
            return [sign]
    return ()


def _first(signs: Sequence[Token]) -> Sequence[Token]:
    return signs[:1]


_EDGE: Final[dict[str, Callable[[Sequence[Token]], Sequence[Token]]]] = {
    "border-top-color": _colours,
    "border-top-style": _line,
    "border-top-width": _width,
}
_SHORTHANDS: Final[dict[str, dict[str, Callable[[Sequence[Token]], Sequence[Token]]]]] = {
    "background": {"background-color": _colours, "background-image": _images},
    "border": _EDGE,
    "border-top": _EDGE,
    "border-block": _EDGE,
    "border-block-start": _EDGE,
    "border-color": {"border-top-color": _first},
    "border-style": {"border-top-style": _first},
    "border-width": {"border-top-width": _first},
    "border-block-color": {"border-top-color": _first},
    "border-block-start-color": {"border-top-color": _first},
    "font": {"font-size": _size, "font-weight": _weight},
    "outline": {"outline-color": _colours, "outline-style": _line, "outline-width": _width},
    "text-decoration": {"text-decoration-color": _colours, "text-decoration-line": _text_line},
}

#: Properties that are asked about.
READ: Final = frozenset(
    (
        *("all", "color", "-webkit-text-fill-color", "color-scheme", "background-color", "background-image"),
        *("background-clip", "filter", "mix-blend-mode", "opacity", "display", "visibility", "position", "content"),
        *("font-size", "font-weight", "fill", "stroke", "outline-color", "outline-style", "text-decoration-color"),
        *("text-decoration-line", "border-top-color", "border-top-style"),
    )
)


def is_read(name: str) -> bool:
    """Whether a property has a part in what is looked at here."""
    return name in READ or name in _SHORTHANDS or name.startswith("--")
