"""Where a plan stands: what is overdue, the counts, and the changes between two follow-ups."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.followup.answers import Answer, Status, read_answers
from pipeline.followup.deadlines import Deadline, parse_deadline
from pipeline.followup.standing import changes, join, missed_days
from pipeline.places import Place
from pipeline.sources.table import DataCell
from tests.followup.conftest import ANSWERS, AS_OF

YEAR_END = date(2008, 12, 31)
CELL = DataCell(None, "", Place("answers.csv"))


def answer(status, done=None):
    return Answer(Status(status), date.fromisoformat(done) if done else None, CELL, CELL, CELL)


def missed(text, answered, as_of):
    return [day.isoformat() for day in missed_days(parse_deadline(text), answered, as_of)]


def test_a_month_is_overdue_the_day_after_its_last():
    under_way = answer("Pågår")
    assert missed("Augusti 2008", under_way, date(2008, 8, 31)) == []
    assert missed("Augusti 2008", under_way, date(2008, 9, 1)) == ["2008-08-31"]


@pytest.mark.parametrize("status", ["Ej påbörjad", "Pågår", "Försenad"])
def test_what_is_not_done_in_time_is_overdue_whatever_it_is_called(status):
    assert missed("Maj 2008", answer(status), AS_OF) == ["2008-05-31"]


@pytest.mark.parametrize("answered", [answer("Klar", "2008-08-01"), answer("Struken")])
def test_what_is_done_or_dropped_is_never_overdue(answered):
    assert missed("Maj 2008", answered, AS_OF) == []


@pytest.mark.parametrize("text", ["Fortlöpande", "Utefter behov"])
def test_what_has_no_due_day_is_never_overdue(text):
    assert missed(text, answer("Ej påbörjad"), YEAR_END) == []


def test_a_step_that_goes_on_from_a_day_is_overdue_until_it_is_in_use():
    assert missed("Juni 2008 och fortlöpande", answer("Pågår"), AS_OF) == ["2008-06-30"]
    assert missed("Juni 2008 och fortlöpande", answer("Löpande"), AS_OF) == []


@pytest.mark.parametrize("delivered", ["2008-08-29", "2008-08-31", "2008-09-20"])
def test_a_delivered_part_stands_for_the_due_day_nearest_to_it(delivered):
    text = "31 augusti 2008 och 31 december 2008"
    assert missed(text, answer("Pågår", delivered), YEAR_END) == []
    assert missed(text, answer("Pågår", delivered), date(2009, 1, 1)) == ["2008-12-31"]


def test_without_a_delivered_part_both_due_days_are_missed():
    text = "31 augusti 2008 och 31 december 2008"
    assert missed(text, answer("Pågår"), date(2009, 1, 1)) == ["2008-08-31", "2008-12-31"]


def test_counts_per_goal_add_up_to_the_plans(tables, plan):
    followed = join(plan, tables.read(read_answers, ANSWERS, plan, AS_OF), AS_OF)
    first, second = (followed.count(goal) for goal in plan.goals)
    assert first.by_status == {**dict.fromkeys(Status, 0), Status.DONE: 1, Status.CONTINUOUS: 2}
    assert second.by_status == {**dict.fromkeys(Status, 0), Status.UNDER_WAY: 1, Status.NOT_BEGUN: 1}
    whole = followed.count()
    assert whole.steps == len(plan.steps) == first.steps + second.steps
    assert whole.overdue == 0


def test_the_longest_overdue_comes_first_and_expected_delays_last(tables, plan):
    text = (
        ANSWERS.replace("A1.1;Klar;2008-05-20;I tid", "A1.1;Pågår;;")
        .replace("A1.2;Löpande;;", "A1.2;Försenad;;Väntar")
        .replace("A2.1;Löpande;;", "A2.1;Försenad;;Väntar")
    )
    followed = join(plan, tables.read(read_answers, text, plan, AS_OF), AS_OF)
    assert [(late.step.id, late.overdue) for late in followed.overdue] == [
        ("A1.1", True),
        ("A1.2", True),
        ("A2.1", False),
    ]


def test_changes_since_the_last_follow_up(tables, plan):
    then = ANSWERS.replace("A1.1;Klar;2008-05-20;I tid", "A1.1;Pågår;;").replace("A1.2;Löpande", "A1.2;Pågår")
    now = (
        ANSWERS.replace("A1.1;Klar;2008-05-20;I tid", "A1.1;Pågår;;")
        .replace("2008-08-29", "")
        .replace("B1.2;Ej påbörjad", "B1.2;Löpande")
    )
    earlier = join(plan, tables.read(read_answers, then, plan, AS_OF), AS_OF)
    later = join(plan, tables.read(read_answers, now, plan, YEAR_END), YEAR_END)
    found = changes(earlier, later)
    assert found.since == AS_OF
    assert [(change.step.id, change.before.value, change.after.value) for change in found.statuses] == [
        ("A1.2", "Pågår", "Löpande"),
        ("B1.2", "Ej påbörjad", "Löpande"),
    ]
    assert [step.id for step in found.newly_overdue] == ["B1.1"]
    assert [step.id for step in found.resolved] == ["A1.2"]
    assert [step.id for step in found.still_overdue] == ["A1.1"]


def test_two_equal_follow_ups_differ_in_nothing(tables, plan):
    followed = join(plan, tables.read(read_answers, ANSWERS, plan, AS_OF), AS_OF)
    found = changes(followed, followed)
    assert (found.statuses, found.newly_overdue, found.resolved, found.still_overdue) == ((), (), (), ())


days = st.dates(date(2008, 1, 1), date(2009, 12, 31))


@given(st.sets(days, max_size=4), st.sampled_from(Status), st.none() | days, days)
def test_only_due_days_that_have_passed_can_be_missed_and_a_delivery_never_adds_one(due, status, done, as_of):
    deadline = Deadline("", tuple(sorted(due)))
    found = missed_days(deadline, Answer(status, done, CELL, CELL, CELL), as_of)
    assert set(found) <= {day for day in due if day < as_of}
    assert set(found) <= set(missed_days(deadline, Answer(status, None, CELL, CELL, CELL), as_of))
