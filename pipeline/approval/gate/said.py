"""What a document says, as lines with numbers in them: the form in which tree, Word file and PDF are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A number with its groups and decimals; a decimal sign, a slash or a full stop belongs to it between digits only.
_NUMBER: Final = r"\d+(?:[\u00a0\u202f]\d{3}(?!\d)|[.,:]\d+)*"
#: Signs that change what a number says: a minus before it, per cent behind it, a dash or hyphen between two of them.
#: A line may end behind a dash or hyphen, so a space there means nothing.
_TOKEN: Final = re.compile(
    rf"{_NUMBER}|−(?=\s?\d)|(?<=\d)\s?(?P<share>[%‰])|(?<=\d)(?P<between>[–-])(?=\s?\d)|(?<![\w)])-(?=\d)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, cell, caption or note.

    Attributes:
        text: its text, with the numbers of its notes and references.
        label: the number that layout puts before it: of a heading, of a list's item, of a note; empty for none.
        page: on which it begins, from 1; None where pages are not known.
    """

    text: str
    label: str = ""
    page: int | None = None

    @property
    def whole(self) -> str:
        """The label and the text, as they are read one after the other."""
        return f"{self.label}\t{self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a sign of one, and the line that it stands in."""

    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that a document says, in the order of reading.

    Attributes:
        body: its text, without notes, contents list and what runs along on every page.
        notes: its footnotes, in the order of their numbers.
        contents: the lines of the contents list, each with the page that it gives.
        alternatives: of its pictures.
        summaries: of its tables, for those who do not see them.
        running: for each page, what stands in its header and footer, and repeated table headings; () in Word files.
        headings: heading → the page that it stands on, in order; () in Word files.
    """

    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    contents: tuple[Line, ...]
    alternatives: tuple[Line, ...]
    summaries: tuple[Line, ...] = ()
    running: tuple[tuple[Line, ...], ...] = ()
    headings: tuple[Line, ...] = ()


def tokens(lines: Iterable[Line], *, labels: bool = True) -> Iterator[Token]:
    """The numbers of some lines and the signs that belong to them, in order.

    Args:
        lines: the lines.
        labels: whether the numbers that layout gives count, too; a Word file does not hold them.
    """
    for line in lines:
        for found in _TOKEN.finditer(line.whole if labels else line.text):
            yield Token(found["share"] or re.sub(r"[\u00a0\u202f]", "\u00a0", found[0]), line)


def numbers(lines: Iterable[Line], *, labels: bool = True) -> tuple[str, ...]:
    """The same as texts."""
    return tuple(token.text for token in tokens(lines, labels=labels))
