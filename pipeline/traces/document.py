"""All traces of one document: its figures, tables, charts and sentences, with where they come from and stand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.traces.cells import CellTexts
from pipeline.traces.changes import Version
from pipeline.traces.figures import FigureTrace, trace_figures
from pipeline.traces.numbers import trace_numbers
from pipeline.traces.sentences import SETTING, Saying, sayings
from pipeline.traces.settings import shown_settings
from pipeline.traces.shown import trace_charts, trace_tables
from pipeline.traces.standing import reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.building.compose import Composed
    from pipeline.building.manifest import Manifest
    from pipeline.figures.book import FigureBook, NamedFigure
    from pipeline.traces.numbers import NumberTrace
    from pipeline.traces.shown import ChartTrace, TableTrace
    from pipeline.traces.standing import Reading


class Traces:
    """The traces of a composed document, each worked out when it is first asked for.

    Attributes:
        composed: the document; its figure register, if it has one, is no part of the traces.
    """

    def __init__(self, composed: Composed) -> None:
        self.composed = composed

    @cached_property
    def reading(self) -> Reading:
        """The document as it is read."""
        return reading_of(self.composed)

    @cached_property
    def named(self) -> Mapping[str, NamedFigure]:
        """The figures that the document can name."""
        return {name: figure for book in self.composed.books for name, figure in book.figures.items()}

    def book_of(self, name: str) -> FigureBook | None:
        """The figures.yaml that defines a figure; None for one that a kind shows by itself."""
        return next((book for book in self.composed.books if name in book.figures), None)

    @cached_property
    def texts(self) -> CellTexts:
        """What stands in the cells."""
        return CellTexts(self.composed.books, self.composed.reader)

    @cached_property
    def figures(self) -> tuple[FigureTrace, ...]:
        """The figures that it shows, then those that they are worked out from."""
        reading = self.reading
        return trace_figures((*reading.passages, *reading.beside), self.named, self.texts)

    @cached_property
    def numbers(self) -> tuple[NumberTrace, ...]:
        """The numbers of its prose that are quoted, or count something."""
        return trace_numbers(self.composed.subject, self.reading)

    @cached_property
    def tables(self) -> tuple[TableTrace, ...]:
        """Its tables."""
        return trace_tables(self.reading)

    @cached_property
    def charts(self) -> tuple[ChartTrace, ...]:
        """Its charts."""
        return trace_charts(self.reading, self.composed.books)

    @cached_property
    def said(self) -> tuple[Saying, ...]:
        """What it says, sentence by sentence and cell by cell; then the values of its charts, and its settings."""
        of_charts = (saying for chart in self.charts for saying in chart.sayings())
        return (*sayings((*self.reading.passages, *self.reading.beside)), *of_charts, *self._settings())

    def _settings(self) -> Iterator[Saying]:
        for setting in shown_settings(self.composed.subject):
            if not setting.again:
                yield Saying(setting.text, setting.place, item=f"{SETTING} {setting.name}")

    @property
    def version(self) -> Version:
        """What it says, to be held against another build."""
        return Version(self.said, values_in([trace.as_json() for trace in self.figures]))


def version_of(manifest: Manifest) -> Version | None:
    """What a document said in an earlier build; None when its manifest does not tell."""
    try:
        said = tuple(Saying.from_json(known) for known in manifest.sentences)
    except (KeyError, TypeError, ValueError):
        return None
    return Version(said, values_in(manifest.figures))


def values_in(figures: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Name → value as it is shown and exactly, of the figures of a manifest; those left out that it does not tell."""
    told = (figure for figure in figures if {"name", "value", "exact"} <= figure.keys())
    return {str(figure["name"]): (str(figure["value"]), str(figure["exact"])) for figure in told}
