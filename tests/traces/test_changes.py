"""Two versions of a document are held against each other: what was changed, what is new, what is gone."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.places import Place
from pipeline.traces.changes import Version, changes
from pipeline.traces.sentences import Saying
from pipeline.traces.standing import Slot


def said(*texts):
    return Version(tuple(Saying(text) for text in texts))


def table(*rows, of="tbl-a"):
    cells = [
        Saying(text, cell=Slot(of, row, column)) for row, cells in enumerate(rows) for column, text in enumerate(cells)
    ]
    return Version(tuple(cells))


def pairs(old, new):
    return [
        (change.old.text if change.old else None, change.new.text if change.new else None)
        for change in changes(old, new).said
    ]


def test_a_sentence_with_another_number_is_one_that_was_changed():
    old = said("Först en.", "Vi avslog 63 procent.", "Sist en.")
    new = said("Först en.", "Vi avslog 64 procent.", "Sist en.")
    assert pairs(old, new) == [("Vi avslog 63 procent.", "Vi avslog 64 procent.")]


def test_new_and_lost_sentences_stand_beside_nothing():
    old = said("Vi avslog 63 procent.", "Det regnade hela hösten i Norrköping.")
    new = said("Vi avslog 64 procent.", "Ny.", "Alla fick besked i tid.")
    assert pairs(old, new) == [
        ("Vi avslog 63 procent.", "Vi avslog 64 procent."),
        ("Det regnade hela hösten i Norrköping.", None),
        (None, "Ny."),
        (None, "Alla fick besked i tid."),
    ]


def test_a_moved_sentence_is_gone_in_one_place_and_new_in_another():
    found = pairs(said("A är här.", "Bilen är röd.", "C är där."), said("Bilen är röd.", "C är där.", "A är här."))
    assert sorted(found, key=str) == [("A är här.", None), (None, "A är här.")]


def test_cells_are_compared_place_by_place():
    old = table(["År", "2022", "2023"], ["Hot", "90", "140"])
    new = table(["År", "2022", "2023"], ["Hot", "91", "140"])
    (change,) = changes(old, new).said
    assert (change.old.text, change.new.text, change.new.cell) == ("90", "91", Slot("tbl-a", 1, 1))


def test_a_row_put_in_changes_no_other_row():
    old = table(["År", "2022"], ["Hot", "90"], ["Våld", "29"])
    new = table(["År", "2022"], ["Hat", "7"], ["Hot", "90"], ["Våld", "29"])
    assert pairs(old, new) == [(None, "Hat"), (None, "7")]


def test_a_table_that_is_gone_loses_its_cells():
    assert pairs(table(["A"], ["1"]), said("Text.")) == [(None, "Text."), ("A", None), ("1", None)]


def test_figures_tell_their_old_and_new_wording_and_value():
    old = Version((Saying("Vi avslog 63 procent.", figures={"a": "63 procent"}),), {"a": ("63 procent", "63.2")})
    new = Version((Saying("Vi avslog 64 procent.", figures={"a": "64 procent"}),), {"a": ("64 procent", "63.9")})
    found = changes(old, new)
    assert [(one.name, one.old, one.new) for one in found.said[0].figures] == [("a", "63 procent", "64 procent")]
    assert [(one.name, one.old, one.new) for one in found.values] == [("a", "63 procent", "64 procent")]


def test_a_value_that_changes_and_is_worded_alike_is_told_exactly():
    found = changes(
        Version((), {"a": ("63 procent", "63.1")}), Version((), {"a": ("63 procent", "63.2"), "b": ("1", "1")})
    )
    assert [(one.name, one.old, one.new) for one in found.values] == [("a", "63.1", "63.2")]


TEXTS = st.lists(
    st.sampled_from(["Vi fick 63 svar.", "Vi fick 64 svar.", "Allt är väl.", "Snö föll.", "Hej."]), max_size=7
)


@given(TEXTS, TEXTS)
def test_the_changes_lead_from_the_old_text_to_the_new(before, after):
    old, new = said(*before), said(*after)
    found = changes(old, new).said
    gone = {id(change.old) for change in found if change.old}
    come = {id(change.new) for change in found if change.new}
    assert [one.text for one in old.said if id(one) not in gone] == [
        one.text for one in new.said if id(one) not in come
    ]
    assert bool(found) == (before != after)
    assert [change.new for change in found if change.new] == [one for one in new.said if id(one) in come]


SAYINGS = st.builds(
    Saying,
    text=st.text(),
    place=st.none() | st.builds(Place, file=st.text(min_size=1), line=st.none() | st.integers(1)),
    heading=st.text(),
    item=st.text(),
    cell=st.none() | st.builds(Slot, of=st.text(min_size=1), row=st.integers(0), column=st.integers(0)),
    figures=st.dictionaries(st.text(), st.text()),
)


@given(SAYINGS)
def test_a_saying_comes_back_from_a_manifest_as_it_was(saying):
    assert Saying.from_json(saying.as_json()) == saying
