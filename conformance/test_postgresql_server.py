"""What only a server can do: break off, be away, guard against TRUNCATE, move from and to a file."""

import os
import signal

import pytest
from sqlalchemy import text

from pipeline.faults import FaultError
from pipeline.register import quick
from pipeline.register.desk import Register
from pipeline.register.keeping import back_up, restore
from pipeline.register.place import RegisterPlace
from pipeline.register.reserving import Request, reserve
from pipeline.register.store import Store
from pipeline.register.verifying import verify
from tests.conftest import diarie
from tests.register.conftest import SERIES, codes

CASE = Request("cases", key="a", classification="1.3", year=2024)


def break_off(place, connection):
    """End a connection from another one, as an administrator or a failing network does."""
    process = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with Store(place) as store, store.connected() as other:
        other.execute(text("SELECT pg_terminate_backend(:process)"), {"process": process})


def test_a_connection_that_breaks_off_in_the_middle_is_a_fault_and_nothing_is_entered(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as register:

        def broken_off():
            with register.writing() as writing:
                reserve(writing, CASE)
                break_off(place, writing.connection)

        with pytest.raises(FaultError) as error:
            broken_off()
        assert codes(error.value.faults) == ["R116"]
        assert verify(place).events == 0
        again = register.reserve(CASE)
    assert (again.number, again.new) == ("1.3-2024-1", True)
    assert list(verify(place).faults) == []


def test_a_server_that_falls_keeps_what_was_given_and_is_a_fault_meanwhile(server, place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as register:
        given = register.reserve(CASE).number
        server.stop(signal.SIGQUIT)
        with pytest.raises(FaultError) as error:
            register.reserve(Request("cases", key="b", classification="1.3", year=2024))
        assert codes(error.value.faults) == ["R116"]
    with pytest.raises(FaultError) as error:
        quick.known_number(place, "a")
    assert codes(error.value.faults) == ["R116"]
    server.start()
    with Register(place, SERIES, by="anna", clock=clock) as register:
        again = register.reserve(CASE)
        assert (again.number, again.new) == (given, False)
    assert list(verify(place).faults) == []


def test_a_server_process_that_is_killed_in_the_middle_is_a_fault_and_nothing_of_it_is_entered(server, place, clock):
    """The kernel, short of memory, kills the process that serves the connection; all others begin anew, too."""
    with Register(place, SERIES, by="anna", clock=clock) as register:
        first = register.reserve(CASE).number
        said = server.log()

        def killed():
            with register.writing() as writing:
                reserve(writing, Request("cases", key="b", classification="1.3", year=2024))
                os.kill(writing.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one(), signal.SIGKILL)
                reserve(writing, Request("cases", key="c", classification="1.3", year=2024))

        with pytest.raises(FaultError) as error:
            killed()
        assert codes(error.value.faults) == ["R116"]
        server.wait_for_recovery(said)
        assert verify(place).events == 1
        again = register.reserve(Request("cases", key="b", classification="1.3", year=2024))
    assert (first, again.number, again.new) == ("1.3-2024-1", "1.3-2024-2", True)
    assert list(verify(place).faults) == []


def test_a_machine_that_goes_out_in_the_middle_keeps_what_was_given_and_nothing_else(server, place, clock):
    """All processes of the server end at once, without a word."""
    with Register(place, SERIES, by="anna", clock=clock) as register:
        given = register.reserve(CASE).number

        def gone_out():
            with register.writing() as writing:
                reserve(writing, Request("cases", key="b", classification="1.3", year=2024))
                server.kill()

        with pytest.raises(FaultError) as error:
            gone_out()
        assert codes(error.value.faults) == ["R116"]
    server.start()
    assert verify(place).events == 1
    with Register(place, SERIES, by="anna", clock=clock) as register:
        assert register.reserve(CASE).number == given
        assert register.reserve(Request("cases", key="b", classification="1.3", year=2024)).number == "1.3-2024-2"
    assert list(verify(place).faults) == []


def test_the_server_refuses_to_empty_the_table(register, place):
    register.reserve(CASE)
    with pytest.raises(FaultError, match="never deleted"), register.store.connected() as connection:
        connection.exec_driver_sql("TRUNCATE event")
    assert verify(place).events == 1


def test_triggers_that_are_switched_off_are_named(register, place):
    register.reserve(CASE)
    with register.store.connected() as connection:
        connection.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER event_is_kept")
    assert [fault.data["name"] for fault in verify(place).faults] == ["event_is_kept"]


def test_a_function_that_lets_everything_pass_is_named(register, place):
    register.reserve(CASE)
    with register.store.connected() as connection:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION event_refused() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        )
    assert [fault.data["name"] for fault in verify(place).faults] == ["event_is_kept", "event_stays"]


def test_views_show_the_register_to_whoever_asks_in_sql(register):
    register.reserve(Request("cases", classification="1.3", year=2024, subject="Återvändande"))
    with register.reading() as connection:
        rows = connection.exec_driver_sql("SELECT number, year, subject, status FROM case_now").all()
    assert [tuple(row) for row in rows] == [("1.3-2024-1", "2024", "Återvändande", "reserved")]


def test_a_register_moves_from_file_to_server_and_back(place, clock, tmp_path):
    file = RegisterPlace(tmp_path / "old" / "register.sqlite")
    with Register(file, SERIES, by="anna", clock=clock) as register:
        given = register.reserve(CASE).number
    kept = back_up(file, tmp_path / "one.sqlite")
    assert restore(place, tmp_path / "one.sqlite") == kept
    assert verify(place).head == kept.head
    with Register(place, SERIES, by="anna", clock=clock) as register:
        assert register.reserve(CASE).number == given
        register.reserve(Request("stab"))
    there = back_up(place, tmp_path / "two.sqlite")
    assert there.events == 2
    assert restore(file, tmp_path / "two.sqlite") == there
    assert list(verify(file).faults) == []


def test_the_quick_way_asks_the_server(place, clock):
    with Register(place, SERIES, by="anna", clock=clock) as register:
        register.reserve(CASE)
    assert quick.known_number(place, "a") == quick.Known("1.3-2024-1", void=False)
    assert quick.next_serial(place, SERIES["cases"], "", 2024) == 2
    assert quick.numbers_beginning(place, "1.3") == ("1.3-2024-1",)
    assert not place.file.exists()


def test_commands_find_the_server_by_the_variable(place, tmp_path, monkeypatch):
    (tmp_path / "inputs").mkdir()
    settings = (
        'name: M\norganisation-number: 202100-2163\nweb: w\nemail: e\nphone: "1"\nregister: {url-env: DIARIE_X}\n'
    )
    (tmp_path / "inputs" / "agency.yaml").write_text(settings, encoding="utf-8")
    assert "R116" in diarie("register", "list", project=tmp_path).stderr
    monkeypatch.setenv("DIARIE_X", place.url)
    said = diarie("register", "reserve", "--classification", "1.3", project=tmp_path)
    assert said.returncode == 0, said.stderr
    assert diarie("register", "list", project=tmp_path).stdout.splitlines()[1].startswith("1.3-")
    assert diarie("register", "verify", project=tmp_path).returncode == 0
