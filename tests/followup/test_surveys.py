"""Survey results."""

from pipeline.followup.surveys import protected, read_survey

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


def test_few_answers_are_withheld_with_another_that_would_give_them_away(tables):
    text = HEAD + "A?;Ja;30\nA?;Delvis;9\nA?;Nej;3\nB?;Ja;25\nB?;Delvis;0\nB?;Nej;17\n"
    survey = protected(tables.read(read_survey, text))
    told = [[None if one.withheld else one.count for one in question.choices] for question in survey.questions]
    assert told == [[30, None, None], [25, 0, 17]]
    assert survey.has_withheld
    assert survey.answered == (42, 42)


def test_a_survey_with_many_answers_of_each_kind_is_told_whole(tables):
    survey = tables.read(read_survey, HEAD + "A?;Ja;30\nA?;Nej;9\n")
    assert protected(survey) == survey
    assert not survey.has_withheld


def test_of_a_survey_that_few_answered_nothing_is_told(tables):
    survey = protected(tables.read(read_survey, HEAD + "A?;Ja;2\nA?;Nej;1\n"))
    assert survey.answered is None
