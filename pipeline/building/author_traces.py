"""Where the numbers of a document come from, as the author's edition shows it: for each text, value and cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.building.explain import explained_figures
from pipeline.content.model import Figure, Paragraph, Table, Text, Value
from pipeline.content.walk import walk_blocks, walk_inlines
from pipeline.html.author.data import Source, Step, Trace
from pipeline.traces.cells import where
from pipeline.traces.document import Traces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.building.compose import Composed
    from pipeline.building.explain import ExplainedFigure
    from pipeline.building.explain import Step as ExplainedStep
    from pipeline.content.model import Block, Cell, Inline
    from pipeline.traces.cells import TracedCell
    from pipeline.traces.shown import ChartTrace

#: Cells of one figure that are listed; more are counted.
_CELLS: Final = 12

#: A cell that is a number and nothing else, perhaps with its sign and the mark of a note.
_NUMBER: Final = re.compile(r"[^\w]*\d[\d \u00a0\u202f.,]*[ \u00a0\u202f]?%?\W*[a-z]?\)?")

#: What is said of a figure's definition, and the field that holds it.
_DEFINED: Final = {
    "value": "value",
    "exact": "exact",
    "hedge": "hedge",
    "unit": "unit",
    "period": "period",
    "expression": "expression",
    "source": "source",
    "hidden": "hidden",
}


def traces_of(composed: Composed) -> Mapping[int, Trace]:
    """Identity of a text, value, cell or chart → where its numbers come from."""
    traces = Traces(composed)
    charts = {chart.label: chart for chart in traces.charts}
    look = _Look(traces)
    found: dict[int, Trace] = {}
    blocks = [*composed.document.parts.values(), *(note.children for note in composed.document.footnotes.values())]
    for part in blocks:
        for block in walk_blocks(part):
            if isinstance(block, Figure) and block.label in charts:
                found[id(block)] = look.chart(charts[block.label])
            for cell in _cells_of(block):
                if (trace := look.cell(cell)) is not None:
                    found[id(cell)] = trace
        for node in walk_inlines(part):
            if (trace := look.inline(node)) is not None:
                found[id(node)] = trace
    return found


def _cells_of(block: Block) -> Iterator[Cell]:
    if isinstance(block, Table):
        for row in block.rows:
            yield from row.cells


class _Look:
    """Looks up where numbers come from."""

    def __init__(self, traces: Traces) -> None:
        self._texts = traces.texts
        self._references = traces.composed.subject.references
        self._figures = explained_figures(traces)

    def inline(self, node: Inline) -> Trace | None:
        """A figure, a number that is quoted, one that counts something; None for all else."""
        if isinstance(node, Value):
            return self._value(node)
        if isinstance(node, Text) and node.quoted:
            return Trace("quoted", (("from", f"{node.quoted}{self._title(node.quoted)}"), *_written_at(node)))
        if isinstance(node, Text) and node.counts:
            return Trace("counted", (("counts", node.counts), *_written_at(node)))
        return None

    def cell(self, cell: Cell) -> Trace | None:
        """A cell of data that is a number of its own; None for one with figures in it, which have their own traces."""
        place = cell.origin
        if place is None or (place.row is None and not place.row_heading) or cell.header:
            return None
        nodes = list(walk_inlines(cell.children))
        one_paragraph = len(cell.children) == 1 and isinstance(cell.children[0], Paragraph)
        texts = [node.text for node in nodes if isinstance(node, Text) and not node.quoted and not node.counts]
        if not one_paragraph or len(texts) < len(nodes) or not _NUMBER.fullmatch("".join(texts)):
            return None
        return Trace("cell", sources=(self._source(self._texts.traced(place)),))

    def chart(self, chart: ChartTrace) -> Trace:
        """All values of a chart, each with its cell."""
        steps = tuple(
            Step(
                f"{value.series}, {value.category}",
                value.text,
                (self._source(self._texts.traced(value.cell)),) if value.cell is not None else (),
            )
            for _, value in chart.values
        )
        return Trace(f"chart {chart.label}", steps=steps)

    def _value(self, node: Value) -> Trace:
        explained = self._figures.get(node.name)
        facts: list[tuple[str, str]] = []
        steps: tuple[Step, ...] = ()
        if explained is not None:
            facts += _defined(explained)
            steps = tuple(map(self._step, explained.steps))
        if node.names:
            facts.append(("worded with", ", ".join(node.names)))
        sources = () if steps else tuple(map(self._source, map(self._texts.traced, node.cells)))
        return Trace(node.name, tuple(facts), steps, _shortened(sources, len(sources)))

    def _step(self, step: ExplainedStep) -> Step:
        figure = step.trace.figure
        cells = tuple(map(self._source, step.trace.cells))
        count = figure.cell_count if figure is not None else len(cells)
        if not step.working:
            return Step(step.name, step.value, _shortened(cells, count))
        worked = f"{step.value} {'=' if step.exact else '≈'} {step.working}"
        return Step(step.name, worked, () if figure is not None and figure.parts else _shortened(cells, count))

    def _source(self, cell: TracedCell) -> Source:
        return Source(where(cell.place), cell.text or "")

    def _title(self, key: str) -> str:
        entry = self._references.entries.get(key) if self._references else None
        return f", {entry.settings.title}" if entry is not None and entry.settings.title else ""


def _defined(explained: ExplainedFigure) -> Iterator[tuple[str, str]]:
    """What is known of a figure; the author alone reads it, so a hidden value is told."""
    about = explained.trace.as_json(private=True)
    shown = about.get("value")
    for label, key in _DEFINED.items():
        if about.get(key) and not (key == "exact" and about[key] == shown):
            yield label, str(about[key])
    if explained.trace.figure is not None:
        yield "defined", str(explained.trace.figure.place)


def _written_at(node: Text) -> Iterable[tuple[str, str]]:
    return (("written", str(node.origin)),) if node.origin else ()


def _shortened(cells: Sequence[Source], count: int) -> tuple[Source, ...]:
    shown = tuple(cells[:_CELLS])
    return (*shown, Source(f"… {count} cells altogether")) if count > len(shown) else shown
