"""The chain: each event holds a hash over the one before it and itself, so that none can be changed unnoticed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

#: What stands before the first event.
BEGINNING = "0" * 64

#: Canonical JSON has no blanks: what json.loads does to skip them takes a third of its time.
_DECODER = json.JSONDecoder()


def canonical(body: dict[str, Any]) -> str:
    """The one way to write an event's content as JSON (RFC 8785, JSON Canonicalization Scheme)."""
    import rfc8785

    return rfc8785.dumps(body).decode()


def digest(previous: str, body: str) -> str:
    r"""SHA-256 over the previous hash, a line break and the canonical JSON; in hexadecimal digits.

    `printf '%s\n%s' PREVIOUS BODY | sha256sum` gives the same.
    """
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def parsed(body: str) -> dict[str, Any]:
    """The content that a canonical JSON text holds.

    Raises:
        ValueError: it is none.
    """
    content, end = _DECODER.raw_decode(body)
    if not isinstance(content, dict) or end != len(body):
        raise ValueError("no object alone")
    return content
