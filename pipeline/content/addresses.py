"""Which addresses a document may lead to."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:https?://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*|mailto:[^\s<>\"{}|\\^`@]+@[^\s<>\"{}|\\^`@]+)", re.I
)


def is_allowed_address(url: str) -> bool:
    """Whether a link may lead there: http, https or mailto, written as an address and nothing else."""
    return _ADDRESS.fullmatch(url) is not None
