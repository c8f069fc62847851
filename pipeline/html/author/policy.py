"""What a browser may do for a page of the author's edition: run its own script, and ask the server it came from."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A script of the page; one that is data, as metadata are, has a type.
_SCRIPT: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
#: Where a page says what a browser may do for it.
_SAID: Final = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")')

#: Of everything that is shown: nothing is loaded, run or sent.
NOTHING_ALLOWED: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"


def scripts_of(page: bytes) -> tuple[str, ...]:
    """SHA-256 of each script of a page, in Base64."""
    return tuple(base64.b64encode(hashlib.sha256(script).digest()).decode() for script in _SCRIPT.findall(page))


def policy(scripts: Iterable[str] = (), *, asking: bool = False) -> str:
    """A Content-Security-Policy: the page's own style, pictures within it, and these scripts.

    Args:
        scripts: as `scripts_of` gives them.
        asking: whether the page may ask the server that it came from.
    """
    hashes = " ".join(f"'sha256-{one}'" for one in scripts) or "'none'"
    asked = "; connect-src 'self'" if asking else ""
    return f"{NOTHING_ALLOWED}; style-src 'unsafe-inline'; img-src data:; script-src {hashes}{asked}"


def with_policy(page: bytes, *, asking: bool) -> bytes:
    """A page that says that its scripts may run, where it said that none may; a template may say nothing of it."""
    allowed = policy(scripts_of(page), asking=asking).encode()
    return _SAID.sub(lambda found: found[1] + allowed + found[2], page, count=1)
