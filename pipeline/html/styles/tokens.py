"""Tokens of a style, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A token of tinycss2, which is not typed.
Token = Any


def stripped(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without comments, and without blanks around them."""
    found = [sign for sign in tokens if sign.type != "comment"]
    while found and found[0].type == "whitespace":
        found.pop(0)
    while found and found[-1].type == "whitespace":
        found.pop()
    return found


def inside(sign: Token) -> Sequence[Token]:
    """The tokens within a function or brackets; () for every other token."""
    held: Sequence[Token] = getattr(sign, "arguments", None) or getattr(sign, "content", None) or ()
    return held


def everything(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens and all that they hold."""
    for sign in tokens:
        yield sign
        yield from everything(inside(sign))
