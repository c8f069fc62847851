"""Somebody else who is writing, and processes that end in the middle: faults that say so, and an unharmed register."""

import pytest

from pipeline.faults import FaultError
from pipeline.register.desk import Register
from pipeline.register.reading import entries
from pipeline.register.reserving import Request, reserve
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

CASE = Request("cases", key="a", classification="1.3", year=2024)


def test_a_register_that_somebody_else_holds_is_a_fault_when_patience_ends(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as holder, holder.writing() as writing:
        reserve(writing, CASE)
        with Register(place, SERIES, by="bo", clock=clock, patience=0.1) as other, pytest.raises(FaultError) as error:
            other.reserve(CASE)
        assert codes(error.value.faults) == ["R102"]
    with Register(place, SERIES, by="bo", clock=clock) as other:
        given = other.reserve(CASE)
    assert (given.number, given.new) == ("1.3-2024-1", False)


def test_readers_see_the_register_as_it_was_while_somebody_writes(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as holder:
        holder.reserve(CASE)
        with holder.writing() as writing:
            reserve(writing, Request("stab"))
            with Register(place, SERIES, by="bo", clock=clock) as reader, reader.reading() as connection:
                assert [row.number for row in entries(connection)] == ["1.3-2024-1"]


def test_what_is_broken_off_in_the_middle_leaves_nothing(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as register:

        def interrupted():
            with register.writing() as writing:
                reserve(writing, CASE)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert verify(place).events == 0
        assert register.reserve(CASE).new
    assert list(verify(place).faults) == []
