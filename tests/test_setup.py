"""The set-up names no registry's host, and holds nothing of one machine."""

import re
import subprocess

from tests.conftest import ROOT


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_every_locked_package_has_its_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    entries = re.findall(r"^[a-z0-9._-]+==.*(?:\\\n    --hash=sha256:[0-9a-f]{64} ?)+", lock, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[a-z0-9._-]+==", lock, re.MULTILINE)) > 40


def test_outputs_are_not_in_git():
    outputs = [path.name for path in tracked() if path.parent == ROOT / "outputs"]
    assert outputs == ["README.md"]


def test_the_shell_scripts_are_sound():
    for name in ("system", "environment", "run"):
        path = ROOT / ".ci" / name
        shell = "bash" if path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash") else "sh"
        subprocess.run([shell, "-n", path], check=True)


def test_the_set_up_installs_what_the_program_asks_for():
    script = (ROOT / ".ci" / "system").read_text(encoding="utf-8")
    needed = ("libreoffice-writer-nogui", "fonts-crosextra-carlito", "poppler-utils", "qpdf", "python3-venv")
    for package in (*needed, "hunspell-sv"):
        assert package in script
