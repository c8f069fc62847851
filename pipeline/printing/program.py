"""wkhtmltopdf, called through pdfkit: a page of our own in, a PDF out, and nothing else touched."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from pipeline.faults import FaultError, Faults
from pipeline.pdf import process

#: Seconds that a print may take.
LIMIT: Final = 60.0

_CHILD: Final = Path(__file__).with_name("child.py")


def find() -> str:
    """Path of wkhtmltopdf: the environment's DIARIE_WKHTMLTOPDF, else `wkhtmltopdf` on PATH.

    Raises:
        FaultError: P322 pdfkit is missing; P323 wkhtmltopdf is.
    """
    faults = Faults()
    if importlib.util.find_spec("pdfkit") is None:
        faults.add(
            "P322", "pdfkit is missing, which the quick print needs.", None, "Install it: pip install 'diarie[print]'."
        )
    wanted = os.environ.get("DIARIE_WKHTMLTOPDF")
    found = shutil.which(wanted or "wkhtmltopdf")
    if found is None:
        named = f"DIARIE_WKHTMLTOPDF names {wanted}, which cannot be run" if wanted else "it is not on PATH"
        todo = "Install it: sudo apt install --no-install-recommends wkhtmltopdf. Debian 12 has it, Debian 13 does not."
        faults.add("P323", f"wkhtmltopdf is missing, which the quick print needs: {named}.", None, todo)
    faults.raise_if_errors()
    assert found is not None
    return str(Path(found).absolute())


def printed(page: bytes, program: str, limit: float = LIMIT) -> bytes:
    """A page as PDF.

    Args:
        page: HTML that needs nothing else; `page.plain` makes it so.
        program: path of wkhtmltopdf.
        limit: seconds.

    Raises:
        FaultError: P324 it took too long, and was ended; P325 it failed, or what it made is no PDF.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="diarie-print-") as folder:
            data = _made(page, program, Path(folder), limit)
    except OSError as error:  # no room for temporary files, no right to run it
        raise _failed(f"{error.strerror or error}") from None
    if not _is_pdf(data):
        raise _failed("what it made is no PDF that can be read")
    return data


def _made(page: bytes, program: str, folder: Path, limit: float) -> bytes:
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    outcome = process.run([sys.executable, "-I", str(_CHILD), program, str(source), str(target)], folder, limit)
    if outcome.code is None:
        message = f"wkhtmltopdf took longer than {limit:.0f} seconds, and was ended."
        raise FaultError.of("P324", message, None, "Print the PDF instead.", seconds=limit)
    if outcome.code != 0:
        raise _failed(outcome.said.splitlines()[-1] if outcome.said else f"exit code {outcome.code}")
    if not target.is_file():
        raise _failed("it made no file")
    return target.read_bytes()


def _failed(why: str) -> FaultError:
    return FaultError.of("P325", f"wkhtmltopdf made no working copy: {why}.", None, "Print the PDF instead.", said=why)


def _is_pdf(data: bytes) -> bool:
    """Whether it is whole: a file that was cut off, as on a full disk, is not mended."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PdfError:
        return False
