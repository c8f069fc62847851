"""Tables that are made from others: which rows of the other table each of their cells comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.figures.grouped import listed

if TYPE_CHECKING:
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import DataSettings
    from pipeline.figures.suppression.lines import Spot


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a cell comes from: rows of another table, and the column that is added up; None when they are counted."""

    rows: tuple[int, ...]
    column: str | None


def origins(settings: DataSettings, source: NamedTable, made: NamedTable) -> dict[Spot, Origin]:
    """The origin of each number in a table that is made from another.

    Args:
        settings: how it is made.
        source: the other table.
        made: the table.
    """
    place = made.data.place
    conditions = {source.column(name, place): listed(wanted) for name, wanted in settings.where.items()}
    keys = [source.column(name, place) for name in listed(settings.group_by)]
    across = source.column(settings.across, place) if settings.across else None
    measures: list[str | None] = [source.column(name, place) for name in listed(settings.sum)]
    measures += [None] if settings.count else []
    chosen = source.data.by_columns.where(conditions)
    values = [value for (value,) in chosen.groups([across])] if across else [""]
    found: dict[Spot, Origin] = {}
    for row, selection in enumerate(chosen.groups(keys).values()):
        parts = selection.groups([across]) if across else {("",): selection}
        columns = iter(made.data.columns[len(keys) :])
        for value in values:
            part = parts.get((value,))
            for measure in measures:
                found[row, next(columns)] = Origin(tuple(part.rows) if part is not None else (), measure)
    return found
