"""A template's tag as it was found: what it says, where it stands, and what may be put in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from pipeline.places import Place

Level = Literal["", "p", "r", "tr", "tc"]


class Spot(Enum):
    """What a tag's value is put into; each wants its own writing."""

    TEXT = "text"  # a run's text, where line breaks and tabs become elements
    PLAIN = "plain"  # another element's text, such as a property
    ATTRIBUTE = "attribute"
    FIELD = "field"  # a field's instruction
    LINK = "link"  # part of a link's address
    ADDRESS = "address"  # the whole of it
    BLOCK = "block"  # {{p …}}, in place of its paragraph
    INLINE = "inline"  # {{r …}}, in place of its run
    GRID = "grid"  # {{tr …}} and {{tc …}}, in place of a row or cell


@dataclass(frozen=True, slots=True)
class FoundTag:
    """One tag.

    Attributes:
        number: its number in the template, from 1; faults while rendering find their place by it.
        part: member that it stands in.
        paragraph: text of its paragraph, cut short.
        text: as a designer sees it, on one line.
        opener: how it begins.
        level: docxtpl's letter for what the tag takes the place of; empty for the text itself.
        content: the expression or statement in it.
        spot: what its value is put into.
        splittable: whether its paragraph can be broken into several where a value asks for it.
        paragraph_look, run_look: `w:pPr` and `w:rPr` where it stands, for plain text in a `{{p` or `{{r` tag.
        ends_section: whether its paragraph holds a section break.
        container: local name of what must not be left without a paragraph and holds the tag, such as `tc`.
    """

    number: int
    part: str
    paragraph: str
    text: str
    opener: Literal["{{", "{%"]
    level: Level
    content: str
    spot: Spot
    splittable: bool = False
    paragraph_look: str = ""
    run_look: str = ""
    ends_section: bool = False
    container: str = ""

    def place(self, file: str) -> Place:
        """The tag's place in the template `file`."""
        return Place(file, part=self.part, paragraph=self.paragraph or None, tag=self.text)

    @property
    def keyword(self) -> str:
        """The statement's first word, such as `for`; empty for `{{ … }}`."""
        words = self.content.split(maxsplit=1)
        return words[0] if self.opener == "{%" and words else ""


#: A tag carries its number through docxtpl's regular expressions as spaces: they and Jinja skip them, and no one types
#: these. The number stands in octal between two medium mathematical spaces.
_FENCE = "\u205f"
_DIGITS = "".join(chr(0x2000 + digit) for digit in range(8))
_MARK = re.compile(f"{_FENCE}([{_DIGITS}]+){_FENCE}")


def as_mark(number: int) -> str:
    """A tag's number as spaces."""
    return _FENCE + "".join(_DIGITS[int(digit)] for digit in f"{number:o}") + _FENCE


def number_in(spaces: str) -> int | None:
    """The number in such spaces; None when there is none."""
    found = _MARK.search(spaces)
    return int("".join(str(_DIGITS.index(digit)) for digit in found.group(1)), 8) if found else None


def shortened(text: str, length: int = 80) -> str:
    """Text on one line, cut at `length` characters."""
    # Of a very long text only the beginning is looked at.
    line = " ".join(text[: 10 * length].split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
