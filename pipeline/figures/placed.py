"""Tables, charts and diagrams of figures.yaml, with their data gathered and checked, before anything is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures.book import (
    ChartDefinition,
    ColumnDefinition,
    DiagramDefinition,
    Mark,
    Series,
    Step,
    TableDefinition,
)
from pipeline.figures.cells import number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from decimal import Decimal

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import ChartSettings, DiagramSettings, TableSettings
    from pipeline.places import Place

    Locate = Callable[..., Place]


def table_definition(name: str, settings: TableSettings, table: NamedTable, locate: Locate) -> TableDefinition:
    """A shown table.

    Raises:
        FaultError: I242, I243 a mark names a row or column that is not there; I251 the table has no rows, or nothing
            but row headings.
    """
    faults = Faults()
    marks = []
    for index, mark in enumerate(settings.marks):
        with faults.collecting():
            row = table.row(mark.row, locate("tables", name, "marks", index, "row"))
            column = table.column(mark.column, locate("tables", name, "marks", index, "column"))
            marks.append(Mark(row, column, mark.mark))
    if not table.data.rows:
        faults.add("I251", f"The table {name} has no rows.", locate("tables", name, "file"), "Fill in its file.")
    if table.row_headers >= len(table.data.columns):
        message = f"The table {name} has {len(table.data.columns)} columns, all of them row headings."
        faults.add("I251", message, locate("tables", name, "row-headers"), "Lower row-headers.")
    faults.raise_if_errors()
    columns = {}
    for key in table.data.columns:
        made = table.columns.get(key)
        columns[key] = ColumnDefinition(made.type, made.decimals, made.width) if made else ColumnDefinition()
    return TableDefinition(
        name=name,
        data=table.data,
        caption=settings.caption,
        summary=settings.summary,
        notes=settings.notes,
        columns=columns,
        row_headers=settings.row_headers,
        total=settings.total,
        marks=tuple(marks),
        place=locate("tables", name),
        caption_place=locate("tables", name, "caption"),
        note_places=tuple(locate("tables", name, "notes", index) for index in range(len(settings.notes))),
    )


def chart_definition(
    name: str, settings: ChartSettings, tables: Mapping[str, NamedTable], named: Collection[str], locate: Locate
) -> ChartDefinition | None:
    """A chart with its data; None when its table could not be read (which is a fault already).

    Args:
        name: `fig-…`.
        settings: what figures.yaml says.
        tables: the tables that could be read.
        named: names of all tables that are defined.
        locate: place of a key.

    Raises:
        FaultError: I241 unknown table; I242, I243 unknown row or column; I252 a cell is no number, or the data do
            not suit the chart.
    """
    if settings.table not in named:
        todo = did_you_mean(settings.table, named)
        message = f"The chart {name} names the table “{settings.table}”, which is not defined."
        raise FaultError.of("I241", message, locate("charts", name, "table"), todo, table=settings.table)
    if settings.table not in tables:
        return None
    table = tables[settings.table]
    gather = _by_columns if settings.category is not None else _by_rows
    categories, series = gather(name, settings, table, locate)
    definition = ChartDefinition(
        name=name,
        type=settings.type,
        categories=categories,
        series=series,
        unit=settings.unit,
        category_title=settings.category or "",
        caption=settings.caption,
        alt=settings.alt,
        notes=settings.notes,
        width=settings.width,
        height=settings.height,
        place=locate("charts", name),
        caption_place=locate("charts", name, "caption"),
        note_places=tuple(locate("charts", name, "notes", index) for index in range(len(settings.notes))),
    )
    _check_drawable(definition)
    return definition


def _by_columns(
    name: str, settings: ChartSettings, table: NamedTable, locate: Locate
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Categories are the rows, by the text in one column; each series is a column."""
    assert settings.category is not None
    faults = Faults()
    rows = range(len(table.data.rows))
    categories: tuple[str, ...] = ()
    with faults.collecting():
        key = table.column(settings.category, locate("charts", name, "category"))
        categories = tuple(table.cell(row, key).text.strip() for row in rows)
    series = []
    for index, heading in enumerate(settings.series):
        place = locate("charts", name, "series", index)
        with faults.collecting():
            key = table.column(heading, place)
            series.append(Series(heading, tuple(_value(name, table, row, key, place, faults) for row in rows)))
    faults.raise_if_errors()
    return categories, tuple(series)


def _by_rows(
    name: str, settings: ChartSettings, table: NamedTable, locate: Locate
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Categories are columns; each series is a row."""
    faults = Faults()
    keys = []
    for index, heading in enumerate(settings.categories):
        with faults.collecting():
            keys.append(table.column(heading, locate("charts", name, "categories", index)))
    series = []
    for index, heading in enumerate(settings.series):
        place = locate("charts", name, "series", index)
        with faults.collecting():
            row = table.row(heading, place)
            series.append(Series(heading, tuple(_value(name, table, row, key, place, faults) for key in keys)))
    faults.raise_if_errors()
    return settings.categories, tuple(series)


def _value(name: str, table: NamedTable, row: int, key: str, place: Place, faults: Faults) -> Decimal | None:
    cell = table.cell(row, key)
    number = number_in(cell)
    if number is None and cell.value is not None:
        where = f"row “{table.row_name(row)}”, column “{key}”"
        message = f"The chart {name} needs a number, but the cell in {where} is “{cell.text}”."
        faults.add("I252", message, place, f"Mend the cell ({cell.place}).", cell=str(cell.place))
    return number


def _check_drawable(chart: ChartDefinition) -> None:
    problem = ""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not values:
        problem = "has no numbers to show"
    elif chart.type == "stacked-bar" and min(values) < 0:
        problem = "stacks negative numbers"
    elif chart.type == "line" and len(chart.categories) < 2:
        problem = "draws a line through a single point"
    elif len(chart.categories) > 24:
        problem = f"has {len(chart.categories)} categories, more than the 24 that can be read"
    if problem:
        todo = "Choose other data or another type of chart."
        raise FaultError.of("I252", f"The chart {chart.name} {problem}.", chart.place, todo, chart=chart.name)


def diagram_definition(name: str, settings: DiagramSettings, locate: Locate) -> DiagramDefinition:
    """A diagram.

    Raises:
        FaultError: I254 a text is too long for its box.
    """
    faults = Faults()
    for index, step in enumerate(settings.steps):
        for key, text, longest in (("title", step.title, 60), ("text", step.text, 220)):
            if len(text) > longest:
                message = f"The {key} of box {index + 1} in {name} has {len(text)} characters; {longest} fit."
                place = locate("diagrams", name, "steps", index, key)
                faults.add("I254", message, place, "Say it more briefly, and the rest in the text.", diagram=name)
    faults.raise_if_errors()
    return DiagramDefinition(
        name=name,
        type=settings.type,
        steps=tuple(Step(step.title, step.text) for step in settings.steps),
        caption=settings.caption,
        alt=settings.alt,
        notes=settings.notes,
        width=settings.width,
        place=locate("diagrams", name),
        caption_place=locate("diagrams", name, "caption"),
        note_places=tuple(locate("diagrams", name, "notes", index) for index in range(len(settings.notes))),
    )
