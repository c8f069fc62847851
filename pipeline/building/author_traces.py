"""Where the numbers of a document come from, as the author's edition shows it.

Nothing is told here that a figure hides (small counts of people): the page is a file like any other, and may be passed
on. `diarie explain` tells it to those who may see the data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.building.author_places import sources_of, where
from pipeline.building.explain import explained_figures
from pipeline.content.model import Figure, Paragraph, Table, Text, Value
from pipeline.content.walk import walk_inlines
from pipeline.figures.book import PERCENT, PERCENTAGE_POINTS, YEAR
from pipeline.html.author.data import Step, Trace, Traced
from pipeline.traces.document import Traces
from pipeline.traces.settings import Setting, shown_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.building.compose import Composed
    from pipeline.building.explain import ExplainedFigure
    from pipeline.checks.rule import Subject
    from pipeline.content.model import Block, Cell, Inline
    from pipeline.traces.numbers import NumberTrace
    from pipeline.traces.shown import ChartTrace

#: A cell of at most so many characters is a button as a whole; longer ones have one behind their words.
_SHORT: Final = 40

_DIGIT: Final = re.compile(r"\d")

#: What is said of a figure's definition, and the field that holds it.
_DEFINED: Final = {
    "värde": "value",
    "exakt värde": "exact",
    "ungefärligt": "hedge",
    "enhet": "unit",
    "period": "period",
    "uttryck": "expression",
    "källa": "source",
}
_UNITS: Final = {PERCENT: "procent", PERCENTAGE_POINTS: "procentenheter", YEAR: "år"}
_HIDDEN: Final = "Visas inte, eftersom små antal personer är skyddade. Kommandot diarie explain visar talet."


def traces_of(composed: Composed) -> Traced:
    """The numbers of a document whose origin is known."""
    traces = Traces(composed)
    look = _Look(traces)
    charts = {chart.label: chart for chart in traces.charts}
    subject = composed.subject
    return Traced(
        {id(node): ((0, len(node.text), look.value(node)),) for node in _values(subject)}
        | _quoted_and_counted(subject, traces, look),
        {id(cell): found for cell in _cells_of(subject) if (found := look.cell(cell)) is not None},
        {
            id(one): look.chart(charts[one.label])
            for one in subject.blocks
            if isinstance(one, Figure) and one.label in charts
        },
        {(one.name, one.text): look.setting(one) for one in settings_of(subject) if _DIGIT.search(one.text)},
    )


def settings_of(subject: Subject) -> tuple[Setting, ...]:
    """What the template shows besides the text: settings, title and subtitle."""
    titles = (
        Setting(f"document.{key}", getattr(subject.settings, key) or "", subject.place(key))
        for key in ("title", "subtitle")
    )
    return (*(one for one in titles if one.text), *shown_settings(subject))


def _values(subject: Subject) -> Iterator[Value]:
    """All figures in words: of the text, of footnotes, and of what is only read aloud."""
    parts = [*subject.document.parts.values(), *(note.children for note in subject.document.footnotes.values())]
    words = (node for part in parts for node in walk_inlines(part))
    beside = (node for block in subject.blocks for node in _beside(block))
    yield from (node for node in (*words, *beside) if isinstance(node, Value))


def _beside(block: Block) -> Iterable[Inline]:
    if isinstance(block, Figure):
        return block.alt_words
    return block.summary_words if isinstance(block, Table) else ()


def _cells_of(subject: Subject) -> Iterator[Cell]:
    for block in subject.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.cells


def _quoted_and_counted(subject: Subject, traces: Traces, look: _Look) -> dict[int, tuple[tuple[int, int, Trace], ...]]:
    """Inline node → the stretches of it that are quoted numbers, or numbers that count something."""
    known = iter(traces.numbers)
    found: dict[int, list[tuple[int, int, Trace]]] = {}
    for passage, numbers in subject.numbers:
        for number in numbers:
            if number.origin not in ("quoted", "counted"):
                continue
            trace = look.number(next(known))
            span = passage.span_at(number.start)
            start, end = number.start - span.start, min(number.end, span.end) - span.start
            if isinstance(span.node, Text) and start < end:
                found.setdefault(id(span.node), []).append((start, end, trace))
    return {node: tuple(sorted(stretches, key=lambda one: one[:2])) for node, stretches in found.items()}


class _Look:
    """Looks up where numbers come from."""

    def __init__(self, traces: Traces) -> None:
        self._texts = traces.texts
        self._subject = traces.composed.subject
        self._numbered_by = traces.composed.numbered_by
        self._figures = explained_figures(traces)
        self._known: dict[str, tuple[tuple[tuple[str, str], ...], tuple[Step, ...]]] = {}

    def value(self, node: Value) -> Trace:
        """A figure."""
        facts, steps = self._figure(node.name)
        if node.names:
            facts = (*facts, ("orden bygger också på", ", ".join(node.names)))
        cells = [] if steps else [self._texts.traced(place) for place in node.cells]
        return Trace(node.name, facts, steps, sources_of(cells, len(cells)))

    def _figure(self, name: str) -> tuple[tuple[tuple[str, str], ...], tuple[Step, ...]]:
        """What is known of a figure, and how it is worked out; () for one that no figures.yaml defines. Found once."""
        if name not in self._known:
            explained = self._figures.get(name)
            if explained is None:
                self._known[name] = (), ()
            else:
                self._known[name] = tuple(_defined(explained)), tuple(self._steps(explained))
        return self._known[name]

    def number(self, number: NumberTrace) -> Trace:
        """A number that is quoted, or counts something."""
        written = (("skrivet i", where(number.place)),) if number.place else ()
        if number.origin == "quoted":
            return Trace("citerat tal", (("ur", f"{number.key}{self._title(number.key)}"), *written))
        return Trace("räknat tal", (("räknar", number.key), *written))

    def cell(self, cell: Cell) -> tuple[Trace, bool] | None:
        """A cell of data that says a number of its own, and whether it can be a button as a whole.

        None for one without a number, and for one whose numbers are figures: they have their own traces.
        """
        place = cell.origin
        if place is None or (place.row is None and not place.row_heading):
            return None
        nodes = list(walk_inlines(cell.children))
        own = "".join(node.text for node in nodes if isinstance(node, Text) and not node.raised)
        if not _DIGIT.search(own):
            return None
        plain = len(cell.children) == 1 and all(isinstance(node, Text) and not node.quoted for node in nodes)
        around = plain and isinstance(cell.children[0], Paragraph) and len(own) <= _SHORT
        # a day beside a status comes from a cell of its own
        others = (node.origin for node in nodes if isinstance(node, Text) and _DIGIT.search(node.text))
        places = dict.fromkeys((place, *(one for one in others if one is not None and one.row is not None)))
        cells = [self._texts.traced(one) for one in places]
        return Trace("cell", sources=sources_of(cells, len(cells))), around

    def chart(self, chart: ChartTrace) -> Trace:
        """All values of a chart, each with its cell; one that is withheld has no digits, and its cell is not told."""
        return Trace(
            f"diagrammet {chart.label}",
            steps=tuple(
                Step(
                    f"{value.series}, {value.category}",
                    value.text,
                    sources_of([self._texts.traced(value.cell)], 1, told=bool(_DIGIT.search(value.text)))
                    if value.cell is not None
                    else (),
                )
                for _, value in chart.values
            ),
        )

    def setting(self, setting: Setting) -> Trace:
        """What the template shows of the settings."""
        facts = [("skrivet i", where(setting.place))]
        if self._numbered_by == "register" and setting.name == "document.case_number":
            facts = [("ges av", "diariet (registret)")]
        return Trace("uppgift om dokumentet", (("namn i mallen", setting.name), *facts))

    def _steps(self, explained: ExplainedFigure) -> Iterator[Step]:
        """The way from a figure to its cells; what hides is named, and nothing of it told."""
        hidden = {step.name for step in explained.steps if step.trace.is_hidden}
        for step in explained.steps:
            figure = step.trace.figure
            if step.name in hidden:
                yield Step(step.name, "", sources_of(step.trace.cells, len(step.trace.cells), told=False))
                continue
            cells = sources_of(step.trace.cells, figure.cell_count if figure is not None else len(step.trace.cells))
            # numbers of hidden figures would stand in it
            told = step.working if not hidden else ""
            worked = f"{step.value} {'=' if step.exact else '≈'} {told}" if told else step.value
            yield Step(step.name, worked, () if told and figure is not None and figure.parts else cells)

    def _title(self, key: str) -> str:
        references = self._subject.references
        entry = references.entries.get(key) if references else None
        return f", {entry.settings.title}" if entry is not None and entry.settings.title else ""


def _defined(explained: ExplainedFigure) -> Iterator[tuple[str, str]]:
    """What is known of a figure's definition."""
    about = explained.trace.as_json()
    shown = about.get("value")
    if "exact" in about and explained.trace.figure is not None:
        about["exact"] = explained.trace.figure.exact_in_swedish
    for label, key in _DEFINED.items():
        if about.get(key) and not (key == "exact" and about[key] == shown):
            yield label, _UNITS.get(about[key], str(about[key]))
    if explained.trace.is_hidden:
        yield "skyddat", _HIDDEN
    if explained.trace.figure is not None:
        yield "står i", where(explained.trace.figure.place)
