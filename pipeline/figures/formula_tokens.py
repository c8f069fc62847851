"""From the text of a formula to its tokens: names, numbers, texts in quotation marks and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pipeline.places import Place

_SPACE: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NAME: Final = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
#: Behind the name of a table: a column, or nothing that would make it another name.
_REST_OF_NAME: Final = re.compile(r"\.[^\W\d]\w*|(?![\w-])")
_QUOTED: Final = re.compile(r"\"((?:[^\"\\]|\\[\"\\])*)\"|'((?:[^'\\]|\\['\\])*)'")
_SIGN: Final = re.compile(r"!=|<=|>=|==|\*\*|//|[-+*/()\[\],=<>\N{MINUS SIGN}×]")

#: What helps where nothing better is known.
TODO: Final = "docs/figures.md tells what a formula can say."
ARITHMETIC: Final = "A formula has + - * / only."
#: Signs that people write by mistake → what to write instead.
_INSTEAD: Final = {
    **dict.fromkeys("\N{EN DASH}\N{EM DASH}", "Minus is - or \N{MINUS SIGN}."),
    **dict.fromkeys("÷:\N{DIVISION SLASH}\N{FRACTION SLASH}", "Division is /."),
    **dict.fromkeys("·\N{BULLET OPERATOR}", "Multiplication is *."),
    "^": ARITHMETIC,
    "%": "Leave it out: what is a percentage, a figure's unit says.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "≠": "Write !=.",
    "{": "Figures stand without braces here.",
    ";": "What a function takes is set apart with commas.",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula.

    Attributes:
        kind: `number`, `name`, `quoted`, `sign` or `end`.
        text: as it is written; empty at the end.
        at: where it begins, counted from 0.
    """

    kind: str
    text: str
    at: int


def tokens_of(text: str, tables: Collection[str], locate: Callable[[int], Place]) -> list[Token]:
    """The tokens of a formula, the end behind them.

    Args:
        text: the formula.
        tables: names of the tables; those with a hyphen are known by this.
        locate: the place of a character.

    Raises:
        FaultError: I236 a character that no formula has, or a quotation mark that is never closed.
    """
    hyphened = sorted((name for name in tables if not _NAME.fullmatch(name)), key=len, reverse=True)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
            continue
        token = _token(text, at, hyphened)
        if token is None:
            _refuse_character(text, at, locate(at))
        tokens.append(token)
        at += len(token.text)
    tokens.append(Token("end", "", len(text)))
    return tokens


def _token(text: str, at: int, hyphened: list[str]) -> Token | None:
    for name in hyphened:
        if text.startswith(name, at) and (found := _REST_OF_NAME.match(text, at + len(name))):
            return Token("name", text[at : found.end()], at)
    for kind, pattern in (("number", _NUMBER), ("name", _NAME), ("quoted", _QUOTED), ("sign", _SIGN)):
        if found := pattern.match(text, at):
            return Token(kind, found[0], at)
    return None


def _refuse_character(text: str, at: int, place: Place) -> NoReturn:
    if text[at] in "\"'":
        message, todo = "A quotation mark in the formula is never closed.", "Close it with the same sign."
    elif text[at] in "”“„»’‘":
        message = f"“{text[at]}” is a quotation mark of running text."
        todo = 'Formulas have the straight one: ".'
    else:
        message, todo = f"“{text[at]}” has no meaning in a formula.", _INSTEAD.get(text[at], TODO)
    raise FaultError.of("I236", message, place, todo, at=at + 1)


def unquoted(token: Token) -> str:
    """What a text in quotation marks says."""
    return re.sub(r"\\(.)", r"\1", token.text[1:-1])
