"""Reading answers: one a step, and nothing that contradicts itself."""

import pytest

from pipeline.followup.answers import Status, read_answers
from tests.followup.conftest import ANSWERS, AS_OF

CONTRADICTIONS = [
    ("A1.1;Klar;2008-05-20;I tid", "A1.1;Klar;;I tid", "I334", 2, "Klart"),
    ("A1.1;Klar;2008-05-20;I tid", "A1.1;Klar;2008-09-01;I tid", "I335", 2, "Klart"),
    ("A1.1;Klar;2008-05-20;I tid", "A1.1;Löpande;;", "I336", 2, "Status"),
    ("A1.1;Klar;2008-05-20;I tid", "A1.1;Pågår;2008-05-20;", "I337", 2, "Klart"),
    ("B1.2;Ej påbörjad;;", "B1.2;Ej påbörjad;2008-05-20;", "I337", 6, "Klart"),
    ("B1.2;Ej påbörjad;;", "B1.2;Försenad;;", "I338", 6, "Kommentar"),
    ("B1.2;Ej påbörjad;;", "B1.2;Struken;;–", "I338", 6, "Kommentar"),
    ("A1.2;Löpande;;", "A1.1;Löpande;;", "I333", 3, "Id"),
]


def test_every_step_has_its_answer_in_the_plans_order(tables, plan):
    lines = ANSWERS.splitlines(keepends=True)
    mixed = lines[0] + "".join(reversed(lines[1:]))
    answers = tables.read(read_answers, mixed, plan, AS_OF)
    assert list(answers) == ["A1.1", "A1.2", "A2.1", "B1.1", "B1.2"]
    assert answers["A1.1"].status is Status.DONE
    assert str(answers["A1.1"].done) == "2008-05-20"
    assert answers["B1.1"].comment.text == "Sommarens del"
    assert answers["A1.2"].done is None


def test_capitals_in_a_status_do_not_matter(tables, plan):
    answers = tables.read(read_answers, ANSWERS.replace("Ej påbörjad", "EJ PÅBÖRJAD"), plan, AS_OF)
    assert answers["B1.2"].status is Status.NOT_BEGUN


def test_what_was_done_on_the_day_of_the_follow_up_counts(tables, plan):
    answers = tables.read(read_answers, ANSWERS.replace("2008-05-20", AS_OF.isoformat()), plan, AS_OF)
    assert answers["A1.1"].done == AS_OF


def test_an_unknown_id_is_named_with_the_nearest_one(tables, plan):
    extra = ANSWERS + "A1.22;Löpande;;\n"
    fault = tables.fault(read_answers, extra, plan, AS_OF)
    assert (fault.code, fault.place.row, fault.place.header) == ("I330", 7, "Id")
    assert fault.todo == "Did you mean “A1.2”?"


def test_a_missing_answer_is_named_with_the_plans_row(tables, plan):
    fault = tables.fault(read_answers, ANSWERS.replace("A2.1;Löpande;;\n", ""), plan, AS_OF)
    assert fault.code == "I331"
    assert "A2.1" in fault.message
    assert "row is 4 of measures.csv" in fault.todo


def test_an_unknown_status_gets_a_suggestion(tables, plan):
    fault = tables.fault(read_answers, ANSWERS.replace("Ej påbörjad", "Påbörjad"), plan, AS_OF)
    assert (fault.code, fault.place.row, fault.place.header) == ("I332", 6, "Status")
    assert fault.todo == "Did you mean “Ej påbörjad”?"


@pytest.mark.parametrize(("right", "wrong", "code", "row", "column"), CONTRADICTIONS)
def test_an_answer_that_contradicts_the_plan_its_date_or_itself(tables, plan, right, wrong, code, row, column):
    faults = tables.faults(read_answers, ANSWERS.replace(right, wrong), plan, AS_OF)
    assert (code, row, column) in faults
    assert {found for found, _, _ in faults} <= {code, "I331"}


def test_an_impossible_date_is_the_tables_fault(tables, plan):
    assert tables.faults(read_answers, ANSWERS.replace("2008-05-20", "2008-02-30"), plan, AS_OF) == [
        ("I133", 2, "Klart")
    ]


def test_all_faults_of_the_answers_come_at_once(tables, plan):
    text = ANSWERS.replace("2008-05-20", "2008-09-20").replace("Pågår", "Pågåt").replace("B1.2", "B1.3")
    codes = [code for code, _, _ in tables.faults(read_answers, text, plan, AS_OF)]
    assert sorted(codes) == ["I330", "I331", "I332", "I335"]
