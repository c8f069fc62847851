"""Where the numbers of a document's tables and charts come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.content.model import Figure, Table, Text, Value
from pipeline.content.numbers import decimals_for, number
from pipeline.content.walk import walk_blocks, walk_inlines
from pipeline.places import Place
from pipeline.traces.sentences import Saying
from pipeline.traces.standing import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.figures.book import ChartDefinition, FigureBook
    from pipeline.traces.standing import Reading, Standing


@dataclass(frozen=True, slots=True)
class TableSource:
    """What a shown table takes from one file or sheet: rows as (first, last) of each run, and columns by heading."""

    file: str
    sheet: str | None
    rows: tuple[tuple[int, int], ...]
    columns: tuple[str, ...]

    @property
    def place(self) -> Place:
        """The file, from the first row to the last."""
        if not self.rows:
            return Place(self.file, sheet=self.sheet)
        return Place(self.file, sheet=self.sheet, row=self.rows[0][0], last_row=self.rows[-1][1])

    def as_json(self) -> dict[str, Any]:
        """For manifests."""
        sheet = {} if self.sheet is None else {"sheet": self.sheet}
        return {"file": self.file, **sheet, "rows": [list(run) for run in self.rows], "columns": list(self.columns)}


@dataclass(frozen=True, slots=True)
class TableTrace:
    """A table of the document: what it is, where it stands, and what its cells come from."""

    label: str | None
    caption: str
    standing: Standing
    place: Place | None
    sources: tuple[TableSource, ...]

    def as_json(self) -> dict[str, Any]:
        """For manifests."""
        return {
            **_about(self.label, self.caption, self.standing, self.place),
            "sources": [source.as_json() for source in self.sources],
        }


@dataclass(frozen=True, slots=True)
class ChartValue:
    """A number that a chart shows, as it is written there; `cell` None where no cell is known."""

    series: str
    category: str
    text: str
    cell: Place | None


@dataclass(frozen=True, slots=True)
class ChartTrace:
    """A chart of figures.yaml in the document: what it is, where it stands, and every value with its cell."""

    label: str
    caption: str
    standing: Standing
    place: Place | None
    values: tuple[tuple[Slot, ChartValue], ...]

    def as_json(self) -> dict[str, Any]:
        """For manifests."""
        return {
            **_about(self.label, self.caption, self.standing, self.place),
            "values": [
                {
                    "series": value.series,
                    "category": value.category,
                    "value": value.text,
                    **({} if value.cell is None else {"cell": value.cell.as_json()}),
                }
                for _, value in self.values
            ],
        }

    def sayings(self) -> Iterator[Saying]:
        """Its values, to be compared with those of another build."""
        for slot, value in self.values:
            yield Saying(value.text, value.cell, self.standing.heading, self.standing.item, slot)


def trace_tables(reading: Reading) -> tuple[TableTrace, ...]:
    """The tables of a document, in the order of reading."""
    captions = _captions(reading)
    return tuple(
        TableTrace(block.label, captions.get(id(block), ""), standing, block.origin, _sources(block))
        for block, standing in reading.blocks
        if isinstance(block, Table)
    )


def trace_charts(reading: Reading, books: Sequence[FigureBook]) -> tuple[ChartTrace, ...]:
    """The charts of a document that figures.yaml defines, in the order of reading."""
    charts = {name: chart for book in books for name, chart in book.charts.items()}
    captions = _captions(reading)
    return tuple(
        ChartTrace(
            block.label, captions.get(id(block), ""), standing, block.origin, tuple(_values(charts[block.label]))
        )
        for block, standing in reading.blocks
        if isinstance(block, Figure) and block.label in charts
    )


def _captions(reading: Reading) -> dict[int, str]:
    """Table or figure → the words of its caption."""
    return {id(stood.passage.block): stood.words() for stood in reading.passages if stood.passage.role == "caption"}


def _values(chart: ChartDefinition) -> Iterator[tuple[Slot, ChartValue]]:
    decimals = decimals_for(chart)
    for row, series in enumerate(chart.series):
        for column, (category, value) in enumerate(zip(chart.categories, series.values, strict=True)):
            cell = series.cells[column] if series.cells else None
            yield Slot(chart.name, row, column), ChartValue(series.name, category, number(value, decimals), cell)


def _sources(table: Table) -> tuple[TableSource, ...]:
    rows: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
    columns: dict[tuple[str, str | None], dict[str, None]] = {}
    for place in _cells(table):
        source = place.file, place.sheet
        columns.setdefault(source, {}).update({place.header: None} if place.header else {})
        if place.row is not None:
            rows.setdefault(source, []).append((place.row, place.last_row or place.row))
    return tuple(
        TableSource(file, sheet, _runs(rows.get((file, sheet), ())), tuple(names))
        for (file, sheet), names in columns.items()
    )


def _cells(table: Table) -> Iterator[Place]:
    """The cells behind the body of a table: those that it shows, and those that its figures are counted from."""
    for row in table.rows:
        for cell in row.cells:
            nodes = list(walk_inlines(walk_blocks(cell.children)))
            places = [place for node in nodes if isinstance(node, Value) for place in node.cells]
            if cell.origin is not None and not places:
                places = [cell.origin]
            places += [node.origin for node in nodes if isinstance(node, Text) and node.origin is not None]
            yield from (place for place in places if place.row is not None or place.row_heading)


def _runs(rows: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Runs of rows, joined where they touch."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(rows):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return tuple(runs)


def _about(label: str | None, caption: str, standing: Standing, place: Place | None) -> dict[str, Any]:
    about = {
        "label": label,
        "item": standing.item,
        "caption": caption,
        "heading": standing.heading,
        "part": standing.part,
        "place": place.as_json() if place else None,
    }
    return {name: value for name, value in about.items() if value}
