"""Reading a plan: what belongs to what, and what is wrong."""

from itertools import pairwise
from pathlib import Path

from pipeline.followup.measures import read_plan
from pipeline.sources.reader import Reader
from tests.followup.conftest import PLAN

HEAD = "Id;Mål;Vad;Hur;Vem;När\n"
FIRST = "A1.1;Målet;Åtgärden;Så;Staben;Maj 2008\n"


def test_empty_cells_belong_to_the_goal_and_measure_above(plan):
    assert [(goal.id, [measure.id for measure in goal.measures]) for goal in plan.goals] == [
        ("A", ["A1", "A2"]),
        ("B", ["B1"]),
    ]
    assert [step.id for step in plan.goals[0].measures[0].steps] == ["A1.1", "A1.2"]
    assert plan.goals[1].measures[0].what.text == "Följa upp"


def test_repeated_cells_mean_the_same_as_empty_ones(tables, plan):
    rows = [line.split(";") for line in PLAN.splitlines()]
    for above, row in pairwise(rows[1:]):
        row[2] = row[2] or above[2]
        row[1] = row[1] or above[1]
    repeated = tables.read(read_plan, "\n".join(";".join(row) for row in rows))
    assert [[step.id for step in goal.steps] for goal in repeated.goals] == [
        [step.id for step in goal.steps] for goal in plan.goals
    ]
    assert [len(goal.measures) for goal in repeated.goals] == [len(goal.measures) for goal in plan.goals]


def test_a_step_knows_its_row_and_its_cells(plan):
    step = plan.by_id["A2.1"]
    assert step.place.row == 4
    assert (step.who.text, step.who.place.header, step.who.place.row) == ("Enheterna", "Vem", 4)


def test_a_step_without_who_or_when_is_named(tables):
    fault = tables.fault(read_plan, HEAD + FIRST + "A1.2;;;Så;;Maj 2008\n")
    assert (fault.code, fault.place.row, fault.place.header) == ("I322", 3, "Vem")
    assert "A1.2" in fault.message
    assert tables.faults(read_plan, HEAD + FIRST + "A1.2;;;;Staben;\n") == [("I322", 3, "Hur"), ("I322", 3, "När")]


def test_an_impossible_deadline_has_its_cell(tables):
    fault = tables.fault(read_plan, HEAD + FIRST + "A1.2;;;Så;Staben;31 juni 2008\n")
    assert (fault.code, fault.place.row, fault.place.header) == ("I320", 3, "När")


def test_an_id_that_stands_twice(tables):
    fault = tables.fault(read_plan, HEAD + FIRST + "A1.1;;;Annat;Staben;Maj 2008\n")
    assert (fault.code, fault.place.row, fault.place.header) == ("I321", 3, "Id")
    assert "row 2" in fault.message


def test_ids_have_a_form_and_follow_the_goals_and_measures(tables):
    assert tables.faults(read_plan, HEAD + FIRST + "1.2;;;Så;Staben;Maj 2008\n") == [("I325", 3, "Id")]
    assert tables.faults(read_plan, HEAD + FIRST + "B1.2;;;Så;Staben;Maj 2008\n") == [("I325", 3, "Id")]
    assert tables.faults(read_plan, HEAD + FIRST + "A2.1;;;Så;Staben;Maj 2008\n") == [("I325", 3, "Id")]
    assert tables.faults(read_plan, HEAD + FIRST + "A2.1;Annat mål;Vad;Så;Staben;Maj 2008\n") == [("I325", 3, "Id")]


def test_the_first_row_needs_a_goal_and_a_goal_needs_a_measure(tables):
    assert tables.faults(read_plan, HEAD + "A1.1;;;Så;Staben;Maj 2008\n") == [("I323", 2, "Mål"), ("I323", 2, "Vad")]
    assert ("I323", 3, "Vad") in tables.faults(read_plan, HEAD + FIRST + "B1.1;Annat mål;;Så;Staben;Maj 2008\n")


def test_a_goal_that_comes_back_further_down(tables):
    text = HEAD + FIRST + "B1.1;Annat;Vad;Så;Staben;Maj 2008\n" + "A1.2;Målet;Åtgärden;Så;Staben;Maj 2008\n"
    assert ("I324", 4, "Mål") in tables.faults(read_plan, text)


def test_all_faults_of_a_plan_come_at_once(tables):
    text = HEAD + FIRST + "A1.1;;;Så;;snart\n" + "A1.3;;;Så;Staben;30 februari 2008\n"
    assert tables.faults(read_plan, text) == [
        ("I321", 3, "Id"),
        ("I320", 3, "När"),
        ("I322", 3, "Vem"),
        ("I320", 4, "När"),
    ]


def test_a_misspelt_column_is_found(tables):
    assert tables.faults(read_plan, HEAD.replace("Vem", "Vems") + FIRST) == [("I127", 1, "Vem")]


def test_the_plan_of_2008_has_its_goals_measures_and_steps():
    root = Path(__file__).parents[2]
    plan = read_plan(Reader(root), "inputs/return-action-plan-2008/measures.csv")
    assert [(goal.id, len(goal.measures), len(goal.steps)) for goal in plan.goals] == [
        ("A", 8, 13),
        ("B", 14, 31),
        ("C", 3, 3),
        ("D", 3, 4),
        ("E", 7, 15),
    ]
    assert sum(step.deadline.continuous for step in plan.steps) == 33
    assert plan.by_id["B1.2"].deadline.as_needed
