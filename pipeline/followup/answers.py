"""What the responsible units answer about each step of a plan, at one date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults, did_you_mean
from pipeline.places import Place
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from pipeline.followup.deadlines import Deadline
    from pipeline.followup.measures import Plan
    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataCell, DataRow


class Status(StrEnum):
    """How far a step has come, in the words of the answers."""

    NOT_BEGUN = "Ej påbörjad"
    UNDER_WAY = "Pågår"
    CONTINUOUS = "Löpande"
    DONE = "Klar"
    DELAYED = "Försenad"
    DROPPED = "Struken"


#: Columns of answers.csv.
COLUMNS: Final = {
    "Id": ColumnSpec(),
    "Status": ColumnSpec(),
    "Klart": ColumnSpec(type="date", required=False),
    "Kommentar": ColumnSpec(required=False),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer about one step.

    Attributes:
        status: how far it has come.
        done: day when the step was done; for a step that goes on, the day when it came into use; for a step with
            several deadlines, the day of the latest part. None where none is given.
        comment: the cell Kommentar; its text may be empty.
        status_cell: the cell Status.
        done_cell: the cell Klart, in which `done` stands.
    """

    status: Status
    done: date | None
    comment: DataCell
    status_cell: DataCell
    done_cell: DataCell


def read_answers(
    reader: Reader, path: str, plan: Plan, as_of: date, *, named_at: Place | None = None
) -> Mapping[str, Answer]:
    """Read answers.csv: an answer for each step of the plan, in the plan's order.

    Args:
        reader: the way to the file.
        path: the file, relative to the project.
        plan: what is followed up.
        as_of: the day that the answers tell of.
        named_at: where the inputs name the file, for the fault of a missing one.

    Raises:
        FaultError: what `read_table` finds, and I330 an id that the plan does not have; I331 a step without answer;
            I332 an unknown status; I333 a second answer for a step; I334 a step that is done and has no date; I335 a
            date after the follow-up; I336 Löpande for a step that has a date to be done by; I337 a date that
            contradicts the status; I338 a delayed or dropped step without a comment.
    """
    table = read_table(reader, path, columns=COLUMNS, closed=True, named_at=named_at)
    faults = Faults()
    steps = plan.by_id
    answers: dict[str, Answer] = {}
    seen: dict[str, Place] = {}
    for row in table.rows:
        step_id = row["Id"].text
        if step_id not in steps:
            hint = did_you_mean(step_id, steps)
            faults.add("I330", f"The plan has no step {step_id}.", row["Id"].place, hint, id=step_id)
            continue
        if step_id in seen:
            message = f"There are two answers for {step_id}; the other is in row {seen[step_id].row}."
            faults.add("I333", message, row["Id"].place, "Keep one of them.", id=step_id)
            continue
        seen[step_id] = row.place
        answer = _answer(row, steps[step_id].deadline, as_of, faults)
        if answer:
            answers[step_id] = answer
    for missing in (step for step in plan.steps if step.id not in seen):
        todo = f"Add a row for it; the plan's row is {missing.place.row} of {plan.file}."
        faults.add("I331", f"There is no answer for {missing.id}.", Place(path, sheet=table.sheet), todo, id=missing.id)
    faults.raise_if_errors()
    return {step.id: answers[step.id] for step in plan.steps}


def _answer(row: DataRow, deadline: Deadline, as_of: date, faults: Faults) -> Answer | None:
    cell = row["Status"]
    status = next((status for status in Status if status.casefold() == cell.text.casefold()), None)
    if status is None:
        faults.add(
            "I332", f"“{cell.text}” is no status.", cell.place, did_you_mean(cell.text, Status), status=cell.text
        )
        return None
    done = row["Klart"].value
    day = done if isinstance(done, date) else None
    _check_day(row, status, deadline, day, as_of, faults)
    if status in (Status.DELAYED, Status.DROPPED) and not row["Kommentar"].value:
        message = f"{row['Id'].text} is {status} and has no comment."
        faults.add("I338", message, row["Kommentar"].place, "Say why, in a sentence.", id=row["Id"].text)
    return Answer(status, day, row["Kommentar"], cell, row["Klart"])


def _check_day(row: DataRow, status: Status, deadline: Deadline, day: date | None, as_of: date, faults: Faults) -> None:
    """Hold the date against the status and the follow-up's day."""
    step_id, place = row["Id"].text, row["Klart"].place
    if status is Status.DONE and day is None:
        message = f"{step_id} is Klar and has no date."
        faults.add("I334", message, place, "Write the day when it was done, as 2008-06-19.", id=step_id)
    if day is not None and day > as_of:
        message = f"{step_id} has a date after the follow-up, which is as of {as_of}."
        faults.add("I335", message, place, "A follow-up tells what had been done by its day.", id=step_id)
    if status is Status.CONTINUOUS and deadline.due and not deadline.continuous:
        message = f"{step_id} cannot be Löpande: it is to be done by “{deadline.text}”."
        todo = "Write Pågår, or Klar with a date; or add “och fortlöpande” in the plan."
        faults.add("I336", message, row["Status"].place, todo, id=step_id)
    partly = status in (Status.UNDER_WAY, Status.DELAYED) and (len(deadline.due) > 1 or deadline.continuous)
    if day is not None and not partly and status not in (Status.DONE, Status.CONTINUOUS):
        message = f"{step_id} is {status} and yet has a date when it was done."
        faults.add("I337", message, place, "Take the date away, or write Klar.", id=step_id)
