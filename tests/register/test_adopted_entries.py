"""What builds look up of adopted documents, the quick way and through the events."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.adopted import adopted_documents, adoption_key, document_called, earlier_versions, free_key
from pipeline.register.changing import change, void
from pipeline.register.entering import FileEntry, attach, enter_document
from pipeline.register.reserving import Request
from pipeline.register.settings import RegisterSettings

DECIDED = {"decision-date": "2024-06-19", "decided-by": "Anna Ek"}


@pytest.fixture
def case(register):
    return register.reserve(Request("cases", classification="1.3", year=2024, subject="X", opened=True)).number


def adopt(register, case, name, attempt=1, **more):
    fields = {"direction": "drawn-up", "type": "Rapport", "title": name, "date": "2024-06-01", "status": "adopted"}
    with register.writing() as writing:
        given = enter_document(writing, case, fields | DECIDED | more, key=adoption_key(name, attempt), made_as=name)
        attach(writing, given.number, FileEntry(f"{name}.pdf", "adopted/x", "fmt/476", 1, "0" * 64, "archive copy"))
        attach(writing, given.number, FileEntry("sources/a", "adopted/x", "", 1, "1" * 64, "source"))
    return given.number


def test_an_adopted_document_is_found_with_its_files(register, place, case):
    number = adopt(register, case, "plan")
    found = adopted_documents(place, ["plan", "other"])
    assert list(found) == ["plan"]
    assert found["plan"].number == number
    assert [(file.name, file.role) for file in found["plan"].files] == [
        ("plan.pdf", "archive copy"),
        ("sources/a", "source"),
    ]


def test_a_void_document_is_not_adopted_and_the_next_key_is_free(register, place, case):
    number = adopt(register, case, "plan")
    assert free_key(place, "other") == "adopt:other"
    with register.writing() as writing:
        void(writing, number, why="fel")
    assert adopted_documents(place, ["plan"]) == {}
    assert free_key(place, "plan") == "adopt:plan#2"
    again = adopt(register, case, "plan", 2)
    assert again != number
    assert adopted_documents(place, ["plan"])["plan"].number == again


def test_numbers_that_begin_alike_keep_their_files_apart(register, place, case):
    numbers = [adopt(register, case, f"plan-{count}") for count in range(11)]
    assert (numbers[0], numbers[10]) == (f"{case}-1", f"{case}-11")
    found = adopted_documents(place, ["plan-0"])["plan-0"]
    assert [file.name for file in found.files] == ["plan-0.pdf", "sources/a"]


def test_a_document_is_called_by_name_or_number_and_nothing_else_is_one(register, place, case):
    number = adopt(register, case, "plan")
    assert document_called(place, "plan").number == document_called(place, number).number == number
    assert document_called(place, case) is None
    assert document_called(place, "nothing") is None


def test_earlier_versions_follow_what_each_replaces(register, place, case):
    first = adopt(register, case, "one")
    second = adopt(register, case, "two", replaces=first)
    third = adopt(register, case, "three", replaces=second)
    assert [one.number for one in earlier_versions(place, third)] == [third, second, first]
    assert earlier_versions(place, "nothing") == ()


def test_what_is_entered_as_adopted_replaces_at_once_and_only_once(register, place, case):
    first = adopt(register, case, "one")
    adopt(register, case, "two", replaces=first)
    assert document_called(place, first).text("status") == "replaced"
    with pytest.raises(FaultError) as error:
        adopt(register, case, "three", replaces=first)
    assert [fault.code for fault in error.value.faults] == ["R113"]
    assert adopted_documents(place, ["three"]) == {}


def send(register, number):
    with register.writing() as writing:
        dispatched = {"dispatched": "2024-06-20", "dispatched-to": "X", "dispatched-how": "e-post"}
        change(writing, number, {"status": "dispatched", **dispatched})


@pytest.mark.parametrize("sent", ["neither", "the first", "both"])
def test_what_a_void_document_had_replaced_stands_as_before(register, place, case, sent):
    first = adopt(register, case, "one")
    if sent != "neither":
        send(register, first)
    second = adopt(register, case, "two", replaces=first)
    if sent == "both":
        send(register, second)
    with register.writing() as writing:
        void(writing, second, why="fel")
    assert document_called(place, first).text("status") == ("adopted" if sent == "neither" else "dispatched")


def test_a_void_draft_leaves_what_it_names_alone(register, place, case):
    first = adopt(register, case, "one")
    adopt(register, case, "two", replaces=first)
    draft = {"direction": "out", "type": "x", "title": "X", "date": "2024-06-01", "replaces": first}
    with register.writing() as writing:
        void(writing, enter_document(writing, case, draft).number, why="fel")
    assert document_called(place, first).text("status") == "replaced"


def test_nothing_is_adopted_where_there_is_no_register_or_an_empty_file(place):
    assert adopted_documents(place, ["plan"]) == {}
    if place.url is None:
        assert not place.file.exists()
        place.file.parent.mkdir()
        place.file.write_bytes(b"")
    assert adopted_documents(place, ["plan"]) == {}
    assert document_called(place, "plan") is None


@pytest.mark.parametrize("named", ["enheter", "arenden"])
def test_the_series_of_decisions_must_be_one(named):
    series = {"arenden": {"pattern": "A {year}-{serial}"}}
    with pytest.raises(ValueError, match="decisions"):
        RegisterSettings.model_validate({"series": series, "decisions": named})


def test_a_reservation_with_an_adoption_key_is_no_document(register, case):
    register.reserve(Request("stab", key=adoption_key("plan")))
    with pytest.raises(FaultError) as error:
        adopt(register, case, "plan")
    assert [fault.code for fault in error.value.faults] == ["R114"]
