"""What a case and a document must have, and what never comes into the public list by a side door."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.changing import change
from pipeline.register.entering import enter_document
from pipeline.register.lookup import record_numbered
from pipeline.register.reading import entries
from pipeline.register.reserving import Request
from tests.register.conftest import codes

HELD = {
    "secrecy-provision": "OSL 21 kap. 7 §",
    "secrecy-date": "2024-06-01",
    "secrecy-authority": "anna",
    "secrecy-fields": "title",
}
LETTER = {"title": "NN:s hälsa", "date": "2024-06-01", "direction": "in"}


def enter(register, case, **fields):
    with register.writing() as writing:
        return enter_document(writing, case, fields).number


def changed(register, number, **fields):
    with register.writing() as writing:
        return change(writing, number, fields).state


def refused(act):
    with pytest.raises(FaultError) as error:
        act()
    return codes(error.value.faults)


def state(register, number):
    with register.reading() as connection:
        return record_numbered(connection, number).state


def public(register):
    with register.reading() as connection:
        return str(entries(connection, public=True))


def test_a_withheld_title_does_not_become_the_subject_of_its_case(register):
    case = register.reserve(Request("im")).number
    assert refused(lambda: enter(register, case, **LETTER, **HELD)) == ["R136"]
    changed(register, case, subject="Skrivelse från enskild")
    enter(register, case, **LETTER, **HELD)
    assert "hälsa" not in public(register)
    assert "Skrivelse från enskild" in public(register)


def test_a_title_is_not_withheld_while_the_public_subject_says_it(register):
    case = register.reserve(Request("im")).number
    document = enter(register, case, **LETTER)
    assert state(register, case)["subject"] == LETTER["title"]
    assert refused(lambda: changed(register, document, **HELD)) == ["R136"]
    changed(register, case, **{**HELD, "secrecy-fields": "subject"})
    changed(register, document, **HELD)
    assert "hälsa" not in public(register)
    assert case in public(register)
    assert document in public(register)


def test_a_case_opens_with_what_it_is_about(register):
    assert refused(lambda: register.reserve(Request("im", opened=True))) == ["R119"]
    reserved = register.reserve(Request("im")).number
    assert refused(lambda: changed(register, reserved, status="open")) == ["R119"]
    assert refused(lambda: enter(register, reserved)) == ["R119"]
    assert changed(register, reserved, status="open", subject="Ärende")["status"] == "open"
    assert refused(lambda: changed(register, reserved, subject="")) == ["R119"]


def test_a_number_from_elsewhere_without_a_subject_is_reserved_until_its_first_document(register):
    case = register.reserve(Request("cases", number="1.3-2024-77")).number
    assert state(register, case)["status"] == "reserved"
    enter(register, case, title="Remiss")
    assert (state(register, case)["status"], state(register, case)["subject"]) == ("open", "Remiss")


def test_every_document_has_a_direction_and_a_version(register):
    case = register.reserve(Request("im", subject="Ärende", opened=True)).number
    first = enter(register, case, title="Plan")
    assert (state(register, first)["direction"], state(register, first)["version"]) == ("drawn-up", "1")
    second = enter(register, case, title="Plan", replaces=first)
    assert state(register, second)["version"] == "2"
    assert state(register, enter(register, case, title="Plan", version="2024 B"))["version"] == "2024 B"
    assert (
        state(register, enter(register, case, title="Svar", date="2024-06-01", status="received"))["direction"] == "in"
    )


def test_all_fields_that_do_not_exist_are_told_at_once(register):
    case = register.reserve(Request("im", subject="Ärende")).number
    assert refused(lambda: enter(register, case, titel="x", datum="y", number="z")) == ["R111"] * 3
