"""veraPDF's jars are those that are pinned, and where they cannot be had, people are told what to do."""

import os
import shutil
import subprocess
import sys

import pytest

from conformance import verapdf_jars
from conformance.verapdf_jars import FOLDER, HERE, JarsError, fetch, jars, pins
from tests.conftest import ROOT


def program(folder, code):
    """A program that stands in for Maven."""
    path = folder / "mvn"
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
    return str(path)


def copying(folder, source):
    """A Maven that copies a folder to where it is told to."""
    return program(folder, f'for word in "$@"; do to="${{word#-DoutputDirectory=}}"; done; cp -r "{source}" "$to"')


def test_the_jars_are_here_and_every_one_is_pinned():
    assert {path.name for path in jars()} == {path.name for path in FOLDER.glob("*.jar")} == set(pins())
    assert f"greenfield-apps-{verapdf_jars.VERSION}.jar" in pins()


def test_the_second_time_nobody_asks_maven(tmp_path):
    assert fetch(maven=program(tmp_path, "exit 1")) == jars()


def test_maven_brings_them_whole(tmp_path):
    brought = fetch(tmp_path / "lib" / "verapdf", maven=copying(tmp_path, FOLDER))
    assert [path.name for path in brought] == list(pins())
    assert [path.name for path in (tmp_path / "lib").iterdir()] == ["verapdf"]


def test_other_bytes_than_the_pinned_ones_are_refused_and_not_kept(tmp_path):
    other = shutil.copytree(FOLDER, tmp_path / "other")
    jar = next(path for path in other.iterdir() if path.name.startswith("parser"))
    jar.write_bytes(jar.read_bytes()[:-1] + b"x")
    with pytest.raises(JarsError, match=jar.name):
        fetch(tmp_path / "lib" / "verapdf", maven=copying(tmp_path, other))
    assert list((tmp_path / "lib").iterdir()) == []
    with pytest.raises(JarsError, match="Remove the folder"):
        fetch(other)


def test_a_jar_that_is_gone_is_named(tmp_path):
    other = shutil.copytree(FOLDER, tmp_path / "other")
    next(iter(other.iterdir())).unlink()
    with pytest.raises(JarsError, match="make conformance"):
        jars(other)


def test_a_maven_that_reaches_nothing_is_told_in_a_few_lines(tmp_path):
    code = 'echo "[ERROR] Failed to execute goal: repository unreachable"; echo "[ERROR] [Help 1]"; exit 1'
    with pytest.raises(JarsError) as error:
        fetch(tmp_path / "lib" / "verapdf", maven=program(tmp_path, code))
    said = str(error.value)
    assert "repository unreachable" in said
    assert "settings.xml" in said
    assert len(said.splitlines()) == 3
    assert list((tmp_path / "lib").iterdir()) == []


def test_the_command_says_without_a_trace_that_maven_is_missing(tmp_path):
    copy = tmp_path / "conformance"
    copy.mkdir()
    for name in ("__init__.py", "pom.xml", "verapdf.sha256", "verapdf_jars.py"):
        shutil.copy(HERE / name, copy / name)
    ended = subprocess.run(
        [sys.executable, "-m", "conformance.verapdf_jars"],
        cwd=tmp_path,
        env=os.environ | {"PATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr == "Maven (mvn) is not installed. Run:  sh .ci/system conformance\n"


def test_nothing_of_it_is_in_git():
    ended = subprocess.run(["git", "check-ignore", "--quiet", FOLDER / "x.jar"], cwd=ROOT, check=False)
    assert ended.returncode == 0
