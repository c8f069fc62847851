"""Tokens of a block as declarations, rules and at-rules (CSS Syntax 3, 5.5), each with the place where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A token of tinycss2, which is not typed.
Token = Any


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two semicolons, or ends with a block.

    Attributes:
        kind: `unknown` is what a browser drops.
        first: its first token.
        tokens: of a declaration its value, of a rule or an at-rule what stands before the block.
        content: the tokens of the block; None where there is none.
    """

    kind: Literal["declaration", "rule", "at-rule", "unknown"]
    first: Token
    tokens: tuple[Token, ...]
    content: tuple[Token, ...] | None = None


def groups(tokens: Sequence[Token]) -> Iterator[Group]:
    """The groups of a block, or of a whole style."""
    at = 0
    while at < len(tokens):
        first = tokens[at]
        if first.type in ("whitespace", "comment") or first == ";":
            at += 1
            continue
        declares = _declares(tokens, at)
        custom = declares and first.value.startswith("--")
        end = at
        while end < len(tokens) and tokens[end] != ";" and (custom or tokens[end].type != "{} block"):
            end += 1
        block = tokens[end] if end < len(tokens) and tokens[end].type == "{} block" else None
        yield _group(first, tokens[at:end], block, declares=declares)
        at = end + 1


def _group(first: Token, tokens: Sequence[Token], block: Token | None, *, declares: bool) -> Group:
    content = None if block is None else tuple(block.content)
    if first.type == "at-keyword":
        return Group("at-rule", first, tuple(tokens[1:]), content)
    if block is not None:
        return Group("rule", first, tuple(tokens), content)
    if declares:
        colon = next(at for at, sign in enumerate(tokens) if sign == ":")
        return Group("declaration", first, tuple(stripped(tokens[colon + 1 :])))
    return Group("unknown", first, tuple(tokens))


def _declares(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name and a colon stand there."""
    if tokens[at].type != "ident":
        return False
    return next((sign for sign in tokens[at + 1 :] if sign.type not in ("whitespace", "comment")), None) == ":"


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
