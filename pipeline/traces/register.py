"""The figure register (sifferförteckning): each figure of a document in plain words, ready to be set or tabulated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.figures.formula_nodes import Call, Operation
from pipeline.traces.register_words import words_for
from pipeline.traces.working import formula_of, in_working, shown_value, steps, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.figures.book import NamedFigure
    from pipeline.places import Place
    from pipeline.traces.document import Traces
    from pipeline.traces.figures import FigureTrace

#: Rows of cells that are named one by one; of more, these and how many cells there are besides.
_SOURCES: Final = 3

#: Columns of one row that are named together.
_COLUMNS: Final = 2


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A figure in the register.

    Attributes:
        trace: the figure.
        wordings: as the running text has it, each once.
        sections: numbers (or titles) of the sections where it stands, each once.
        subject: what it tells.
        method: how it is worked out.
        sources: the cells behind it, in words.
    """

    trace: FigureTrace
    wordings: tuple[str, ...]
    sections: tuple[str, ...]
    subject: str
    method: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A table or chart in the register: “Tabell 3”, what it shows, and where its numbers come from."""

    item: str
    caption: str
    sources: tuple[str, ...]


class Register:
    """The register of one document; it tells nothing that is hidden.

    Attributes:
        traces: where everything comes from.
        words: in the document's language.
    """

    def __init__(self, traces: Traces) -> None:
        self.traces = traces
        self.words = words_for(traces.composed.document.metadata.language)

    def rows(self) -> tuple[RegisterRow, ...]:
        """The figures of the running text, in its order; those that stand only in tables are among their sources."""
        return tuple(
            self.row(trace) for trace in self.traces.figures if any(not place.standing.cell for place in trace.places)
        )

    def shown(self) -> tuple[ShownRow, ...]:
        """The tables and charts that have a number, in the order of reading of each."""
        tables = (
            (table.standing.item, table.caption, [one.place for one in table.sources])
            for table in self.traces.tables
            if table.caption and table.sources
        )
        charts = (
            (chart.standing.item, chart.caption, _hull(value.cell for _, value in chart.values if value.cell))
            for chart in self.traces.charts
        )
        return tuple(
            ShownRow(item[:1].upper() + item[1:], caption, tuple(self.source(place) for place in places))
            for item, caption, places in (*tables, *charts)
        )

    def source(self, place: Place, *others: str | None) -> str:
        """A cell, or several, in words: `sjukfranvaro.csv, rad 2, kolumnen 2023`.

        Args:
            place: the cell, or a run of rows.
            others: columns of the same row that are told with it.
        """
        words = self.words
        rows = None if place.row is None else words.row.format(place.row)
        if place.row is not None and place.last_row not in (None, place.row):
            rows = words.rows.format(place.row, place.last_row)
        columns = [column for column in (place.header, *others) if column]
        parts = (
            place.file.rpartition("/")[2],
            place.sheet and words.sheet.format(place.sheet),
            rows,
            place.row_heading,
            columns and (words.column if len(columns) == 1 else words.columns).format(words.both.join(columns)),
        )
        return ", ".join(part for part in parts if part)

    def _cells(self, places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
        """Cells in words, two of the same row together, each with how many it tells of."""
        found: dict[Place, list[str | None]] = {}
        for place in dict.fromkeys(places):
            row = next((one for one in reversed(found) if one.at(header=None) == place.at(header=None)), None)
            if row is not None and place.header and len(found[row]) < _COLUMNS:
                found[row].append(place.header)
            else:
                found[place] = [place.header]
        return tuple(
            (self.source(place, *columns[1:]), len(columns) * _row_count(place)) for place, columns in found.items()
        )

    def row(self, trace: FigureTrace) -> RegisterRow:
        """One figure."""
        places = [place for place in trace.places if place.standing.cell is None]
        sections = (
            place.standing.number or (title and self.words.titled.format(title))
            for place in places
            for title in (place.standing.title,)
        )
        return RegisterRow(
            trace=trace,
            wordings=tuple(dict.fromkeys(place.wording for place in places)),
            sections=tuple(dict.fromkeys(section for section in sections if section)),
            subject=self._subject(trace),
            method=self._method(trace),
            sources=self._sources(trace),
        )

    def _sources(self, trace: FigureTrace) -> tuple[str, ...]:
        if trace.figure is not None and trace.figure.source:
            return (self._title(trace.figure.source),)
        named = self._cells(cell.place for cell in trace.cells)
        shown = named if len(named) <= _SOURCES + 1 else named[:_SOURCES]
        count = sum(count for _, count in named) if trace.figure is None else trace.figure.cell_count
        left = count - sum(count for _, count in shown)
        texts = tuple(text for text, _ in shown)
        return (*texts, self.words.more.format(left)) if left > 0 else texts

    def exact(self, figure: NamedFigure) -> str:
        """A figure's exact value, with the comma or point that decimals have in the document's language."""
        return figure.exact.replace(".", self.words.decimal) if isinstance(figure.value, Decimal) else figure.exact

    def _title(self, key: str) -> str:
        references = self.traces.composed.subject.references
        entry = references.entries.get(key) if references else None
        return entry.settings.title if entry is not None and entry.settings.title else key

    def _method(self, trace: FigureTrace) -> str:
        figure, book = trace.figure, self.traces.book_of(trace.name)
        if trace.is_hidden:
            return self.words.hidden
        if figure is None or book is None:
            return self.words.counted.format(len(trace.cells))
        if figure.source:
            return self.words.stated
        worked = working(figure, book, self.traces.texts, public=True)
        if worked:
            value, exact = in_working(figure)
            return f"{worked} {'=' if exact else '≈'} {value}"
        if figure.cell_count != 1:
            counted = self.words.counted.format(figure.cell_count)
            told = not any(step.hidden or step.guarded for step in steps(figure, book.figures))
            return f"{counted}: {in_working(figure)[0]}" if told else counted
        return f"{self.words.read}: {shown_value(figure)}" if figure.hedge else self.words.read

    def _subject(self, trace: FigureTrace) -> str:
        """What a figure tells: the names of its row and column, or what is made of which others."""
        figure, book = trace.figure, self.traces.book_of(trace.name)
        if figure is None or book is None:
            return trace.name
        if figure.source:
            return self.words.of_another
        tree = formula_of(figure, book)
        key = tree.function.text if isinstance(tree, Call) else tree.operator if isinstance(tree, Operation) else ""
        if not figure.parts:
            told = _told([self._spot(figure)], "") if len(figure.cells) == 1 else trace.name
        else:
            spots = [self._spot(book.figures[name]) for name in figure.parts if name in book.figures]
            told = _told(spots, self.words.joined.get(key, ", ")) or trace.name
        kind = self.words.kinds.get(key, "")
        return f"{told} ({kind})" if kind else told

    def _spot(self, figure: NamedFigure) -> tuple[str, str]:
        """Names of the row and the column of a figure that is a cell; the figure's own name for any other."""
        if len(figure.cells) != 1 or figure.parts or figure.source:
            return figure.name, ""
        place = figure.cells[0]
        return self.traces.texts.row_name(place).replace(" / ", ", "), place.header or ""


def _row_count(place: Place) -> int:
    return 1 if place.row is None or place.last_row is None else place.last_row - place.row + 1


def _told(spots: Sequence[tuple[str, str]], joint: str) -> str:
    """Rows and columns, what they share said once: `Särskilt utredningskrävande: Avslagna av Avgjorda`."""
    rows = list(dict.fromkeys(row for row, _ in spots))
    columns = list(dict.fromkeys(column for _, column in spots))
    if len(rows) == 1:
        return ": ".join(part for part in (rows[0], joint.join(columns)) if part)
    if len(columns) == 1:
        return ", ".join(part for part in (joint.join(rows), columns[0]) if part)
    return joint.join(", ".join(part for part in spot if part) for spot in spots)


def _hull(cells: Iterable[Place]) -> list[Place]:
    """The rows that cells stand in, file by file, from the first to the last."""
    found: dict[tuple[str, str | None], Place] = {}
    for place in cells:
        whole = found.get((place.file, place.sheet), place.at(header=None, row_heading=None))
        if place.row is not None and whole.row is not None:
            last = max(place.last_row or place.row, whole.last_row or whole.row)
            whole = whole.at(row=min(place.row, whole.row), last_row=last)
        found[place.file, place.sheet] = whole
    return list(found.values())
