"""Disks that are really full, files that are really held, cut off or deleted by another process."""

import os
import resource
import signal
import subprocess
import sys

import pytest

from pipeline.faults import FaultError
from pipeline.register.desk import Register
from pipeline.register.keeping import back_up, restore
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.conftest import ROOT
from tests.register.conftest import SERIES, codes


def case(key, **more):
    return Request("cases", key=key, classification="1.3", year=2024, **more)


def give(place, *keys, **more):
    with Register(place, SERIES, by="anna") as register:
        return [register.reserve(case(key, **more)).number for key in keys]


# ------------------------------------------------------------------------------------------------------- a full disk

#: Run with the folder as a disk of one megabyte, or with files that may not grow: what happens while there is no room,
#: and when there is room again.
FULL = """
import sys
from pathlib import Path
from pipeline.register.head import read_head, write_head
from pipeline.register.keeping import back_up
from pipeline.register.place import RegisterPlace
from pipeline.register.verifying import verify
from tests.register.test_real_disk import give, room, told
folder, how = Path(sys.argv[1]), sys.argv[2]
place = RegisterPlace(folder / ".diarie" / "register.sqlite")
place.file.parent.mkdir()
room(folder, how, 0)
print("from the beginning", told(lambda: give(place, "0")))
write_head(place, 1, "0" * 64)
print("head", read_head(place.head))
room(folder, how, None)
print("again", told(lambda: give(place, "0")), verify(place).events)
room(folder, how, 500_000)
print("filled", told(lambda: give(place, *map(str, range(400)), subject="x" * 900)))
verdict = verify(place)
events = verdict.events
print("found", [str(fault) for fault in verdict.faults], 3 < events < 399, read_head(place.head)[0] <= events)
room(folder, how, 0)
print("backup", told(lambda: back_up(place, folder / "backup.sqlite")), sorted(path.name for path in folder.iterdir()))
room(folder, how, None)
again = [int(number.split("-")[-1]) for number in give(place, *map(str, range(events + 1)))]
print("accounted", again == list(range(1, events + 2)))
back_up(place, folder / "backup.sqlite")
last = verify(place)
head = (events + 1, last.head)
print("at last", list(last.faults), last.sealed, last.events == events + 1, read_head(place.head) == head)
"""

EXPECTED = """
from the beginning R104
head None
again done 1
filled R104
found [] True True
backup {refused} ['.diarie']
accounted True
at last [] True True True
"""


def room(folder, how, left):
    """Leave so many bytes on the disk, or to each file; None for room enough."""
    ballast = folder / ".diarie" / "ballast"
    ballast.unlink(missing_ok=True)
    if how == "limit":
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY if left is None else left, resource.RLIM_INFINITY)
        )
    elif left is not None:
        about = os.statvfs(folder)
        with ballast.open("wb") as file:
            file.write(bytes(max(0, about.f_bavail * about.f_frsize - left)))


def told(act):
    try:
        act()
    except FaultError as error:
        return error.faults[0].code
    return "done"


def mounting(folder):
    """How to run something with the folder as a small disk of its own; nothing where that is not allowed."""
    mount = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size=1m none "$0" && exec "$@"', str(folder)]
    return mount if subprocess.run([*mount, "true"], check=False, capture_output=True).returncode == 0 else []


@pytest.mark.parametrize("how", ["disk", "limit"])
def test_no_room_is_a_fault_loses_nothing_and_all_goes_on_when_there_is_room_again(tmp_path, how):
    mount = mounting(tmp_path) if how == "disk" else []
    how = "disk" if mount else "limit"
    command = [*mount, sys.executable, "-c", FULL, str(tmp_path), how]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    refused = {"disk": "R132", "limit": "R101"}  # where no file may grow, what readers share cannot be opened either
    assert ended.stdout.strip() == EXPECTED.format(refused=refused[how]).strip(), ended.stderr


# ---------------------------------------------------------------------------------- what other processes do meanwhile

HOLDER = """
import os, sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
if "half" in sys.argv:
    database.execute("PRAGMA cache_size = 1")
    database.execute("DROP TRIGGER event_follows")
    database.execute("CREATE TABLE more (a)")
    database.execute("INSERT INTO more SELECT zeroblob(100000)")
print("holds", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(place):
    """Another process that holds the register, until it is killed."""
    running = []

    def start(*more):
        command = [sys.executable, "-c", HOLDER, str(place.file), *more]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline() == "holds\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("more", [[], ["half"]])
def test_a_register_that_another_process_holds_is_free_when_that_one_is_killed(place, holder, more):
    give(place, "a")
    process = holder(*more)
    with Register(place, SERIES, by="anna", patience=0.1) as register, pytest.raises(FaultError) as error:
        register.reserve(case("b"))
    assert codes(error.value.faults) == ["R102"]
    assert verify(place).events == 1, "who only looks does not wait"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert give(place, "b") == ["1.3-2024-2"]
    assert list(verify(place).faults) == []


@pytest.mark.parametrize("what", ["deleted", "cut off", "emptied", "another"])
def test_a_file_that_goes_while_it_is_written_gives_no_number_and_is_named(place, tmp_path, what):
    give(place, *"abcdef")
    back_up(place, tmp_path / "backup.sqlite")
    data = place.file.read_bytes()

    def gone_meanwhile():
        with Register(place, SERIES, by="anna") as register, register.writing() as writing:
            from pipeline.register.reserving import reserve

            reserve(writing, case("g"))
            if what == "deleted":
                place.file.unlink()
            elif what == "another":
                place.file.rename(tmp_path / "moved.sqlite")
                place.file.write_bytes(data)
            else:
                os.truncate(place.file, 0 if what == "emptied" else len(data) // 2)
            reserve(writing, case("h"))

    if what in ("deleted", "another"):
        with pytest.raises(FaultError) as error:
            gone_meanwhile()
        assert codes(error.value.faults) == ["R101"]
    else:
        told(gone_meanwhile)
    if what != "another":
        assert [fault for fault in verify(place).faults if fault.level == "error"]
    for left in place.file.parent.glob("register.sqlite*"):
        left.unlink()
    place.head.unlink()
    restore(place, tmp_path / "backup.sqlite")
    assert give(place, *"abcdefg")[-1] == "1.3-2024-7"
    assert list(verify(place).faults) == []
