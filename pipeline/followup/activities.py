"""The activity plan (aktivitetsplan): what is told to whom, through which channels, when and by whom."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults, did_you_mean
from pipeline.followup.audiences import audience_names, split_names
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.followup.audiences import Audience, Channel
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataCell, DataRow

#: Columns of activities.csv. An empty Aktivitet belongs to the activity above. Tidpunkt is shown; Start and Slut place
#: the row in the month overview.
COLUMNS: Final = {
    "Aktivitet": ColumnSpec(required=False),
    "Målgrupp": ColumnSpec(),
    "Kanaler": ColumnSpec(),
    "Tidpunkt": ColumnSpec(),
    "Ansvarig": ColumnSpec(),
    "Start": ColumnSpec(type="date"),
    "Slut": ColumnSpec(type="date"),
}

#: How a channel is used may follow it in brackets: Webbsidan (artikel).
_MANNER = re.compile(r"\s*\([^()]*\)$")

#: Longest overview: two years, as more columns do not fit a page.
MOST_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Action:
    """One row: an audience that is reached.

    Attributes:
        audience, channels, when, responsible: the cells.
        first, last: its days; equal for something that is done on one day.
        place: the row.
    """

    audience: DataCell
    channels: DataCell
    when: DataCell
    responsible: DataCell
    first: date
    last: date
    place: Place

    def days_in(self, month: date) -> tuple[int, int] | None:
        """First and last day of the month that it goes on, as numbers; None when it does not."""
        end = month.replace(day=monthrange(month.year, month.month)[1])
        if self.last < month or self.first > end:
            return None
        return max(self.first, month).day, min(self.last, end).day


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity and its rows."""

    name: DataCell
    actions: tuple[Action, ...]


def read_activities(
    reader: Reader, path: str, audiences: tuple[Audience, ...], channels: tuple[Channel, ...]
) -> tuple[Activity, ...]:
    """Read activities.csv.

    Raises:
        FaultError: what `read_table` finds, and I350 an audience that audiences.csv does not have; I351 a channel that
            channels.csv does not have; I352 a row that ends before it starts; I353 a row that has no activity to belong
            to; I356 a plan that reaches over more than two years.
    """
    table = read_table(reader, path, columns=COLUMNS, closed=True)
    faults = Faults()
    groups = audience_names(audiences)
    group_names = [name for audience in audiences for name in (audience.name.text, *audience.groups)]
    names = {channel.name.text.casefold(): channel.name.text for channel in channels}
    activities: list[tuple[DataCell, list[Action]]] = []
    for row in table.rows:
        cell = row["Aktivitet"]
        if not cell.text and not activities:
            todo = "Write the activity in the row where it begins."
            faults.add("I353", "There is no activity (Aktivitet) that this row could belong to.", cell.place, todo)
        if not activities or cell.text not in ("", activities[-1][0].text):
            activities.append((cell, []))
        _check_names(row["Målgrupp"], groups, group_names, "I350", "audience (målgrupp)", faults)
        _check_names(row["Kanaler"], names, list(names.values()), "I351", "channel (kanal)", faults)
        activities[-1][1].append(_action(row, faults))
    faults.raise_if_errors()
    found = tuple(Activity(name, tuple(actions)) for name, actions in activities)
    if len(months_of(found)) > MOST_MONTHS:
        longest = max((action for one in found for action in one.actions), key=lambda action: action.last)
        message = (
            f"The activities reach over {len(months_of(found))} months; the overview shows {MOST_MONTHS} at the most."
        )
        raise_at = longest.place.at(header="Slut")
        faults.add("I356", message, raise_at, "Check the years of Start and Slut.")
    faults.raise_if_errors()
    return found


def months_of(activities: tuple[Activity, ...]) -> tuple[date, ...]:
    """The first day of each month from the first activity's start to the last one's end."""
    actions = [action for activity in activities for action in activity.actions]
    month = min(action.first for action in actions).replace(day=1)
    last = max(action.last for action in actions)
    months: list[date] = []
    while month <= last:
        months.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return tuple(months)


def _check_names(
    cell: DataCell, known: Mapping[str, object], shown: list[str], code: str, what: str, faults: Faults
) -> None:
    for name in split_names(cell.text):
        plain = _MANNER.sub("", name) if code == "I351" else name
        if plain.casefold() not in known:
            faults.add(code, f"“{plain}” is no {what} of the plan.", cell.place, did_you_mean(plain, shown), name=plain)


def _action(row: DataRow, faults: Faults) -> Action:
    first, last = row["Start"].value, row["Slut"].value
    if not isinstance(first, date) or not isinstance(last, date):
        name = "Slut" if isinstance(first, date) else "Start"
        todo = "Every activity has its first and last day, for the month overview."
        faults.add("I352", f"“{row[name].text}” is no date.", row[name].place, todo)
        first = last = date.min
    elif first > last:
        message = f"The activity ends ({last}) before it starts ({first})."
        faults.add("I352", message, row["Slut"].place, "Check Start and Slut.")
    return Action(row["Målgrupp"], row["Kanaler"], row["Tidpunkt"], row["Ansvarig"], first, last, row.place)
