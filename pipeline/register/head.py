"""The head: position and hash of the newest event, kept beside the database, so that a missing end is noticed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.register.place import RegisterPlace

_FORM = re.compile(r"(\d{18}) ([0-9a-f]{64})\n")


def read_head(path: Path) -> tuple[int, str] | None:
    """Position and hash; None when there is no such file, or an empty one: no room for it, or killed in the middle.

    Raises:
        FaultError: R129 it does not hold them.
    """
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        text = "unreadable"
    if not text:
        return None
    match = _FORM.fullmatch(text)
    if match is None:
        raise FaultError.of(
            "R129",
            f"The file {path.name} beside the register does not hold a position and a hash.",
            None,
            "Compare with a head kept elsewhere, diarie register verify --head HASH; then delete the file.",
            path=path.name,
        )
    return int(match[1]), match[2]


def write_head(place: RegisterPlace, position: int, digest: str) -> None:
    """Keep a head, unless a later one is kept already.

    Another process may keep an earlier one in the same moment, or the disk may have no room for it. Then the file is
    behind for a while, which is no fault: it says what the register must hold at least.
    """
    path = place.head
    try:
        known = read_head(path)
    except FaultError:
        return  # verify tells of it; nobody's number must fail for it
    if known is not None and known[0] >= position:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # In place, always as long, in one go: whoever is killed meanwhile has written all of it or nothing.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            os.pwrite(handle, f"{position:018d} {digest}\n".encode("ascii"), 0)
        finally:
            os.close(handle)
