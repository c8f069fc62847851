"""Which bold paragraphs look like headings: short ones, unless they are whole sentences."""

from __future__ import annotations

from typing import Final

#: Characters; what is longer is a stressed sentence.
_LONGEST: Final = 80

#: Words; a full stop behind fewer of them makes no sentence.
_LEAST_WORDS: Final = 4


def may_be_heading(text: str) -> bool:
    """Whether the words of a bold paragraph may be a heading: they are few, and no sentence with its full stop."""
    words = text.strip()
    is_sentence = words.endswith((".", "!")) and len(words.split()) >= _LEAST_WORDS
    return 0 < len(words) <= _LONGEST and not is_sentence
