"""How the cells of a shown table's column are written: numbers alike and in line, missing values by their signs."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Paragraph, Text
from pipeline.content.signs import sign_of
from pipeline.content.strings import inline, plain_paragraphs
from pipeline.faults import FaultError
from pipeline.figures.cells import number_in
from pipeline.figures.wording import MINUS, NO_BREAK_SPACE, decimals_of, swedish_number

if TYPE_CHECKING:
    from pipeline.content.model import Alignment
    from pipeline.content.references import References
    from pipeline.figures.book import ColumnDefinition, FigureBook, TableDefinition
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

#: A column of text is as wide as its longest cell, between these numbers of characters.
NARROW: Final = 6
WIDE: Final = 34

_NUMBERS: Final = frozenset({"integer", "decimal", "percent"})

#: What follows the whole figures of a number: `,5 %`.
_TAIL: Final = re.compile(r"\D*\d+(?:\s\d{3})*(.*)", re.DOTALL)

#: Links, pictures and marks of footnotes as the text has them.
_MARKDOWN: Final = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|\[\^[^\]\s]+\]")

_BLANKS: Final = re.compile(r"[ \u00a0\u2009\u202f]+")
_PERCENT: Final = ("procent", "%")


class ShownColumn:
    """A column with what its cells need to look alike.

    Attributes:
        key: of the column.
        holds_numbers: whether its cells are numbers, which stand to the right.
        width: its share of the table.
        unit: what its numbers are; empty where the table says it for all, or nobody does.
    """

    def __init__(
        self,
        definition: TableDefinition,
        key: str,
        references: References | None = None,
        book: FigureBook | None = None,
    ) -> None:
        """Look at all its cells; `references` and `book` are what prose in them may cite and name."""
        self.key = key
        self._references, self._book = references, book
        self._settings: ColumnDefinition = definition.columns[key]
        self._cells = [row[key] for row in definition.data.rows]
        numbers = [number for cell in self._cells if (number := number_in(cell)) is not None]
        known = [cell for cell in self._cells if cell.value is not None]
        names_rows = key in definition.data.columns[: definition.row_headers]
        all_numbers = bool(numbers) and len(numbers) == len(known) and not names_rows
        self.holds_numbers = self._settings.type in _NUMBERS or all_numbers
        given = self._settings.decimals
        self._decimals = max((decimals_of(number) for number in numbers), default=0) if given is None else given
        self.unit = "procent" if self._settings.unit == "%" else self._settings.unit
        # a percentage has its sign in the cell, unless its unit stands above the table or in the column's head
        said = self.unit or definition.unit.casefold().startswith(_PERCENT)
        self._sign = f"{NO_BREAK_SPACE}%" if self._settings.type == "percent" and not said else ""
        longest = max((len(line) for cell in self._cells for line in cell.text.split("\n")), default=0)
        # Beside columns whose share is given, the others count as one: an author cannot know what the program reckons.
        given_any = any(column.width for column in definition.columns.values())
        self.width = self._settings.width or (1.0 if given_any else float(min(max(longest + 2, NARROW), WIDE)))

    def align(self, *, marked: bool) -> Alignment:
        """How its cells stand: on the decimal comma where they do not all end alike."""
        if not self.holds_numbers:
            return "left"
        shown = (self.words(cell) for cell in self._cells if cell.value is not None)
        tails = {len(found[1]) for text in shown if (found := _TAIL.fullmatch(text))}
        return "decimal" if marked or len(tails) > 1 else "right"

    def cell(self, data: DataCell, mark: str, *, header: bool, strong: bool = False) -> Cell:
        """A cell.

        Args:
            data: what the table has.
            mark: a sign behind it; letters and digits are raised.
            header: whether it is a heading for its row.
            strong: whether it is part of a total.

        Raises:
            FaultError: I208 it is written as Markdown in a column that is not; I214 it holds a character that no
                document can hold; what is wrong with its Markdown.
        """
        place = data.place
        if self._settings.markdown:
            lines = (line.strip() for line in data.text.split("\n"))
            paragraphs = tuple(self._prose(line, place) for line in lines if line)
        elif self._settings.type == "text" and not self.holds_numbers:
            _refuse_markdown(data.text, place)
            paragraphs = plain_paragraphs(data.text, place)
        else:
            text = self.words(data)
            paragraphs = (Paragraph((Text(text, place, strong),), origin=place),) if text else ()
        if mark:
            last = paragraphs[-1] if paragraphs else Paragraph((), origin=place)
            children = (*last.children, Text(mark, place, strong, raised=mark.isalnum()))
            paragraphs = (*paragraphs[:-1], Paragraph(children, origin=place))
        return Cell(paragraphs, header=header, origin=place)

    def _prose(self, line: str, place: Place) -> Paragraph:
        return Paragraph(inline(line, place, references=self._references, book=self._book), origin=place)

    def words(self, data: DataCell) -> str:
        """What a cell of numbers or days says."""
        value = data.value
        if value is None:
            return sign_of(data) if self.holds_numbers else data.text
        if self._settings.type == "text":
            return _as_written(data.text) if self.holds_numbers else data.text
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return value
        return swedish_number(Decimal(value), self._decimals) + self._sign


def _refuse_markdown(text: str, place: Place) -> None:
    found = _MARKDOWN.search(text)
    if found is None:
        return
    if found[0].startswith("!"):
        todo = "Place it in the text, on a line of its own."
        raise FaultError.of("I208", f"“{found[0]}”: a picture cannot stand in a cell.", place, todo)
    message = f"“{found[0]}” would come out as it stands: the column is not written in Markdown."
    raise FaultError.of("I208", message, place, "Give the column `markdown: true` in figures.yaml.")


def _as_written(text: str) -> str:
    """A number of a column without a type: its figures as they are, with a minus sign and no-break spaces."""
    number = _BLANKS.sub(NO_BREAK_SPACE, text.strip())
    if number.startswith(("-", "–")):
        number = MINUS + number[1:].lstrip(NO_BREAK_SPACE)
    return f"{number[:-1].rstrip(NO_BREAK_SPACE)}{NO_BREAK_SPACE}%" if number.endswith("%") else number
