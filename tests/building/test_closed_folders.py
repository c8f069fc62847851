"""Folders that one may not look into: each command says so, and none takes it for a bug of its own."""

import errno
from pathlib import Path

import pytest

CLOSED = ("is_file", "is_dir", "read_bytes", "mkdir", "iterdir")


@pytest.fixture
def closed(project, monkeypatch):
    """`outputs/` as it is to somebody who may not enter it; the superuser, who may all, is none."""

    def refusing(real):
        def method(path, *arguments, **options):
            if path == project / "outputs" or path.parent == project / "outputs":
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **options)

        return method

    def close():
        for name in CLOSED:
            monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))

    return close


@pytest.mark.parametrize("command", [("build",), ("build", "--author"), ("build", "--dry-run")])
def test_a_build_says_that_it_may_not_write_its_outputs(run, closed, command):
    closed()
    code = 0 if "--dry-run" in command else 5
    said = run(*command, code=code)
    assert ("P303 The folder outputs/ cannot be written: Permission denied." in said) == bool(code)


def test_a_check_says_that_it_may_not_read_the_templates_of_pages(project, run, monkeypatch):
    def refusing(real):
        def method(path, *arguments, **options):
            if path.is_relative_to(project / "templates" / "html"):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **options)

        return method

    for name in CLOSED:
        monkeypatch.setattr(Path, name, refusing(getattr(Path, name)))
    said = run("check", code=3)
    assert "I102 The file templates/html/" in said
