"""CSV files, in the dialects that Excel and other programs write them."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.grid import Grid, GridRow
from pipeline.sources.ranges import WHOLE, crop, find_range
from pipeline.sources.text import decode_table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.sources.ranges import AskedRange

#: What may stand between cells; of two that fit as well, the first is taken.
_DELIMITERS = ";\t,|"

#: Of these, a row of text seldom holds the same number all the way down, so that they tell a table below a title.
_SURE = ";\t"

#: The delimiter of a table of one column: a character that no decoded text can hold.
_NONE = "\x1f"

#: Excel's own first line that names the delimiter; Excel does not count it as a row.
_SEP = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)

#: A number with decimals, and the text that a formula stands for, which exports write so that Excel keeps its zeros.
_DECIMAL = re.compile(r"[-+\u2212\u2013]?[\d \u00a0\u202f]+,\d+")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')

#: Records that are looked at to find the delimiter.
_SAMPLE = 50


def read_delimited(data: bytes, file: str, area: AskedRange | None = None) -> Grid:
    """The rows of a CSV file, or of a range of them, as where a title stands above the table.

    Row numbers are those that a spreadsheet shows; `line` of a row's place is where it begins in the file, which is
    further down where cells above hold line breaks.

    Args:
        data: the file's bytes.
        file: its path.
        area: the range, as a spreadsheet would name it (`A3:F20`); None for the whole.

    Raises:
        FaultError: I104–I106 as for `decode_table_text`; I123 a quotation mark is not closed, or is followed by text;
            I142 the range is none.
    """
    cells = find_range(area, {}, None).cells if area else WHOLE
    text = decode_table_text(data, file)
    lines_before = 0
    named = _SEP.match(text)
    if named:
        text, lines_before = text[named.end() :], 1
    delimiter = named[1] if named else _delimiter_of(text, cells.first_row)
    rows = crop(tuple(_rows(text, delimiter, file, lines_before)), cells)
    return Grid(Place(file), rows, ragged=True)


def _rows(text: str, delimiter: str, file: str, lines_before: int) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    table = Place(file)
    has_formulas = '="' in text
    number, begins = 1, 1 + lines_before
    try:
        for record in reader:
            if "".join(record).strip():
                cells = [_without_formula(cell) for cell in record] if has_formulas else record
                yield GridRow(tuple(cells), table, number, begins)
            number, begins = number + 1, reader.line_num + 1 + lines_before
    except csv.Error as error:
        raise _not_closed(error, Place(file, line=begins, row=number)) from None


def _without_formula(cell: str) -> str:
    found = _FORMULA_TEXT.fullmatch(cell)
    return found[1] if found else cell


def _not_closed(error: csv.Error, place: Place) -> FaultError:
    if "expected after" in str(error):
        message = "Text follows a closing quotation mark."
        todo = "Write a quotation mark inside a cell twice, and put the whole cell in quotation marks."
    else:
        message = "A quotation mark that opens in this row is not closed."
        todo = "Close it, or write a quotation mark inside a cell twice."
    return FaultError.of("I123", message, place, todo)


def _delimiter_of(text: str, first_row: int) -> str:
    """The delimiter that makes the header the widest among those that cut most rows like the header.

    Where none cuts the header, but one cuts all other rows alike, that one is taken: a title stands above the table,
    and the rows will be told as wider than it.
    """
    best, best_score, below = _NONE, (0.0, 0), ""
    for delimiter in _DELIMITERS:
        widths = _sample_widths(text, delimiter, first_row)
        if not widths and text.strip():
            return delimiter  # every row is empty
        if not widths or widths[0] < 2:
            is_even = len(set(widths[1:])) == 1 and widths[1] > 1
            below = below or (delimiter if is_even and delimiter in _SURE else "")
            continue
        if delimiter == "," and _has_decimals(text, first_row):
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best_score:
            best, best_score = delimiter, score
    return below if best == _NONE and below else best


def _has_decimals(text: str, first_row: int) -> bool:
    """Whether a table is one column of decimals, below a heading with a comma (`Andel, procent`)."""
    head, *lines = text.split("\n", first_row + _SAMPLE)[first_row - 1 : first_row - 1 + _SAMPLE]
    filled = [line.strip() for line in lines if line.strip()]
    return ", " in head and bool(filled) and all(_DECIMAL.fullmatch(line) for line in filled)


def _sample_widths(text: str, delimiter: str, first_row: int) -> list[int]:
    widths: list[int] = []
    # A field of more than 128 KB is an error; reading the whole will say what is wrong.
    with suppress(csv.Error):
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        records = islice(reader, first_row - 1, first_row - 1 + _SAMPLE)
        widths.extend(len(record) for record in records if any(record))
    return widths
