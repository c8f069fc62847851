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
from pipeline.sources.text import decode_table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What may stand between cells; of two that fit as well, the first is taken.
_DELIMITERS = ";\t,|"

#: The delimiter of a table of one column: a character that no decoded text can hold.
_NONE = "\x1f"

#: Excel's own first line that names the delimiter; Excel does not count it as a row.
_SEP = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)

#: Records that are looked at to find the delimiter.
_SAMPLE = 50


def read_delimited(data: bytes, file: str) -> Grid:
    """The rows of a CSV file.

    Row numbers are those that a spreadsheet shows; `line` of a row's place is where it begins in the file, which is
    further down where cells above hold line breaks.

    Raises:
        FaultError: I104–I106 as for `decode_table_text`; I123 a quotation mark is not closed, or is followed by text.
    """
    text = decode_table_text(data, file)
    lines_before = 0
    named = _SEP.match(text)
    if named:
        text, lines_before = text[named.end() :], 1
    delimiter = named[1] if named else _delimiter_of(text)
    rows = tuple(_rows(text, delimiter, file, lines_before))
    return Grid(Place(file), rows, ragged=True)


def _rows(text: str, delimiter: str, file: str, lines_before: int) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    number, begins = 0, 1
    while True:
        number, begins = number + 1, reader.line_num + 1
        place = Place(file, line=begins + lines_before, row=number)
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise _not_closed(error, place) from None
        if record is None:
            return
        if any(not cell.isspace() for cell in record if cell):
            yield GridRow(tuple(record), place)


def _not_closed(error: csv.Error, place: Place) -> FaultError:
    if "expected after" in str(error):
        message = "Text follows a closing quotation mark."
        todo = "Write a quotation mark inside a cell twice, and put the whole cell in quotation marks."
    else:
        message = "A quotation mark that opens in this row is not closed."
        todo = "Close it, or write a quotation mark inside a cell twice."
    return FaultError.of("I123", message, place, todo)


def _delimiter_of(text: str) -> str:
    """The delimiter that makes the header the widest among those that cut most rows like the header."""
    best, best_score = _NONE, (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = _sample_widths(text, delimiter)
        if not widths and text.strip():
            return delimiter  # every row is empty
        if not widths or widths[0] < 2:
            continue
        score = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample_widths(text: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    # A field of more than 128 KB is an error; reading the whole will say what is wrong.
    with suppress(csv.Error):
        records = islice(csv.reader(io.StringIO(text), delimiter=delimiter), _SAMPLE)
        widths.extend(len(record) for record in records if any(record))
    return widths
