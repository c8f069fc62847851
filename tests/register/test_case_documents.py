"""Documents of a case: their states, what adoption freezes, relations, secrecy, files, and the log."""

import hashlib

import pytest

from pipeline.faults import FaultError
from pipeline.register.changing import change, void
from pipeline.register.entering import FileEntry, attach, described_file, enter_document
from pipeline.register.lookup import record_numbered
from pipeline.register.reading import entries, show
from pipeline.register.reserving import Request
from tests.register.conftest import codes

PLAN = {"title": "Handlingsplan", "type": "handlingsplan", "date": "2024-06-01"}
DECIDED = {"status": "adopted", "decision-date": "2024-06-02", "decided-by": "GD"}
SENT = {
    "status": "dispatched",
    "dispatched": "2024-06-03",
    "dispatched-to": "Regeringskansliet",
    "dispatched-how": "e-post",
}
MARK = {"secrecy-provision": "OSL 21 kap. 7 §", "secrecy-date": "2024-06-01", "secrecy-authority": "anna"}


@pytest.fixture
def case(register):
    return register.reserve(Request("old", year=2011, subject="Återvändande")).number


def enter(register, case, **fields):
    with register.writing() as writing:
        return enter_document(writing, case, {**PLAN, **fields}).number


def changed(register, number, fields, why=""):
    with register.writing() as writing:
        return change(writing, number, fields, why=why).state


def refused(register, number, fields):
    with pytest.raises(FaultError) as error, register.writing() as writing:
        change(writing, number, fields)
    return error.value.faults


def state(register, number):
    with register.reading() as connection:
        return record_numbered(connection, number).state


def test_documents_are_numbered_in_their_case_and_open_it(register, case):
    assert [enter(register, case) for _ in range(3)] == ["11/1-1", "11/1-2", "11/1-3"]
    assert state(register, case)["status"] == "open"
    assert state(register, case)["opened-by"] == "anna"


def test_in_a_series_without_document_numbers_they_come_after_a_hyphen(register):
    case = register.reserve(Request("cases", classification="1.3", year=2024)).number
    assert enter(register, case) == "1.3-2024-1-1"
    assert state(register, case)["subject"] == "Handlingsplan"


def test_entering_again_with_the_same_key_gives_the_same_document(register, case):
    with register.writing() as writing:
        first = enter_document(writing, case, PLAN, key="k")
        assert enter_document(writing, case, PLAN, key="k").number == first.number
        with pytest.raises(FaultError) as error:
            enter_document(writing, "11/2", PLAN, key="k")
    assert codes(error.value.faults) == ["R114"]


def test_date_and_time_of_registration_are_two_fields_and_the_latter_is_not_set_by_hand(register, case):
    number = enter(register, case, date="2011-01-01")
    assert state(register, number)["date"] == "2011-01-01"
    assert state(register, number)["registered"].startswith("2024-06-19T")
    assert codes(refused(register, number, {"registered": "2011-01-01T00:00:00Z"})) == ["R111"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Ny rubrik"), ("type", "beslut"), ("date", "2024-06-09"), ("sender", "X"), ("recipient", "Y")],
)
@pytest.mark.parametrize("sent", [False, True])
def test_what_is_adopted_keeps_type_date_title_and_correspondents(register, case, field, value, sent):
    number = enter(register, case)
    changed(register, number, {field: value})
    changed(register, number, DECIDED)
    if sent:
        changed(register, number, SENT)
    (fault,) = refused(register, number, {field: "2024-06-10"})
    assert fault.code == "R110"
    assert field in fault.message
    assert state(register, number)[field] == value


def test_what_may_change_is_logged_with_field_time_person_and_both_values(register, case):
    number = enter(register, case)
    changed(register, number, DECIDED)
    changed(register, number, {"retention-rule": "bevaras"}, why="gallringsutredning")
    changed(register, number, {"retention-rule": "gallras efter 10 år"})
    with register.reading() as connection:
        log = show(connection, number).as_json()["log"]
    assert log[-1]["changes"] == [{"field": "retention-rule", "old": "bevaras", "new": "gallras efter 10 år"}]
    assert log[-2]["why"] == "gallringsutredning"
    assert [entry["by"] for entry in log] == ["anna"] * 4
    assert [entry["at"] for entry in log] == sorted(entry["at"] for entry in log)


def test_changing_nothing_is_no_event(register, case):
    number = enter(register, case)
    changed(register, number, {"title": PLAN["title"]})
    with register.reading() as connection:
        assert len(show(connection, number).events) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": "dispatched"}, "R113"),
        ({"status": "void"}, "R113"),
        ({"status": "open"}, "R112"),
        ({"status": ""}, "R112"),
        ({"status": "adopted"}, "R119"),
        ({"status": "adopted", "decision-date": "2024-02-30", "decided-by": "GD"}, "R112"),
        ({"titel": "x"}, "R111"),
        ({"number": "11/9"}, "R111"),
        ({"direction": "ut"}, "R112"),
        ({"inputs-sha256": "abc"}, "R112"),
        ({"replaces": "11/1"}, "R118"),
        ({"replaces": "99/1-1"}, "R118"),
        ({"version-of": "11/1-1"}, "R118"),
        ({"secrecy-fields": "title"}, "R119"),
        ({**MARK, "secrecy-fields": "date"}, "R112"),
    ],
)
def test_what_a_document_cannot_become_is_refused(register, case, fields, code):
    number = enter(register, case)
    faults = refused(register, number, fields)
    assert code in codes(faults)
    assert all(fault.todo for fault in faults)
    assert state(register, number)["status"] == "draft"


def test_all_that_is_wrong_is_told_at_once(register, case):
    number = enter(register, case)
    assert codes(refused(register, number, {"titel": "x", "datum": "y", "case": "z"})) == ["R111"] * 3
    changed(register, number, DECIDED)
    assert codes(refused(register, number, {"title": "x", "type": "y"})) == ["R110", "R110"]


def test_a_document_that_replaces_another_makes_it_replaced_when_it_is_adopted(register, case):
    old, new = enter(register, case), None
    changed(register, old, DECIDED)
    new = enter(register, case, replaces=old)
    assert state(register, old)["status"] == "adopted"
    changed(register, new, DECIDED)
    assert state(register, old)["status"] == "replaced"
    assert state(register, old)["title"] == PLAN["title"]


def test_only_what_is_decided_can_be_replaced(register, case):
    draft = enter(register, case)
    new = enter(register, case, replaces=draft)
    assert codes(refused(register, new, DECIDED)) == ["R113"]
    assert state(register, new)["status"] == "draft"


def test_what_comes_in_is_frozen_from_the_beginning(register, case):
    number = enter(register, case, direction="in", sender="Region Skåne")
    assert state(register, number)["status"] == "received"
    assert codes(refused(register, number, {"sender": "Region Halland"})) == ["R110"]


def test_a_case_with_documents_is_not_made_void_before_them(register, case):
    number = enter(register, case)
    with pytest.raises(FaultError) as error, register.writing() as writing:
        void(writing, case, why="fel")
    assert codes(error.value.faults) == ["R113"]
    with register.writing() as writing:
        void(writing, number, why="fel ärende")
        void(writing, case, why="fel")
    with pytest.raises(FaultError) as error:
        enter(register, case)
    assert codes(error.value.faults) == ["R109"]


def test_a_closed_case_takes_documents_only_when_it_is_opened_again(register, case):
    enter(register, case)
    changed(register, case, {"status": "closed"})
    assert state(register, case)["closed-by"] == "anna"
    with pytest.raises(FaultError) as error:
        enter(register, case)
    assert codes(error.value.faults) == ["R113"]
    assert "closed" not in changed(register, case, {"status": "open"})
    assert enter(register, case) == "11/1-2"


def test_the_classification_now_can_change_and_the_one_in_the_number_stays(register):
    number = register.reserve(Request("cases", classification="1.3", year=2024)).number
    after = changed(register, number, {"classification-now": "1.4"})
    assert (after["classification"], after["classification-now"], after["number"]) == ("1.3", "1.4", "1.3-2024-1")
    assert codes(refused(register, number, {"classification": "1.4"})) == ["R111"]


def test_a_decision_number_is_given_to_a_document(register, case):
    document = enter(register, case)
    number = register.reserve(Request("stab")).number
    after = changed(register, number, {"status": "issued", "document": document})
    assert (number, after["status"], after["document"]) == ("Stab/001/2024", "issued", document)


def test_the_public_list_leaves_out_withheld_fields_and_never_a_row(register, case):
    changed(register, case, {"full-subject": "Återvändande för NN", **MARK, "secrecy-fields": "subject"})
    enter(register, case, direction="in", sender="NN", **MARK, **{"secrecy-fields": "sender,title"})
    with register.reading() as connection:
        inside = entries(connection)
        public = entries(connection, public=True)
        shown = show(connection, case).as_json(public=True)
    assert [row.number for row in public] == [row.number for row in inside] == [case, "11/1-1"]
    assert [row.date for row in public] == [row.date for row in inside]
    assert (inside[1].sender, public[1].sender, public[1].about) == ("NN", "", "")
    assert public[0].withheld == ("subject",)
    assert public[1].withheld == ("title", "sender")
    assert "NN" not in str(public)
    assert "NN" not in str(shown)
    assert "secrecy" not in str(shown)


def test_files_are_entered_with_name_format_size_and_hash(register, case, tmp_path):
    path = tmp_path / "outputs" / "plan.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
    number = enter(register, case)
    with register.writing() as writing:
        entered = attach(writing, number, described_file(path, tmp_path, role="archive copy"))
        assert attach(writing, number, described_file(path, tmp_path, role="archive copy")) == entered
    assert {
        "name": "plan.pdf",
        "folder": "outputs",
        "format": "fmt/476",
        "size": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "role": "archive copy",
    }.items() <= entered.state.items()


def test_an_adopted_document_takes_no_more_files(register, case):
    file = FileEntry("a.pdf", "", "fmt/476", 1, "0" * 64, "archive copy")
    number = enter(register, case)
    with register.writing() as writing:
        attach(writing, number, file)
        change(writing, number, DECIDED)
    other = FileEntry("b.pdf", "", "fmt/476", 1, "1" * 64, "archive copy")
    for wrong, code in ((other, "R110"), (FileEntry("a.pdf", "", "fmt/476", 1, "1" * 64, ""), "R114")):
        with pytest.raises(FaultError) as error, register.writing() as writing:
            attach(writing, number, wrong)
        assert codes(error.value.faults) == [code]


def test_a_void_document_takes_no_files(register, case):
    number = enter(register, case)
    with register.writing() as writing:
        void(writing, number, why="fel")
    with pytest.raises(FaultError) as error, register.writing() as writing:
        attach(writing, number, FileEntry("a.pdf", "", "fmt/476", 1, "0" * 64, "archive copy"))
    assert codes(error.value.faults) == ["R110"]


def test_a_format_that_is_not_known_is_asked_for(tmp_path):
    path = tmp_path / "a.xyz"
    path.write_bytes(b"?")
    with pytest.raises(FaultError) as error:
        described_file(path, tmp_path, role="")
    assert codes(error.value.faults) == ["R112"]
    assert described_file(path, tmp_path, role="", pronom="fmt/1").format == "fmt/1"
