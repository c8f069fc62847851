"""An approval in a process of its own, which ends it, or breaks it off, at one point on the way.

A point is one of

- `before STEP`, `after STEP`: a step of the approval;
- `writing N`: the Nth file, half-written; `marking 1`: the folder is marked, and not yet in its place;
- `flushing N`: the Nth time that a folder is flushed to the disk;
- `entering N`: the Nth event of the register's transaction;
- `committed head`, `committed seal`: the transaction has ended, and what stands beside the database is not written yet;
- `outputs N`: the Nth renaming in `outputs/`;
- `nowhere 0`.
"""

import os
import resource
import signal
import sys
from pathlib import Path
from unittest import mock

import pipeline.approval.approve
import pipeline.approval.folder
import pipeline.register.desk
from pipeline.cli import commands
from pipeline.cli.ending import ended
from pipeline.register.journal import Writing
from tests.approval.approvals import DECIDED, NAME, pretend


class Patching:
    """`monkeypatch` outside of pytest, for as long as the child lives."""

    def setattr(self, target, name, value):
        mock.patch.object(target, name, value).start()


def counted(real, number, end, *, after=False):
    """The function, which ends the process the Nth time."""
    calls = []

    def function(*arguments, **named):
        calls.append(arguments)
        if len(calls) == number and not after:
            end()
        result = real(*arguments, **named)
        if len(calls) == number and after:
            end()
        return result

    return function


def half_of_one(write, number, end):
    """The way files are written, which ends the process when half of the Nth is there."""
    calls = []

    def function(path, data):
        calls.append(path)
        if len(calls) == number:
            path.write_bytes(data[: len(data) // 2])
            end()
        write(path, data)

    return function


def approve(project, name=NAME, sign=0, when="nowhere", what=0, limit=None):
    """Approve in a child of this process, which sends itself a signal at the point.

    Args:
        limit: room for each file from the point on, in bytes, in place of the signal.

    Returns:
        The exit code, negative for a signal; and what was said on stdout and stderr.
    """
    return wait(start(project, name, sign, when, what, limit))


def start(project, name, sign=0, when="nowhere", what=0, limit=None):
    """Begin to approve; for `wait`."""
    said = [project / f".{name}.{stream}" for stream in ("said", "told")]
    child = os.fork()
    if child:
        return child, said
    code = 1
    try:
        for number, path in enumerate(said, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        # pytest has put streams of its own in their place
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        signal.signal(signal.SIGINT, signal.default_int_handler)

        def end():
            if limit is None:
                os.kill(os.getpid(), int(sign))
            else:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

        code = _approve(project, name, end, when, what)
    finally:
        # what is said finds room again
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def wait(started):
    """How an approval that was begun has ended."""
    child, said = started
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), *(path.read_text(encoding="utf-8") for path in said)


def _approve(project, name, end, when, what):
    patching = Patching()
    pretend(patching)
    approve, folder, desk = pipeline.approval.approve, pipeline.approval.folder, pipeline.register.desk
    real = approve.take

    def take(approval, step):
        if when == "before" and step == what:
            end()
        if step == "stage" and when == "writing":
            patching.setattr(folder, "write_through", half_of_one(folder.write_through, what, end))
        if step == "put_in_place" and when == "marking":
            patching.setattr(folder, "write_through", counted(folder.write_through, what, end, after=True))
        if step == "stage" and when == "flushing":
            patching.setattr(folder, "flush_folder", counted(folder.flush_folder, what, end))
        if step == "enter" and when == "entering":
            patching.setattr(Writing, "append", counted(Writing.append, what, end, after=True))
        if step == "enter" and when == "committed":
            writes = {"head": "write_head", "seal": "put_seal"}[what]
            patching.setattr(desk, writes, counted(getattr(desk, writes), 1, end))
        if step == approve.LAST and when == "outputs":
            patching.setattr(Path, "replace", counted(Path.replace, what, end))
        real(approval, step)
        if when == "after" and step == what:
            end()

    patching.setattr(approve, "take", take)
    arguments = ["approve", name, *DECIDED, "--format", "json", "--project", str(project)]
    return ended(commands, arguments)
