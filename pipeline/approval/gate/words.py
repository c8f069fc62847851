"""Faults of words: where a file says something else than the document, whatever its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.faults import Fault
from pipeline.pdf.letters import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.approval.gate.said import Line
    from pipeline.places import Place

#: Digits and the signs that belong to them, which are compared as numbers.
_NUMERIC: Final = re.compile(r"(?<=\d)[.,:–−-](?=\d)|[–−-](?=\d)|(?<=\d)[–-]|[\d%‰]")
#: Signs of the text around the place.
_CONTEXT: Final = 30


def compare_words(
    place: Place, what: str, expected: Iterable[Line], shown: Iterable[Line], *, labels: bool = True
) -> Iterator[Fault]:
    """R279 for the first place where a file's words differ from the tree's; spaces and hyphenation do not count.

    Args:
        place: the file.
        what: the part of the file that is looked at, such as `text` or `footnotes`.
        expected: what the tree says.
        shown: what the file says.
        labels: whether the file holds the numbers that layout gives, as a PDF does.
    """
    wanted, found = words(expected, labels=labels), tuple(shown)
    said = words(found)
    if wanted == said:
        return
    at = next((at for at, (one, other) in enumerate(zip(wanted, said, strict=False)) if one != other), None)
    begin = min(len(wanted), len(said)) if at is None else at
    line = _line_at(found, begin)
    page = f" on page {line.page}" if line is not None and line.page else ""
    message = (
        f"The words of the {what}{page} are not the document's: they go on with “{_around(said, begin)}” where it says "
        f"“{_around(wanted, begin)}” (without spaces and numbers)."
    )
    todo = "Build the document again. If it stays, look at the place in Word and PDF, and at the template around it."
    shown_words = None if line is None else " ".join(line.whole.split())[: 2 * _CONTEXT] or None
    yield Fault("R279", message, place.at(paragraph=shown_words), todo, {"what": what})


def words(lines: Iterable[Line], *, labels: bool = True) -> str:
    """What lines say, without numbers, spaces and case."""
    return "".join(_without_numbers(line.whole if labels else line.text) for line in lines)


def _without_numbers(text: str) -> str:
    return _NUMERIC.sub("", squeezed(text))


def _around(text: str, at: int) -> str:
    return text[max(at - _CONTEXT, 0) : at + _CONTEXT]


def _line_at(lines: Sequence[Line], at: int) -> Line | None:
    """The line in which a sign of the words stands; the last one behind the end."""
    read = 0
    for line in lines:
        read += len(_without_numbers(line.whole))
        if read > at:
            return line
    return lines[-1] if lines else None
