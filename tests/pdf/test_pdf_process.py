"""LibreOffice ends with the call, however the call ends, and leaves nothing behind."""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import docx_samples
import pytest

from pipeline.faults import FaultError
from pipeline.pdf import libreoffice, process

WORD = docx_samples.small()


def test_a_call_that_hangs_is_ended_with_its_children(pretend, monkeypatch):
    program = pretend(
        """
        child = os.spawnvp(os.P_NOWAIT, "sleep", ["sleep", "600"])
        (HERE / "child").write_text(str(child))
        write(files[0])
        (HERE / "hangs").write_bytes(b"x")
        signal.pause()
        """
    )
    wait = process._wait
    os.mkfifo(Path(program).parent / "hangs")
    begun = os.open(Path(program).parent / "hangs", os.O_RDWR)

    def wait_for_what_runs(*arguments):
        """The time limit, from the moment on at which the program hangs: how long it takes to start says nothing."""
        assert select.select([begun], [], [], 180)[0]
        return wait(*arguments)

    monkeypatch.setattr(process, "_wait", wait_for_what_runs)
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD, "b": WORD}, executable=program, timeout=0.2)
    os.close(begun)
    assert [fault.code for fault in error.value.faults] == ["P103", "P103"]
    assert "0.2 seconds" in str(error.value)
    assert pretend.calls() == 1
    assert pretend.left_behind() == []
    assert _ends(int((Path(program).parent / "child").read_text()))


def _ends(process):
    """Whether a process has ended, or does so soon: a signal that kills takes a moment to arrive."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 180)[0])
    finally:
        os.close(handle)


@pytest.fixture
def converting(tmp_path):
    """A process that converts a file by a program with a child; neither ends by itself.

    Its second item is open at the other end as long as the program or its child lives.
    """
    os.mkfifo(tmp_path / "alive")
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport os, signal, sys\n"
        "if '--version' in sys.argv:\n    print('LibreOffice 99.9'); sys.exit()\n"
        f"alive = os.open({str(tmp_path / 'alive')!r}, os.O_WRONLY)\n"
        "os.fork()\nos.write(alive, b'x')\nwhile True:\n    signal.pause()\n"
    )
    program.chmod(0o755)
    word = tmp_path / "a.docx"
    word.write_bytes(WORD)
    (tmp_path / "temp").mkdir()
    code = (
        "import sys; from pathlib import Path; from pipeline.pdf.libreoffice import convert\n"
        "try:\n    convert({'a': Path(sys.argv[1]).read_bytes()}, executable=sys.argv[2])\n"
        "except KeyboardInterrupt:\n    sys.exit(130)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(word), str(program)],
        env={**os.environ, "TMPDIR": str(tmp_path / "temp")},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
    )
    with (tmp_path / "alive").open("rb", buffering=0) as alive:
        assert alive.read(1) + alive.read(1) == b"xx"  # waits until both have started
        yield process, alive
    process.kill()
    process.communicate()


def _ended(alive):
    """Whether nobody holds the other end any more, at last."""
    return bool(select.select([alive], [], [], 60)[0]) and alive.read() == b""


def test_an_interruption_ends_the_process_and_leaves_nothing_behind(converting, tmp_path):
    """Ctrl-C in the middle: in a process of its own, so that the interruption is a real one."""
    process, alive = converting
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert _ended(alive)
    assert list((tmp_path / "temp").iterdir()) == []


def test_a_kill_that_nobody_can_catch_ends_the_process_too_and_leaves_nothing_behind(converting, tmp_path):
    process, alive = converting
    process.kill()
    assert process.wait(60) == -signal.SIGKILL
    assert _ended(alive)
    assert process.communicate(timeout=60) == (None, b"")  # what cleans up has said nothing and ended
    assert list((tmp_path / "temp").iterdir()) == []


@pytest.mark.xdist_group("samples")
def test_the_real_libreoffice_is_ended_at_the_time_limit(tmp_path, monkeypatch):
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"plan": WORD}, timeout=0.2)
    assert [fault.code for fault in error.value.faults] == ["P103"]
    assert list((tmp_path / "temp").iterdir()) == []
    assert shutil.which("soffice")
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [line for line in running if str(tmp_path).encode() in line]
