"""T239: brackets, comments and strings of a style that are not closed, and ends of what was never begun.

A browser closes what is open at the end of a file and goes on, so that a missing brace swallows all rules behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: What holds brackets that mean nothing, and brackets.
_SIGN: Final = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|(?P<open_comment>\Z)))
    |(?P<string>"(?:[^"\\\n]|\\.)*(?:"|(?P<open_double>\Z|(?=\n)))|'(?:[^'\\\n]|\\.)*(?:'|(?P<open_single>\Z|(?=\n))))
    |(?P<url>url\(\s*(?!\s*["'])(?:[^)\\]|\\.)*(?:\)|(?P<open_url>\Z)))
    |\\.
    |(?P<bracket>[{}()\[\]])""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_CLOSES: Final = {"}": "{", ")": "(", "]": "["}
_ENDS: Final = {begin: end for end, begin in _CLOSES.items()}
#: More is no style that anybody has written, and would be too deep for those who read it.
DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place in a style that a browser reads otherwise than it is written.

    Attributes:
        offset: where, in characters from the beginning.
        what: what is wrong, a sentence without its full stop.
        todo: what to do about it.
        swallows: whether it takes in all that comes behind it.
    """

    offset: int
    what: str
    todo: str
    swallows: bool = False


def unbalanced(source: str) -> list[Unreadable]:
    """Everything that is opened or closed alone, in the order of its places."""
    found: list[Unreadable] = []
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(source):
        if (wrong := _unended(sign)) is not None:
            found.append(wrong)
        elif sign["bracket"] in _ENDS:
            waiting.append((sign["bracket"], sign.start()))
            if len(waiting) > DEEPEST:
                todo = "Write rules beside each other."
                return [Unreadable(sign.start(), f"more than {DEEPEST} brackets stand within each other", todo)]
        elif sign["bracket"]:
            found += _closed(sign["bracket"], sign.start(), waiting, pairs)
    if not any(one.swallows for one in found):  # it has swallowed the ends of what is open
        found += [_unclosed(source, *one, pairs) for one in waiting]
    return sorted(found, key=lambda one: one.offset)


def _unended(sign: re.Match[str]) -> Unreadable | None:
    if sign["open_comment"] is not None:
        return Unreadable(sign.start(), "the comment that begins here has no end", "Write */ behind it.", swallows=True)
    if sign["open_double"] is not None or sign["open_single"] is not None:
        quote = sign[0][0]
        return Unreadable(
            sign.start(), "the string that begins here has no end in its line", f"Write {quote} there.", swallows=True
        )
    if sign["open_url"] is not None:
        return Unreadable(sign.start(), "the url( that begins here has no end", "Write ) behind it.", swallows=True)
    return None


def _closed(end: str, offset: int, waiting: list[tuple[str, int]], pairs: list[tuple[int, int]]) -> list[Unreadable]:
    """What a closing bracket tells: nothing where it closes the last that was opened."""
    begin = _CLOSES[end]
    if begin not in (one for one, _ in waiting):
        return [Unreadable(offset, f"“{end}” closes nothing", "Remove it, or write what it closes.")]
    found = []
    while waiting[-1][0] != begin:
        other, place = waiting.pop()
        found.append(_open(other, place))
    pairs.append((waiting.pop()[1], offset))
    return found


def _open(bracket: str, offset: int, hint: str = "") -> Unreadable:
    todo = f"Write “{_ENDS[bracket]}” where it ends.{hint}"
    return Unreadable(offset, f"“{bracket}” is never closed, and takes in what comes behind it", todo)


def _unclosed(source: str, bracket: str, offset: int, pairs: list[tuple[int, int]]) -> Unreadable:
    """A bracket that is open at the end; where an inner one took its end, by the look of the lines, that is told."""
    inner = [(begin, end) for begin, end in pairs if begin > offset]
    taken = next((begin for begin, end in sorted(inner) if _indent(source, end) < _indent(source, begin)), None)
    if taken is None:
        return _open(bracket, offset)
    return _open(bracket, offset, f" Perhaps the one of line {source.count(chr(10), 0, taken) + 1} lacks it.")


def _indent(source: str, offset: int) -> int:
    line = source[source.rfind("\n", 0, offset) + 1 : offset]
    return len(line) - len(line.lstrip())
