"""The follow-ups of the action plan: overview, measures and results."""

import pytest

from pipeline.content.model import Figure, Table, Value
from pipeline.content.walk import walk_inlines
from pipeline.followup.answers import Status
from tests.kinds.plan_inputs import Plans, grid, headings, tables, words

PLAN, KIND = "return-action-plan-2008", "action-plan-followup"
AUGUST = f"{PLAN}/followups/2008-08-31"
DECEMBER = f"{PLAN}/followups/2008-12-31"

_SHOWN = (
    Status.NOT_BEGUN,
    Status.UNDER_WAY,
    Status.DELAYED,
    Status.CONTINUOUS,
    Status.DONE,
    Status.DROPPED,
)


@pytest.fixture
def plans(tmp_path):
    return Plans(tmp_path).with_folder(PLAN)


def labelled(document, label):
    for blocks in document.parts.values():
        for block in blocks:
            if getattr(block, "label", None) == label:
                return block
    raise AssertionError(label)


@pytest.mark.parametrize("folder", [AUGUST, DECEMBER])
def test_the_front_page_can_say_that_the_answers_are_made_up(plans, folder):
    assert "påhittade" in plans.compose(folder, KIND).variables["example"]


def test_the_counts_per_goal_add_up(plans):
    table = labelled(plans.compose(AUGUST, KIND), "tbl-lage")
    assert [words(cell.children) for cell in table.header[0].cells] == [
        "Status",
        "A",
        "B",
        "C",
        "D",
        "E",
        "Hela planen",
    ]
    rows = {row[0]: [int(number) for number in row[1:]] for row in grid(table)}
    assert list(rows) == [*(status.value for status in _SHOWN), "Summa", "Varav förfallna"]
    assert [rows[status.value][-1] for status in _SHOWN] == [8, 17, 4, 29, 8, 0]
    assert rows["Summa"] == [sum(column) for column in zip(*(rows[status.value] for status in _SHOWN), strict=True)]
    assert rows["Summa"] == [13, 31, 3, 4, 15, 66]
    assert rows["Varav förfallna"] == [0, 7, 0, 1, 0, 8]


def test_counts_lead_back_to_the_answers_behind_them(plans):
    table = labelled(plans.compose(AUGUST, KIND), "tbl-lage")
    (delayed,) = table.rows[2].cells[2].children[0].children
    assert isinstance(delayed, Value)
    assert delayed.text == "4"
    assert [(cell.file, cell.header) for cell in delayed.cells] == [(f"inputs/{AUGUST}/answers.csv", "Status")] * 4


def test_the_overdue_table_has_the_due_day_and_the_days_since(plans):
    rows = grid(labelled(plans.compose(AUGUST, KIND), "tbl-forfallna"))
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("B7.2", "31 maj 2008 92 dagar sedan", "Pågår"),
        ("B11.1", "31 maj 2008 92 dagar sedan", "Pågår"),
        ("B11.2", "31 maj 2008 92 dagar sedan", "Försenad"),
        ("D2.1", "31 maj 2008 92 dagar sedan", "Pågår"),
        ("B1.3", "30 juni 2008 62 dagar sedan", "Försenad"),
        ("B1.4", "30 juni 2008 62 dagar sedan", "Försenad"),
        ("B9.1", "30 juni 2008 62 dagar sedan", "Försenad"),
        ("B12.5", "31 juli 2008 31 dagar sedan", "Ej påbörjad"),
    ]
    assert rows[-1][2] == "Verksamhetsområde Asylmottagning i samarbete med personalenheten"


def test_an_expected_delay_stands_with_its_deadline_in_words(plans):
    plans.change(f"{AUGUST}/answers.csv", "B11.3;Ej påbörjad", "B11.3;Försenad")
    rows = grid(labelled(plans.compose(AUGUST, KIND), "tbl-forfallna"))
    assert (rows[-1][0], rows[-1][3]) == ("B11.3", "Höst 2008")


def test_the_first_follow_up_tells_of_no_changes_and_the_second_does(plans):
    august, december = plans.compose(AUGUST, KIND), plans.compose(DECEMBER, KIND)
    assert not [text for _, text in headings(august.parts["overview"]) if text.startswith("Förändringar")]
    rows = grid(labelled(december, "tbl-forandringar"))
    assert len(rows) == 26
    assert ["B9.1", "Försenad", "Struken"] in [[row[0], row[2], row[3]] for row in rows]
    text = " ".join(words(block) for block in december.parts["overview"])
    assert "Nya förfallna steg: D2.2, E3.3." in text
    assert "även vid den förra uppföljningen: B1.4, B12.5." in text


def test_every_step_stands_with_its_status_and_comment(plans):
    document = plans.compose(DECEMBER, KIND)
    rows = [row for table in tables(document.parts["measures"]) for row in grid(table)]
    steps = [row for row in rows if row[0] != row[1]]
    assert len(steps) == 66
    by_id = {row[0]: row for row in steps}
    assert by_id["B1.3"][4:] == ["Klar 30 oktober 2008", "De viktigaste ändringarna är införda."]
    assert by_id["E3.3"][4] == "Försenad Förfallet sedan 31\u00a0augusti\u00a02008"
    assert by_id["A1.2"][4] == "Löpande sedan 23 juni 2008"
    measures = [row for row in rows if row[0] == row[1]]
    assert len(measures) == 35


def test_a_measures_heading_row_keeps_with_its_first_step(plans):
    for table in tables(plans.compose(AUGUST, KIND).parts["measures"]):
        for row in table.rows:
            spans = row.cells[0].columns == len(table.columns)
            assert row.keep_with_next == spans
            assert row.cells[0].header


def test_status_is_never_told_by_colour_alone(plans):
    for table in tables(plans.compose(AUGUST, KIND).parts["measures"]):
        for cell in (cell for row in table.rows for cell in row.cells):
            if cell.tone == "bad":
                assert "Förfallet sedan" in " ".join(words(block) for block in cell.children)
            elif cell.tone:
                assert words(cell.children[0]) in ("Klar", "Löpande", "Försenad", "Struken")


def test_figures_in_the_comment_come_from_answers_and_indicators(plans):
    document = plans.compose(AUGUST, KIND)
    comment = [block for block in document.parts["overview"] if not isinstance(block, Table)]
    values = {node.name: node for node in walk_inlines(comment) if isinstance(node, Value)}
    assert values["uppfoljning.forfallna"].text == "Åtta"
    share = values["indikator.arenden_avgjorda_inom_tidsmalet.sista"]
    assert share.text == "66,1\u00a0procent"
    assert [(cell.file, cell.row) for cell in share.cells] == [(f"inputs/{AUGUST}/indicators.csv", 25)]


def test_indicators_have_tables_and_charts(plans):
    document = plans.compose(DECEMBER, KIND)
    table = labelled(document, "tbl-indikatorer-antal-manad")
    assert words(table.caption) == "Självmant återvända och verkställbara beslut, antal per månad 2008"
    assert len(table.rows) == 12
    assert grid(table)[5] == ["Juni", "171", "842"]
    assert grid(labelled(document, "tbl-indikatorer-procent-kvartal"))[3] == ["Kvartal 4", "71,8", "36,9"]
    charts = [block for block in document.parts["results"] if isinstance(block, Figure)]
    assert len(charts) == 5
    assert all(chart.caption for chart in charts)
    assert charts[0].alt.startswith(
        "Linjediagram, antal per månad. Självmant återvända: från 142 i januari 2008 till 164 i december 2008, "
        "lägst 139 i juli 2008 och högst 189 i november 2008."
    )
    assert "minst andel på ”Har du kunnat använda tiden i Sverige till att förbereda dig?” (37" in charts[3].alt


def test_two_points_make_no_line_and_a_gap_in_the_data_is_a_gap(plans):
    document = plans.compose(AUGUST, KIND)
    assert len([block for block in document.parts["results"] if isinstance(block, Figure)]) == 3
    path = plans.root / "inputs" / AUGUST / "indicators.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "2008-03" not in line), encoding="utf-8")
    rows = grid(labelled(plans.compose(AUGUST, KIND), "tbl-indikatorer-antal-manad"))
    assert [row[0] for row in rows][:4] == ["Januari", "Februari", "Mars", "April"]
    assert rows[2] == ["Mars", "–", "–"]


def test_more_indicators_than_a_chart_can_show_get_a_second_one(plans):
    path = plans.root / "inputs" / AUGUST / "indicators.csv"
    more = "".join(f"Mått {name};antal;2008-{month:02};{month}\n" for name in "ABCDE" for month in range(1, 5))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    document = plans.compose(AUGUST, KIND)
    first = labelled(document, "tbl-indikatorer-antal-manad")
    second = labelled(document, "tbl-indikatorer-antal-manad-2")
    assert (len(first.columns), len(second.columns)) == (6, 3)
    assert labelled(document, "fig-indikatorer-antal-manad-2")


def test_indicators_over_new_year_have_their_years(plans):
    path = plans.root / "inputs" / AUGUST / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "Självmant återvända;antal;2007-12;140\n", encoding="utf-8")
    table = labelled(plans.compose(AUGUST, KIND), "tbl-indikatorer-antal-manad")
    assert grid(table)[0] == ["December 2007", "140", "–"]
    assert words(table.caption).endswith("per månad 2007–2008")


def test_surveys_are_shown_as_shares_with_the_number_of_answers(plans):
    document = plans.compose(DECEMBER, KIND)
    rows = grid(labelled(document, "tbl-enkat-personer"))
    assert rows[2][1:] == [
        "71\N{NO-BREAK SPACE}%",
        "17\N{NO-BREAK SPACE}%",
        "8\N{NO-BREAK SPACE}%",
        "4\N{NO-BREAK SPACE}%",
        "342",
    ]
    assert labelled(document, "tbl-enkat-samverkan")
    assert "sec-enkat-samverkan" not in [
        block.label for block in plans.compose(AUGUST, KIND).parts["results"] if hasattr(block, "label")
    ]


def test_a_survey_whose_questions_have_different_answers_is_shown_answer_by_answer(plans):
    plans.change(
        f"{AUGUST}/survey.csv", "Blev du bemött med respekt?;Ja;79", "Blev du bemött med respekt?;Ja, alltid;79"
    )
    document = plans.compose(AUGUST, KIND)
    rows = grid(labelled(document, "tbl-enkat-personer"))
    assert len(rows) == 20
    assert rows[8] == ["Blev du bemött med respekt?", "Ja, alltid", "79", "67\N{NO-BREAK SPACE}%"]


def test_few_answers_are_two_dots_in_table_and_chart(plans):
    plans.change(
        f"{DECEMBER}/survey.csv",
        "Blev du bemött med respekt?;Vill inte svara;14",
        "Blev du bemött med respekt?;Vill inte svara;3",
    )
    document = plans.compose(DECEMBER, KIND)
    table = labelled(document, "tbl-enkat-personer")
    assert grid(table)[2][1:] == ["73\N{NO-BREAK SPACE}%", "18\N{NO-BREAK SPACE}%", "..", "..", "331"]
    why = "”..” betyder att uppgiften inte visas, så att ingen enskild person ska kunna kännas igen."
    assert why in [words(note) for note in table.notes]
    assert why in labelled(document, "fig-enkat-personer").alt


def test_of_a_survey_that_few_answered_a_sentence_is_all(plans):
    (plans.root / "inputs" / DECEMBER / "survey.csv").write_text(
        "Fråga;Svar;Antal\nHur gick det?;Bra;2\n", encoding="utf-8"
    )
    document = plans.compose(DECEMBER, KIND)
    assert any("Så få har svarat" in words(block) for block in document.parts["results"])
    assert "tbl-enkat-personer" not in [getattr(block, "label", None) for block in document.parts["results"]]


def test_a_follow_up_without_indicators_and_surveys_has_no_such_sections(plans):
    folder = plans.root / "inputs" / AUGUST
    for name in ("indicators.csv", "survey.csv"):
        (folder / name).unlink()
    (folder / "comment.md").write_text("# Bedömning\n\nAllt går bra.\n", encoding="utf-8")
    assert plans.compose(AUGUST, KIND).parts["results"] == ()


def test_when_nothing_is_overdue_a_sentence_says_so(plans):
    answers = plans.root / "inputs" / AUGUST / "answers.csv"
    lines = answers.read_text(encoding="utf-8").splitlines()
    late = {"B7.2", "B11.1", "B11.2", "D2.1", "B1.3", "B1.4", "B9.1", "B12.5"}
    changed = [f"{line.split(';')[0]};Klar;2008-05-30;" if line.split(";")[0] in late else line for line in lines]
    answers.write_text("\n".join(changed), encoding="utf-8")
    plans.change(f"{AUGUST}/comment.md", "@Tbl-forfallna visar", "Avsnittet nedan visar")
    text = " ".join(words(block) for block in plans.compose(AUGUST, KIND).parts["overview"])
    assert "inget steg förfallet eller försenat" in text


def test_faults_of_all_files_come_together(plans):
    plans.change(f"{AUGUST}/answers.csv", "A2.1;Pågår", "A2.1;Pågick")
    plans.change(f"{AUGUST}/indicators.csv", "2008-08;158", "2008-09;158")
    plans.change(f"{AUGUST}/survey.csv", "Ja;52", "Ja;femtiotvå")
    assert plans.faults(AUGUST, KIND) == [
        ("I332", f"{AUGUST}/answers.csv", 5),
        ("I341", f"{AUGUST}/indicators.csv", 9),
        ("I131", f"{AUGUST}/survey.csv", 2),
    ]


def test_broken_indicators_do_not_make_the_comment_wrong(plans):
    plans.change(f"{AUGUST}/indicators.csv", "2008-08;158", "2008-09;158")
    assert [code for code, _, _ in plans.faults(AUGUST, KIND)] == ["I341"]


def test_an_unknown_figure_in_the_comment_gets_a_suggestion(plans):
    plans.change(f"{AUGUST}/comment.md", "uppfoljning.klara", "uppfoljning.klra")
    assert plans.faults(AUGUST, KIND) == [("I230", f"{AUGUST}/comment.md", 3)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("as-of: 2008-12-31", "as-of: 2008-04-30", "I327"),
        ("followups/2008-08-31", "followups/2008-12-31", "I328"),
        (
            "previous: inputs/return-action-plan-2008/followups/2008-08-31",
            "previous: inputs/return-action-plan-2008",
            "I329",
        ),
        ("plan: inputs/return-action-plan-2008", "plan: inputs/return-action-plan-2008/followups/2008-08-31", "I329"),
        ("followups/2008-08-31", "followups/2008-08-13", "I101"),
        ("plan: inputs/return-action-plan-2008", "plan: ../return-action-plan-2008", "I103"),
    ],
)
def test_a_follow_up_of_the_wrong_day_plan_or_predecessor(plans, old, new, code):
    plans.change(f"{DECEMBER}/document.yaml", old, new)
    found = plans.faults(DECEMBER, KIND)
    assert code in [found_code for found_code, _, _ in found]
    assert (f"{DECEMBER}/document.yaml") in {file for found_code, file, _ in found if found_code == code}


def test_a_previous_follow_up_of_another_plan(plans):
    plans.with_folder("return-communication-plan-2008")
    plans.change(f"{AUGUST}/document.yaml", "plan: inputs/return-action-plan-2008", "plan: inputs/another-plan")
    assert plans.faults(DECEMBER, KIND) == [("I329", f"{DECEMBER}/document.yaml", 13)]
