"""An action plan as its authors write it: goals (mål), measures (vad) and their steps (hur, vem, när)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.followup.deadlines import Deadline, DeadlineError, parse_deadline
from pipeline.places import Place
from pipeline.sources.table import ColumnSpec, DataCell
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.sources.reader import Reader
    from pipeline.sources.table import DataRow

_TEXT: Final = ColumnSpec(required=False)

#: Columns of measures.csv. Mål and Vad are written in the row where a goal or a measure begins, as in the agency's own
#: table; rows below that leave them empty, or repeat them, belong to the same.
COLUMNS: Final = {
    "Id": ColumnSpec(),
    "Mål": _TEXT,
    "Vad": _TEXT,
    "Hur": _TEXT,
    "Vem": _TEXT,
    "När": _TEXT,
}

_ID = re.compile(r"(?P<measure>(?P<goal>[A-ZÅÄÖ]{1,2})\d{1,3})\.\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a measure, with its own responsible and its own deadline.

    Attributes:
        id: such as `A1.2`; answers refer to it.
        how, who, when: the cells Hur, Vem and När.
        deadline: what När means.
        place: the row.
    """

    id: str
    how: DataCell
    who: DataCell
    when: DataCell
    deadline: Deadline
    place: Place


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be done (vad), in one or more steps; `id` such as `A1`."""

    id: str
    what: DataCell
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (mål) and its measures; `id` such as `A`."""

    id: str
    name: DataCell
    measures: tuple[Measure, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all measures, in the plan's order."""
        return tuple(step for measure in self.measures for step in measure.steps)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan; `file` is its table."""

    file: str
    goals: tuple[Goal, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in the plan's order."""
        return tuple(step for goal in self.goals for step in goal.steps)

    @property
    def by_id(self) -> Mapping[str, Step]:
        """Every step under its id."""
        return {step.id: step for step in self.steps}


def read_plan(reader: Reader, path: str, *, named_at: Place | None = None) -> Plan:
    """Read measures.csv (or .xlsx); `named_at` is where the inputs name it, for the fault of a missing one.

    Raises:
        FaultError: what `read_table` finds, and I320 a deadline that says no time; I321 an id that stands twice; I322
            a step without Hur, Vem or När; I323 a row that has no goal or measure to belong to; I324 a goal or measure
            that comes back further down; I325 an id of the wrong form or of another goal or measure.
    """
    table = read_table(reader, path, columns=COLUMNS, closed=True, named_at=named_at)
    faults = Faults()
    builder = _Builder(faults)
    for row in table.rows:
        builder.add(row)
    faults.raise_if_errors()
    return Plan(path, tuple(goal.finish() for goal in builder.goals))


class _OpenMeasure:
    def __init__(self, what: DataCell) -> None:
        self.id, self.what = "", what
        self.steps: list[Step] = []


class _OpenGoal:
    def __init__(self, name: DataCell) -> None:
        self.id, self.name = "", name
        self.measures: list[_OpenMeasure] = []

    def finish(self) -> Goal:
        measures = (Measure(measure.id, measure.what, tuple(measure.steps)) for measure in self.measures)
        return Goal(self.id, self.name, tuple(measures))


class _Builder:
    """Puts row after row where it belongs."""

    def __init__(self, faults: Faults) -> None:
        self.goals: list[_OpenGoal] = []
        self._faults = faults
        self._ids: dict[str, Place] = {}

    def add(self, row: DataRow) -> None:
        goal = self._goal(row["Mål"])
        measure = self._measure(goal, row["Vad"])
        step_id = self._id(row["Id"], goal, measure)
        deadline = self._deadline(row, step_id)
        measure.steps.append(Step(step_id, row["Hur"], row["Vem"], row["När"], deadline, row.place))

    def _goal(self, cell: DataCell) -> _OpenGoal:
        if self.goals and cell.text in ("", self.goals[-1].name.text):
            return self.goals[-1]
        if not cell.text:
            self._orphan(cell, "goal (Mål)")
        self._returning(cell, [goal.name for goal in self.goals], "goal (Mål)")
        self.goals.append(_OpenGoal(cell))
        return self.goals[-1]

    def _measure(self, goal: _OpenGoal, cell: DataCell) -> _OpenMeasure:
        if goal.measures and cell.text in ("", goal.measures[-1].what.text):
            return goal.measures[-1]
        if not cell.text:
            self._orphan(cell, "measure (Vad)")
        self._returning(cell, [measure.what for measure in goal.measures], "measure (Vad)")
        goal.measures.append(_OpenMeasure(cell))
        return goal.measures[-1]

    def _orphan(self, cell: DataCell, what: str) -> None:
        message = f"There is no {what} that this row could belong to."
        self._faults.add("I323", message, cell.place, f"Write the {what} in the row where it begins.")

    def _returning(self, cell: DataCell, earlier: Iterable[DataCell], what: str) -> None:
        for other in earlier:
            if cell.text and other.text == cell.text:
                message = f"The {what} “{cell.text}” comes back; it began in row {other.place.row}."
                self._faults.add("I324", message, cell.place, "Move its rows together.", first_row=other.place.row)

    def _id(self, cell: DataCell, goal: _OpenGoal, measure: _OpenMeasure) -> str:
        found = _ID.fullmatch(cell.text)
        if cell.text in self._ids:
            message = f"The id {cell.text} stands twice; it is also that of row {self._ids[cell.text].row}."
            self._faults.add("I321", message, cell.place, "Give each step an id of its own.", id=cell.text)
        elif not found:
            message = f"“{cell.text}” is no id of a step."
            todo = "Write the goal's letter, the measure's number, a point and the step's number: A1.2."
            self._faults.add("I325", message, cell.place, todo, id=cell.text)
        else:
            goal.id = goal.id or self._fresh(found["goal"], [other.id for other in self.goals])
            measure.id = measure.id or self._fresh(found["measure"], [other.id for other in goal.measures])
            if (found["goal"], found["measure"]) != (goal.id, measure.id):
                message = f"The id {cell.text} does not belong to the goal and measure where the row stands."
                known = f"Ids there begin with {measure.id or goal.id}." if measure.id or goal.id else ""
                self._faults.add(
                    "I325", message, cell.place, known or "Give the goal a letter of its own.", id=cell.text
                )
        self._ids.setdefault(cell.text, cell.place)
        return cell.text

    @staticmethod
    def _fresh(name: str, taken: list[str]) -> str:
        """The name, or nothing when another goal or measure has it already."""
        return "" if name in taken else name

    def _deadline(self, row: DataRow, step_id: str) -> Deadline:
        for name in ("Hur", "Vem", "När"):
            if not row[name].value:
                todo = "Every step says how it is done, by whom and when."
                self._faults.add("I322", f"The step {step_id} has no {name}.", row[name].place, todo, id=step_id)
        if not row["När"].value:
            return Deadline("")
        try:
            return parse_deadline(row["När"].text)
        except DeadlineError as error:
            self._faults.add("I320", error.why, row["När"].place, error.todo, id=step_id)
            return Deadline(row["När"].text)
