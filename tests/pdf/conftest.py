"""The sample documents, converted by LibreOffice once, their tags, and programs that pretend to be LibreOffice."""

from __future__ import annotations

import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import docx_samples
import pytest
from pdf_structure import structure

from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert

#: A small PDF with the sample's title, for programs that pretend to be LibreOffice.
PDF = Path(__file__).parent / "samples" / "pretended.pdf"


@dataclass(frozen=True)
class Sample:
    """A Word file, LibreOffice's export of it, and the finished PDF."""

    docx: bytes
    raw: bytes
    pdf: bytes


@pytest.fixture(scope="session")
def samples() -> dict[str, Sample]:
    """All samples by name; tests that use them belong to the xdist group “samples”."""
    files = {name: make() for name, make in docx_samples.ALL.items()}
    exported = convert(files, timeout=120)
    return {
        name: Sample(docx, exported[name], finish(exported[name], docx, f"{name}.pdf")) for name, docx in files.items()
    }


@pytest.fixture(scope="session")
def tags(samples: dict[str, Sample]) -> dict[str, str]:
    """The structure of each sample's PDF by name."""
    return {name: structure(sample.pdf) for name, sample in samples.items()}


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Make a program that answers to --version and otherwise runs a piece of Python with `outdir` and `files`."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))

    def make(code, *, name="soffice"):
        program = tmp_path / name
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, shutil, signal, sys\n"
            "from pathlib import Path\n"
            "if '--version' in sys.argv:\n    print('LibreOffice 99.9'); sys.exit()\n"
            f"HERE = Path({str(tmp_path)!r})\n"
            f"PDF = {str(PDF)!r}\n"
            "outdir = Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
            "files = [Path(name) for name in sys.argv[sys.argv.index('--outdir') + 2:]]\n"
            "calls = HERE / 'calls'\n"
            "calls.write_text(calls.read_text() + 'x' if calls.exists() else 'x')\n"
            "first = calls.read_text() == 'x'\n"
            "def write(file):\n    shutil.copy(PDF, outdir / (file.stem + '.pdf'))\n" + textwrap.dedent(code),
            encoding="utf-8",
        )
        program.chmod(0o755)
        return str(program)

    make.calls = lambda: len((tmp_path / "calls").read_text())
    make.left_behind = lambda: list((tmp_path / "temp").iterdir())
    return make
