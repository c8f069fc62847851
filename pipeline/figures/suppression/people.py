"""Reading a table that counts people: which of its cells are counts, and what is known of them together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.figures.cells import number_in
from pipeline.figures.suppression.lines import Line, Lines, PeopleTable
from pipeline.figures.suppression.parts import add_sums, add_worked_out
from pipeline.figures.suppression.shares import add_shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.figures.cells import NamedTable
    from pipeline.figures.settings import DataSettings
    from pipeline.figures.suppression.lines import Spot
    from pipeline.places import Place
    from pipeline.sources.table import DataCell

    Locate = Callable[..., Place]

#: All of them, in percent: a larger number before the sign is a year.
_WHOLE: Final = 100


def read_people(name: str, table: NamedTable, settings: DataSettings, *, shown: bool, locate: Locate) -> PeopleTable:
    """Sort out the cells of a table that counts people.

    Args:
        name: of the table in figures.yaml.
        table: its cells.
        settings: what figures.yaml says of it.
        shown: whether the document shows it.
        locate: place of a key of the table, as `locate("parts", "Totalt")`.

    Raises:
        FaultError: I290 a key names a row or column that is not there; I291 a cell is no number of people; I292 a
            percentage is not of what it is said to be, or of nothing; I293 parts do not add up to their total.
    """
    made = PeopleTable(name, table, settings, shown)
    lines = Lines(table, settings, locate)
    lines.faults.raise_if_errors()
    _add_counts(made, lines)
    lines.faults.raise_if_errors()
    add_shares(made, lines)
    add_worked_out(made, lines)
    add_sums(made, lines)
    lines.faults.raise_if_errors()
    return made


def _add_counts(made: PeopleTable, lines: Lines) -> None:
    for column in lines.columns:
        if Line(column=column) in lines.kinds or _is_text(made, lines, column):
            continue
        spots = [(row, column) for row in lines.rows if lines.kind(row, column) == "count"]
        percentage = next((spot for spot in spots if _is_percentage(made, spot)), None)
        if percentage is not None:
            message = f"Percentages in a table of people have no base: {made.called(percentage)}."
            todo = "Say what they are of with shares:, or with worked-out: when the table has their counts as well."
            lines.faults.add("I292", message, made.cell(percentage).place, todo)
            continue
        for spot in spots:
            _add_count(made, lines, spot)


def _is_percentage(made: PeopleTable, spot: Spot) -> bool:
    """Whether a cell is a percentage, by its sign, its type, its unit, or what its row or column is called."""
    row, column = spot
    settings = made.table.columns.get(column)
    if made.cell(spot).text.rstrip().endswith("%") or (settings is not None and settings.type == "percent"):
        return True
    unit = settings.unit if settings is not None and settings.unit else made.table.data.units.get(column, "")
    return any(_says_percent(words) for words in (unit, column, made.table.row_name(row)))


def _says_percent(heading: str) -> bool:
    """Whether a heading is of percentages: “Andel ja”, “Ja, procent”; not “Arbetar 75 procent”, which people do."""
    plain = " ".join(heading.casefold().split())
    behind = re.search(r"(\d*) ?(?:%|procent|percent)\)?$", plain)
    if behind is not None:
        return not behind[1] or int(behind[1]) > _WHOLE
    return re.match(r"(?:andel|andelar|andelen|procent|%)(?!\w)", plain) is not None


def _is_text(made: PeopleTable, lines: Lines, column: str) -> bool:
    """Whether a column holds words or days only, and so counts nothing.

    “3 (33 %)” and “färre än 5” are words that count: they go on, and are refused.
    """
    settings = made.table.columns.get(column)
    if settings is not None and settings.type == "date":
        return True
    cells = [made.table.cell(row, column) for row in lines.rows]
    if not any(cell.value is not None for cell in cells) or any(number_in(cell) is not None for cell in cells):
        return False
    return not any(isinstance(cell.value, str) and re.search(r"\d", cell.value) for cell in cells)


def _add_count(made: PeopleTable, lines: Lines, spot: Spot) -> None:
    cell = made.cell(spot)
    if cell.value is None:
        # “.” says that there can be nobody, which readers know as well as from “–”
        made.values[spot] = 0 if cell.missing in ("nil", "not-applicable") else None
        return
    problem = _problem(cell)
    if problem:
        todo = "Name its row or column under worked-out: with what it comes from, or under not-people: when it counts "
        todo += "something else."
        lines.faults.add("I291", f"In a table of people, {problem}: {made.called(spot)}.", cell.place, todo)
        return
    number = number_in(cell)
    assert number is not None
    made.values[spot] = int(number)


def _problem(cell: DataCell) -> str:
    """Why a cell is no number of people; empty when it is one."""
    number = number_in(cell)
    if number is None:
        return f"“{cell.text}” is no number"
    if number != number.to_integral_value():
        return f"{cell.text} has decimals"
    return f"{cell.text} is below nought" if number < 0 else ""
