"""For whom a rule holds: readers with a screen of some width, in light or dark (Media Queries 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.html.styles.sheet import Condition
    from pipeline.html.styles.tokens import Token

#: CSS pixels of each unit that has always as many where a query asks.
_PIXELS: Final = {"px": 1.0, "em": 16.0, "rem": 16.0}
#: What a reader with a mouse and no wishes answers.
_ANSWERS: Final = {
    "any-hover": "hover",
    "any-pointer": "fine",
    "forced-colors": "none",
    "hover": "hover",
    "pointer": "fine",
    "prefers-contrast": "no-preference",
    "prefers-reduced-motion": "no-preference",
    "scripting": "enabled",
}


@dataclass(frozen=True, slots=True)
class View:
    """One way in which a page is seen on a screen.

    Attributes:
        scheme: what the reader prefers.
        width: of the window, in CSS pixels.
    """

    scheme: Literal["light", "dark"]
    width: int


def holds(within: Sequence[Condition], view: View) -> bool | None:
    """Whether what stands in these at-rules holds in a view; None where that is left open: in all but @media."""
    return _all(_media(one.prelude, view) if one.name == "media" else None for one in within)


def _all(answers: Iterable[bool | None]) -> bool | None:
    known = set(answers)
    return False if False in known else None if None in known else True


def _media(prelude: Sequence[Token], view: View) -> bool | None:
    """A list of media queries."""
    queries: list[list[Token]] = [[]]
    for sign in prelude:
        if sign == ",":
            queries.append([])
        elif sign.type not in ("whitespace", "comment"):
            queries[-1].append(sign)
    answers = {_all(_part(sign, view) for sign in query) for query in queries}
    return True if True in answers else None if None in answers else False


def _part(sign: Token, view: View) -> bool | None:
    """A word or block of a query, which has `and` between its parts; None for `not` and `or`."""
    if sign.type == "ident":
        return {"all": True, "screen": True, "only": True, "and": True, "print": False}.get(sign.lower_value)
    said = [one for one in getattr(sign, "content", ()) if one.type not in ("whitespace", "comment")]
    name = said[0].lower_value if said and said[0].type == "ident" else ""
    answers = _ANSWERS | {"prefers-color-scheme": view.scheme}
    if name in answers and len(said) == 3 and said[1] == ":" and said[2].type == "ident":
        return bool(said[2].lower_value == answers[name])
    return _width(name, said[1:], view) if name.endswith("width") else None


def _width(name: str, said: Sequence[Token], view: View) -> bool | None:
    """`min-width: 40rem` or `width >= 40rem`; `=` alone is left open, as are three values."""
    sign = "".join(str(one.value) for one in said[:-1] if one.type == "literal")
    factor = _PIXELS.get(said[-1].lower_unit) if said and said[-1].type == "dimension" else None
    if factor is None or len(said) > 3:
        return None
    room, bound = view.width, said[-1].value * factor
    answers = {"min-width:": room >= bound, "max-width:": room <= bound, "width<": room < bound, "width>": room > bound}
    return (answers | {"width<=": room <= bound, "width>=": room >= bound}).get(name + sign)
