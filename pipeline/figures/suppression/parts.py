"""What adds up in a table of people, and what is worked out from what: as figures.yaml says, and as anybody can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.figures.suppression.lines import Line
from pipeline.figures.suppression.settings import REST
from pipeline.figures.suppression.totals import differences, is_called_total, single_sums, sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.figures.suppression.lines import Lines, PeopleTable, Spot


def add_worked_out(made: PeopleTable, lines: Lines) -> None:
    """Add the cells that come from others, with the counts that they come from in the end.

    Faults: I290 what a row or column comes from is not beside it, or is no count in the end.
    """
    checked: list[tuple[str, Line]] = []
    for name, sources in made.settings.worked_out.items():
        line = lines.line(name, "worked-out", name)
        found = [lines.line(source, "worked-out", name, index) for index, source in enumerate(sources)]
        named = [one for one in found if one is not None]
        if line is None or len(named) < len(found):
            continue
        along = [one for one in named if one.is_row == line.is_row]
        cross = [one for one in named if one.is_row != line.is_row]
        if not along:
            message = f"What “{name}” of {made.name} comes from has no cell beside it."
            todo = "Name the column of counts for a column, the row of counts for a row."
            lines.faults.add("I290", message, lines.locate("worked-out", name), todo, name=name)
            continue
        meeting = [one.at(_position(two)) for one in along for two in cross]
        checked.append((name, line))
        for other in lines.across(line):
            made.worked_out[line.at(other)] = (*(one.at(other) for one in along), *meeting)
    for spot in made.worked_out:
        made.worked_out[spot] = tuple(dict.fromkeys(_counts_behind(made, spot, ())))
    for name, line in checked:
        if not any(made.worked_out.get(line.at(other)) for other in lines.across(line)):
            message = f"“{name}” of {made.name} comes from no number of people, as {made.name} tells it."
            todo = "Name the counts that it comes from; under not-people, what comes from none."
            lines.faults.add("I290", message, lines.locate("worked-out", name), todo, name=name)


def _position(line: Line) -> int | str:
    position = line.row if line.is_row else line.column
    assert position is not None
    return position


def _counts_behind(made: PeopleTable, spot: Spot, above: tuple[Spot, ...]) -> Iterator[Spot]:
    """The counts that a cell comes from, also through others that are worked out."""
    if spot in made.values:
        yield spot
    for source in () if spot in above else made.worked_out.get(spot, ()):
        yield from _counts_behind(made, source, (*above, spot))


def add_sums(made: PeopleTable, lines: Lines) -> None:
    """Add the sums that figures.yaml names, and all that hold anyway.

    Faults: I290 parts that are no rows, or no columns; I293 parts that do not add up.
    """
    for name, parts in made.settings.parts.items():
        total = lines.line(name, "parts", name)
        found = [lines.line(part, "parts", name, index) for index, part in enumerate(parts) if part != REST]
        _add_named(made, lines, ("parts", name), total, found, rest=REST in parts)
    for position, one in enumerate(made.settings.totals):
        if one.of and not one.rounding:
            name = one.row or one.column or ""
            total = lines.line(name, "totals", position)
            found = [lines.line(part, "totals", position, "of", index) for index, part in enumerate(one.of)]
            _add_named(made, lines, ("totals", position), total, found, rest=False)
    _add_found(made, lines)
    _check_last(made, lines, Line(row=len(lines.rows) - 1) if made.table.total and len(lines.rows) > 1 else None)


def _add_named(
    made: PeopleTable,
    lines: Lines,
    key: tuple[str | int, ...],
    total: Line | None,
    found: Sequence[Line | None],
    *,
    rest: bool,
) -> None:
    parts = [line for line in found if line is not None]
    if total is None or len(parts) < len(found):
        return
    message = f"A total of {made.name} and its parts are not all rows or all columns."
    if not parts or not lines.alike((total, *parts), message, *key):
        return
    for other in lines.across(total):
        whole, spots = total.at(other), tuple(part.at(other) for part in parts)
        if any(spot not in made.values for spot in (whole, *spots)):
            continue
        (made.rests if rest else made.sums).append((whole, spots))
        numbers = [number for spot in spots if (number := made.values[spot]) is not None]
        value = made.values[whole]
        if value is None or len(numbers) < len(spots):
            continue
        if value < sum(numbers) or (value > sum(numbers) and not rest):
            message = f"{value} is not the sum of its parts, {sum(numbers)}: {made.called(whole)}."
            lines.faults.add("I293", message, made.cell(whole).place, "Check the cells, and the parts that are named.")


def _add_found(made: PeopleTable, lines: Lines) -> None:
    """Add the sums that hold anyway: whoever reads the table can find them."""
    rows = [row for row in lines.rows if lines.kinds.get(Line(row=row), "share") == "share"]
    columns = [column for column in lines.columns if lines.kinds.get(Line(column=column), "share") == "share"]
    columns = [column for column in columns if any((row, column) in made.values for row in rows)]
    known = set(made.sums)
    in_rows = [[made.values.get((row, column)) for column in columns] for row in rows]
    in_columns = [[made.values.get((row, column)) for row in rows] for column in columns]
    by_rows, by_columns = sums(in_rows), sums(in_columns)
    found = [
        ((rows[total], column), tuple((rows[part], column) for part in parts))
        for total, parts in by_rows
        for column in columns
    ]
    found += [
        ((row, columns[total]), tuple((row, columns[part]) for part in parts))
        for total, parts in by_columns
        for row in rows
    ]
    whole_rows = {rows.index(row) for row in made.table.total_rows if row in rows}
    whole_rows |= {index for index, row in enumerate(rows) if is_called_total(made.table.row_name(row))}
    whole_columns = {index for index, column in enumerate(columns) if is_called_total(column)}
    found += [
        ((rows[total], columns[place]), tuple((rows[part], columns[place]) for part in parts))
        for total, parts, place in single_sums(in_rows, whole_rows)
    ]
    found += [
        ((rows[place], columns[total]), tuple((rows[place], columns[part]) for part in parts))
        for total, parts, place in single_sums(in_columns, whole_columns)
    ]
    made.sums += [one for one in dict.fromkeys(found) if one not in known and _all_counts(made, *one)]


def _all_counts(made: PeopleTable, whole: Spot, parts: Sequence[Spot]) -> bool:
    return all(spot in made.values for spot in (whole, *parts))


def _check_last(made: PeopleTable, lines: Lines, last: Line | None) -> None:
    """`total: true` says that the last row is a total; then it must be one."""
    if last is None or last.row is None or last in lines.kinds:
        return
    if any(whole[0] == last.row for whole, _ in (*made.sums, *made.rests)):
        return
    columns = [column for column in lines.columns if (last.row, column) in made.values]
    values = [[made.values.get((row, column)) for column in columns] for row in lines.rows]
    if any(differences(values, last.row, range(last.row))):
        message = f"The last row of {made.name} is said to be a total, and is not the sum of the rows above."
        todo = "Check the cells, or name its parts with `parts:`; without any, leave out `total: true`."
        lines.faults.add("I293", message, made.table.data.rows[last.row].place, todo)
