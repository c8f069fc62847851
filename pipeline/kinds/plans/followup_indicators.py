"""Indicators of a follow-up over time, as tables and line charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.content.drawn import chart_figure
from pipeline.content.model import Column, Heading, Row, Table, Text
from pipeline.figures.book import ChartDefinition, Series
from pipeline.figures.settings import TEXT_WIDTH
from pipeline.figures.wording import swedish_number
from pipeline.kinds.plans.cells import header_row, in_words, lower_first, text_cell
from pipeline.kinds.plans.followup_figures import figure_name
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block, Cell, Figure
    from pipeline.followup.indicators import Indicator, Period, Point

PeriodKind: TypeAlias = Literal["month", "quarter"]

_KINDS: Final[dict[PeriodKind, tuple[str, str, str]]] = {
    "month": ("manad", "Månad", "månad för månad"),
    "quarter": ("kvartal", "Kvartal", "kvartal för kvartal"),
}

#: A chart shows this many lines at the most; with more, they cannot be told apart.
_MOST_LINES: Final = 5

#: So few points say nothing as a line.
_FEWEST_PERIODS: Final = 2


def indicator_blocks(indicators: Sequence[Indicator]) -> tuple[Block, ...]:
    """A section for what is measured by month and one for quarters; in them, a table and a line chart for each unit."""
    if not indicators:
        return ()
    blocks: list[Block] = [Heading(1, (Text("Indikatorer"),), label="sec-indikatorer")]
    for kind, (name, _, words) in _KINDS.items():
        chosen = [indicator for indicator in indicators if indicator.kind == kind]
        if chosen:
            blocks.append(Heading(2, (Text(f"Indikatorer {words}"),), label=f"sec-indikatorer-{name}"))
        for group, label in _groups(chosen):
            blocks.append(_table(group, kind, label))
            if len(_periods(group)) > _FEWEST_PERIODS:
                blocks.append(_line_chart(group, kind, label))
    return tuple(blocks)


def _groups(indicators: Sequence[Indicator]) -> list[tuple[Sequence[Indicator], str]]:
    """Indicators of one unit, as many as a chart takes, and a name for their table and chart."""
    groups: list[tuple[Sequence[Indicator], str]] = []
    by_unit: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        by_unit.setdefault(indicator.unit, []).append(indicator)
    for unit, alike in by_unit.items():
        for number, first in enumerate(range(0, len(alike), _MOST_LINES), start=1):
            name = f"indikatorer-{figure_name(unit).replace('_', '-')}-{_KINDS[alike[0].kind][0]}"
            groups.append((alike[first : first + _MOST_LINES], name if number == 1 else f"{name}-{number}"))
    return groups


def _table(indicators: Sequence[Indicator], kind: PeriodKind, label: str) -> Table:
    head = _KINDS[kind][1]
    points = [{point.period: point for point in indicator.points} for indicator in indicators]
    periods = _periods(indicators)
    rows = []
    for period in periods:
        cells = (_value_cell(indicator, found.get(period)) for indicator, found in zip(indicators, points, strict=True))
        rows.append(Row((text_cell(_head_name(period, periods).capitalize(), header=True), *cells)))
    return Table(
        columns=(Column(2.2), *(Column(2.7, "right") for _ in indicators)),
        header=(header_row(head, *(indicator.name for indicator in indicators)),),
        rows=tuple(rows),
        caption=(Text(_caption(indicators, kind)),),
        label=f"tbl-{label}",
        summary=f"En rad för varje {head.lower()} och en kolumn för varje indikator.",
        origin=indicators[0].points[0].place,
    )


def _value_cell(indicator: Indicator, point: Point | None) -> Cell:
    text = "–" if point is None or point.value is None else swedish_number(point.value, indicator.decimals)
    return text_cell(text, origin=point.place if point else None)


def _line_chart(lines: Sequence[Indicator], kind: PeriodKind, label: str) -> Figure:
    head = _KINDS[kind][1]
    unit, place = lines[0].unit, lines[0].points[0].place
    periods = _periods(lines)
    series = []
    for indicator in lines:
        values = {point.period: point.value for point in indicator.points}
        series.append(Series(indicator.name, tuple(values.get(period) for period in periods)))
    return chart_figure(
        ChartDefinition(
            name=f"fig-{label}",
            type="line",
            categories=tuple(_short_name(period, periods) for period in periods),
            series=tuple(series),
            unit=unit,
            category_title=head,
            caption=_caption(lines, kind),
            alt=" ".join(
                (f"Linjediagram, {unit} per {head.lower()}.", *map(_course, lines), "Alla värden står i tabellen.")
            ),
            notes=(),
            width=TEXT_WIDTH,
            height=None,
            place=place,
            caption_place=place,
            note_places=(),
        )
    )


def _caption(indicators: Sequence[Indicator], kind: PeriodKind) -> str:
    """`A och b, procent per månad 2008`."""
    names = in_words([indicators[0].name, *(lower_first(indicator.name) for indicator in indicators[1:])])
    years = sorted({period.year for period in _periods(indicators)})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return f"{names}, {indicators[0].unit} per {_KINDS[kind][1].lower()} {span}"


def _course(indicator: Indicator) -> str:
    """What a line does, in words: where it begins and ends, and its lowest and highest point."""
    known = [(point.value, point.period) for point in indicator.points if point.value is not None]
    if not known:
        return f"{indicator.name}: inga värden."
    ends = (("från", known[0]), ("till", known[-1]), ("lägst", min(known)), ("högst", max(known)))
    said = [f"{word} {swedish_number(value, indicator.decimals)} i {period_name(at)}" for word, (value, at) in ends]
    return f"{indicator.name}: {said[0]} {said[1]}, {said[2]} och {said[3]}."


def _periods(indicators: Sequence[Indicator]) -> list[Period]:
    """Every period from the first value to the last, so that a gap in the data is a gap in table and chart."""
    measured = sorted({point.period for indicator in indicators for point in indicator.points})
    periods = measured[:1]
    while periods[-1] != measured[-1]:
        periods.append(periods[-1].next)
    return periods


def period_name(period: Period) -> str:
    """`augusti 2008`, or `kvartal 3 2008`."""
    name = MONTHS[period.number - 1] if period.kind == "month" else f"kvartal {period.number}"
    return f"{name} {period.year}"


def _head_name(period: Period, periods: Sequence[Period]) -> str:
    """A period as a heading of its row; with its year where there are several."""
    name = period_name(period)
    return name.removesuffix(f" {period.year}") if len({other.year for other in periods}) == 1 else name


def _short_name(period: Period, periods: Sequence[Period]) -> str:
    """A period under a chart's axis; with its year where there are several."""
    name = MONTHS[period.number - 1][:3] if period.kind == "month" else f"kv {period.number}"
    return name if len({other.year for other in periods}) == 1 else f"{name} {period.year}"
