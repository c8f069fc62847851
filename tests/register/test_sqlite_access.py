"""The register's file to those who may only read it, and a file that is no file."""

import os

import pytest

from pipeline.faults import FaultError
from pipeline.register.desk import Register
from pipeline.register.reading import entries
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.register.conftest import SERIES, codes

CASE = Request("cases", key="a", classification="1.3", year=2024)


def test_who_may_not_write_reads_all_the_same_and_leaves_nothing_beside_it(register, place, clock, monkeypatch):
    register.reserve(CASE)
    register.__exit__(None, None, None)
    files = {path.name: path.read_bytes() for path in place.file.parent.iterdir()}
    monkeypatch.setattr("os.access", lambda path, mode: mode == os.R_OK)
    with Register(place, SERIES, by="bo", clock=clock) as other:
        with other.reading() as connection:
            assert [row.number for row in entries(connection)] == ["1.3-2024-1"]
            assert {path.name: path.read_bytes() for path in place.file.parent.iterdir()} == files
        with pytest.raises(FaultError) as error:
            other.reserve(Request("stab"))
    assert codes(error.value.faults) == ["R101"]
    assert codes(verify(place).faults) == []
    assert {path.name: path.read_bytes() for path in place.file.parent.iterdir()} == files


def test_a_register_that_cannot_be_opened_is_not_said_to_have_lost_events(register, place):
    register.reserve(CASE)
    register.__exit__(None, None, None)
    place.file.unlink()
    place.file.mkdir()
    with pytest.raises(FaultError) as error:
        verify(place)
    assert codes(error.value.faults) == ["R101"]
    place.seal.unlink()
    assert codes(verify(place).faults) == ["R101"]
    place.file.rmdir()
    assert codes(verify(place).faults) == ["R123"]
