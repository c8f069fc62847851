"""The zip or tar file itself: byte for byte as diarie writes it around these files, headers and gaps included."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from pipeline.archive.forms import WRITERS
from pipeline.archive.verifying.opened import printable
from pipeline.faults import FaultError, Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.verifying.opened import Opened


def check_container(path: Path, package: Opened, created: str, faults: Faults) -> None:
    """Write the container anew around the same files, and compare.

    Args:
        path: the zip or tar file; a folder has nothing to compare.
        package: its files.
        created: moment that METS.xml names, which the files in the container carry.
        faults: where to tell.

    Raises:
        FaultError: R320 it cannot be read, or there is no room to write it anew.
    """
    if path.is_dir():
        return
    with path.open("rb") as file:
        form = "zip" if file.read(2) == b"PK" else "tar"
    files = [(name, held.size, held.opened) for name, held in package.files.items()]
    try:
        with tempfile.TemporaryFile() as anew:
            WRITERS[form](anew, package.name, created, files)
            anew.seek(0)
            with path.open("rb") as file:
                differs = _first_difference(file, anew)
    except (OSError, ValueError) as error:
        message = f"{printable(path.name)} cannot be compared with what it should be: {printable(error)}."
        raise FaultError.of("R320", message, Place(printable(path.name)), "Make room for temporary files.") from None
    if differs is not None:
        faults.add(
            "R339",
            f"The {form} file is not as diarie writes it, from byte {differs} on.",
            Place(printable(path.name)),
            "If somebody has packed it anew, unpack it and verify the folder; else fetch it anew.",
            offset=differs,
        )


def _first_difference(one: IO[bytes], other: IO[bytes]) -> int | None:
    """Offset of the first byte that differs; None when all are the same."""
    offset = 0
    while True:
        mine, theirs = one.read(1 << 20), other.read(1 << 20)
        if mine != theirs:
            same = next((i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), None)
            return offset + (min(len(mine), len(theirs)) if same is None else same)
        if not mine:
            return None
        offset += len(mine)
