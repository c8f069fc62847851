"""What shorthands say of the few properties that colours are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.html.styles.colours import is_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.html.styles.tokens import Token

_LINES: Final = ("none", "hidden", "solid", "double", "dotted", "dashed", "groove", "ridge", "inset", "outset", "auto")
_EVERYWHERE: Final = ("inherit", "initial", "unset", "revert", "revert-layer")
_BOLD: Final = ("bold", "bolder", "lighter")


def longhand(declared: str, name: str, value: Sequence[Token]) -> Sequence[Token] | None:
    """What a declaration says of a property; () for its initial value, None where it says nothing of it.

    Args:
        declared: the property that is declared.
        name: the one that is asked about.
        value: its tokens, without var() in them.
    """
    if declared in (name, "all"):
        return value
    reading = _SHORTHANDS.get(declared, {}).get(name)
    if reading is None:
        return None
    signs = [sign for sign in value if sign.type not in ("whitespace", "comment")]
    return signs if len(signs) == 1 and _word(signs[0]) in _EVERYWHERE else reading(signs)


def says(declared: str, name: str) -> bool:
    """Whether a declared property may say something of another."""
    return declared == name or (declared == "all" and name[:2] != "--") or name in _SHORTHANDS.get(declared, {})


def is_read(declared: str) -> bool:
    """Whether a declared property has a part in what is looked at here."""
    return declared.startswith("--") or declared in _READ or declared in _SHORTHANDS


def _word(sign: Token) -> str:
    return str(sign.lower_value) if sign.type == "ident" else ""


def _colours(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if is_colour(sign)][-1:]


def _images(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if sign.type == "url" or (sign.type == "function" and not is_colour(sign))]


def _line(signs: Sequence[Token]) -> Sequence[Token]:
    return [sign for sign in signs if _word(sign) in _LINES][-1:]


def _size(signs: Sequence[Token]) -> Sequence[Token]:
    """The size of a font: what stands last before the line's height and the family."""
    return [sign for sign in signs if sign.type in ("dimension", "percentage", "function")][:1]


def _weight(signs: Sequence[Token]) -> Sequence[Token]:
    weights = [sign for sign in signs if sign.type == "number" or _word(sign) in _BOLD]
    return [sign for sign in weights if sign.type == "ident" or sign.value >= 100][:1]


def _first(signs: Sequence[Token]) -> Sequence[Token]:
    return signs[:1]


_EDGE: Final[dict[str, Callable[[Sequence[Token]], Sequence[Token]]]] = {
    "border-top-color": _colours,
    "border-top-style": _line,
}
_SHORTHANDS: Final[dict[str, dict[str, Callable[[Sequence[Token]], Sequence[Token]]]]] = {
    "background": {"background-color": _colours, "background-image": _images},
    **dict.fromkeys(("border", "border-top", "border-block", "border-block-start"), _EDGE),
    "border-color": {"border-top-color": _first},
    "border-style": {"border-top-style": _first},
    "font": {"font-size": _size, "font-weight": _weight},
    "outline": {"outline-color": _colours, "outline-style": _line},
}
#: Properties that are asked about.
_READ: Final = frozenset(
    (
        *("all", "color", "-webkit-text-fill-color", "color-scheme", "background-color", "background-image"),
        *("background-clip", "filter", "mix-blend-mode", "opacity", "display", "visibility", "position", "content"),
        *("font-size", "font-weight", "fill", "stroke", "outline-color", "outline-style", "border-top-color"),
        "border-top-style",
    )
)
