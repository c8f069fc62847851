"""Charts and diagrams of figures.yaml as figures of the document, with their text alternatives and their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.alternatives import chart_alternative, diagram_alternative, overview_alternative
from pipeline.content.charted import days_table, numbers_label, numbers_table, sign_note
from pipeline.content.charts import draw_chart
from pipeline.content.diagrams import draw_diagram
from pipeline.content.inline import text_of
from pipeline.content.model import CrossReference, Figure, Paragraph, Text
from pipeline.content.overviews import overview_sheets
from pipeline.content.strings import inline, worded
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.content.model import Block, Inline
    from pipeline.content.references import References
    from pipeline.figures.book import ChartDefinition, DiagramDefinition, FigureBook, OverviewDefinition
    from pipeline.places import Place


def chart_blocks(
    definition: ChartDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> tuple[Block, ...]:
    """A chart, drawn, and the table of its numbers where it has one; arguments and faults as for `chart_figure`."""
    figure = chart_figure(definition, origin, references=references, book=book)
    return (figure, numbers_table(definition, origin)) if definition.numbers == "table" else (figure,)


def chart_figure(
    definition: ChartDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> Figure:
    """A chart, drawn; the arguments are those of `table_block`.

    Raises:
        FaultError: what is wrong with caption, alternative and notes; I253 the chart does not fit its size.
    """
    texts = _Texts(definition, references, book)
    alt = texts.alternative or chart_alternative(definition, text_of(texts.caption))
    beside = "" if texts.alternative else chart_alternative(definition, "")
    notes = (*texts.notes, *_signs(definition), *_reference(definition, "Siffrorna"))
    place = origin or definition.place
    picture = draw_chart(definition)
    return Figure(picture, alt, texts.caption, definition.name, notes, place, texts.alt_words, beside)


def overview_figures(
    definition: OverviewDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> tuple[Block, ...]:
    """An activity overview, drawn, as many figures as it takes, and the table of its days where it has one.

    The first figure has its label, so that references lead to the beginning.

    Raises:
        FaultError: as for `chart_figure`.
    """
    texts = _Texts(definition, references, book)
    place = origin or definition.place
    sheets = overview_sheets(definition)
    blocks: list[Block] = []
    for number, one in enumerate(sheets, start=1):
        part = (number, len(sheets))
        first, last = number == 1, number == len(sheets)
        alt = overview_alternative(definition, one.activities, text_of(texts.caption), part=part)
        beside = overview_alternative(definition, one.activities, "")
        if texts.alternative and first:
            alt, beside = texts.alternative if len(sheets) == 1 else f"{texts.alternative} {alt}", ""
        caption = (*texts.caption, Text(f" (del {number} av {len(sheets)})")) if len(sheets) > 1 else texts.caption
        notes = (*texts.notes, *_reference(definition, "Dagarna")) if last else ()
        label = definition.name if first else None
        words = texts.alt_words if first else ()
        blocks.append(Figure(one.sheet.picture(one.narrower), alt, caption, label, notes, place, words, beside))
    if definition.numbers == "table":
        blocks.append(days_table(definition, origin))
    return tuple(blocks)


def diagram_figure(
    definition: DiagramDefinition,
    origin: Place | None = None,
    *,
    references: References | None = None,
    book: FigureBook | None = None,
) -> Figure:
    """A diagram, drawn; the arguments are those of `table_block`.

    Raises:
        FaultError: what is wrong with caption, alternative and notes; I254 a text does not fit its box.
    """
    texts = _Texts(definition, references, book)
    alt = texts.alternative or diagram_alternative(definition, text_of(texts.caption))
    beside = "" if texts.alternative else diagram_alternative(definition, "")
    place = origin or definition.place
    picture = draw_diagram(definition)
    return Figure(picture, alt, texts.caption, definition.name, texts.notes, place, texts.alt_words, beside)


def _signs(chart: ChartDefinition) -> tuple[Paragraph, ...]:
    """A note on the signs in the chart, unless it stands below the table of its numbers."""
    return () if chart.numbers == "table" else sign_note(chart)


def _reference(definition: ChartDefinition | OverviewDefinition, what: str) -> tuple[Paragraph, ...]:
    """A note that says which table has the numbers, where it is not the one right below."""
    if definition.numbers not in ("reference", "apart"):
        return ()
    table = definition.table if definition.numbers == "reference" else numbers_label(definition.name)
    place = definition.table_place or definition.place
    words: tuple[Inline, ...] = (Text(f"{what} finns i "), CrossReference(table, place), Text("."))
    return (Paragraph(words, "note", place),)


class _Texts:
    """What figures.yaml says of a picture, read: its caption, its text alternative and its notes."""

    def __init__(
        self,
        definition: ChartDefinition | DiagramDefinition | OverviewDefinition,
        references: References | None,
        book: FigureBook | None,
    ) -> None:
        faults = Faults()
        self.caption: tuple[Inline, ...] = ()
        self.alt_words: tuple[Inline, ...] = ()
        notes = []
        with faults.collecting():
            self.alt_words = worded(
                definition.alt, definition.alt_place or definition.place, references=references, book=book
            )
        with faults.collecting():
            self.caption = inline(definition.caption, definition.caption_place, references=references, book=book)
        for text, place in zip(definition.notes, definition.note_places, strict=True):
            with faults.collecting():
                notes.append(Paragraph(inline(text, place, references=references, book=book), "note", place))
        faults.raise_if_errors()
        self.notes = tuple(notes)
        self.alternative = text_of(self.alt_words)
