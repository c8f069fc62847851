"""One build at a time, and a dead build holds nobody up."""

import signal
import subprocess
import sys

import pytest

from pipeline.building.lock import only_build
from pipeline.building.run import make_cache_folder
from pipeline.faults import FaultError

HOLD = """
import pathlib, sys
from pipeline.building.lock import only_build
with only_build(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_build_is_told_who_is_building(tmp_path, holder):
    with pytest.raises(FaultError) as error, only_build(tmp_path):
        pass
    (fault,) = error.value.faults
    assert (fault.code, fault.data["process"]) == ("P302", str(holder.pid))


@pytest.mark.parametrize(("link", "why"), [("", "it is a file"), ("/no such drive", "it is a link to /no such drive")])
def test_a_folder_that_cannot_be_made_is_told_with_what_stands_in_its_place(tmp_path, link, why):
    state = tmp_path / ".diarie"
    state.symlink_to(link) if link else state.write_text("a file where the folder should be", encoding="utf-8")
    for begin in (lambda folder: only_build(folder).__enter__(), make_cache_folder):
        with pytest.raises(FaultError) as error:
            begin(state)
        (fault,) = error.value.faults
        assert fault.code == "P301"
        assert fault.message.startswith(f"The folder .diarie/ cannot be written: {why}")


def test_a_killed_build_lets_go(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with only_build(tmp_path):
        assert (tmp_path / "build.lock").exists()


def test_builds_one_after_the_other_do_not_meet(tmp_path):
    for _ in range(2):
        with only_build(tmp_path):
            pass
