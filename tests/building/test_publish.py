"""Files are put in place all together, or not at all."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

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
        (fault,) = error.value.faults
        assert (fault.code, fault.message) == (
            "P303",
            "The folder outputs/ cannot be written: it is a file. What was there stays.",
        )
        assert fault.todo == "Move the file away, or give it another name."


def test_a_folder_that_nobody_may_look_into_is_a_fault(tmp_path, monkeypatch):
    def closed(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", closed)
    for attempt in (lambda: publish(tmp_path, {"a": b""}), lambda: check_writable(tmp_path, ["a"])):
        with pytest.raises(FaultError) as error:
            attempt()
        (fault,) = error.value.faults
        assert fault.code == "P303"
        assert "Permission denied" in fault.message


@pytest.mark.parametrize("target", ["/a drive/that is not attached", "outputs", "file"])
def test_a_link_that_leads_to_no_folder_is_told_with_where_it_leads(tmp_path, target):
    (tmp_path / "file").touch()
    (tmp_path / "outputs").symlink_to(target)
    for attempt in (lambda: publish(tmp_path / "outputs", {"a": b""}), lambda: check_writable(tmp_path / "outputs")):
        with pytest.raises(FaultError) as error:
            attempt()
        (fault,) = error.value.faults
        why = f"The folder outputs/ cannot be written: it is a link to {target}, and there is no folder."
        assert (fault.code, fault.message) == ("P303", f"{why} What was there stays.")
        assert "attach the drive" in fault.todo


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_written(tmp_path):
    publish(tmp_path, {"a": b"old a"})
    (tmp_path / "b").mkdir()
    (tmp_path / "c").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    files = {"a": b"new a", "b": b"new b", "link": b"new link"}
    for attempt in (lambda: publish(tmp_path, files, gone=["c"]), lambda: check_writable(tmp_path, [*files, "c"])):
        with pytest.raises(FaultError) as error:
            attempt()
        assert [fault.code for fault in error.value.faults] == ["P305", "P305"]
        assert [fault.place.file for fault in error.value.faults] == [f"{tmp_path.name}/b", f"{tmp_path.name}/c"]
        assert (tmp_path / "a").read_bytes() == b"old a"
        assert names(tmp_path) == ["a", "b", "c", "folder", "link"]


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
            real = publish.write_through
            publish.write_through = lambda path, data: (real(path, data), path.name.startswith(".b") and die())
        else:
            publish.uninterrupted = die
        publish.publish(pathlib.Path({str(tmp_path)!r}), {{"a": b"new a", "b": b"new b"}})
    """)
    ended = subprocess.run([sys.executable, "-c", script], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert (tmp_path / "b").read_bytes() == b"old b"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_whoever_interrupts_while_files_are_put_in_place_gets_all_of_them(tmp_path, sign):
    publish(tmp_path, {"a": b"old a", "b": b"old b"})
    script = textwrap.dedent(f"""
        import os, pathlib
        from pipeline.building import publish
        real = pathlib.Path.replace
        pathlib.Path.replace = lambda path, target: (os.kill(os.getpid(), {int(sign)}), real(path, target))
        publish.publish(pathlib.Path({str(tmp_path)!r}), {{"a": b"new a", "b": b"new b"}})
    """)
    ended = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert ended.returncode == -sign
    assert (tmp_path / "a").read_bytes() == b"new a"
    assert (tmp_path / "b").read_bytes() == b"new b"


def test_a_file_of_the_last_build_that_is_not_made_any_more_goes(tmp_path):
    publish(tmp_path, {"a": b"A", "b": b"B"})
    publish(tmp_path, {"a": b"A"}, gone=("b", "never was"))
    assert names(tmp_path) == ["a"]


def test_what_stands_elsewhere_comes_along_when_it_can(tmp_path):
    publish(tmp_path / "outputs", {"a": b"A"}, also={tmp_path / "state" / "builds" / "1.json": b"{}"})
    assert (tmp_path / "state" / "builds" / "1.json").read_bytes() == b"{}"
    assert names(tmp_path / "state" / "builds") == ["1.json"]


def test_what_cannot_be_put_elsewhere_stops_nothing(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    publish(tmp_path / "outputs", {"a": b"A"}, also={tmp_path / "state" / "1.json": b"{}"})
    assert (tmp_path / "outputs" / "a").read_bytes() == b"A"


def test_nothing_comes_along_when_the_outputs_cannot_be_written(tmp_path):
    (tmp_path / "outputs").write_text("a file where the folder should be")
    with pytest.raises(FaultError):
        publish(tmp_path / "outputs", {"a": b"A"}, also={tmp_path / "1.json": b"{}"})
    assert names(tmp_path) == ["outputs"]
