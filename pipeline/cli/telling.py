"""Answers about figures, numbers and changes in words, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.printing import many
from pipeline.traces.cells import where
from pipeline.traces.sentences import SETTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.building.explain import ExplainedFigure, ExplainedNumber, Step
    from pipeline.building.since import Compared
    from pipeline.traces.asked_number import Sighting
    from pipeline.traces.cells import TracedCell
    from pipeline.traces.changes import Change, FigureChange
    from pipeline.traces.figures import FigurePlace

#: Cells of one figure that are listed; more are counted.
_CELLS = 12


def tell_figure(explained: ExplainedFigure) -> str:
    """A figure: its value, how it is worked out, and where it stands."""
    return "\n".join(_figure_lines(explained))


def _figure_lines(explained: ExplainedFigure) -> Iterator[str]:
    trace = explained.trace
    figure = trace.figure
    yield f"{click.style(trace.name, bold=True)} in {explained.document}"
    if figure is not None:
        about = trace.as_json(private=True)
        hidden = click.style(f"  hidden: {figure.hidden}", fg="red") if trace.is_hidden else ""
        yield _line("value", f"{about['value']}{hidden}")
        about |= {"exact": figure.exact_in_swedish} if "exact" in about else {}
        yield from (_line(name, about[key]) for name, key in _DEFINED.items() if key in about)
        yield _line("defined", str(figure.place))
    if trace.wordings:
        yield _line("worded", "; ".join(f"“{wording}”" for wording in trace.wordings))
    if explained.steps:
        yield from _steps(explained.steps)
    else:
        yield "  counted from"
        yield from _cells(trace.cells, "    ", len(trace.cells))
    yield from _places(explained)


#: What is said of a figure's definition, and the field that holds it.
_DEFINED = {
    "exact": "exact",
    "hedge": "hedge",
    "unit": "unit",
    "period": "period",
    "formula": "expression",
    "source": "source",
}


def _line(name: str, text: str) -> str:
    return f"  {name:<9}{text}"


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    yield "  comes from"
    for step in steps:
        figure = step.trace.figure
        hidden = f" (hidden: {figure.hidden})" if figure is not None and figure.hidden else ""
        name = f"{step.name}{hidden}"
        count = 0 if figure is None else figure.cell_count
        if step.working:
            sign = "=" if step.exact else "≈"
            yield f"    {name}: {step.value} {sign} {step.working}"
            if not (figure and figure.parts):
                yield from _cells(step.trace.cells, "      ", count)
        elif len(step.trace.cells) == 1:
            cell = step.trace.cells[0]
            yield f"    {name}: {step.value} is {where(cell.place)}{_text(cell)}"
        else:
            yield f"    {name}: {step.value}, from"
            yield from _cells(step.trace.cells, "      ", count)


def _cells(cells: tuple[TracedCell, ...], indent: str, count: int) -> Iterator[str]:
    for cell in cells[:_CELLS]:
        yield f"{indent}{where(cell.place)}{_text(cell)}"
    if count > min(len(cells), _CELLS):
        yield f"{indent}… {count} cells altogether"


def _text(cell: TracedCell) -> str:
    return "" if cell.text is None else f": “{cell.text}”"


def _places(explained: ExplainedFigure) -> Iterator[str]:
    places = explained.trace.places
    if explained.incomplete:
        yield f"  Where it stands is not known: {explained.document} has faults; diarie check lists them."
    elif not places:
        yield "  stands nowhere in the document"
    else:
        yield f"  stands in {many(len(places), 'place')}"
        yield from (f"    {_place(place)}" for place in places)


def _place(place: FigurePlace) -> str:
    standing = place.standing
    around = ", ".join(part for part in (standing.heading or standing.part, standing.within) if part)
    return f"{place.place}  {around}: “{place.wording}”"


def tell_number(number: str, explained: Sequence[ExplainedNumber]) -> str:
    """A number: where it stands and what it is; what comes nearest where it stands in none of the documents."""
    told = [one for one in explained if one.sightings] or explained
    lines = ["\n".join(_number_lines(number, one)) for one in told]
    others = [one.document for one in explained if one not in told]
    if others:
        lines.append(f"It stands nowhere in {', '.join(others)}.")
    return "\n\n".join(lines)


def _number_lines(number: str, explained: ExplainedNumber) -> Iterator[str]:
    seen = explained.sightings
    name = click.style(explained.document, bold=True)
    if not seen:
        yield f"{name}: {number} stands nowhere."
        if explained.nearest:
            yield "  The nearest numbers are"
            yield from (f"    {line}" for one in explained.nearest for line in _sighting(one))
        return
    yield f"{name}: {number} stands in {many(len(seen), 'place')}"
    for one in seen:
        yield from (f"  {line}" for line in _sighting(one))
        figure = explained.figures.get(one.figure or "")
        if figure is not None and figure.steps:
            yield from list(_steps(figure.steps))[1:]


def _sighting(one: Sighting) -> Iterator[str]:
    standing = one.standing
    around = ", ".join(part for part in (standing.heading or standing.part, standing.within) if part)
    yield f"{one.place or 'no place in the inputs'}  {around}"
    what = {"cell": "table cell", "name": ""}.get(one.what, one.what)
    yield f"  {click.style(one.text, bold=True)}: {', '.join(part for part in (what, one.about) if part)}"
    if one.sentence:
        yield f"  “{one.sentence}”"


def tell_changes(compared: Compared) -> str:
    """What a document says otherwise than in an earlier build."""
    return "\n".join(_change_lines(compared))


def _change_lines(compared: Compared) -> Iterator[str]:
    name = click.style(compared.document, bold=True)
    said, values = compared.changes.said, compared.changes.values
    if not compared.changes:
        yield f"{name} says the same as {compared.earlier}."
        return
    settings = sum(_is_setting(change) for change in said)
    cells = sum(change.here.cell is not None for change in said)
    sentences = len(said) - settings - cells
    counts = ((sentences, "sentence"), (cells, "cell"), (settings, "setting"), (len(values), "figure"))
    shown = ", ".join(many(count, what) for count, what in counts if count)
    yield f"{name} since {compared.earlier}: {shown} changed"
    if values:
        yield "  figures"
        yield from (f"    {_value(one)}" for one in values)
    above = None
    for change in said:
        heading = change.here.heading
        if not heading:
            heading = "beside the text" if _is_setting(change) else "before the first heading"
        if heading != above:
            above = heading
            yield f"  {above}"
        yield from (f"    {line}" for line in _change(change))


def _is_setting(change: Change) -> bool:
    return change.here.item.startswith(f"{SETTING} ")


def _change(change: Change) -> Iterator[str]:
    where_it_is = (change.here.place, change.here.item)
    yield ", ".join(str(part) for part in where_it_is if part) or "made by the program"
    if change.old is not None:
        yield click.style(f"  - {change.old.text}", fg="red")
    if change.new is not None:
        yield click.style(f"  + {change.new.text}", fg="green")
    yield from (f"    {_value(one)}" for one in change.figures)


def _value(one: FigureChange) -> str:
    return f"{one.name}: {one.old if one.old is not None else 'new'} → {one.new if one.new is not None else 'gone'}"
