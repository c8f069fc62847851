"""Texts for comparison: the letters that a Word file and its PDF have in common."""

from __future__ import annotations

import unicodedata

#: Where a word may or must not be divided, which shows nothing.
UNSEEN = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"

_ALIKE = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"} | dict.fromkeys(UNSEEN))


def squeezed(text: str) -> str:
    """A text composed (NFC), without spaces, case, kinds of hyphens and what does not show."""
    return "".join(unicodedata.normalize("NFC", text).translate(_ALIKE).casefold().split())
