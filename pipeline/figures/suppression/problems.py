"""What can go wrong with protecting small counts, before it is known whose table it is."""

from __future__ import annotations


class UnsafeError(Exception):
    """No choice of numbers to withhold makes the publication safe.

    Attributes:
        index: of a count that stays too certain.
        reason: why, when the library failed; empty otherwise.
    """

    def __init__(self, index: int, reason: str = "") -> None:
        super().__init__(reason)
        self.index = index
        self.reason = reason
