"""The action plan: its text, its goals and the tables of measures."""

import pytest

from pipeline.followup.measures import read_plan
from pipeline.sources.reader import Reader
from tests.kinds.plan_inputs import ROOT, Plans, grid, headings, tables, words

FOLDER, KIND = "return-action-plan-2008", "action-plan"


@pytest.fixture
def plans(tmp_path):
    return Plans(tmp_path).with_folder(FOLDER)


def test_the_real_plan_is_composed_with_a_table_for_each_goal(plans):
    document = plans.compose(FOLDER, KIND)
    assert headings(document.parts["plan"]) == [
        (1, "Åtgärder"),
        (2, "Delmål A: Ett humant och värdigt återvändande"),
        (2, "Delmål B: Vi ökar antalet och andelen självmant återvända och når de interna tidsmålen"),
        (2, "Delmål C: Jämnare flöde av beslut"),
        (2, "Delmål D: Fastställda identiteter"),
        (2, "Delmål E: Väl genomtänkt och förankrad samverkan med externa aktörer"),
    ]
    assert [len(table.rows) for table in tables(document.parts["plan"])] == [13, 31, 3, 4, 15]


def test_every_step_stands_in_the_tables_with_its_measure_who_and_when(plans):
    document = plans.compose(FOLDER, KIND)
    shown = [row for table in tables(document.parts["plan"]) for row in grid(table)]
    plan = read_plan(Reader(ROOT), f"inputs/{FOLDER}/measures.csv")
    expected = [
        [measure.what.text, f"{step.id}\N{EN SPACE}{step.how.text}", step.who.text, step.when.text]
        for goal in plan.goals
        for measure in goal.measures
        for step in measure.steps
    ]
    assert shown == expected


def test_the_goal_stands_in_the_header_that_is_repeated_on_each_page(plans):
    table = tables(plans.compose(FOLDER, KIND).parts["plan"])[2]
    upper, lower = table.header
    assert words(upper.cells[0].children) == "Mål C: Jämnare flöde av beslut"
    assert upper.cells[0].columns == len(table.columns)
    assert [words(cell.children).split()[0] for cell in lower.cells] == ["Vad", "Hur", "Vem", "När"]


def test_the_rows_of_a_measure_keep_together_and_its_first_cell_spans_them(plans):
    table = tables(plans.compose(FOLDER, KIND).parts["plan"])[0]
    first, second, third, fourth = table.rows[:4]
    assert (first.cells[0].rows, first.cells[0].header) == (3, True)
    assert [row.keep_with_next for row in (first, second, third, fourth)] == [True, True, False, False]
    assert len(second.cells) == len(first.cells) - 1


def test_what_a_cell_shows_leads_back_to_its_place_in_the_measures(plans):
    table = tables(plans.compose(FOLDER, KIND).parts["plan"])[0]
    who = table.rows[1].cells[1]
    assert (who.origin.file, who.origin.row, who.origin.header) == (f"inputs/{FOLDER}/measures.csv", 3, "Vem")
    assert who.children[0].children[0].origin == who.origin


def test_the_text_holds_the_goals_and_the_variables_the_mandate(plans):
    document = plans.compose(FOLDER, KIND)
    text = " ".join(words(block) for block in document.parts["intro"])
    assert "Delmål E: Väl genomtänkt och förankrad samverkan med externa aktörer" in text
    assert "Strategi- och verksamhetsplan 2008–2010" in document.variables["mandate"]
    assert {"label": "Ansvarig", "value": "Filippa Nordfeldt"} in document.variables["facts"]
    assert {"label": "Följs upp", "value": "31 augusti 2008 och 31 december 2008"} in document.variables["facts"]


def test_faults_in_measures_and_text_come_together(plans):
    plans.change(f"{FOLDER}/measures.csv", "Augusti 2008", "Augsti 2008")
    plans.change(f"{FOLDER}/text/10-mal.md", "Vi når det", "Vi når [^ingen] det")
    assert plans.faults(FOLDER, KIND) == [
        ("I320", f"{FOLDER}/measures.csv", 5),
        ("I320", f"{FOLDER}/measures.csv", 9),
        ("I320", f"{FOLDER}/measures.csv", 60),
        ("I260", f"{FOLDER}/text/10-mal.md", 9),
    ]


def test_a_text_without_the_section_for_the_goals(plans):
    plans.change(f"{FOLDER}/text/10-mal.md", "#sec-delmal", "#sec-delmål")
    ((code, file, _),) = plans.faults(FOLDER, KIND)
    assert (code, file) == ("I355", f"{FOLDER}/text")


def test_a_plan_without_text(plans):
    for path in (plans.root / "inputs" / FOLDER / "text").iterdir():
        path.unlink()
    assert [code for code, _, _ in plans.faults(FOLDER, KIND)] == ["I310"]


def test_a_control_character_in_a_cell_is_a_fault_with_its_row(plans):
    plans.change(f"{FOLDER}/measures.csv", "Samla information om", "Samla\x07 information om")
    found = plans.faults(FOLDER, KIND)
    assert len(found) == 1
    assert found[0][1] == f"{FOLDER}/measures.csv"


def test_a_missing_measures_file(plans):
    (plans.root / "inputs" / FOLDER / "measures.csv").unlink()
    assert [code for code, _, _ in plans.faults(FOLDER, KIND)] == ["I101"]


def test_special_characters_in_cells_come_out_as_text(plans):
    plans.change(f"{FOLDER}/measures.csv", "Genomföra enkäten.", "Genomföra <enkäten> & {{ tolka }} *den* 🙂.")
    shown = grid(tables(plans.compose(FOLDER, KIND).parts["plan"])[4])
    assert any(row[1].endswith("Genomföra <enkäten> & {{ tolka }} *den* 🙂.") for row in shown)
