"""Numbers as Swedish tables write them: 1 234,5 and −3, and what they must not be taken for."""

from __future__ import annotations

import re
from decimal import Decimal

#: Blanks that group thousands: space, no-break space, narrow no-break space, thin space, figure space.
_BLANK = "[ \u00a0\u202f\u2009\u2007]"
_BLANKS = re.compile(_BLANK)
_SIGN = "[-+\u2212\u2013]?"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN}){_BLANK}?(?P<whole>\d{{1,30}}|\d{{1,3}}(?:{_BLANK}\d{{3}}){{1,9}})(?:,(?P<part>\d{{1,30}}))?",
    re.ASCII,
)
_POINT = re.compile(rf"(?P<sign>{_SIGN})(?P<whole>\d{{1,30}})\.(?P<part>\d{{1,30}})", re.ASCII)
_AMBIGUOUS = re.compile(
    rf"{_SIGN}(\d{{1,3}}(\.\d{{3}})+(,\d+)?|\d{{1,3}}(,\d{{3}})+\.\d+|\d{{1,3}}(,\d{{3}}){{2,}})", re.ASCII
)
_EXPONENT = re.compile(rf"{_SIGN}\d+([.,]\d+)?[eE][-+]?\d+", re.ASCII)
_SPREAD = re.compile(rf"{_SIGN}\d+({_BLANK}+\d+)+(,\d+)?", re.ASCII)
_IN_BRACKETS = re.compile(r"\((?P<number>[^()\-+\u2212\u2013]+)\)")
_MINUS_BEHIND = re.compile(rf"(?P<number>[^()\-+\u2212\u2013]+?){_BLANK}?[-\u2212]")
_LEADING_ZERO = re.compile(rf"{_SIGN}0\d", re.ASCII)


class NumberError(ValueError):
    """Text that is not a number.

    Attributes:
        why: a sentence.
        todo: what to do about it; may be empty.
        ambiguous: whether it could be two numbers.
    """

    def __init__(self, why: str, todo: str = "", *, ambiguous: bool = False) -> None:
        super().__init__(why)
        self.why, self.todo, self.ambiguous = why, todo, ambiguous


def parse_number(text: str) -> int | Decimal:
    """The number that a Swedish text stands for.

    Thousands are grouped with spaces of any sort, decimals follow a comma, minus is `-`, `−` or `–`. A decimal point is
    taken where it can be nothing else (`0.25`, `12.5`).

    Returns:
        An int for a number without decimals, else a Decimal with the decimals as written.

    Raises:
        NumberError: it is no number, or could be two (`1.234`, `1,234.5`).
    """
    text = text.strip()
    found = _NUMBER.fullmatch(text)
    if not found:
        point = _POINT.fullmatch(text)
        if point and (len(point["part"]) != 3 or len(point["whole"]) > 3 or point["whole"].startswith("0")):
            found = point
    if not found:
        raise _why_not(text)
    sign = "-" if found["sign"] in ("-", "\u2212", "\u2013") else ""
    whole = found["whole"] if found["whole"].isdigit() else _BLANKS.sub("", found["whole"])
    part = found["part"]
    return Decimal(f"{sign}{whole}.{part}") if part else int(f"{sign}{whole}")


def parse_cell_number(text: str, unit: str = "") -> int | Decimal:
    """The number in a cell of a column of numbers: as `parse_number`, and in the forms of accounts and currencies.

    Negative numbers may stand in brackets (`(1 234)`) or have their minus behind them (`1 234-`); the column's unit may
    stand behind the number, as Excel's currency formats write it (`1 234,50 kr`).

    Args:
        text: the cell's.
        unit: the column's; empty for none.

    Raises:
        NumberError: as for `parse_number`.
    """
    text = text.strip()
    if unit and text.endswith(unit) and text != unit:
        text = text.removesuffix(unit).rstrip()
    unusual = text[:1] == "(" or text[-1:] in ("-", "\u2212")
    if unusual and (found := _IN_BRACKETS.fullmatch(text) or _MINUS_BEHIND.fullmatch(text)):
        inner = found["number"].strip()
        if unit:
            inner = inner.removesuffix(unit).rstrip()
        return -parse_number(inner)
    return parse_number(text)


def plain_number(text: str) -> int | Decimal | None:
    """The number that a cell of a column without a stated type is; None where it may as well be text.

    Text are codes with leading zeros (`007`) and whatever has a point (`1.3`, which may be a section's number).
    """
    if text[:1].isalpha() or not text[-1:].isdigit() or not _NUMBER.fullmatch(text) or _LEADING_ZERO.match(text):
        return None
    return parse_number(text)


def format_plain(value: int | Decimal) -> str:
    """A number as a cell's text: decimal comma, ASCII minus, no grouping."""
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _why_not(text: str) -> NumberError:
    shown = f"“{text}”"
    if _AMBIGUOUS.fullmatch(text):
        without = re.sub(r"[.,]", "", text)
        return NumberError(
            f"{shown} could be read in two ways: the point or comma may group thousands or begin the decimals.",
            f"Write thousands with a space and decimals with a comma ({without[:-3]} {without[-3:]} or 1,5).",
            ambiguous=True,
        )
    if _EXPONENT.fullmatch(text):
        return NumberError(
            f"{shown} is written with an exponent, which Excel does when a number does not fit the column.",
            "Format the column as a number and save again.",
        )
    if _SPREAD.fullmatch(text):
        return NumberError(f"{shown} has spaces where no thousands begin.", "Group the digits in threes: 12 345.")
    return NumberError(f"{shown} is not a number.")
