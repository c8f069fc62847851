"""The annex to the joint plan."""

from itertools import pairwise

import pytest

from pipeline.content.model import FootnoteMark, ItemList, Value
from pipeline.content.walk import walk_blocks, walk_inlines
from tests.kinds.plan_inputs import Plans, headings, words

FOLDER, KIND = "labour-market-annex-2023", "plan-annex"


@pytest.fixture
def plans(tmp_path):
    return Plans(tmp_path).with_folder(FOLDER)


def test_the_annex_has_its_sections_and_five_areas(plans):
    document = plans.compose(FOLDER, KIND)
    found = headings(document.parts["body"])
    assert len([text for level, text in found if level == 1]) == 7
    areas = [text for _, text in found if text.startswith("Område")]
    assert [area[:8] for area in areas] == [f"Område {number}" for number in range(1, 6)]
    assert len([text for _, text in found if text == "Åtgärder"]) == 5


def test_every_area_has_its_measures(plans):
    blocks = plans.compose(FOLDER, KIND).parts["body"]
    counts = [
        len(after.items)
        for before, after in pairwise(blocks)
        if isinstance(after, ItemList) and words(getattr(before, "children", ())) == "Åtgärder"
    ]
    assert counts == [8, 2, 3, 3, 3]


def test_its_three_footnotes_carry_their_case_numbers(plans):
    document = plans.compose(FOLDER, KIND)
    marks = [node.key for node in walk_inlines(document.parts["body"]) if isinstance(node, FootnoteMark)]
    notes = [words(document.footnotes[key].children) for key in marks]
    assert len(notes) == 3
    for note, number in zip(notes, ("1.3.4-2021-15628", "1.1.1.2-2022-24689", "1.3.4-2022-25181"), strict=True):
        assert number in note


def test_the_resources_come_from_a_cell(plans):
    (value,) = [node for node in walk_inlines(plans.compose(FOLDER, KIND).parts["body"]) if isinstance(node, Value)]
    assert value.text == "0,5\N{NO-BREAK SPACE}årsarbetare"
    assert value.cells[0].file == f"inputs/{FOLDER}/data/resurser.csv"


def test_given_numbers_and_foreign_words_are_kept(plans):
    document = plans.compose(FOLDER, KIND)
    assert document.metadata.case_number == "1.3.3-2023-2929"
    assert document.variables["form_number"] == "Bfd22 2023-02-13"
    languages = {getattr(node, "language", None) for node in walk_inlines(document.parts["body"])}
    assert languages == {None, "en"}
    assert all(not getattr(block, "numbered", False) for block in walk_blocks(document.parts["body"]))


def test_a_form_number_is_needed(plans):
    plans.change(f"{FOLDER}/document.yaml", "form-number", "form-nummer")
    assert {code for code, _, _ in plans.faults(FOLDER, KIND)} <= {"I115", "I116"}


def test_an_unknown_footnote_gets_a_suggestion(plans):
    plans.change(f"{FOLDER}/text/10-uppdraget.md", "[^samrad-2022]", "[^samrad-2023]")
    ((code, file, line),) = plans.faults(FOLDER, KIND)
    assert (code, file) == ("I260", f"{FOLDER}/text/10-uppdraget.md")
    assert line > 60
