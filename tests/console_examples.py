"""The console examples of documentation pages: their commands run, at a moment that stands still."""

import re
import shlex
from datetime import datetime

from click.testing import CliRunner

import pipeline.register.clock
from pipeline.cli import commands


def stop_clock(monkeypatch, moment):
    """Let it be one moment for the register, whatever the machine's clock says."""

    class Stopped(datetime):
        @classmethod
        def now(cls, zone=None):
            return moment.astimezone(zone)

    monkeypatch.setattr(pipeline.register.clock, "datetime", Stopped)


def examples(page):
    """Each command of a page, as words, and what it says there."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = example.partition("\n")
            yield shlex.split(command), said


def check_example(words, expected):
    """Run a command in this process: it must say what the page shows, where “…” is whatever is left out."""
    said = CliRunner().invoke(commands, words[1:])
    assert said.exception is None or isinstance(said.exception, SystemExit), words
    output = "".join(line for line in said.output.splitlines(keepends=True) if not line.startswith("diarie: "))
    form = re.escape(expected).replace("…", ".*")
    assert re.fullmatch(form, output), f"{words}\n{output}\nand not\n{expected}"
