"""Many processes at once, some killed in the middle: no number twice, none unaccounted for."""

import json
import subprocess
import sys

from pipeline.register.desk import Register
from pipeline.register.reserving import Request
from pipeline.register.verifying import verify
from tests.conftest import ROOT

PROCESSES, EACH, KILLS = 8, 500, 25


def test_eight_processes_that_are_killed_at_any_moment_share_the_series_without_gap_or_double(place):
    arguments = [str(place.file), place.url or "", *map(str, (PROCESSES, EACH, KILLS, 1))]
    command = [sys.executable, "-m", "tests.register.killed", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout)
    assert said["killed"] == KILLS
    told = said["told"]
    assert len(told) == PROCESSES * EACH
    assert {len(set(numbers)) for numbers in told.values()} == {1}, "a rerun with the same key got another number"
    numbers = {key: given[0] for key, given in told.items()}
    assert sorted(numbers.values(), key=lambda number: int(number.split("-")[-1])) == [
        f"1.3-2024-{serial}" for serial in range(1, PROCESSES * EACH + 1)
    ]
    with Register(place) as register, register.writing() as writing:
        from pipeline.register.reserving import reserve

        again = {key: reserve(writing, Request("cases", key=key, classification="1.3", year=2024)) for key in numbers}
        assert {key: given.number for key, given in again.items()} == numbers
        assert not any(given.new for given in again.values())
    verdict = verify(place)
    assert [str(fault) for fault in verdict.faults] == []
    assert verdict.events == PROCESSES * EACH
    assert verdict.numbers == {"reserved": PROCESSES * EACH}
