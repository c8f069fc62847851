"""The figure register as a workbook: one sheet of figures, one of the places where they stand."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pipeline.figures.book import YEAR
from pipeline.traces.register import Register
from pipeline.traces.working import unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from pipeline.figures.book import NamedFigure
    from pipeline.traces.document import Traces
    from pipeline.traces.figures import FigurePlace, FigureTrace


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the spreadsheet's format for it."""

    value: Decimal
    pattern: str


Value: TypeAlias = str | int | date | Quantity | None

#: The paper's number in workbooks.
_A4: Final = 9

#: Characters that a cell can hold, less those that say that something was left out.
_LONGEST: Final = 32_700


def workbook(traces: Traces) -> bytes:
    """The workbook (.xlsx); the same document gives the same bytes. It tells nothing that is hidden."""
    import xlsxwriter

    register = Register(traces)
    metadata = traces.composed.document.metadata
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {
            "title": f"{metadata.title}: {register.words.figures}",
            "subject": metadata.case_number,
            "company": metadata.organisation,
            "created": datetime.combine(metadata.date, time()),
        }
    )
    sheets = _Sheets(book)
    words = register.words
    columns = {
        words.name: 30,
        words.wording: 26,
        words.subject: 40,
        words.value: 14,
        words.exact: 24,
        words.unit: 14,
        words.period: 12,
        words.formula: 40,
        words.method: 34,
        words.source: 52,
        words.cells: 24,
        words.count: 14,
        words.places: 10,
    }
    sheets.add(words.figures, columns, [_figure(register, trace) for trace in traces.figures])
    columns = {words.name: 30, words.wording: 26, words.file: 60, words.line: 12, words.heading: 44, words.shown: 18}
    rows = [_place(trace, place) for trace in traces.figures for place in trace.places]
    sheets.add(words.places, columns, rows)
    book.close()
    return file.getvalue()


def _figure(register: Register, trace: FigureTrace) -> Sequence[Value]:
    row = register.row(trace)
    figure = trace.figure
    told = figure is not None and not trace.is_hidden
    texts = [cell.text for cell in trace.cells if cell.text is not None]
    return (
        trace.name,
        "; ".join(trace.wordings),
        row.subject,
        _value(figure) if figure is not None and told else None,
        register.exact(figure) if figure is not None and told else None,
        unit_word(figure.unit) if figure is not None else None,
        figure.period if figure is not None else None,
        figure.expression if figure is not None else None,
        row.method,
        "; ".join(row.sources),
        "; ".join(texts) if told else None,
        len(trace.cells) if figure is None else figure.cell_count,
        len(trace.places),
    )


def _value(figure: NamedFigure) -> Value:
    """A figure's value as a spreadsheet holds it: rounded by its format only, thousands set apart except in years."""
    if not isinstance(figure.value, Decimal):
        return figure.value
    whole = "0" if figure.unit == YEAR else "#,##0"
    return Quantity(figure.value, f"{whole}.{'0' * figure.decimals}" if figure.decimals else whole)


def _place(trace: FigureTrace, place: FigurePlace) -> Sequence[Value]:
    standing = place.standing
    line = place.place.line if place.place.row is None else place.place.row
    return (trace.name, place.wording, place.place.file, line, standing.heading or standing.part, standing.item)


class _Sheets:
    """Adds sheets that look alike: a frozen, filtered heading, and text that stays text whatever it begins with."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}
        self._heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})

    def add(self, name: str, columns: Mapping[str, int], rows: Sequence[Sequence[Value]]) -> None:
        sheet = self._book.add_worksheet(name)
        for index, (heading, width) in enumerate(columns.items()):
            sheet.write_string(0, index, heading, self._heading)
            sheet.set_column(index, index, width)
        for at, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                self._write(sheet, at, index, value)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self._format("yyyy-mm-dd"))
        elif isinstance(value, str):
            text = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
            sheet.write_string(row, column, text, self._text)
        elif isinstance(value, Quantity):
            sheet.write_number(row, column, float(value.value), self._format(value.pattern))
        else:
            sheet.write_number(row, column, value, self._format("0"))

    def _format(self, pattern: str) -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern, "valign": "top"})
        return self._formats[pattern]
