"""About how wide words are in print, as far as a table's columns need to know."""

from __future__ import annotations

import re

#: Widths in em of the bold of Carlito and Calibri, which the templates are set in; letters that are not here are as
#: wide as `_OTHER`.
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;’", 0.27),
    **dict.fromkeys("-()fJ!", 0.32),
    **dict.fromkeys("trszcL/”", 0.40),
    **dict.fromkeys("xFgvySkZEaåäeéT–", 0.49),
    **dict.fromkeys("0123456789\u00a0", 0.51),
    **dict.fromkeys("DHGUNOÖQAÅÄ%w", 0.67),
    **dict.fromkeys("mMW", 0.87),
}
_OTHER = 0.56

#: Where a line may break: at spaces, but not at no-break ones, and after hyphens and dashes.
_BREAKS = re.compile(r"[ \t\n]+|(?<=[-–/])")


def longest_word(text: str) -> str:
    """The piece of a text with the most letters that cannot be broken."""
    return max(_BREAKS.split(text), key=len)


def width_of(word: str, size: float) -> int:
    """The width in twips of a word, set bold in `size` points."""
    return round(sum(_WIDTHS.get(letter, _OTHER) for letter in word) * size * 20)
