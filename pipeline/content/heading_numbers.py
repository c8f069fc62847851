"""Numbers of headings, counted for the Word file and the page alike, in the way that the Word template shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from pipeline.content.model import Heading


@dataclass(frozen=True, slots=True)
class NumberedStyle:
    """How headings of one style are numbered.

    Attributes:
        count: which count they take part in; headings of several styles mostly share one.
        level: in that count, from 0.
        text: what they show, with `%1` for the number of the first level.
        formats: how each level down to their own shows its number: `decimal`, `lowerLetter`, `upperRoman` …
    """

    count: int
    level: int
    text: str
    formats: tuple[str, ...]


#: (level from 1, whether it is a numbered heading) → how it is numbered; headings that are not there have no number.
HeadingStyles: TypeAlias = Mapping[tuple[int, bool], NumberedStyle]

#: 1, 1.1, 1.1.1, 1.1.1.1, and nothing below.
DECIMAL: Final[HeadingStyles] = {
    (level, True): NumberedStyle(0, level - 1, ".".join(f"%{at}" for at in range(1, level + 1)), ("decimal",) * level)
    for level in range(1, 5)
}


class HeadingNumbers:
    """Counts the headings of one document, in the order in which they stand."""

    def __init__(self, styles: HeadingStyles) -> None:
        """Begin before the first heading."""
        self._styles = styles
        self._counts: dict[int, list[int]] = {}

    def next(self, heading: Heading) -> str:
        """The number that the next heading shows, `2.1.1` or `B`; empty for none."""
        style = self._styles.get((heading.level, heading.numbered))
        if style is None:
            return ""
        counts = self._counts.setdefault(style.count, [0] * 9)
        counts[style.level] += 1
        counts[style.level + 1 :] = [0] * (8 - style.level)
        text = style.text
        for at in range(style.level, -1, -1):
            text = text.replace(f"%{at + 1}", format_number(max(counts[at], 1), style.formats[at]))
        return text


def format_number(number: int, style: str) -> str:
    """A number in one of Word's formats; those not known here come out as decimals."""
    if style in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text
