"""When LibreOffice fails, or somebody interrupts, the last outputs stay as they were and nothing is left running."""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, diarie


@pytest.fixture
def project(example):
    return example


def pretender(folder, script):
    """A soffice that does something else; the environment that makes diarie use it."""
    path = folder / "soffice"
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "LibreOffice 7.4.7.2" && exit\n{script}\n')
    path.chmod(0o755)
    return {**os.environ, "DIARIE_SOFFICE": str(path)}


def left(project):
    return {path.name: path.read_bytes() for path in (project / "outputs").iterdir()}


@pytest.mark.parametrize(
    ("script", "words"),
    [("exit 0", ""), ("kill -SEGV $$", ""), ("echo no room left >&2; exit 81", "no room left")],
    ids=["says that all is well", "crashes", "fails"],
)
def test_a_libreoffice_that_gives_no_pdf_is_a_fault_of_the_converter(project, script, words):
    ended = diarie("build", project=project, env=pretender(project, script))
    assert ended.returncode == 5, ended.stderr
    assert " P1" in ended.stderr
    assert words in ended.stderr
    assert left(project) == {"my-report.pdf": b"the last good one"}


def test_without_libreoffice_the_message_says_how_to_install_it(project):
    ended = diarie("build", project=project, env={**os.environ, "DIARIE_SOFFICE": str(project / "nowhere")})
    assert ended.returncode == 5
    assert "P101" in ended.stderr
    assert "apt install" in ended.stderr
    assert left(project) == {"my-report.pdf": b"the last good one"}


@pytest.fixture
def temporary(tmp_path_factory):
    """The folder for temporary files, by itself, so that debris in it is seen."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture
def waiting(project, temporary, tmp_path_factory):
    """A build that waits for a LibreOffice which never ends, and that LibreOffice's process id."""
    folder = tmp_path_factory.mktemp("soffice")
    os.mkfifo(folder / "started")
    env = pretender(folder, f"echo $$ > {folder}/started; exec tail -f /dev/null")
    env["TMPDIR"] = str(temporary)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "--project", str(project)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=env,
        cwd=ROOT,
    )
    pipe = os.open(folder / "started", os.O_RDWR)
    heard, _, _ = select.select([pipe], [], [], 60)
    child = int(os.read(pipe, 32)) if heard else None
    os.close(pipe)
    assert child, "LibreOffice was never started"
    with process:
        yield process, child
        process.terminate()  # politely, so that it takes its temporary folder and its LibreOffice with it


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_libreoffice_too_and_changes_nothing(project, waiting, temporary, sign):
    process, child = waiting
    process.send_signal(sign)
    said = process.stderr.read()
    process.wait()
    assert process.returncode == 130
    assert "Interrupted" in said
    assert left(project) == {"my-report.pdf": b"the last good one"}
    assert list(temporary.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_second_build_at_once_is_refused(project, waiting):
    process, _ = waiting
    ended = diarie("build", project=project)
    assert ended.returncode == 5
    assert f"P302 Another build or approval is under way in this project (process {process.pid})" in ended.stderr
    assert left(project) == {"my-report.pdf": b"the last good one"}


def test_an_outputs_folder_that_cannot_be_written_is_a_fault(project):
    shutil.rmtree(project / "outputs")
    (project / "outputs").write_text("a file in its place")
    ended = diarie("build", project=project)
    assert ended.returncode == 5
    assert "P303" in ended.stderr
    assert (project / "outputs").read_text() == "a file in its place"


def test_a_reader_that_goes_away_is_no_fault(project):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "pipeline", "explain", "--project", str(project)]
    with os.fdopen(writing, "wb") as gone:
        ended = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_an_answer_that_finds_no_room_is_no_bug(project):
    command = [sys.executable, "-m", "pipeline", "explain", "--project", str(project)]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert ended.returncode == 5
    assert "The disk is full" in ended.stderr
