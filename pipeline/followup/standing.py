"""Where a plan stands at a date: what is overdue, how far the steps have come, what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.followup.answers import Answer, Status

if TYPE_CHECKING:
    from pipeline.followup.deadlines import Deadline
    from pipeline.followup.measures import Goal, Plan, Step


@dataclass(frozen=True, slots=True)
class Standing:
    """One step at the date of the follow-up.

    Attributes:
        step: the step.
        answer: what was answered about it.
        missed: due days before the date that nothing was delivered for; () when nothing is overdue.
    """

    step: Step
    answer: Answer
    missed: tuple[date, ...]

    @property
    def overdue(self) -> bool:
        """Whether a due day has passed without what was due."""
        return bool(self.missed)

    @property
    def delayed(self) -> bool:
        """Whether it is overdue, or is said to become so."""
        return self.overdue or self.answer.status is Status.DELAYED


@dataclass(frozen=True, slots=True)
class GoalCount:
    """How many of a goal's steps have come how far.

    Attributes:
        goal: the goal; None for the whole plan.
        by_status: a number for every status, in the order of `Status`.
        overdue: how many are overdue; they are counted under their status as well.
    """

    goal: Goal | None
    by_status: Mapping[Status, int]
    overdue: int

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A plan with an answer for each step, at one date."""

    plan: Plan
    as_of: date
    standings: Mapping[str, Standing]

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """What is overdue, and what is said to be delayed, the longest overdue first."""
        late = [standing for standing in self.standings.values() if standing.delayed]
        return tuple(sorted(late, key=lambda standing: standing.missed[:1] or (date.max,)))

    def count(self, goal: Goal | None = None) -> GoalCount:
        """Steps by status, of a goal or of the whole plan."""
        steps = self.plan.steps if goal is None else goal.steps
        standings = [self.standings[step.id] for step in steps]
        by_status = {status: sum(one.answer.status is status for one in standings) for status in Status}
        return GoalCount(goal, by_status, sum(one.overdue for one in standings))


@dataclass(frozen=True, slots=True)
class Change:
    """A step whose status differs from the earlier follow-up's."""

    step: Step
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two follow-ups of the same plan, in the plan's order.

    Attributes:
        since: the date of the earlier one.
        statuses: steps with another status.
        newly_overdue: overdue now and not then.
        resolved: overdue then and not now (done, dropped, or in use).
        still_overdue: overdue then and now.
    """

    since: date
    statuses: tuple[Change, ...]
    newly_overdue: tuple[Step, ...]
    resolved: tuple[Step, ...]
    still_overdue: tuple[Step, ...]


def join(plan: Plan, answers: Mapping[str, Answer], as_of: date) -> FollowUp:
    """Put answers and plan together; `answers` has one for each step of the plan."""
    standings = {
        step.id: Standing(step, answers[step.id], missed_days(step.deadline, answers[step.id], as_of))
        for step in plan.steps
    }
    return FollowUp(plan, as_of, standings)


def missed_days(deadline: Deadline, answer: Answer, as_of: date) -> tuple[date, ...]:
    """Due days that have passed by `as_of` without what was due, earliest first.

    A due day is passed the day after it. Nothing is missed by a step that is done or dropped, or that goes on all the
    time. A part delivered of a step with several due days stands for the due day nearest to it, and for those before;
    of two equally near the earlier.
    """
    if answer.status in (Status.DONE, Status.DROPPED, Status.CONTINUOUS):
        return ()
    passed = [day for day in deadline.due if day < as_of]
    if answer.done is None:
        return tuple(passed)
    delivered = answer.done
    met = min(deadline.due, key=lambda day: abs((day - delivered).days), default=date.min)
    return tuple(day for day in passed if day > met)


def changes(earlier: FollowUp, later: FollowUp) -> Changes:
    """What differs between two follow-ups of the same plan; a step that only one of them has is left out."""
    both = [step for step in later.plan.steps if step.id in earlier.standings]

    def was_late(step: Step) -> bool:
        return earlier.standings[step.id].overdue

    def is_late(step: Step) -> bool:
        return later.standings[step.id].overdue

    pairs = ((step, earlier.standings[step.id].answer, later.standings[step.id].answer) for step in both)
    return Changes(
        since=earlier.as_of,
        statuses=tuple(
            Change(step, before.status, after.status)
            for step, before, after in pairs
            if before.status is not after.status
        ),
        newly_overdue=tuple(step for step in both if is_late(step) and not was_late(step)),
        resolved=tuple(step for step in both if was_late(step) and not is_late(step)),
        still_overdue=tuple(step for step in both if was_late(step) and is_late(step)),
    )
