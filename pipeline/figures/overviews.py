"""Activity overviews (aktivitetsöversikter) of figures.yaml, with their days gathered from a table and checked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError, Faults
from pipeline.figures.book import Activity, OverviewDefinition
from pipeline.figures.captions import chart_words
from pipeline.figures.placed import charted_table
from pipeline.sources.dates import ImpossibleDateError, parse_date

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.placed import Locate
    from pipeline.figures.settings import OverviewSettings
    from pipeline.sources.table import DataCell, DataRow

#: More activities than anybody reads in pictures, and more years than an agency plans for.
_MOST: Final = 150
_YEARS: Final = 30


def overview_definition(
    name: str,
    settings: OverviewSettings,
    tables: Mapping[str, NamedTable],
    named: Collection[str],
    locate: Locate,
    *,
    shown: Collection[str] = (),
) -> OverviewDefinition | None:
    """An activity overview with its data; None when its table could not be read (which is a fault already).

    Args:
        name: `fig-…`.
        settings: what figures.yaml says.
        tables: the tables that could be read.
        named: names of all tables that are defined.
        locate: place of a key.
        shown: names of those that are shown.

    Raises:
        FaultError: I241 unknown table; I243 unknown column; I252 nothing to show, too many rows or years; I256 a row
            without name, or a cell that is no day; I257 an activity that ends before it starts.
    """
    table = charted_table(name, settings.table, tables, named, locate)
    if table is None:
        return None
    activities = _activities(name, settings, table, locate)
    _check(name, settings, activities, locate)
    return OverviewDefinition(
        activities=activities,
        axis=settings.axis,
        status_date=settings.status_date,
        label_title=settings.label,
        start_title=settings.start,
        end_title=settings.end,
        group_title=settings.group or "",
        **chart_words(name, settings, locate, shown=shown),
    )


def _activities(name: str, settings: OverviewSettings, table: NamedTable, locate: Locate) -> tuple[Activity, ...]:
    faults = Faults()
    keys: dict[str, str] = {}
    for role in ("label", "start", "end", "group"):
        heading = getattr(settings, role)
        if heading is not None:
            with faults.collecting():
                keys[role] = table.column(heading, locate("charts", name, role))
    faults.raise_if_errors()
    activities: list[Activity] = []
    group: DataCell | None = None
    for row in table.data.rows:
        if "group" in keys and (group is None or row[keys["group"]].text):
            group = row[keys["group"]]
        made = _activity(row, keys, group, faults)
        if made is not None:
            activities.append(made)
    faults.raise_if_errors()
    return tuple(activities)


def _activity(row: DataRow, keys: Mapping[str, str], group: DataCell | None, faults: Faults) -> Activity | None:
    label, start, end = row[keys["label"]], row[keys["start"]], row[keys["end"]]
    if not label.text:
        message = "The row has nothing to be called in the activity overview."
        faults.add("I256", message, label.place, "Write what is done.")
    first = _day(start, faults)
    last = first if not end.text else _day(end, faults)
    if first is None or last is None or not label.text:
        return None
    if last < first:
        message = f"The activity “{label.text}” ends ({last}) before it starts ({first})."
        faults.add("I257", message, end.place, "Mend one of the days.", start=str(first), end=str(last))
        return None
    return Activity(
        label=" ".join(label.text.split()),
        first=first,
        last=last,
        group=" ".join(group.text.split()) if group else "",
        label_place=label.place,
        first_place=start.place,
        last_place=end.place,
        group_place=group.place if group else None,
    )


def _day(cell: DataCell, faults: Faults) -> date | None:
    """The day in a cell; None, with I256, when it holds none."""
    try:
        found = cell.value if isinstance(cell.value, date) else parse_date(cell.text)
    except ImpossibleDateError:
        found = None
    if found is None:
        message = f"“{cell.text}” is no day of the calendar." if cell.text else "The activity has no first day."
        faults.add("I256", message, cell.place, "Write year, month and day, as 2024-06-19.", text=cell.text)
    return found


def _check(name: str, settings: OverviewSettings, activities: tuple[Activity, ...], locate: Locate) -> None:
    place = locate("charts", name)
    if not activities:
        todo = "Fill in its table, or take the chart away."
        raise FaultError.of("I252", f"The chart {name} has no activities to show.", place, todo, chart=name)
    if len(activities) > _MOST:
        message = f"The chart {name} has {len(activities)} activities, more than the {_MOST} that it can show."
        todo = "Divide it into several, from tables of their own."
        raise FaultError.of("I252", message, place, todo, chart=name)
    days = [day for one in activities for day in (one.first, one.last)]
    if settings.status_date is not None:
        days.append(settings.status_date)
    if max(days).year - min(days).year > _YEARS:
        message = f"The chart {name} reaches from {min(days)} to {max(days)}, over more than {_YEARS} years."
        raise FaultError.of("I252", message, place, "Check the years.", chart=name)
