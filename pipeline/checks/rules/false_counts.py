"""C213: a number marked as counting something in the document is the number that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.numbers.counted import count_of
from pipeline.checks.numbers.words import word_value
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.checks.numbers.found import Number
    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

_TODO_MARK = "Mark only the number: [tre]{counts=list}."


def find(subject: Subject) -> Iterator[Finding]:
    """Numbers marked `{counts=…}` that are not true, and marks that count nothing."""
    for passage, numbers in subject.numbers:
        yield from _without_number(passage, numbers)
        for number in numbers:
            if number.origin != "counted":
                continue
            words = passage.text[number.start : number.end]
            place = passage.place(number.start)
            said = _value(words)
            count = count_of(subject, passage, number)
            if said is None:
                message = f"“{words}” is no whole number that can be counted."
                yield Finding(message, place, _TODO_MARK, {"number": words})
            elif count.number is None:
                message = f"“{words}” cannot be held against anything: {count.what}."
                yield Finding(message, place, count.todo, {"number": words, "counts": number.key})
            elif count.number != said:
                message = f"The text says “{words}”, but {count.what}."
                todo = "Mend the number, or what it counts."
                yield Finding(message, place, todo, {"said": said, "counted": count.number, "counts": number.key})


def _without_number(passage: Passage, numbers: Sequence[Number]) -> Iterator[Finding]:
    """Marks on words in which there is no number."""
    for span in passage.spans:
        if not isinstance(span.node, Text) or not span.node.counts:
            continue
        if not any(number.start < span.end and number.end > span.start for number in numbers):
            message = f"“{span.node.text}” is marked as counting “{span.node.counts}”, and is no number."
            yield Finding(message, passage.place(span.start), _TODO_MARK, {"counts": span.node.counts})


def _value(words: str) -> int | None:
    digits = "".join(words.split())
    return int(digits) if digits.isdecimal() else word_value(words)


RULE = Rule(
    code="C213",
    name="a count that is not true (antal som inte stämmer)",
    level="error",
    source="Diarie's own: what a text says about itself can be counted",
    explanation="""\
A number that the document itself shows is marked with what it counts, and is then held against it in every build:
{counts=list} the items of the next list ({counts=list-before} of the last one), {counts=enumeration} what the same
sentence lists behind a colon, {counts=sentences} the sentences that follow in the paragraph, {counts=fig-x} the boxes
of a diagram or the categories of a chart ({counts=fig-x:series} its series), {counts=tbl-x} the rows of a table without
its total ({counts=tbl-x:columns} its columns), {counts=sec-x} the subsections of a section.

Wrong: Arbetet har [tre]{counts=enumeration} delar: analys och samverkan.
Right: Arbetet har [två]{counts=enumeration} delar: analys och samverkan.""",
    find=find,
)
