"""The first page of a PDF as a small picture, drawn once by poppler's pdftoppm and kept by the PDF's SHA-256."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.faults import FaultError

#: Pixels across: twice what the page shows, for sharp screens.
WIDTH: Final = 352

#: Colours of a picture.
_COLOURS: Final = 48

#: Seconds that a page may take.
_LIMIT: Final = 20
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def first_page(pdf: Path, sha256: str, cache: Path) -> bytes:
    """The picture of a PDF's first page, a PNG `WIDTH` pixels wide.

    Args:
        pdf: the file.
        sha256: of its bytes.
        cache: the folder in which pictures are kept; where it cannot be written, nothing is kept.

    Raises:
        FaultError: P321 pdftoppm is missing, or cannot draw it.
    """
    kept = cache / _name(sha256)
    with suppress(OSError):
        known = kept.read_bytes()
        if known.startswith(_SIGNATURE) and known.endswith(b"IEND\xaeB`\x82"):
            return known
    drawn = _small(_drawn(pdf))
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=cache, suffix=".new", delete=False) as file:
            file.write(drawn)
        Path(file.name).replace(kept)
    return drawn


def forget_others(cache: Path, digests: Iterable[str]) -> None:
    """Remove the pictures of PDFs that are there no longer."""
    wanted = {_name(digest) for digest in digests}
    with suppress(OSError):
        for path in cache.iterdir():
            if path.name not in wanted:
                with suppress(OSError):
                    path.unlink()


def _name(sha256: str) -> str:
    return f"{sha256}-{WIDTH}x{_COLOURS}.png"


def _small(drawn: bytes) -> bytes:
    """The same picture in a third of the bytes: text and plain surfaces need few colours."""
    from PIL import Image

    with Image.open(io.BytesIO(drawn)) as image:
        few = image.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    data = io.BytesIO()
    few.save(data, "PNG", optimize=True)
    return data.getvalue()


def _drawn(pdf: Path) -> bytes:
    program = shutil.which("pdftoppm")
    if program is None:
        raise FaultError.of(
            "P321", "pdftoppm is missing: the overview has no pictures.", None, "apt-get install poppler-utils"
        )
    with tempfile.TemporaryDirectory(prefix="diarie-page-") as folder:
        size = ("-scale-to-x", str(WIDTH), "-scale-to-y", "-1")
        command = [program, "-f", "1", "-l", "1", "-singlefile", "-png", *size, str(pdf.absolute()), f"{folder}/page"]
        try:
            subprocess.run(  # noqa: S603 - a program found on PATH, and the path of a file of ours
                command, check=True, capture_output=True, timeout=_LIMIT, stdin=subprocess.DEVNULL
            )
            drawn = (Path(folder) / "page.png").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            why = "took too long" if isinstance(error, subprocess.TimeoutExpired) else "cannot draw it"
            message = f"The first page of {pdf.name} is not shown in the overview: pdftoppm {why}."
            todo = "Open the PDF, and build the document again."
            raise FaultError.of("P321", message, None, todo, file=pdf.name) from None
    return drawn
