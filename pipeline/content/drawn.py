"""Charts and diagrams of figures.yaml as figures of the document, with their text alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.alternatives import chart_alternative, diagram_alternative
from pipeline.content.charts import draw_chart
from pipeline.content.diagrams import draw_diagram
from pipeline.content.model import Figure, Paragraph
from pipeline.content.strings import inline
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.content.model import Inline, Picture
    from pipeline.content.references import References
    from pipeline.figures.book import ChartDefinition, DiagramDefinition, FigureBook
    from pipeline.places import Place


def chart_figure(
    definition: ChartDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> Figure:
    """A chart, drawn; the arguments are those of `table_block`.

    Raises:
        FaultError: what is wrong with caption and notes; I252 the chart does not fit its size.
    """
    alt = definition.alt or chart_alternative(definition)
    return _figure(definition, draw_chart(definition), alt, origin, references, book)


def diagram_figure(
    definition: DiagramDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> Figure:
    """A diagram, drawn; the arguments are those of `table_block`.

    Raises:
        FaultError: what is wrong with caption and notes; I254 a text does not fit its box.
    """
    alt = definition.alt or diagram_alternative(definition)
    return _figure(definition, draw_diagram(definition), alt, origin, references, book)


def _figure(
    definition: ChartDefinition | DiagramDefinition,
    picture: Picture,
    alt: str,
    origin: Place | None,
    references: References | None,
    book: FigureBook | None,
) -> Figure:
    faults = Faults()
    caption: tuple[Inline, ...] = ()
    notes = []
    with faults.collecting():
        caption = inline(definition.caption, definition.caption_place, references=references, book=book)
    for text, place in zip(definition.notes, definition.note_places, strict=True):
        with faults.collecting():
            notes.append(Paragraph(inline(text, place, references=references, book=book), "note", place))
    faults.raise_if_errors()
    return Figure(picture, alt, caption, definition.name, tuple(notes), origin or definition.place)
