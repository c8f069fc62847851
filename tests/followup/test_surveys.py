"""Survey results."""

from pipeline.followup.surveys import read_survey

HEAD = "Fråga;Svar;Antal\n"


def test_shares_of_a_question_are_of_those_who_answered_it(tables):
    survey = tables.read(
        read_survey, HEAD + "Gick det bra?;Ja;30\nGick det bra?;Nej;10\nOch resan?;Ja;5\nOch resan?;Nej;0\n"
    )
    first, second = survey.questions
    assert [first.share(choice) for choice in first.choices] == [75, 25]
    assert (first.total, second.total, survey.answered) == (40, 5, (5, 40))
    assert survey.scale == ("Ja", "Nej")
    assert first.choices[1].place.row == 3


def test_questions_with_different_answers_share_no_scale(tables):
    survey = tables.read(read_survey, HEAD + "A?;Ja;30\nA?;Nej;10\nB?;Bra;5\n")
    assert survey.scale == ()


def test_an_answer_twice_a_negative_number_and_a_question_without_answers(tables):
    text = HEAD + "A?;Ja;30\nA?;Ja;10\nB?;Ja;-5\nB?;Nej;..\nC?;Ja;0\n"
    assert tables.faults(read_survey, text) == [
        ("I345", 3, "Svar"),
        ("I346", 4, "Antal"),
        ("I346", 5, "Antal"),
        ("I347", 6, "Fråga"),
    ]
