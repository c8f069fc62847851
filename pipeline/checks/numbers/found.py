"""Every number of a passage, and what it is: a figure, a name, a year, quoted, counted – or untraced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.checks.numbers.names import Name
from pipeline.checks.numbers.pieces import B
from pipeline.checks.numbers.words import MULTIPLE, NUMBER_WORD
from pipeline.checks.numbers.years import year_ranges
from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.content.model import Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.passages import Passage

#: `figure` a value from the data, `quoted` from a cited source, `counted` of something in the document, `named` a
#: number that is a name, such as a date or a law, `untraced` all else.
Origin: TypeAlias = Literal["figure", "quoted", "counted", "named", "untraced"]

#: Digits, grouped or not, with decimals; then what is joined to them without a blank (40/60, 5–7), a multiple
#: (2,5 miljoner), a sign of percent, and the rest of a compound (18-åringar, 50mkr).
_DIGITS: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"
_IN_DIGITS: Final = (
    rf"(?<!\w)(?<![^\W\d_]-)(?<![^\W\d_]\d[.,])(?<![^\W\d_]\d\d[.,]){_DIGITS}(?:(?:[/:×x-]|{B}?[–−]{B}?){_DIGITS})*"
    rf"(?:{B}?[%‰]|{B}(?:{MULTIPLE}|tkr|mnkr|mdkr)\b|-?[^\W\d_]+)?"
)
#: A number word, or parts of a whole (två tredjedelar); two words of a range (två–tre) are put together later.
_IN_WORDS: Final = rf"\b{NUMBER_WORD}(?:{B}\w+delar(?:na)?\b)?"
#: A multiple behind a figure makes another number of it, and a fraction by its sign is one too.
_BESIDE: Final = rf"(?<={REFERENCE_SIGN}{B})(?:{MULTIPLE})\b|[¼½¾⅐-⅞]"
#: *En* and *ett* are numbers where something is measured against them: ett av tre, en till två.
_ONE_BEFORE: Final = rf"(?:\b(?:en|ett){B}(?:av|till|eller){B})?"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a passage.

    Attributes:
        start, end: offsets in the passage's text.
        origin: where it comes from.
        kind: for a named one, what it is, such as `dates`; empty for all else.
        key: the reference that a quoted one is taken from, or what a counted one counts; empty for all else.
    """

    start: int
    end: int
    origin: Origin
    kind: str = ""
    key: str = ""


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"{_ONE_BEFORE}(?:{_IN_DIGITS}|{_IN_WORDS}|{_BESIDE})", re.IGNORECASE)


#: Words without which a text has no number: a quick look before the long patterns.
_HINT: Final = re.compile(
    rf"\d|[¼½¾⅐-⅞]|{REFERENCE_SIGN}{B}(?:mil|bil)"
    r"|\b(?:två|tre|fyr|fem|sex|sju|åtta|ni|ti|tju|elva|tolv|fjort|art|ader|ått|hundra|tus|noll"
    r"|en[ \u00a0](?:mi|bi|halv|och|proc|prom)|ett[ \u00a0](?:halv|och))",
    re.IGNORECASE,
)
_ONLY_MULTIPLE: Final = re.compile(rf"(?:{MULTIPLE})", re.IGNORECASE)
#: The rest of a compound: 2030-agendan is named for a year.
_COMPOUND: Final = re.compile(r"-[^\W\d_]+$")
#: Flera hundra, några tusen: no number, but a vague quantity.
_VAGUE_BEFORE: Final = re.compile(rf"(?i:\b(?:flera|många|några|åtskilliga|tiotals|ett{B}par){B}+$)")


def numbers_in(passage: Passage) -> tuple[Number, ...]:
    """The numbers of a passage in order; each figure is one, whatever its wording.

    Left out is what no author has written: text that the program makes, and what comes from the cells of tables.
    """
    found = [Number(span.start, span.end, "figure") for span in passage.spans if isinstance(span.node, Value)]
    found += _counted_ones(passage)
    text = passage.typed
    if _HINT.search(text) and (matches := list(_stretches(text))):
        names = [Name(start, end, "years") for start, end in year_ranges(text)]
        if any(_name_of(text, start, end, names) is None for start, end in matches):  # most numbers are years
            names += passage.names
        for start, end in matches:
            number = _classed(passage, text, start, end, names)
            if number is not None:
                found.append(number)
    return tuple(sorted(found, key=lambda number: number.start))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch that has the form of a number; ranges are one."""
    last: tuple[int, int] | None = None
    for match in _number().finditer(text):
        if last is not None and text[last[1] : match.start()].strip(" \u00a0") == "–":
            last = (last[0], match.end())
            continue
        if last is not None:
            yield last
        last = match.span()
    if last is not None:
        yield last


def _counted_ones(passage: Passage) -> Iterator[Number]:
    """*En* and *ett* that are marked as counting; elsewhere they are articles as often as not."""
    for span in passage.spans:
        node = span.node
        if isinstance(node, Text) and node.counts and node.text.strip().casefold() in ("en", "ett"):
            yield Number(span.start, span.end, "counted", key=node.counts)


def _name_of(text: str, start: int, end: int, names: Sequence[Name]) -> str | None:
    """What a stretch is if names cover all its letters and digits; None when some of them stand outside."""
    around = [name for name in names if name.start < end and name.end > start]
    for offset in range(start, end):
        if text[offset].isalnum() and not any(name.start <= offset < name.end for name in around):
            return None
    return around[0].kind if around else None


def _is_written(node: Text) -> bool:
    """Whether an author has typed the words: texts and settings are written, tables and what comes of them is not."""
    return node.origin is not None and node.origin.row is None and node.origin.file.endswith((".md", ".yaml"))


def _classed(passage: Passage, text: str, start: int, end: int, names: Sequence[Name]) -> Number | None:
    nodes = [span.node for span in passage.spans if span.start < end and span.end > start]
    texts = [node for node in nodes if isinstance(node, Text)]
    if not all(_is_written(node) for node in texts):
        return None
    quoted = next((node.quoted for node in texts if node.quoted), None)
    if quoted is not None:
        return Number(start, end, "quoted", key=quoted)
    counts = next((node.counts for node in texts if node.counts), None)
    if counts is not None:
        return Number(start, end, "counted", key=counts)
    words = text[start:end]
    for last in (end, start + len(_COMPOUND.sub("", words))):
        kind = _name_of(text, start, last, names)
        if kind is not None:
            return Number(start, end, "named", kind)
    if not any(character.isdigit() for character in words):
        if any(node.language for node in texts):
            return None  # the word of another language
        before = text[:start]
        if _ONLY_MULTIPLE.fullmatch(words) and _VAGUE_BEFORE.search(before):
            return None
    return Number(start, end, "untraced")
