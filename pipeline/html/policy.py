"""What a browser may do for a page: show its own style and pictures, and run the scripts that the program put in it."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def policy(scripts: Iterable[str] = (), *, asking: bool = False) -> str:
    """A Content-Security-Policy: the page's own style, pictures within it, and these scripts.

    A script that got into the page in another way is not run: it is not among them.

    Args:
        scripts: what stands between the tags of each (Content Security Policy 3, 2.3.1); metadata are one, too, though
            nothing of them is run.
        asking: whether the page may ask the server that it came from.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts if script) or "'none'"
    asked = "; connect-src 'self'" if asking else ""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src {hashes}{asked}"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
