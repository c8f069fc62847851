"""From a cell's text to its value: what each type of column takes, and what is said about the rest."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.faults import did_you_mean
from pipeline.sources.columns import Content
from pipeline.sources.dates import ImpossibleDateError, has_time, parse_cell_date, parse_date
from pipeline.sources.grid import Trouble, TypedCell
from pipeline.sources.number import NumberError, parse_cell_number, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sources.grid import GridCell
    from pipeline.sources.table import CellValue, ColumnSpec, Missing

#: Cells that say that there is no value, and why. The signs are those of Swedish official statistics (Statistics
#: Sweden and the other statistical agencies, teckenförklaring): “..” uppgift inte tillgänglig eller alltför osäker, “–”
#: inget finns att redovisa (noll), “.” uppgift kan inte förekomma; with what programs make of them. “:” is Eurostat's,
#: and PX files may have up to six dots.
MISSING: dict[str, Missing] = {
    "": "",
    "..": "not-available",
    "...": "not-available",
    "....": "not-available",
    ".....": "not-available",
    "......": "not-available",
    "…": "not-available",
    ":": "not-available",
    "–": "nil",
    "-": "nil",
    "—": "nil",
    "\u2212": "nil",
    ".": "not-applicable",
}

#: What Excel and LibreOffice show in place of a value, in Swedish and in English.
_ERROR = re.compile(
    r"#(REF!|REFERENS!|VALUE!|VÄRDEFEL!|VÄRDE!|DIV/0!|DIVISION/0!|NAME\?|NAMN\?|N/A|SAKNAS!?|NUM!|OGILTIGT!|NULL!"
    r"|SKÄRNING!|SPILL!|SPILLFEL!|CALC!|BERÄKNA!|FIELD!|FÄLT!|BLOCKED!|BLOCKERAD!|UNKNOWN!|OKÄND!|CONNECT!|ANSLUT!"
    r"|GETTING_DATA|#+)|(Err|Fel):5\d\d"
)

#: Day numbers that may be dates, 1954 to 2119: below are years (2024) and counts.
_SERIALS = range(20_000, 80_200)


class CellError(Exception):
    """A cell that cannot be read; carries the trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


def read_cell(cell: GridCell, spec: ColumnSpec | None, epoch: date | None) -> Content:
    """What stands in a cell.

    Args:
        cell: as the file has it.
        spec: what the column must hold; None for a column of no stated type, where what is clearly a number is one,
            what is an ISO date is a date, and all else is text.
        epoch: day 0 of a workbook's day numbers; None where a number is never a date.

    Raises:
        CellError: I106 damaged text, I130 empty, I131 not a number, I132 ambiguous, I133 not a date, I134 not among the
            choices, I137 a formula without a value, I138 an error of Excel's, I139 merged, I140 a control character.
    """
    typed = None if isinstance(cell, str) else cell
    if typed and typed.trouble:
        raise CellError(typed.trouble)
    text = cell.strip() if isinstance(cell, str) else cell.text.strip()
    missing = MISSING.get(text)
    if missing is not None:
        if not text and spec and spec.required:
            raise CellError(Trouble("I130", "The cell is empty.", "Write a value, or “..” where there is none."))
        return Content(None, text, missing)
    if text[0] in "#EF" and _ERROR.fullmatch(text):
        what = "Excel shows it when the column is too narrow" if text.startswith("##") else "Excel's mark of an error"
        raise CellError(Trouble("I138", f"The cell holds “{text}” ({what}).", "Mend the cell in Excel and save again."))
    if spec is None or spec.type is None:
        bare = text.removesuffix(spec.unit).rstrip() if spec and spec.unit else text
        return Content(_untyped(bare or text, typed), text)
    return Content(_READERS[spec.type](text, typed, spec, epoch), text)


def _untyped(text: str, typed: TypedCell | None) -> CellValue:
    if typed and not isinstance(typed.value, str):
        return typed.value
    number = plain_number(text.removesuffix("%").rstrip()) if text[-1] == "%" else plain_number(text)
    if number is not None:
        return number
    if text[:1].isdigit() and text[4:5] == "-" and len(text) >= 10:
        try:
            return (parse_date(text) if len(text) == 10 else parse_cell_date(text)) or text
        except ImpossibleDateError:
            return text
    return text


def _text(text: str, _typed: TypedCell | None, _spec: ColumnSpec, _epoch: date | None) -> str:
    return text


def _number(text: str, typed: TypedCell | None, what: str, unit: str) -> int | Decimal:
    if typed and isinstance(typed.value, int | Decimal):
        return typed.value
    whole, comma, part = text.partition(",")
    if whole.isdigit() and text.isascii() and len(text) < 30 and (part.isdigit() or not comma):
        return Decimal(f"{whole}.{part}") if comma else int(whole)  # nearly every cell
    try:
        return parse_cell_number(text, unit)
    except NumberError as error:
        todo = error.todo or f"The column holds {what}."
        raise CellError(Trouble("I132" if error.ambiguous else "I131", error.why, todo)) from None


def _integer(text: str, typed: TypedCell | None, spec: ColumnSpec, _epoch: date | None) -> int:
    _refuse_percent(text)
    value = _number(text, typed, "whole numbers", spec.unit)
    if isinstance(value, Decimal):
        message = f"“{text}” has decimals, and the column holds whole numbers."
        raise CellError(Trouble("I131", message, "Write thousands with a space, as 12 345."))
    return value


def _decimal(text: str, typed: TypedCell | None, spec: ColumnSpec, _epoch: date | None) -> Decimal:
    _refuse_percent(text)
    return Decimal(_number(text, typed, "numbers", spec.unit))


def _percent(text: str, typed: TypedCell | None, _spec: ColumnSpec, _epoch: date | None) -> Decimal:
    return Decimal(_number(text, typed, "percentages, as 5,3 or 5,3 %", "%"))


def _refuse_percent(text: str) -> None:
    if text.endswith("%"):
        message = f"“{text}” is a percentage, and the column holds plain numbers."
        raise CellError(Trouble("I131", message, "Give the column the type percent, or drop the sign."))


def _date(text: str, typed: TypedCell | None, _spec: ColumnSpec, epoch: date | None) -> date:
    if typed and isinstance(typed.value, date):
        return typed.value
    todo = "Write it as 2008-08-31 or 31 augusti 2008."
    if typed and isinstance(typed.value, int) and epoch:
        if typed.value in _SERIALS:
            return epoch + timedelta(days=typed.value)
    elif text.isdigit() and len(text) == 5:
        message = f"“{text}” is not a date; it seems to be Excel's number of a day."
        raise CellError(Trouble("I133", message, "Format the column as a date in Excel and save again."))
    try:
        day = parse_cell_date(text)
    except ImpossibleDateError:
        raise CellError(Trouble("I133", f"There is no day “{text}”.", todo)) from None
    if day is None and has_time(text):
        message = f"“{text}” is a moment, and the column holds days."
        raise CellError(Trouble("I133", message, "Leave out the time, or give the column the type text."))
    if day is None:
        raise CellError(Trouble("I133", f"“{text}” is not a date.", todo))
    return day


def _choice(text: str, _typed: TypedCell | None, spec: ColumnSpec, _epoch: date | None) -> str:
    for choice in spec.choices:
        if text == choice or text.casefold() == choice.casefold():
            return choice
    raise CellError(Trouble("I134", f"“{text}” is not one of the choices.", did_you_mean(text, spec.choices)))


_READERS: dict[str, Callable[[str, TypedCell | None, ColumnSpec, date | None], CellValue]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "date": _date,
    "choice": _choice,
}
