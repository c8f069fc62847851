"""For whom a rule holds: readers with a screen of some width, in light or dark (Media Queries 5, CSS Conditional 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.html.styles.grouping import stripped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.html.styles.grouping import Token
    from pipeline.html.styles.reading import Condition

#: CSS pixels of each unit that has always as many where a query asks.
_PIXELS: Final = {
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
}
#: What a reader with a mouse and no wishes answers.
_ANSWERS: Final = {
    "any-hover": "hover",
    "any-pointer": "fine",
    "forced-colors": "none",
    "hover": "hover",
    "inverted-colors": "none",
    "pointer": "fine",
    "prefers-contrast": "no-preference",
    "prefers-reduced-data": "no-preference",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "scripting": "enabled",
    "update": "fast",
}
_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
}


@dataclass(frozen=True, slots=True)
class View:
    """One way in which a page is seen on a screen.

    Attributes:
        scheme: what the reader prefers.
        width, height: of the window, in CSS pixels.
        supports: whether the browser can do what styles ask with @supports.
    """

    scheme: Literal["light", "dark"]
    width: int = 1440
    height: int = 900
    supports: bool = True

    @property
    def shown(self) -> str:
        """The view as a fault tells it: `in dark`."""
        return f"in {self.scheme}"


def holds(within: Sequence[Condition], view: View) -> bool | None:
    """Whether what stands in these at-rules holds in a view; None where that cannot be told."""
    return _all([_holds(condition, view) for condition in within])


def _holds(condition: Condition, view: View) -> bool | None:
    match condition.name:
        case "media":
            return _any([_query(part, view) for part in _parts(condition.prelude, ",")])
        case "supports":
            return _supports(condition.prelude, view)
        case "layer":
            return True
        case "starting-style":
            return False  # only for the moment in which something appears
        case _:
            return None


def _all(answers: Sequence[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _any(answers: Sequence[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _parts(tokens: Sequence[Token], sign: str) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for one in tokens:
        if one == sign:
            found.append([])
        else:
            found[-1].append(one)
    return [stripped(part) for part in found]


def _bare(tokens: Sequence[Token]) -> list[Token]:
    return [sign for sign in tokens if sign.type not in ("whitespace", "comment")]


def _word(sign: Token) -> str:
    return str(sign.lower_value) if sign.type == "ident" else ""


def _query(tokens: Sequence[Token], view: View) -> bool | None:
    """One media query."""
    said = _bare(tokens)
    if not said:
        return True
    first = _word(said[0])
    turned = first == "not" and len(said) > 1 and bool(_word(said[1]))
    if first == "only" or turned:
        said, first = said[1:], _word(said[1]) if len(said) > 1 else ""
    if not first or first == "not":
        return _condition(said, lambda block: _feature(block, view))
    kind = {"all": True, "screen": True, "print": False, "speech": False}.get(first)
    rest = said[2:] if len(said) > 1 and _word(said[1]) == "and" else said[1:]
    answer = _all([kind, _condition(rest, lambda block: _feature(block, view)) if rest else True])
    return _not(answer) if turned else answer


def _supports(tokens: Sequence[Token], view: View) -> bool | None:
    """@supports: all that it asks for is there, or nothing is."""
    return _condition(_bare(tokens), lambda block: view.supports if _bare(block.content) else None)


def _condition(said: Sequence[Token], feature: Callable[[Token], bool | None]) -> bool | None:
    """Blocks with `and`, `or` and `not` between them."""
    if said and _word(said[0]) == "not":
        return _not(_condition(said[1:], feature))
    words = {_word(sign) for sign in said[1::2]}
    if len(said) % 2 == 0 or words - {"and", "or"} or len(words) > 1:
        return None
    answers = [_block(sign, feature) for sign in said[::2]]
    return _any(answers) if words == {"or"} else _all(answers)


def _block(sign: Token, feature: Callable[[Token], bool | None]) -> bool | None:
    if sign.type == "function":
        return feature(_Functional(sign))
    if sign.type != "() block":
        return None
    said = _bare(sign.content)
    if said and (said[0].type in ("() block", "function") or _word(said[0]) == "not"):
        return _condition(said, feature)
    return feature(sign)


class _Functional:
    """`selector(…)` and `font-tech(…)` of @supports, as a block."""

    type = "function"

    def __init__(self, sign: Token) -> None:
        self.content = sign.arguments


def _feature(block: Token, view: View) -> bool | None:
    """What a block asks of a screen."""
    said = _bare(block.content)
    name = _word(said[0]) if said else ""
    if len(said) == 3 and said[1] == ":":
        return _plain(name, said[2], view)
    if len(said) == 1:
        return _ANSWERS[name] not in ("none", "no-preference") if name in _ANSWERS else None
    return _range(said, view)


def _plain(name: str, value: Token, view: View) -> bool | None:
    answers = _ANSWERS | {
        "prefers-color-scheme": view.scheme,
        "orientation": "landscape" if view.width > view.height else "portrait",
    }
    if name in answers:
        return _word(value) == answers[name]
    bound, _, about = name.rpartition("-")
    size = {"width": view.width, "height": view.height}.get(about)
    wanted = _pixels(value)
    if size is None or wanted is None or bound not in ("min", "max", ""):
        return None
    return size >= wanted if bound == "min" else size <= wanted if bound == "max" else size == wanted


def _range(said: Sequence[Token], view: View) -> bool | None:
    """`(width >= 64rem)`, `(20rem < width <= 64rem)`."""
    values: list[float | None] = []
    signs: list[str] = []
    for sign in said:
        if sign.type == "literal":
            value = str(sign.value)
            if value == "=" and signs and len(signs) == len(values) and signs[-1] in "<>":
                signs[-1] += value
            else:
                signs.append(value)
        else:
            size = {"width": view.width, "height": view.height}.get(_word(sign))
            values.append(size if size is not None else _pixels(sign))
    if len(values) != len(signs) + 1 or not signs or None in values or any(sign not in _COMPARED for sign in signs):
        return None
    known = [value for value in values if value is not None]
    return all(_COMPARED[sign](known[at], known[at + 1]) for at, sign in enumerate(signs))


def _pixels(sign: Token) -> float | None:
    if sign.type == "number" and sign.value == 0:
        return 0.0
    factor = _PIXELS.get(sign.lower_unit) if sign.type == "dimension" else None
    return None if factor is None else float(sign.value) * factor
