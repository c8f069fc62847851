"""The numbers of a chart, and the days of an activity overview, as a table of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.columns import NARROW, WIDE
from pipeline.content.model import Cell, Column, CrossReference, Paragraph, Row, Table, Text
from pipeline.content.numbers import MISSING, decimals_for, shown_value
from pipeline.content.signs import explanation
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.content.model import Alignment, Inline
    from pipeline.figures.book import Activity, ChartDefinition, OverviewDefinition
    from pipeline.places import Place


#: Rows of a group that stay on one page, beside its name. The name of a longer one would stand on the first page alone.
_TOGETHER: Final = 12


def numbers_label(chart: str) -> str:
    """The label of the table of a chart's numbers: `tbl-utslapp-siffror` for `fig-utslapp`."""
    return f"tbl-{chart.removeprefix('fig-')}-siffror"


def numbers_table(chart: ChartDefinition, origin: Place | None = None) -> Table:
    """The numbers of a chart, with rows and columns as the chart's own table has them.

    Args:
        chart: the chart.
        origin: where the text places it.
    """
    decimals, place = decimals_for(chart), origin or chart.place

    def value(series: int, index: int) -> Cell:
        cells = chart.series[series].cells
        shown = shown_value(chart.series[series], index, decimals)
        return _cell(shown, cells[index] if cells else place)

    many, count = range(len(chart.series)), range(len(chart.categories))
    names = [series.name for series in chart.series]
    if chart.series_are_rows:
        heads, stubs = [chart.corner, *chart.categories], names
        rows = [[value(series, index) for index in count] for series in many]
    else:
        heads, stubs = [chart.corner, *names], list(chart.categories)
        rows = [[value(series, index) for series in many] for index in count]
    return _table(
        chart.name,
        "Siffrorna i ",
        (Row(tuple(_cell(head, place) for head in heads)),),
        [Row((_cell(stub, place, header=True), *row)) for stub, row in zip(stubs, rows, strict=True)],
        "right",
        place,
        unit=chart.unit,
        notes=sign_note(chart),
    )


def sign_note(chart: ChartDefinition) -> tuple[Paragraph, ...]:
    """A note on what the chart and its table show in place of numbers; () where they show nothing but numbers."""
    signs = {sign for series in chart.series for sign in series.signs if sign}
    signs |= {MISSING for series in chart.series if not series.signs and None in series.values}
    meant = explanation(signs - {MISSING} if chart.withheld else signs)
    note = " ".join(part for part in (chart.withheld, meant) if part)
    return (Paragraph((Text(note),), "note", chart.place),) if note else ()


def days_table(overview: OverviewDefinition, origin: Place | None = None) -> Table:
    """The first and last days of an activity overview; a group spans its rows, or is named in each where it is long."""
    place = origin or overview.place
    grouped = bool(overview.group_title)
    heads = [overview.label_title, overview.start_title, overview.end_title]
    if grouped:
        heads.insert(0, overview.group_title)
    rows: list[Row] = []
    for members in _groups(overview.activities):
        for index, one in enumerate(members):
            cells = [
                _cell(one.label, one.label_place or place, header=True),
                _cell(_day(one.first), one.first_place or place),
                _cell(_day(one.last), one.last_place or place),
            ]
            together = len(members) <= _TOGETHER
            if grouped and (index == 0 or not together):
                spanned = len(members) if together else 1
                cells.insert(0, _cell(one.group, one.group_place or place, header=True, rows=spanned))
            rows.append(Row(tuple(cells), keep_with_next=together and index < len(members) - 1))
    return _table(
        overview.name,
        "Dagarna i ",
        (Row(tuple(_cell(head, place) for head in heads)),),
        rows,
        "left",
        place,
        stubs=2 if grouped else 1,
    )


def _groups(activities: Sequence[Activity]) -> list[list[Activity]]:
    """Activities of one group that stand together."""
    groups: list[list[Activity]] = []
    for one in activities:
        if groups and groups[-1][0].group == one.group:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _day(day: date) -> str:
    return format_date(day).replace(" ", "\N{NO-BREAK SPACE}")


def _table(
    chart: str,
    caption: str,
    header: tuple[Row, ...],
    rows: Sequence[Row],
    align: Alignment,
    place: Place,
    *,
    stubs: int = 1,
    unit: str = "",
    notes: tuple[Paragraph, ...] = (),
) -> Table:
    widths = [0] * len(header[0].cells)
    for row in (*header, *rows):
        begins = len(widths) - len(row.cells)
        for number, cell in enumerate(row.cells, start=begins):
            widths[number] = max(widths[number], len(_words(cell)) + 2)
    columns = (
        Column(float(min(max(width, NARROW), WIDE)), "left" if number < stubs else align)
        for number, width in enumerate(widths)
    )
    named: tuple[Inline, ...] = (Text(caption), CrossReference(chart, place))
    return Table(
        columns=tuple(columns),
        header=header,
        rows=tuple(rows),
        caption=named,
        label=numbers_label(chart),
        notes=notes,
        summary="Samma siffror som i diagrammet." if align == "right" else "Samma dagar som i diagrammet.",
        origin=place,
        unit=unit,
    )


def _cell(text: str, place: Place, *, header: bool = False, rows: int = 1) -> Cell:
    children = (Paragraph((Text(text, place),), origin=place),) if text else ()
    return Cell(children, rows, header=header, origin=place)


def _words(cell: Cell) -> str:
    return "".join(
        node.text
        for block in cell.children
        if isinstance(block, Paragraph)
        for node in block.children
        if isinstance(node, Text)
    )
