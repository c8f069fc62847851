"""Faults and places: what people and machines are told, in which order."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import FAMILIES, ExitCode, Fault, FaultError, Faults, did_you_mean
from pipeline.places import Place

HERE = Place("inputs/plan/document.yaml", 4, 7)

places = st.builds(
    Place,
    file=st.sampled_from(("a.md", "b.csv")),
    line=st.none() | st.integers(1, 9),
    column=st.none() | st.integers(1, 9),
    sheet=st.none() | st.sampled_from(("Blad1", "Blad2")),
    row=st.none() | st.integers(1, 9),
    header=st.none() | st.sampled_from(("Mål", "Vad")),
    part=st.none() | st.just("word/document.xml"),
    paragraph=st.none() | st.just("3"),
    tag=st.none() | st.just("{{ title }}"),
)
any_fault = st.builds(
    Fault, st.sampled_from(("I101", "T101", "C101")), st.sampled_from(("One.", "Two.")), st.none() | places
)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.md"), "a.md"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 5), "a.md:3:5"),
        (Place("a.csv", 19, row=17, header="När"), "a.csv:19 (row 17, column “När”)"),
        (Place("a.xlsx", sheet="Blad1", row=17), "a.xlsx (sheet “Blad1”, row 17)"),
        (
            Place("t.docx", part="word/header1.xml", paragraph="Dnr {{ dnr }}", tag="{{ dnr }}"),
            "t.docx (part word/header1.xml, paragraph “Dnr {{ dnr }}”, tag {{ dnr }})",
        ),
    ],
)
def test_a_place_reads_as_editors_and_spreadsheets_show_it(place, shown):
    assert str(place) == shown


def test_a_place_for_machines_holds_what_is_known():
    assert Place("a.csv", row=17, header="När").as_json() == {"file": "a.csv", "row": 17, "header": "När"}


def test_another_spot_of_a_place_is_a_new_place():
    assert HERE.at(line=9, column=None) == Place("inputs/plan/document.yaml", 9)
    assert HERE.line == 4


def test_a_fault_reads_as_place_code_message_and_what_to_do():
    assert str(Fault("I116", "A key is missing.", HERE, "Add it.")) == (
        "inputs/plan/document.yaml:4:7: I116 A key is missing. Add it."
    )
    assert str(Fault("P101", "LibreOffice is missing.")) == "P101 LibreOffice is missing."


def test_a_fault_for_machines_is_json_with_all_its_fields():
    fault = Fault("I116", "A key is missing.", HERE, "Add it.", {"key": "title"}, "warning")
    assert json.loads(json.dumps(fault.as_json())) == {
        "code": "I116",
        "level": "warning",
        "message": "A key is missing.",
        "place": {"file": "inputs/plan/document.yaml", "line": 4, "column": 7},
        "todo": "Add it.",
        "data": {"key": "title"},
    }
    assert Fault("P101", "LibreOffice is missing.").as_json()["place"] is None


@pytest.mark.parametrize(
    ("code", "ended"), [("C101", 1), ("U101", 2), ("I101", 3), ("T101", 4), ("P101", 5), ("R101", 6)]
)
def test_the_first_letter_of_a_code_gives_the_exit_code(code, ended):
    assert Fault(code, "Wrong.").exit_code == ended


def test_exit_codes_are_those_that_are_documented_and_every_family_has_one():
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0,
        "CHECKS": 1,
        "USAGE": 2,
        "INPUTS": 3,
        "TEMPLATE": 4,
        "CONVERTER": 5,
        "REGISTER": 6,
        "BUG": 70,
        "INTERRUPTED": 130,
    }
    assert set(FAMILIES.values()) == set(ExitCode) - {ExitCode.DONE, ExitCode.BUG, ExitCode.INTERRUPTED}


def test_faults_come_in_the_order_in_which_files_are_read():
    faults = Faults()
    wanted = [
        Fault("P101", "Nowhere."),
        Fault("I101", "File.", Place("a.csv")),
        Fault("I110", "Line.", Place("a.csv", 2)),
        Fault("I104", "Column.", Place("a.csv", 2, 9)),
        Fault("I105", "Later.", Place("a.csv", 10)),
        Fault("I106", "Later.", Place("a.csv", 10)),
        Fault("I101", "Other file.", Place("b.csv", 1)),
    ]
    faults.extend(reversed(wanted))
    assert list(faults) == wanted


@given(st.lists(any_fault, max_size=8))
def test_any_faults_can_be_ordered_and_each_is_told_once(found):
    faults = Faults()
    faults.extend(found)
    told = list(faults)
    assert set(told) == set(found)
    assert len(told) == len(set(found))
    assert told == sorted(set(found), key=Fault.sort_key)


@given(st.lists(any_fault, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_who_found_what_first(found, random):
    first, second = Faults(), Faults()
    first.extend(found)
    random.shuffle(found)
    second.extend(found)
    assert list(first) == list(second)


def test_collecting_notes_faults_and_goes_on():
    faults = Faults()
    with faults.collecting():
        raise FaultError.of("I101", "Missing.", HERE, "Add it.", path="a")
    with faults.collecting():
        faults.add("I102", "Unreadable.", HERE)
    assert [(fault.code, fault.data) for fault in faults] == [("I101", {"path": "a"}), ("I102", {})]


def test_collecting_lets_bugs_through():
    faults = Faults()
    with pytest.raises(ZeroDivisionError), faults.collecting():
        _ = 1 / 0
    assert not faults


def test_errors_stop_and_warnings_do_not():
    faults = Faults()
    faults.add("C101", "Look at this.", HERE, level="warning")
    faults.add("C102", "And this.", level="hint")
    faults.raise_if_errors()
    faults.add("I101", "Missing.")
    with pytest.raises(FaultError) as caught:
        faults.raise_if_errors()
    assert [fault.code for fault in caught.value.faults] == ["C102", "I101", "C101"]


def test_an_error_shows_all_its_faults():
    error = FaultError([Fault("I101", "One."), Fault("I102", "Two.")])
    assert str(error) == "I101 One.\nI102 Two."


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("titel", ["title", "unit"], "Did you mean “title”?"),
        ("TITLE", ["title", "unit"], "Did you mean “title”?"),
        ("xyz", ["title", "unit"], "Known: “title”, “unit”."),
        ("xyz", [], ""),
        ("xyz", ["unit", "title", "unit"], "Known: “title”, “unit”."),
    ],
)
def test_a_misspelt_name_gets_the_nearest_or_the_known_ones(name, known, hint):
    assert did_you_mean(name, known) == hint


def test_the_nearest_of_very_many_names_is_found():
    names = [f"region_{number}.ärenden" for number in range(3000)]
    assert did_you_mean("regon_777.ärenden", names) == "Did you mean “region_777.ärenden”?"
    assert did_you_mean("region_777.ärende", names) == "Did you mean “region_777.ärenden”?"


def test_of_many_known_names_some_are_shown():
    hint = did_you_mean("?", [f"key-{number:02}" for number in range(30)])
    assert hint.count("key-") == 12
    assert hint.endswith("…")
