"""Reading a formula of figures.yaml: a small language of names, numbers, `+ - * /`, parentheses and a few functions.

Nothing of it is Python: a parser of its own makes the tree of `formula_nodes`, and what it does not know it refuses.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn

from pipeline.faults import FaultError
from pipeline.figures.formula_nodes import (
    SINCE,
    Call,
    Cell,
    Column,
    Comparison,
    Condition,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Operator,
    Quoted,
    Word,
)
from pipeline.figures.formula_tokens import ARITHMETIC, TODO, Token, tokens_of, unquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pipeline.places import Place

#: A formula is written by hand and read by people: anything beyond these is a mistake or an attack.
LONGEST: Final = 1000
DEEPEST: Final = 20
DIGITS: Final = 30

_OPERATORS: Final[dict[str, Operator]] = {
    "+": "+",
    "-": "-",
    "\N{MINUS SIGN}": "-",
    "*": "*",
    "×": "*",
    "/": "/",
}
_COMPARISONS: Final[dict[str, Comparison]] = {
    "=": "=",
    "==": "=",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}

#: What a heading and a condition's value are called where they are missing.
_HEADING: Final = "a heading in quotation marks"
_VALUE: Final = "a text in quotation marks or a number"
#: Words and signs of other languages → how a formula says it.
_OTHER: Final = {
    "**": ARITHMETIC,
    "//": ARITHMETIC,
    "<>": "Not equal is !=.",
    "=>": "Write >=.",
    "=<": "Write <=.",
    **dict.fromkeys(("and", "och"), "Conditions stand behind each other with commas, and all of them hold."),
    **dict.fromkeys(("or", "in", "eller"), 'One of several is Region = ["Norr", "Syd"].'),
}


def parse_formula(text: str, tables: Collection[str], locate: Callable[[int], Place]) -> Node:
    """The tree of a formula.

    Args:
        text: as figures.yaml has it.
        tables: names of the tables; those with a hyphen (`tbl-chefer`) are known by this.
        locate: the place of a character of the text, counted from 0.

    Raises:
        FaultError: I236 it cannot be read; I238 it is too long, too deep, or has too large a number.
    """
    if len(text) > LONGEST:
        message = f"The formula has {len(text)} characters; {LONGEST} are enough for anything that people can read."
        raise FaultError.of("I238", message, locate(0), "Give its parts names of their own.")
    return _Parser(tokens_of(text, tables, locate), locate).whole()


class _Parser:
    def __init__(self, tokens: list[Token], locate: Callable[[int], Place]) -> None:
        self._tokens = tokens
        self._locate = locate
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        """The one expression that the formula is."""
        node = self._sum()
        if self._token.kind != "end":
            self._refuse("an operator or the end")
        return node

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    @property
    def _here(self) -> Place:
        return self._locate(self._token.at)

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _is(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            self._refuse(f"“{sign}”")
        self._take()

    def _refuse(self, wanted: str) -> NoReturn:
        token = self._token
        found = f"“{token.text}” stands" if token.text else "The formula ends"
        message = f"{found} where {wanted} should be."
        raise FaultError.of("I236", message, self._here, self._advice(wanted), at=token.at + 1)

    def _advice(self, wanted: str) -> str:
        """What to write instead of the token that cannot stand here."""
        token = self._token
        before = self._tokens[max(self._next - 1, 0)]
        after = self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        if other := _OTHER.get(token.text) or _OTHER.get(before.text + token.text):
            return other
        if wanted == _HEADING:
            return 'As table["Row", "Column"].'
        if wanted == _VALUE and token.kind == "name":
            return "Texts stand in quotation marks."
        if token.text == "," and before.kind == after.kind == "number":
            return "Numbers in formulas have a decimal point, as 0.5."
        if token.kind == before.kind == "number" and token is not before:
            return "Numbers in formulas stand without spaces, as 12000."
        return TODO

    def _sum(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            message = f"The formula has more than {DEEPEST} parentheses inside each other."
            raise FaultError.of("I238", message, self._here, "Give its parts names of their own.")
        node = self._product()
        while self._is("+", "-", "\N{MINUS SIGN}"):
            sign = self._take()
            node = Operation(_OPERATORS[sign.text], node, self._product(), self._locate(sign.at))
        self._depth -= 1
        return node

    def _product(self) -> Node:
        node = self._factor()
        while self._is("*", "×", "/"):
            sign = self._take()
            node = Operation(_OPERATORS[sign.text], node, self._factor(), self._locate(sign.at))
        return node

    def _factor(self) -> Node:
        if self._is("-", "\N{MINUS SIGN}"):
            place = self._locate(self._take().at)
            return Negative(self._atom(), place)
        return self._atom()

    def _atom(self) -> Node:
        token, place = self._token, self._here
        if token.kind == "number":
            return Number(self._number(), place)
        if token.kind == "quoted":
            self._take()
            return self._indexed(Word(unquoted(token), place)) if self._is("[") else Quoted(unquoted(token), place)
        if token.kind == "name":
            self._take()
            if self._is("("):
                return self._call(Word(token.text, place))
            return self._indexed(Word(token.text, place)) if self._is("[") else Name(token.text, place)
        if not self._is("("):
            self._refuse("a figure, a number or a function")
        self._take()
        node = self._sum()
        self._expect(")")
        return node

    def _number(self) -> Decimal:
        token = self._token
        if len(token.text) > DIGITS:
            message = f"The number has {len(token.text)} digits; {DIGITS} are enough."
            raise FaultError.of("I238", message, self._here, "Check the number.", at=token.at + 1)
        return Decimal(self._take().text)

    def _indexed(self, table: Word) -> Node:
        """`table["Column"]` or `table["Row", "Column"]`."""
        self._expect("[")
        first = self._heading()
        if self._is(","):
            self._take()
            second = self._heading()
            self._expect("]")
            return Cell(table, first, second, table.place)
        self._expect("]")
        return Column(table, first)

    def _heading(self) -> Word:
        if self._token.kind != "quoted":
            self._refuse(_HEADING)
        place = self._here
        return Word(unquoted(self._take()), place)

    def _call(self, function: Word) -> Node:
        self._expect("(")
        arguments: list[Node] = []
        conditions: list[Condition] = []
        while not self._is(")"):
            if arguments or conditions:
                self._expect(",")
            condition = self._condition()
            if condition is not None:
                conditions.append(condition)
            elif conditions:
                message = "What a function works on stands before its conditions."
                raise FaultError.of("I236", message, self._here, 'As sum(arenden.Antal, Region = "Norr").')
            else:
                arguments.append(self._sum())
        self._expect(")")
        if function.text == "cell":
            return _cell(function, arguments, conditions)
        if function.text in SINCE and len(arguments) == 2:
            arguments[1] = _year(arguments[1])
        return Call(function, tuple(arguments), tuple(conditions))

    def _condition(self) -> Condition | None:
        """A condition, if one stands next."""
        following = self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        if self._token.kind not in ("name", "quoted") or following.text not in _COMPARISONS:
            return None
        if following.kind != "sign":
            return None
        place, token = self._here, self._take()
        name = unquoted(token) if token.kind == "quoted" else token.text
        comparison = _COMPARISONS[self._take().text]
        values = self._values(comparison)
        return Condition(Word(name, place), comparison, values, place)

    def _values(self, comparison: Comparison) -> tuple[str | Decimal, ...]:
        if not self._is("["):
            return (self._value(),)
        if comparison not in ("=", "!="):
            self._refuse("one value")
        self._take()
        values = [self._value()]
        while self._is(","):
            self._take()
            values.append(self._value())
        self._expect("]")
        return tuple(values)

    def _value(self) -> str | Decimal:
        if self._token.kind == "quoted":
            return unquoted(self._take())
        sign = -1 if self._is("-", "\N{MINUS SIGN}") and self._take() else 1
        if self._token.kind != "number":
            self._refuse(_VALUE)
        return self._number() * sign


def _year(node: Node) -> Node:
    """`2022` as the year that it is where a number to compare with would make no sense."""
    if isinstance(node, Number) and re.fullmatch(r"(19|20)\d\d", f"{node.value:f}"):
        return Quoted(f"{node.value:f}", node.place)
    return node


def _cell(function: Word, arguments: list[Node], conditions: list[Condition]) -> Cell:
    """`cell(table, "row", "column")`, which is `table["row", "column"]`."""
    if not conditions and len(arguments) == 3:
        table, row, column = arguments
        if isinstance(table, Name | Quoted) and isinstance(row, Quoted) and isinstance(column, Quoted):
            table_name, *headings = (Word(one.text, one.place) for one in (table, row, column))
            return Cell(table_name, headings[0], headings[1], function.place)
    message = "The function cell takes a table, a row and a column."
    raise FaultError.of("I237", message, function.place, 'As cell(tillstand, "Avgjorda", "2023").')
