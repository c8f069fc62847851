"""Texts for comparison: the letters that a Word file and its PDF have in common."""

from __future__ import annotations

import unicodedata

_HYPHENS = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{SOFT HYPHEN}": None})


def squeezed(text: str) -> str:
    """A text composed (NFC), without spaces, case and kinds of hyphens."""
    return "".join(unicodedata.normalize("NFC", text).translate(_HYPHENS).casefold().split())
