"""What the machine lacks is installed through apt without a question, or the command to run is told."""

import os
import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

#: What the script itself runs, taken from the machine; Java and Maven are not among them.
USED = ("sh", "ls", "find", "grep", "env", "cat")
#: The programs that it looks for, so that nothing but the packages below is missing.
THERE = ("soffice", "pdftotext", "qpdf", "hunspell", "python3")


@pytest.fixture
def machine(tmp_path):
    """A folder of programs, with all that the project needs but Java and Maven; what they are told is noted down."""
    for name in USED:
        (tmp_path / name).symlink_to(shutil.which(name))
    for name in THERE:
        program(tmp_path, name, "exit 0")
    return tmp_path


def program(folder, name, code):
    (folder / name).write_text(f"#!/bin/sh\n{code}\n")
    (folder / name).chmod(0o755)


def apt(folder, code="exit 0"):
    program(folder, "apt-get", f'echo "$DEBIAN_FRONTEND apt-get $*" >> "{folder}/told"\n{code}')


def set_up(folder, *words):
    return subprocess.run(
        ["sh", ".ci/system", *words],
        cwd=ROOT,
        env={"PATH": str(folder), "HOME": os.environ["HOME"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def told(folder):
    return (folder / "told").read_text().splitlines() if (folder / "told").exists() else []


def test_as_root_it_tells_what_it_installs_and_asks_nothing(machine):
    program(machine, "id", "echo 0")
    apt(machine)
    ended = set_up(machine, "conformance")
    assert ended.returncode == 0, ended.stderr
    (said,) = ended.stdout.splitlines()
    assert re.fullmatch(r"installing through apt \(once\):.* default-jre-headless maven.* …", said)
    update, install = told(machine)
    assert update.endswith("apt-get update -qq")
    assert install.startswith("noninteractive apt-get install --yes --no-install-recommends ")
    assert " default-jre-headless maven" in install


def test_with_a_sudo_that_asks_nothing_it_installs_through_it(machine):
    program(machine, "id", "echo 1000")
    program(machine, "sudo", 'if [ "$1" = -n ]; then shift; exit 0; fi; exec "$@"')
    program(machine, "true", "exit 0")
    apt(machine)
    assert set_up(machine, "conformance").returncode == 0
    assert " default-jre-headless maven" in told(machine)[-1]


@pytest.mark.parametrize("sudo", ["exit 1", None], ids=["sudo asks", "no sudo"])
def test_where_it_may_not_install_it_prints_the_command_and_does_nothing(machine, sudo):
    program(machine, "id", "echo 1000")
    apt(machine)
    if sudo:
        program(machine, "sudo", sudo)
    ended = set_up(machine, "conformance")
    assert ended.returncode == 1
    assert re.search(
        r"^Run:  sudo apt-get update && sudo apt-get install --yes .*default-jre-headless maven chromium nodejs npm$",
        ended.stderr,
        re.MULTILINE,
    )
    assert told(machine) == []


def test_a_failing_apt_is_told_with_what_is_missing(machine):
    program(machine, "id", "echo 0")
    apt(machine, 'case "$1" in install) exit 100;; esac')
    ended = set_up(machine, "conformance")
    assert ended.returncode == 1
    assert "apt-get could not install:" in ended.stderr
    assert "default-jre-headless maven" in ended.stderr


def test_the_documents_alone_need_no_java(machine):
    program(machine, "id", "echo 0")
    apt(machine)
    assert set_up(machine).returncode == 0
    assert "jre" not in "".join(told(machine))


@pytest.mark.parametrize(
    ("candidate", "installed"), [("0.12.6-2+b1", True), ("(none)", False), (None, False)], ids=["12", "13", "unknown"]
)
def test_what_a_newer_system_no_longer_has_is_not_asked_of_it(machine, candidate, installed):
    """apt knows such a package by name, as others speak of it, and has none to install."""
    program(machine, "id", "echo 0")
    program(machine, "apt-cache", f'echo "$2:\n  Candidate: {candidate}"' if candidate else "exit 0")
    apt(machine, 'case "$*" in install*wkhtmltopdf*) exit 100;; esac' if not installed else "exit 0")
    ended = set_up(machine, "conformance")
    assert ended.returncode == 0, ended.stderr
    assert ("wkhtmltopdf" in ended.stdout) == installed
    assert ("wkhtmltopdf" in told(machine)[-1]) == installed


@pytest.mark.parametrize(("candidate", "named"), [("0.12.6-2+b1", True), ("(none)", False)])
def test_the_command_that_is_told_names_what_can_be_installed(machine, candidate, named):
    program(machine, "id", "echo 1000")
    program(machine, "apt-cache", f'echo "$2:\n  Candidate: {candidate}"')
    apt(machine)
    ended = set_up(machine, "conformance")
    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith("wkhtmltopdf") == named
