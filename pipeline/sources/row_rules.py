"""Rules between the cells of a row, as authors write them: `Kvinnor + Män = Totalt`, `Avslag <= Avgjorda`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final

from pipeline.faults import did_you_mean
from pipeline.sources.number import NumberError, parse_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_COMPARISONS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "≠": operator.ne,
    "<=": operator.le,
    "≤": operator.le,
    ">=": operator.ge,
    "≥": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_COMPARISON = re.compile(r"\s(<=|>=|!=|[=<>≤≥≠])\s")
_TERM = re.compile(r'\s*(?P<sign>[-+−–]\s)?\s*(?:"(?P<quoted>[^"]+)"|(?P<plain>[^"]+?))(?=\s[-+−–]\s|\s*$)')

#: Digits that sums are worked out in.
_PRECISION = 100


class RuleError(ValueError):
    """A rule that cannot be read; `todo` says what to do."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


@dataclass(frozen=True, slots=True)
class _Side:
    columns: tuple[tuple[int, str], ...]
    constant: Decimal

    def value(self, row: Mapping[str, Decimal | None]) -> Decimal | None:
        """What the side makes in a row; None when one of its cells has no number."""
        made = self.constant
        for sign, column in self.columns:
            number = row[column]
            if number is None:
                return None
            made += sign * number
        return made


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule that every row must fit.

    Attributes:
        text: as written.
        columns: keys of the columns that it names.
    """

    text: str
    columns: tuple[str, ...]
    _left: _Side
    _right: _Side
    _comparison: str

    def sides(self, row: Mapping[str, Decimal | None]) -> tuple[Decimal, Decimal] | None:
        """What both sides make; None when a cell that the rule names has no number."""
        with localcontext(prec=_PRECISION):
            left, right = self._left.value(row), self._right.value(row)
        return None if left is None or right is None else (left, right)

    def fits(self, row: Mapping[str, Decimal | None]) -> bool:
        """Whether a row fits the rule, or has cells without a number, so that nothing can be said."""
        sides = self.sides(row)
        return sides is None or _COMPARISONS[self._comparison](*sides)


def parse_rule(text: str, keys: Collection[str]) -> RowRule:
    """A rule from its text: two sums of columns and numbers with a comparison between them, blanks around every sign.

    Args:
        text: as written; a column whose name holds a sign or a comparison stands in quotation marks.
        keys: the table's columns.

    Raises:
        RuleError: it has no such form, or names a column that is not there.
    """
    parts = _COMPARISON.split(text.strip())
    if len(parts) != 3:
        raise RuleError(
            f"“{text}” is no rule for rows.",
            "Write two sums with =, <=, >=, < or > between them, with blanks around it.",
        )
    left, right = (_side(part, keys) for part in (parts[0], parts[2]))
    columns = tuple(dict.fromkeys(column for side in (left, right) for _, column in side.columns))
    if not columns:
        raise RuleError(f"“{text}” names no column.", did_you_mean("", keys))
    return RowRule(text, columns, left, right, parts[1])


def _side(text: str, keys: Collection[str]) -> _Side:
    known = {" ".join(key.split()): key for key in keys}
    columns: list[tuple[int, str]] = []
    constant = Decimal(0)
    position = 0
    while position < len(text):
        found = _TERM.match(text, position)
        if not found or (columns and not found["sign"]):
            raise RuleError(f"“{text.strip()}” is no sum of columns and numbers.", "Write it as A + B - C.")
        position = found.end()
        sign = -1 if (found["sign"] or "+").strip() in "-−–" else 1
        name = " ".join((found["quoted"] or found["plain"]).split())
        if name in known:
            columns.append((sign, known[name]))
            continue
        try:
            constant += sign * parse_number(name)
        except NumberError:
            raise RuleError(f"There is no column “{name}”.", did_you_mean(name, keys)) from None
    return _Side(tuple(columns), constant)
