"""Tables, charts and diagrams of figures.yaml, with their data gathered and checked, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures.book import (
    PERCENT,
    ChartDefinition,
    ColumnDefinition,
    DiagramDefinition,
    Mark,
    Series,
    Step,
    TableDefinition,
)
from pipeline.figures.captions import caption_and_notes, chart_words, picture_words
from pipeline.figures.cells import cell_unit, number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import ChartSettings, DiagramSettings, TableSettings
    from pipeline.places import Place

    Locate = Callable[..., Place]

#: The sign for a value that is missing, by the reason; an empty cell counts as not available.
SIGNS: Final[Mapping[str, str]] = {"": "..", "not-available": "..", "nil": "–", "not-applicable": "."}


def table_definition(name: str, settings: TableSettings, table: NamedTable, locate: Locate) -> TableDefinition:
    """A shown table.

    Raises:
        FaultError: I116 it has no caption; I242, I243 a mark names a row or column that is not there; I251 the table
            has no rows, or nothing but row headings.
    """
    faults = Faults()
    marks = _marks(name, settings, table, locate, faults)
    if not table.data.rows:
        faults.add("I251", f"The table {name} has no rows.", locate("tables", name, "file"), "Fill in its file.")
    if table.row_headers >= len(table.data.columns):
        message = f"The table {name} has {len(table.data.columns)} columns, all of them row headings."
        faults.add("I251", message, locate("tables", name, "row-headers"), "Lower row-headers.")
    faults.raise_if_errors()
    columns = {}
    for index, key in enumerate(table.data.columns):
        made = table.columns.get(key)
        shown = (
            ColumnDefinition(made.type, made.decimals, made.width, markdown=made.markdown)
            if made
            else ColumnDefinition()
        )
        if 0 < table.data.stubs <= index and (made is None or "type" not in made.model_fields_set):
            shown = replace(shown, type="decimal")  # the source itself says that these are numbers
        columns[key] = replace(shown, unit=table.data.units.get(key, ""))
    words = caption_and_notes(name, settings, table.data, locate)
    return TableDefinition(
        name=name,
        data=table.data,
        caption=words.caption,
        summary=settings.summary,
        notes=words.notes,
        columns=columns,
        row_headers=table.row_headers,
        total=settings.total,
        marks=marks,
        unit=settings.unit,
        total_column=settings.total_column,
        place=locate("tables", name),
        caption_place=words.caption_place,
        note_places=words.note_places,
        summary_place=locate("tables", name, "summary"),
    )


def _marks(name: str, settings: TableSettings, table: NamedTable, locate: Locate, faults: Faults) -> tuple[Mark, ...]:
    """The signs on cells, as one reads: a note without a sign of its own gets the next letter, alike notes the same."""
    found: list[tuple[int, int, int]] = []
    for index, mark in enumerate(settings.marks):
        with faults.collecting():
            row = table.row(mark.row, locate("tables", name, "marks", index, "row"))
            column = table.column(mark.column, locate("tables", name, "marks", index, "column"))
            found.append((row, table.data.columns.index(column), index))
    letters: dict[str, str] = {}
    taken = {mark.mark for mark in settings.marks}
    free = (letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken)
    marks = []
    for row, position, index in sorted(found):
        mark = settings.marks[index]
        if mark.note and mark.mark is None and mark.note not in letters:
            letters[mark.note] = next(free, "*")
        text = mark.mark or letters.get(mark.note, "*")
        place = locate("tables", name, "marks", index, "note") or locate("tables", name, "marks", index)
        marks.append(Mark(row, table.data.columns[position], text, mark.note, place))
    return tuple(marks)


def chart_definition(
    name: str,
    settings: ChartSettings,
    tables: Mapping[str, NamedTable],
    named: Collection[str],
    locate: Locate,
    *,
    shown: Collection[str] = (),
) -> ChartDefinition | None:
    """A chart with its data; None when its table could not be read (which is a fault already).

    Args:
        name: `fig-…`.
        settings: what figures.yaml says.
        tables: the tables that could be read.
        named: names of all tables that are defined.
        locate: place of a key.
        shown: names of those that are shown.

    Raises:
        FaultError: I241 unknown table; I242, I243 unknown row or column; I252 a cell is no number, or the data do
            not suit the chart.
    """
    table = charted_table(name, settings.table, tables, named, locate)
    if table is None:
        return None
    gather = _by_columns if settings.category is not None else _by_rows
    categories, series, keys = gather(name, settings, table, locate)
    definition = ChartDefinition(
        type=settings.type,
        categories=categories,
        series=series,
        unit=settings.unit,
        category_title=settings.category or "",
        decimals=_decimals(table, keys),
        corner=settings.category or table.data.columns[0],
        series_are_rows=settings.category is None,
        **chart_words(name, settings, locate, shown=shown),
    )
    _check_drawable(definition)
    return definition


def charted_table(
    name: str, table: str, tables: Mapping[str, NamedTable], named: Collection[str], locate: Locate
) -> NamedTable | None:
    """The table that a chart names; None when it could not be read.

    Raises:
        FaultError: I241 no such table is defined.
    """
    if table not in named:
        message = f"The chart {name} names the table “{table}”, which is not defined."
        raise FaultError.of("I241", message, locate("charts", name, "table"), did_you_mean(table, named), table=table)
    return tables.get(table)


def _decimals(table: NamedTable, keys: Sequence[str]) -> int | None:
    """The decimals that the table's columns are shown with; None where one of them says nothing."""
    known = [table.columns[key].decimals if key in table.columns else None for key in keys]
    given = [decimals for decimals in known if decimals is not None]
    return max(given) if given and len(given) == len(known) else None


_Gathered: TypeAlias = tuple[tuple[str, ...], tuple[Series, ...], tuple[str, ...]]


def _by_columns(name: str, settings: ChartSettings, table: NamedTable, locate: Locate) -> _Gathered:
    """Categories are the rows, by the text in one column; each series is a column. A row of totals is left out."""
    assert settings.category is not None
    faults = Faults()
    rows = range(len(table.data.rows) - (1 if table.total and table.data.rows else 0))
    categories: tuple[str, ...] = ()
    with faults.collecting():
        key = table.column(settings.category, locate("charts", name, "category"))
        categories = tuple(" ".join(table.cell(row, key).text.split()) for row in rows)
    series, keys = [], []
    for index, heading in enumerate(settings.series):
        place = locate("charts", name, "series", index)
        with faults.collecting():
            keys.append(table.column(heading, place))
            series.append(_series(name, heading, table, [(row, keys[-1]) for row in rows], place, faults))
    faults.raise_if_errors()
    return categories, tuple(series), tuple(keys)


def _by_rows(name: str, settings: ChartSettings, table: NamedTable, locate: Locate) -> _Gathered:
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
            series.append(_series(name, heading, table, [(row, key) for key in keys], place, faults))
    faults.raise_if_errors()
    return settings.categories, tuple(series), tuple(keys)


def _series(
    name: str, heading: str, table: NamedTable, cells: Sequence[tuple[int, str]], place: Place, faults: Faults
) -> Series:
    values, signs, places = [], [], []
    percent: set[bool] = set()
    for row, key in cells:
        cell = table.cell(row, key)
        number = number_in(cell)
        if number is None and cell.value is not None:
            where = f"row “{table.row_name(row)}”, column “{key}”"
            message = f"The chart {name} needs a number, but the cell in {where} is “{cell.text}”."
            faults.add("I252", message, place, f"Mend the cell ({cell.place}).", cell=str(cell.place))
        elif number is not None:
            percent.add(cell_unit(table, key, cell) == PERCENT)
        values.append(Decimal(0) if cell.missing == "nil" else number)
        signs.append(SIGNS[cell.missing] if number is None else "")
        places.append(cell.place)
    if len(percent) > 1:
        message = f"The chart {name} shows “{heading}”, which mixes percentages and plain numbers."
        faults.add("I252", message, place, "Show numbers of one sort, or write them all with the sign or without it.")
    return Series(heading, tuple(values), tuple(signs), tuple(places))


def _check_drawable(chart: ChartDefinition) -> None:
    problem = ""
    values = [value for series in chart.series for value in series.values if value is not None]
    if not chart.categories:
        problem = "has no rows to show"
    elif not values:
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
        type=settings.type,
        steps=tuple(Step(step.title, step.text) for step in settings.steps),
        **picture_words("diagrams", name, settings, locate),
    )
