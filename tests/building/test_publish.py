"""Files are put in place all together, or not at all."""

import errno
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from pipeline.building.publish import check_writable, publish
from pipeline.faults import FaultError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_appear_with_their_bytes_and_nothing_else(tmp_path):
    publish(tmp_path / "outputs", {"a.docx": b"A", "b.pdf": b"B"})
    assert names(tmp_path / "outputs") == ["a.docx", "b.pdf"]
    assert (tmp_path / "outputs" / "b.pdf").read_bytes() == b"B"


def test_a_full_disk_leaves_the_old_files_and_no_debris(tmp_path, monkeypatch):
    publish(tmp_path, {"a": b"old a", "b": b"old b"})
    real = os.fsync
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FaultError) as error:
        publish(tmp_path, {"a": b"new a", "b": b"new b"})
    assert error.value.faults[0].code == "P304"
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert names(tmp_path) == ["a", "b"]


def test_a_place_that_cannot_be_written_is_a_fault(tmp_path):
    (tmp_path / "outputs").write_text("a file where the folder should be")
    for attempt in (lambda: publish(tmp_path / "outputs", {"a": b""}), lambda: check_writable(tmp_path / "outputs")):
        with pytest.raises(FaultError) as error:
            attempt()
        assert error.value.faults[0].code == "P303"


def test_checking_leaves_nothing_behind(tmp_path):
    check_writable(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("moment", ["writing", "before renaming"])
def test_a_process_that_is_killed_leaves_the_old_files_whole(tmp_path, moment):
    publish(tmp_path, {"a": b"old a", "b": b"old b"})
    script = textwrap.dedent(f"""
        import os, pathlib, signal, sys
        from pipeline.building import publish
        def die(*_, **__):
            os.kill(os.getpid(), signal.SIGKILL)
        if {moment!r} == "writing":
            real = publish._write
            publish._write = lambda path, data: (real(path, data), path.name.startswith(".b") and die())
        else:
            publish._uninterrupted = die
        publish.publish(pathlib.Path({str(tmp_path)!r}), {{"a": b"new a", "b": b"new b"}})
    """)
    ended = subprocess.run([sys.executable, "-c", script], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert (tmp_path / "b").read_bytes() == b"old b"
