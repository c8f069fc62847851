"""What a marked number counts, and how many there are: `[tre]{counts=list}`, `{counts=tbl-x}`, `{counts=sec-x}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.checks.passages import REFERENCE_SIGN
from pipeline.content.model import Figure, Heading, ItemList, Table
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.numbers.found import Number
    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject
    from pipeline.content.model import Block


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are.

    Attributes:
        number: how many; None when they cannot be counted.
        what: what was counted, `the next list has 3 items`; why not, when `number` is None.
        todo: what to do when they cannot be counted.
    """

    number: int | None
    what: str
    todo: str = ""


def count_of(subject: Subject, passage: Passage, number: Number) -> Count:
    """How many there are of what a number is marked as counting."""
    if number.key in ("list", "list-before"):
        return _nearest_list(subject, passage, forwards=number.key == "list")
    if number.key == "enumeration":
        return _enumeration(passage, number)
    if number.key == "sentences":
        following = [sentence for sentence in passage.sentences if sentence.start >= number.end]
        return Count(len(following), f"{_many(len(following), 'sentence')} follow in the paragraph")
    label, _, part = number.key.partition(":")
    return _labelled(subject, label, part)


# ------------------------------------------------------------------------------------------------ lists and sentences


def _nearest_list(subject: Subject, passage: Passage, *, forwards: bool) -> Count:
    """The first list behind or before the passage, within the section."""
    where = (
        ("next", "follows", "before the next heading") if forwards else ("last", "stands before it", "in the section")
    )
    for blocks in subject.document.parts.values():
        for siblings in _siblings(blocks):
            index = next((index for index, block in enumerate(siblings) if block is passage.block), None)
            if index is None:
                continue
            for block in siblings[index + 1 :] if forwards else reversed(siblings[:index]):
                if isinstance(block, ItemList):
                    return Count(len(block.items), f"the {where[0]} list has {_many(len(block.items), 'item')}")
                if isinstance(block, Heading):
                    break
    return Count(None, f"no list {where[1]} {where[2]}", "Write the list, or count something else.")


def _siblings(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks, and those within each list item."""
    yield blocks
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield from _siblings(item.children)


#: What an enumeration stands behind, in this order: a colon; a dash, up to the next; är; a comma.
_OPENINGS: Final = (re.compile(r":\s"), re.compile(r"\s–\s"), re.compile(r"\sär\s"), re.compile(r",\s"))
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_LAST: Final = re.compile(r"^\s*(?:och|samt|eller|liksom|respektive|dels)\b")
_JOINTS: Final = (re.compile(r"\s+(?:samt|respektive)\s+"), re.compile(r"\s+(?:och|eller)\s+"))


def _enumeration(passage: Passage, number: Number) -> Count:
    """What the sentence lists behind the number: “tre områden: A, B och C”."""
    sentence = passage.sentence_at(number.start)
    rest = passage.text[number.end : sentence.end]
    for opening in _OPENINGS:
        match = opening.search(rest)
        if match is not None:
            listed = rest[match.end() :]
            if opening is _OPENINGS[1]:
                listed = re.split(r"\s–\s", listed)[0]
            found = _terms(listed)
            if found > 1:
                return Count(found, f"the sentence lists {found}")
    return Count(None, "the sentence lists nothing behind it", "Write what they are behind a colon, or in a list.")


def _terms(listed: str) -> int:
    """How many terms “A, B och C” has; *samt* joins terms that have an *och* of their own."""
    plain = _BRACKETS.sub("", listed).strip().rstrip(f'.!?”"{REFERENCE_SIGN} ')
    terms = re.split(r",\s|;\s", plain)
    if _LAST.match(terms[-1]) and len(terms) > 1:
        return len(terms)
    for joint in _JOINTS:
        if joint.search(terms[-1]):
            return len(terms) + 1
    return len(terms)


# ------------------------------------------------------------------------------------------------------------- labels


def _labelled(subject: Subject, label: str, part: str) -> Count:
    if label.startswith("sec-"):
        return _subsections(subject, label)
    if label.startswith("fig-"):
        return _figure(subject, label, part)
    tables = {block.label: block for block in subject.blocks if isinstance(block, Table) and block.label}
    if label not in tables:
        return _unknown("table", label, [name for name in tables if name])
    table = tables[label]
    if part == "columns":
        columns = sum(not cell.header for cell in table.header[0].cells) - _row_headings(table) if table.header else 0
        return Count(columns, f"{label} has {_many(columns, 'column')}")
    rows = len(table.rows) - table.total
    return Count(rows, f"{label} has {_many(rows, 'row')}")


def _row_headings(table: Table) -> int:
    """How many of the first row's headings stand above headings of rows."""
    headings = sum(cell.columns for cell in table.rows[0].cells if cell.header) if table.rows else 0
    count = width = 0
    for cell in table.header[0].cells:
        if width >= headings:
            break
        width += cell.columns
        count += 1
    return count


def _figure(subject: Subject, label: str, part: str) -> Count:
    for book in subject.books:
        if (diagram := book.diagrams.get(label)) is not None:
            if part:
                return Count(None, f"{label} is a diagram, which has boxes only", f"Write counts={label}.")
            return Count(len(diagram.steps), f"{label} has {_many(len(diagram.steps), 'box')}")
        if (chart := book.charts.get(label)) is not None:
            if part == "series":
                return Count(len(chart.series), f"{label} has {len(chart.series)} series")
            return Count(len(chart.categories), f"{label} has {_many(len(chart.categories), 'category')}")
    known = [name for book in subject.books for name in (*book.charts, *book.diagrams)]
    if any(isinstance(block, Figure) and block.label == label for block in subject.blocks):
        return Count(None, f"{label} is a picture, in which nothing can be counted", "Count something else.")
    return _unknown("figure", label, known)


def _subsections(subject: Subject, label: str) -> Count:
    for blocks in subject.document.parts.values():
        headings = [block for block in blocks if isinstance(block, Heading)]
        index = next((index for index, heading in enumerate(headings) if heading.label == label), None)
        if index is None:
            continue
        level, found = headings[index].level, 0
        for heading in headings[index + 1 :]:
            if heading.level <= level:
                break
            found += heading.level == level + 1
        return Count(found, f"{label} has {_many(found, 'subsection')}")
    return _unknown("section", label, [b.label for b in subject.blocks if isinstance(b, Heading) and b.label])


def _unknown(kind: str, label: str, known: Sequence[str]) -> Count:
    return Count(None, f"there is no {kind} “{label}”", did_you_mean(label, known))


def _many(number: int, word: str) -> str:
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith("x") else f"{word}s"
    return f"{number} {word if number == 1 else plural}"
