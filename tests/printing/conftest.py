"""A project to print in, and a program in place of wkhtmltopdf that notes what it is told."""

import io
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT, diarie

_PROGRAM = """#!{python}
import json, os, sys, time
from pathlib import Path
folder = Path({folder!r})
source, target = Path(sys.argv[-2]), Path(sys.argv[-1])
beside = sorted(path.name for path in source.parent.iterdir())
told = {{"arguments": sys.argv[1:], "process": os.getpid(), "beside": beside, "home": os.environ["HOME"]}}
(folder / "told.json").write_text(json.dumps(told))
(folder / "page.html").write_bytes(source.read_bytes())
{behaviour}
"""

PRINTS = "target.write_bytes((folder / 'blank.pdf').read_bytes())"
HANGS = "(folder / 'hangs').write_bytes(b'x'); time.sleep(600)"
FAILS = "sys.stderr.write('Exit with code 1 due to network error: ContentAccessDenied'); sys.exit(1)"
MAKES_NOTHING = "pass"
MAKES_GARBAGE = "target.write_bytes(b'%PDF-1.4 and then nothing')"


@dataclass(frozen=True)
class StandIn:
    """A program in place of wkhtmltopdf."""

    folder: Path

    def behave(self, behaviour):
        text = _PROGRAM.format(python=sys.executable, folder=str(self.folder), behaviour=behaviour)
        self.path.write_text(text, encoding="utf-8")
        self.path.chmod(0o755)

    def pipe(self):
        """A file that can be read from when a program that hangs does so; it is to be closed."""
        os.mkfifo(self.folder / "hangs")
        return os.open(self.folder / "hangs", os.O_RDWR)

    @property
    def path(self):
        return self.folder / "wkhtmltopdf"

    @property
    def told(self):
        """What it was told; None when it was not called."""
        path = self.folder / "told.json"
        return json.loads(path.read_text()) if path.exists() else None

    @property
    def page(self):
        return (self.folder / "page.html").read_text(encoding="utf-8")


@pytest.fixture
def stand_in(tmp_path_factory):
    folder = tmp_path_factory.mktemp("program")
    pdf, data = pikepdf.new(), io.BytesIO()
    for _ in range(2):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(data)
    (folder / "blank.pdf").write_bytes(data.getvalue())
    program = StandIn(folder)
    program.behave(PRINTS)
    return program


@pytest.fixture
def printable(example):
    """The README's example, with the templates of its web edition."""
    shutil.copytree(ROOT / "templates" / "html", example / "templates" / "html", dirs_exist_ok=True)
    return example


@pytest.fixture
def run(printable, stand_in):
    """Run `diarie print my-report` as people do, with the stand-in."""

    def command(*arguments, document="my-report", **environment):
        named = {"DIARIE_WKHTMLTOPDF": str(stand_in.path), **environment}
        return diarie("print", document, *arguments, project=printable, env={**os.environ, **named})

    return command
