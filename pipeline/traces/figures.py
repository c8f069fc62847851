"""The named figures of a document: value, wordings, cells, and every place where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.content.model import Value
from pipeline.traces.working import shown_value, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.figures.book import NamedFigure
    from pipeline.places import Place
    from pipeline.traces.cells import CellTexts, TracedCell
    from pipeline.traces.standing import Standing, Stood


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """One place where a figure stands: in the inputs, in the document, and how it is worded there."""

    place: Place
    standing: Standing
    wording: str

    def as_json(self) -> dict[str, Any]:
        """For machines: file, line and column first, as an editor wants them."""
        about = {
            "part": self.standing.part,
            "heading": self.standing.heading,
            "item": self.standing.item,
            "label": self.standing.label,
            "footnote": self.standing.note,
            "alternative": self.standing.alternative,
            "wording": self.wording,
        }
        return {**self.place.as_json(), **{name: value for name, value in about.items() if value}}


@dataclass(frozen=True, slots=True)
class FigureTrace:
    """A figure with all that is known of it.

    Attributes:
        name: such as `tillstand.avslagsandel`.
        figure: its definition; None for one that a kind counts and shows by itself.
        cells: the cells behind it, with what stands in them.
        places: where it stands in the document.
    """

    name: str
    figure: NamedFigure | None
    cells: tuple[TracedCell, ...]
    places: tuple[FigurePlace, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording, once."""
        return tuple(dict.fromkeys(place.wording for place in self.places))

    @property
    def is_hidden(self) -> bool:
        """Whether nobody outside may know the value, or no more of it than the words say."""
        return self.figure is not None and (bool(self.figure.hidden) or self.figure.guarded)

    def as_json(self, *, private: bool = False) -> dict[str, Any]:
        """For manifests and machines; `private` where the author alone reads it, so that hidden values may be told."""
        told = private or not self.is_hidden
        about: dict[str, Any] = {"name": self.name}
        if self.figure is not None:
            about |= _definition(self.figure, told=told)
        about["wordings"] = list(self.wordings)
        about = {name: value for name, value in about.items() if value not in ("", [])}
        about["cells"] = [cell.as_json() if told else cell.place.as_json() for cell in self.cells]
        about["places"] = [place.as_json() for place in self.places]
        return about


def _definition(figure: NamedFigure, *, told: bool) -> dict[str, Any]:
    value = {"value": shown_value(figure), "exact": figure.exact} if told else {}
    return {
        **value,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "period": figure.period,
        "expression": figure.expression,
        "parts": list(figure.parts),
        "source": figure.source,
        "cell_count": figure.cell_count,
        "hidden": figure.hidden,
        "defined": figure.place.as_json(),
    }


def figure_places(passages: Iterable[Stood]) -> Mapping[str, tuple[FigurePlace, ...]]:
    """For each figure that a document shows, where it stands, in the order of reading."""
    found: dict[str, list[FigurePlace]] = {}
    for stood in passages:
        for span in stood.passage.spans:
            if isinstance(span.node, Value):
                place = FigurePlace(span.node.origin, stood.standing, span.node.text)
                for name in dict.fromkeys((span.node.name, *span.node.names)):
                    found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


def trace_figures(
    passages: Sequence[Stood], figures: Mapping[str, NamedFigure], texts: CellTexts
) -> tuple[FigureTrace, ...]:
    """The figures that a document shows in the order of reading, then those that they are worked out from."""
    places = figure_places(passages)
    cells = _cells(passages)
    names = dict.fromkeys(places)
    for name in places:
        if name in figures:
            names.update(dict.fromkeys(step.name for step in steps(figures[name], figures)))
    return tuple(
        trace_figure(name, figures.get(name), places.get(name, ()), texts, cells.get(name, ())) for name in names
    )


def trace_figure(
    name: str,
    figure: NamedFigure | None,
    places: Sequence[FigurePlace],
    texts: CellTexts,
    cells: Sequence[Place] = (),
) -> FigureTrace:
    """One figure; `cells` are those behind it where it has no definition that names them."""
    behind = cells if figure is None else figure.cells
    return FigureTrace(name, figure, tuple(texts.traced(place) for place in behind), tuple(places))


def _cells(passages: Iterable[Stood]) -> Mapping[str, tuple[Place, ...]]:
    """For each figure that a document shows, the cells that its values name."""
    found: dict[str, dict[Place, None]] = {}
    for stood in passages:
        for span in stood.passage.spans:
            if isinstance(span.node, Value):
                found.setdefault(span.node.name, {}).update(dict.fromkeys(span.node.cells))
    return {name: tuple(cells) for name, cells in found.items()}
