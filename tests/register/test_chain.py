"""The chain: what each event holds a hash over, and how it is written."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from pipeline.register import chain
from pipeline.register.lookup import events_of
from pipeline.register.reserving import Request
from pipeline.register.tables import EVENT

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_canonical_json_reads_back_and_is_always_the_same(body):
    text = chain.canonical(body)
    assert chain.parsed(text) == body
    assert chain.canonical(dict(reversed(body.items()))) == text
    assert text.encode() == rfc8785.dumps(json.loads(text))


def test_canonical_json_is_as_the_standard_has_it():
    """RFC 8785, 3.2: keys by UTF-16, no blanks, as few escapes as can be."""
    assert chain.canonical({"€": 1, "\r": "ö\n", "b": [True, None]}) == '{"\\r":"ö\\n","b":[true,null],"€":1}'


@pytest.mark.parametrize("text", ["", "[]", '"x"', "{}{}", "{} ", '{"a":1'])
def test_what_is_not_one_object_alone_is_no_event(text):
    with pytest.raises(ValueError, match=r"Expecting|no object alone"):
        chain.parsed(text)


def test_each_event_holds_a_hash_over_the_one_before_and_itself(register):
    for name in "abc":
        register.reserve(Request("cases", key=name, classification="1.3", year=2024, subject=f"Ärende {name}"))
    previous = "0" * 64
    with register.reading() as connection:
        rows = connection.execute(EVENT.select().order_by(EVENT.c.position)).all()
    assert [row.position for row in rows] == [1, 2, 3]
    for row in rows:
        assert row.hash == hashlib.sha256(f"{previous}\n{row.body}".encode()).hexdigest()
        assert row.body.encode() == rfc8785.dumps(json.loads(row.body))
        previous = row.hash


def test_an_event_tells_who_when_what(register):
    given_number = register.reserve(Request("cases", classification="1.3", year=2024, subject="Ärende"))
    with register.reading() as connection:
        (event,) = events_of(connection, given_number.record.name)
    assert event.content["by"] == "anna"
    assert event.content["at"] == "2024-06-19T08:00:01Z"
    assert event.content["state"]["subject"] == "Ärende"


def test_columns_stand_in_the_order_in_which_they_are_compared(register):
    from pipeline.register.journal import columns_of

    register.reserve(Request("cases", classification="1.3", year=2024))
    with register.reading() as connection:
        row = connection.execute(EVENT.select()).one()
    assert list(columns_of(json.loads(row.body))) == [column.name for column in EVENT.columns][3:]
    assert tuple(columns_of(json.loads(row.body)).values()) == tuple(row)[3:]
