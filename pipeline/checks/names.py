"""What rules of language leave alone in a text: names with numbers, addresses, and what stands in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.names import APART_HINT, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.checks.numbers.names import Name

#: What stands for something that has no words here: a cross-reference, or what rules leave alone.
REFERENCE_SIGN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

_QUOTED: Final = re.compile(r"[”\"“][^”\"“\n]*[”\"]|»[^«»\n]*[»«]")


def masked(text: str, names: Iterable[Name] | None = None) -> str:
    """The text with what rules of language leave alone as `REFERENCE_SIGN`s; as long as it was.

    Args:
        text: words of a document.
        names: the names in it; None to look for them.
    """
    covered = _QUOTED.sub(_covered, text)
    names = tuple(names_apart(text) if names is None else names)
    if not names:
        return covered
    signs = list(covered)
    for name in names:
        signs[name.start : name.end] = REFERENCE_SIGN * (name.end - name.start)
    return "".join(signs)


def names_apart(text: str) -> tuple[Name, ...]:
    """The names that rules of language leave alone."""
    return tuple(names_in(text, apart=True)) if APART_HINT.search(text) else ()


def _covered(match: re.Match[str]) -> str:
    return REFERENCE_SIGN * len(match[0])
