"""The table of activities of a communication plan, and when they go on: as an overview in bars and month by month."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final

from pipeline.content.drawn import overview_figures
from pipeline.content.model import Column, Paragraph, Row, Table, Text
from pipeline.figures.book import Activity as Bar
from pipeline.figures.book import OverviewDefinition
from pipeline.figures.settings import WIDEST
from pipeline.followup.activities import months_of
from pipeline.followup.audiences import split_names
from pipeline.kinds.plans.cells import data_cell, header_row, heading_cell, in_words, lower_first, text_cell
from pipeline.sources.dates import format_month

if TYPE_CHECKING:
    from datetime import date

    from pipeline.content.model import Block, Cell
    from pipeline.faults import Faults
    from pipeline.followup.activities import Action, Activity
    from pipeline.sources.table import DataCell

#: Label of the month table, which the overview refers to for its days.
MONTHS: Final = "tbl-manadsoversikt"

_WHOLE_MONTH: Final = "hela"

#: Months that the axis of the overview names one by one.
_MOST_MONTHS: Final = 15


def activity_table(activities: tuple[Activity, ...], faults: Faults) -> Table:
    """Aktivitet · Målgrupp · Kanaler · Tidpunkt · Ansvarig; an activity spans its rows."""
    rows: list[Row] = []
    for activity in activities:
        for number, action in enumerate(activity.actions):
            cells = [
                _names_cell(action.audience),
                _names_cell(action.channels),
                data_cell(action.when, faults),
                data_cell(action.responsible, faults),
            ]
            if number == 0:
                cells.insert(0, heading_cell(activity.name, faults, rows=len(activity.actions)))
            rows.append(Row(tuple(cells), keep_with_next=number < len(activity.actions) - 1))
    return Table(
        columns=(Column(4.4), Column(6.4), Column(5.1), Column(4.0), Column(3.8)),
        header=(header_row("Aktivitet", "Målgrupp", "Kanaler", "Tidpunkt", "Ansvarig"),),
        rows=tuple(rows),
        caption=(Text("Aktivitetsplan"),),
        label="tbl-aktiviteter",
        summary="En rad för varje målgrupp som en aktivitet når, med kanaler, tidpunkt och ansvarig.",
        style="plan",
        origin=activities[0].name.place,
    )


def activity_overview(activities: tuple[Activity, ...]) -> tuple[Block, ...]:
    """When the activities go on, as bars along the months, for a page on its side; the month table has the days.

    Raises:
        FaultError: I253 a name that cannot be drawn, or that does not fit.
    """
    bars = tuple(
        Bar(
            label=_names(action.audience),
            first=action.first,
            last=action.last,
            group=" ".join(activity.name.text.split()),
        )
        for activity in activities
        for action in activity.actions
    )
    place = activities[0].name.place
    return overview_figures(
        OverviewDefinition(
            name="fig-aktiviteter",
            activities=bars,
            axis="month" if len(months_of(activities)) <= _MOST_MONTHS else "quarter",
            status_date=None,
            label_title="Målgrupp",
            start_title="Start",
            end_title="Slut",
            group_title="Aktivitet",
            caption="När aktiviteterna pågår",
            alt="",
            notes=(),
            width=WIDEST,
            height=None,
            place=place,
            caption_place=place,
            note_places=(),
            numbers="reference",
            table=MONTHS,
        )
    )


def month_table(activities: tuple[Activity, ...], faults: Faults) -> Table:
    """The month overview: a column a month, and in it the days of the month that an activity goes on."""
    months = months_of(activities)
    rows: list[Row] = []
    for activity in activities:
        for number, action in enumerate(activity.actions):
            cells = [_names_cell(action.audience), *(_month_cell(action, month) for month in months)]
            if number == 0:
                cells.insert(0, heading_cell(activity.name, faults, rows=len(activity.actions)))
            rows.append(Row(tuple(cells), keep_with_next=number < len(activity.actions) - 1))
    note = f"Siffrorna är de dagar i månaden då aktiviteten pågår. ”{_WHOLE_MONTH.capitalize()}” betyder hela månaden."
    return Table(
        columns=(Column(6.5), Column(5.5), *(Column(max(1.6, 8.5 / len(months)), "center") for _ in months)),
        header=(header_row("Aktivitet", "Målgrupp", *(format_month(month).capitalize() for month in months)),),
        rows=tuple(rows),
        caption=(Text("Aktiviteterna månad för månad"),),
        label=MONTHS,
        notes=(Paragraph((Text(note),), "note"),),
        summary="En rad för varje aktivitet och målgrupp och en kolumn för varje månad, med de dagar som den pågår.",
        style="calendar",
        origin=activities[0].name.place,
    )


def _month_cell(action: Action, month: date) -> Cell:
    days = action.days_in(month)
    if days is None:
        return text_cell()
    first, last = days
    if days == (1, monthrange(month.year, month.month)[1]):
        text = _WHOLE_MONTH
    else:
        text = str(first) if first == last else f"{first}–{last}"
    return text_cell(text, origin=action.place.at(header="Start"), tone="quiet")


def _names_cell(cell: DataCell) -> Cell:
    return text_cell(_names(cell), origin=cell.place)


def _names(cell: DataCell) -> str:
    """Names with commas between as running text: `Allmänheten och frivilligorganisationer`."""
    first, *others = split_names(cell.text)
    return in_words([first, *(lower_first(name) for name in others)])
