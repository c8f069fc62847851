"""The sample documents, converted by LibreOffice once, and a second reader's view of their tags."""

from __future__ import annotations

from dataclasses import dataclass

import docx_samples
import pytest

from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert


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
