"""What a formula consists of, and how it is written: the one form that every way of defining a figure becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

    from pipeline.places import Place

Operator: TypeAlias = Literal["+", "-", "*", "/"]
Comparison: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]

#: Functions, and keys of figures.yaml, whose second argument may be a time: a year, or a part of one.
SINCE: Final = ("change", "percent_change")

#: Operators as they are shown; the parser takes them as well.
_SIGNS: Final[dict[Operator, str]] = {"+": "+", "-": "\N{MINUS SIGN}", "*": "×", "/": "/"}
#: Names that stand without quotation marks.
_PLAIN: Final = re.compile(r"[^\W\d]\w*|tbl-[\w-]*\w")
_RANK: Final[dict[Operator, int]] = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True, slots=True)
class Word:
    """A name or heading, and where figures.yaml writes it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is written in the formula itself."""

    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """Text in quotation marks: a period, or a heading."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """A figure, a table, or `table.Column`."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Column:
    """`arenden["Antal dagar"]`: a whole column."""

    table: Word
    heading: Word

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.table.place


@dataclass(frozen=True, slots=True)
class Cell:
    """`tillstand["Avgjorda", "2023"]`: one cell, by its row and its column."""

    table: Word
    row: Word
    column: Word
    place: Place


@dataclass(frozen=True, slots=True)
class Condition:
    """`Region = "Norr"`: which rows of a table count; one of several texts or numbers."""

    column: Word
    comparison: Comparison
    values: tuple[str | Decimal, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """A function with what it is given."""

    function: Word
    arguments: tuple[Node, ...]
    conditions: tuple[Condition, ...] = ()

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.function.place


@dataclass(frozen=True, slots=True)
class Operation:
    """Two quantities and what is done with them; `place` is that of the sign."""

    operator: Operator
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Negative:
    """A quantity below nought."""

    operand: Node
    place: Place


Node: TypeAlias = Number | Quoted | Name | Column | Cell | Call | Operation | Negative


def is_bare_quotient(node: Node) -> bool:
    """Whether a formula divides one thing by another, and no number of its own makes it a percentage."""
    return isinstance(node, Operation) and node.operator == "/" and not _has_number(node)


def _has_number(node: Node) -> bool:
    match node:
        case Number():
            return True
        case Operation():
            return _has_number(node.left) or _has_number(node.right)
        case Negative():
            return _has_number(node.operand)
    return False


def quoted(text: str) -> str:
    """Text in quotation marks, as the parser reads it again."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(node: Node) -> str:
    """A formula as one line of text that the parser reads as the same formula."""
    return _written(node, 0)


def _written(node: Node, around: int) -> str:
    match node:
        case Number():
            return f"{node.value:f}"
        case Quoted():
            return quoted(node.text)
        case Name():
            return node.text
        case Column():
            return f"{_table(node.table)}[{quoted(node.heading.text)}]"
        case Cell():
            return f"{_table(node.table)}[{quoted(node.row.text)}, {quoted(node.column.text)}]"
        case Call():
            given = [*(_written(one, 0) for one in node.arguments), *map(_condition, node.conditions)]
            return f"{node.function.text}({', '.join(given)})"
        case Negative():
            text = f"{_SIGNS['-']}{_written(node.operand, 3)}"
            return f"({text})" if around > 2 else text
        case Operation():
            rank = _RANK[node.operator]
            left, right = _written(node.left, rank), _written(node.right, rank + 1)
            text = f"{left} {_SIGNS[node.operator]} {right}"
            return f"({text})" if rank < around else text


def _table(name: Word) -> str:
    return name.text if _PLAIN.fullmatch(name.text) else quoted(name.text)


def _condition(condition: Condition) -> str:
    shown = [quoted(value) if isinstance(value, str) else f"{value:f}" for value in condition.values]
    right = shown[0] if len(shown) == 1 else f"[{', '.join(shown)}]"
    name = condition.column.text
    return f"{name if _PLAIN.fullmatch(name) else quoted(name)} {condition.comparison} {right}"
