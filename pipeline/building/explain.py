"""Answers about figures and numbers, from the inputs as they are: no build is needed, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.faults import Faults, did_you_mean
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader
from pipeline.traces.asked_number import asked_number, nearest, sightings
from pipeline.traces.cells import CellTexts
from pipeline.traces.document import Traces
from pipeline.traces.figures import FigureTrace, trace_figure
from pipeline.traces.working import in_working, steps, working

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.project import Found, Project
    from pipeline.faults import Fault
    from pipeline.figures.book import FigureBook
    from pipeline.traces.asked_number import Sighting


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from a figure to its cells.

    Attributes:
        name: the figure's name.
        value: as it stands in a working.
        exact: whether that is all of it.
        working: how it is worked out, with the numbers put in; empty for a cell.
        trace: the figure with its cells.
    """

    name: str
    value: str
    exact: bool
    working: str
    trace: FigureTrace


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure of one document, explained.

    Attributes:
        document: the document's name.
        trace: what is known of it.
        steps: from the figure down to its cells, itself first; () for one that a kind shows by itself.
        incomplete: whether the document has faults, so that the places where it stands are not known.
    """

    document: str
    trace: FigureTrace
    steps: tuple[Step, ...]
    incomplete: bool = False

    def as_json(self) -> dict[str, Any]:
        """For `--format json`; the author reads it, so a hidden value is told."""
        return {
            "document": self.document,
            **self.trace.as_json(private=True),
            "steps": [
                {
                    "name": step.name,
                    "value": step.value,
                    "working": step.working,
                    "cells": [cell.as_json() for cell in step.trace.cells],
                    **({"hidden": step.trace.figure.hidden} if step.trace.figure and step.trace.is_hidden else {}),
                }
                for step in self.steps
            ],
            "places_known": not self.incomplete,
        }


@dataclass(frozen=True, slots=True)
class ExplainedNumber:
    """What is known of a number in one document: where it stands, and if nowhere, what comes nearest."""

    document: str
    sightings: tuple[Sighting, ...]
    nearest: tuple[Sighting, ...]
    figures: Mapping[str, ExplainedFigure]

    def as_json(self) -> dict[str, Any]:
        """For `--format json`."""
        return {
            "document": self.document,
            "places": [one.as_json() for one in self.sightings],
            "nearest": [one.as_json() for one in self.nearest],
            "figures": {name: figure.as_json() for name, figure in self.figures.items()},
        }


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a document's figures: all of it, or from its figures.yaml only."""

    name: str
    books: tuple[FigureBook, ...]
    texts: CellTexts
    traces: Traces | None
    faults: tuple[Fault, ...] = ()


def explain_figures(
    project: Project, names: tuple[str, ...], documents: tuple[Found, ...]
) -> tuple[ExplainedFigure, ...]:
    """The figures of those names, in each document that has them.

    Args:
        project: where.
        names: of figures.
        documents: to look in.

    Raises:
        FaultError: U104 no document has such a figure, with the faults of documents that could not be read.
    """
    known = [_known(project, found) for found in documents]
    explained = {name: [one for of in known if (one := _explained(of, name)) is not None] for name in names}
    faults = Faults()
    for name in names:
        if not explained[name]:
            every = {figure for of in known for book in of.books for figure in book.figures}
            every |= {figure.name for of in known if of.traces for figure in of.traces.figures}
            hint = did_you_mean(name, [*every, *(found.name for found in project.documents())])
            faults.add("U104", f"There is no document and no figure “{name}”.", None, hint, name=name)
            for of in known:
                faults.extend(of.faults)
    faults.raise_if_errors()
    return tuple(one for name in names for one in explained[name])


def explain_number(project: Project, text: str, documents: tuple[Found, ...]) -> tuple[ExplainedNumber, ...]:
    """Where a number stands in each of these documents.

    Raises:
        FaultError: U107 it is no number; what is wrong with the inputs, when a document cannot be read.
    """
    asked = asked_number(text)
    faults = Faults()
    explained = []
    for found in documents:
        known = _known(project, found)
        if known.traces is None:
            faults.extend(known.faults)
            continue
        seen = sightings(known.traces, asked)
        names = dict.fromkeys(one.figure for one in seen if one.figure)
        figures = {name: figure for name in names if (figure := _explained(known, name)) is not None}
        explained.append(ExplainedNumber(found.name, seen, () if seen else nearest(known.traces, asked), figures))
    if not explained:
        faults.raise_if_errors()
    return tuple(explained)


def explained_figures(traces: Traces) -> Mapping[str, ExplainedFigure]:
    """All figures that a document shows, by name."""
    composed = traces.composed
    known = _Known(composed.document.name, composed.books, traces.texts, traces)
    names = (trace.name for trace in traces.figures)
    return {name: figure for name in names if (figure := _explained(known, name)) is not None}


def figure_names(project: Project) -> tuple[str, ...]:
    """Names for completion: those that figures.yaml files define, and those that the last builds have shown."""
    from pipeline.building.manifest import Manifest
    from pipeline.figures.settings import BookSettings
    from pipeline.sources.settings import load_settings

    names: set[str] = set()
    for found in project.documents():
        reader = Reader(project.root)
        path = f"{found.folder}/figures.yaml"
        with Faults().collecting():
            if reader.exists(path):
                names.update(load_settings(reader, path, BookSettings).value.figures)
        manifest = Manifest.read(project.outputs, found.name)
        if manifest is not None:
            names.update(str(figure["name"]) for figure in manifest.figures if "name" in figure)
    return tuple(sorted(names))


def _known(project: Project, found: Found) -> _Known:
    """A document, or at least its figures.yaml."""
    composed, faults = examine(project, found, draft=True, numbering=Numbering(project.register), rules=False)
    if composed is not None:
        traces = Traces(composed)
        return _Known(found.name, composed.books, traces.texts, traces)
    reader = Reader(project.root)
    books: tuple[FigureBook, ...] = ()
    with Faults().collecting():  # its faults are among those of the document
        books = (load_figures(reader, found.folder),)
    return _Known(found.name, books, CellTexts(books, reader), None, tuple(faults))


def _explained(known: _Known, name: str) -> ExplainedFigure | None:
    traces = known.traces
    trace = next((one for one in traces.figures if one.name == name), None) if traces else None
    book = next((book for book in known.books if name in book.figures), None)
    if book is None:
        return ExplainedFigure(known.name, trace, ()) if trace else None
    figure = book.figures[name]
    trace = trace or trace_figure(name, figure, (), known.texts)
    way = tuple(
        Step(
            step.name,
            *in_working(step),
            working(step, book, known.texts),
            trace_figure(step.name, step, (), known.texts),
        )
        for step in steps(figure, book.figures)
    )
    return ExplainedFigure(known.name, trace, way, incomplete=traces is None)
