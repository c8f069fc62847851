"""Audiences (målgrupper) and channels (kanaler) of a communication plan, and the names that activities call them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataCell

#: Columns of audiences.csv. Omfattar names narrower groups, with commas between; activities may name them too.
AUDIENCE_COLUMNS: Final = {
    "Prioritet": ColumnSpec(type="integer"),
    "Målgrupp": ColumnSpec(unique=True),
    "Omfattar": ColumnSpec(required=False, optional_column=True),
}

#: What Typ in channels.csv may be. `enskild`: used by single activities, and not among the plan's listed channels.
INTERNAL, EXTERNAL, SINGLE = "intern", "extern", "enskild"

#: Columns of channels.csv.
CHANNEL_COLUMNS: Final = {
    "Kanal": ColumnSpec(unique=True),
    "Typ": ColumnSpec(type="choice", choices=(INTERNAL, EXTERNAL, SINGLE)),
}


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience.

    Attributes:
        name: the cell Målgrupp.
        priority: 1 is first.
        groups: narrower groups within it.
    """

    name: DataCell
    priority: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; `type` is `intern`, `extern` or `enskild`."""

    name: DataCell
    type: str


def read_audiences(reader: Reader, path: str) -> tuple[Audience, ...]:
    """Read audiences.csv, in order of priority.

    Raises:
        FaultError: what `read_table` finds, and I354 priorities that are not 1, 2, 3 … each once.
    """
    table = read_table(reader, path, columns=AUDIENCE_COLUMNS, closed=True)
    faults = Faults()
    audiences: list[Audience] = []
    seen: dict[int, Place] = {}
    for row in table.rows:
        cell = row["Prioritet"]
        priority = cell.value if isinstance(cell.value, int) else 0
        if priority in seen or not 1 <= priority <= len(table.rows):
            message = f"The priority {cell.text} "
            message += f"stands in row {seen[priority].row} too." if priority in seen else "is out of the order."
            todo = f"Number the audiences from 1 to {len(table.rows)}, each number once."
            faults.add("I354", message, cell.place, todo, priority=priority)
        seen.setdefault(priority, cell.place)
        groups = split_names(row["Omfattar"].text) if "Omfattar" in row else ()
        audiences.append(Audience(row["Målgrupp"], priority, groups))
    faults.raise_if_errors()
    return tuple(sorted(audiences, key=lambda audience: audience.priority))


def read_channels(reader: Reader, path: str) -> tuple[Channel, ...]:
    """Read channels.csv, in its order.

    Raises:
        FaultError: what `read_table` finds; an unknown type is its I134.
    """
    table = read_table(reader, path, columns=CHANNEL_COLUMNS, closed=True)
    return tuple(Channel(row["Kanal"], str(row["Typ"].value)) for row in table.rows)


def audience_names(audiences: tuple[Audience, ...]) -> Mapping[str, Audience]:
    """Every name that an activity may use → the audience; a group of several audiences belongs to the first."""
    names: dict[str, Audience] = {}
    for audience in audiences:
        for name in (audience.name.text, *audience.groups):
            names.setdefault(name.casefold(), audience)
    return names


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell, with commas or new lines between them."""
    parts = text.replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())
