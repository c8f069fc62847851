"""Markdown with its `{{ … }}` taken out: each becomes one private-use character, and positions lead back.

So no value can ever become markup, and every line and column that the parser sees can be told as the author's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError
from pipeline.sources.text import bad_character

if TYPE_CHECKING:
    from pipeline.faults import Faults
    from pipeline.places import Place

#: The stand-ins: plane 15, which has no characters of its own.
_FIRST: Final = 0xF0000
_LAST: Final = 0xFFFFD
STAND_IN: Final = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")

#: Private use: no font shows them alike, and PDF/A refuses them.
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

_PRIVATE_TODO: Final = "Remove it; icon fonts leave such characters."

_OPENING: Final = re.compile(r"(?<!\\)\{\{|(?<!\\)\{%")
_CLOSING: Final = re.compile(r"\}\}|\{\{|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Expression:
    """One `{{ … }}` as it stands.

    Attributes:
        text: what stands between the braces.
        place: of its first brace.
        exact: whether `place` counts characters of this text, so that words inside it can be pointed at.
    """

    text: str
    place: Place
    exact: bool = False


def check_admitted(text: str, place: Place) -> None:
    """Refuse a string with a character that no document can hold, or with one for private use.

    Raises:
        FaultError: I214.
    """
    wrong = bad_character(text)
    if wrong is not None:
        message = f"The text holds a character that no document can show: {wrong[1]}."
        raise FaultError.of("I214", message, place, "Delete it.")
    check_private_use(text, place)


def check_private_use(text: str, place: Place) -> None:
    """Refuse a string with a private-use character.

    Raises:
        FaultError: I214.
    """
    found = _PRIVATE.search(text)
    if found:
        raise FaultError.of("I214", _private(found[0]), place, _PRIVATE_TODO)


def _private(character: str) -> str:
    return f"The character U+{ord(character):04X} is for private use and looks different everywhere."


class Source:
    """A text for the Markdown parser.

    Attributes:
        text: the text with stand-ins.
        lines: its lines.
        expressions: what the stand-ins stand for, in order.
    """

    def __init__(self, original: str, place: Place, faults: Faults, *, whole_file: bool) -> None:
        """Take the expressions out.

        Args:
            original: the author's text, with newlines only as line ends.
            place: of the file, or of the string that the text is.
            faults: where faults go: I214 a private-use character; I231 `{%`, or `{{` that is not closed.
            whole_file: whether positions count from `place` as the top of a file; otherwise every position is `place`.
        """
        self._place = place
        self._whole_file = whole_file
        self._original_starts = _line_starts(original)
        self._anchors: list[tuple[int, int]] = []
        self.expressions: list[Expression] = []
        self.text = self._replaced(original, faults)
        self.lines = self.text.split("\n")
        self._starts = _line_starts(self.text)

    def place(self, line: int, column: int = 0) -> Place:
        """Place of a position in `text`; line and column count from 0."""
        if not self._whole_file:
            return self._place
        offset = self._starts[min(line, len(self._starts) - 1)] + column
        index = bisect_right(self._anchors, (offset, len(self.text) * 64)) - 1
        here, there = self._anchors[max(index, 0)]
        return self._original_place(there + offset - here)

    def _original_place(self, offset: int) -> Place:
        if not self._whole_file:
            return self._place
        line = bisect_right(self._original_starts, offset) - 1
        return self._place.at(line=line + 1, column=offset - self._original_starts[line] + 1)

    def _replaced(self, original: str, faults: Faults) -> str:
        for match in _PRIVATE.finditer(original):
            faults.add("I214", _private(match[0]), self._original_place(match.start()), _PRIVATE_TODO)
        text = _PRIVATE.sub("\N{REPLACEMENT CHARACTER}", original)
        pieces: list[str] = []
        length = done = 0
        while opening := _OPENING.search(text, done):
            end = self._end(text, opening, faults)
            if end is None:
                self._anchors.append((length, done))
                pieces.append(text[done : opening.end()])
                length += opening.end() - done
                done = opening.end()
                continue
            stand_in = chr(_FIRST + len(self.expressions) % (_LAST - _FIRST))
            place = self._original_place(opening.start())
            self.expressions.append(Expression(text[opening.end() : end - 2], place, self._whole_file))
            self._anchors += [(length, done), (length + opening.start() - done, opening.start())]
            pieces += [text[done : opening.start()], stand_in]
            length += opening.start() - done + 1
            done = end
        self._anchors.append((length, done))
        pieces.append(text[done:])
        return "".join(pieces)

    def _end(self, text: str, opening: re.Match[str], faults: Faults) -> int | None:
        """Where an expression ends; None, with a fault, when it does not."""
        place = self._original_place(opening.start())
        if opening[0] == "{%":
            message = "“{%” has no meaning in prose: only {{ … }} stands here."
            faults.add("I231", message, place, "Write the text out; for the characters themselves write \\{%.")
            return None
        closing = _CLOSING.search(text, opening.end())
        if closing is None or closing[0] != "}}":
            faults.add("I231", "“{{” is never closed.", place, "Write {{ name }} with two braces at each end.")
            return None
        return closing.end()

    def expression(self, stand_in: str) -> Expression:
        """What a stand-in stands for."""
        return self.expressions[ord(stand_in) - _FIRST]


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
