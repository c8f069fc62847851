"""The whole document held against the audit: do its sentences, together with its tables, give anybody away?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.content.model import Figure, Table, Value
from pipeline.content.walk import walk_blocks, walk_inlines
from pipeline.faults import Faults
from pipeline.figures.suppression.told import told_by, told_by_stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.content.model import Document, Inline
    from pipeline.figures.book import FigureBook
    from pipeline.figures.suppression.protection import Protection
    from pipeline.figures.suppression.system import Fact


def disclosures(document: Document, protection: Protection) -> Faults:
    """The sentences that give a withheld number away.

    All that the document says is taken together. Where that is too much, the figures are taken one after the other as
    they stand, and each that gives something away beside those before it is at fault.

    Args:
        document: with its sentences.
        protection: of the tables that its figures come from.

    Returns:
        I295 for each figure that gives a number away; I276 for words in place of a figure that are not true of it.
    """
    faults = Faults()
    for value in _values(document):
        _check_stand_in(value, faults)
    telling = [(value, facts) for value in _values(document) if (facts := _facts(value, protection))]
    if protection.given_away([fact for _, facts in telling for fact in facts]) is None:
        return faults
    told: list[Fact] = []
    for value, facts in telling:
        count = protection.given_away([*told, *facts])
        if count is None:
            told += facts
            continue
        message = f"“{value.text}” ({value.name}) gives a number of people away that is withheld: {count.name}."
        todo = "Leave the figure out, or say less: round it (drygt, cirka with till=…), or write a larger group."
        faults.add("I295", message, value.origin, todo, figure=value.name)
    return faults


def traceable(document: Document, book: FigureBook) -> FigureBook:
    """The figures of a document for those who trace them: numbers that its sentences tell outright are no secret.

    All other numbers behind figures about people stay unknown, also where they are harmless by themselves: the manifest
    and the figure register are read beside the document.
    """
    protection = book.protection
    if protection is None:
        return book
    bounds: dict[int, tuple[list[int], list[int]]] = {}
    for value in _values(document):
        for fact in _facts(value, protection):
            if len(fact.terms) == 1 and fact.terms[0][1] == 1:
                least, most = bounds.setdefault(fact.terms[0][0], ([], []))
                least += [] if fact.low is None else [fact.low]
                most += [] if fact.high is None else [fact.high]
    outright = {index for index, (least, most) in bounds.items() if least and most and max(least) == min(most)}
    return protection.traceable(book, outright)


def _check_stand_in(value: Value, faults: Faults) -> None:
    """“Färre än fem” in place of a figure must be true of it."""
    if _is_untrue(value):
        todo = 'Say something that is true, or nothing of the number: dold("några").'
        faults.add("I276", f"“{value.text}” is not true of {value.name}.", value.origin, todo, figure=value.name)


def _is_untrue(value: Value) -> bool:
    wording = value.wording
    if wording is None or not wording.figure.hidden or not isinstance(wording.figure.value, Decimal):
        return False
    number = Fraction(wording.figure.value)
    return any(not told.holds(number) for told in told_by_stand_in(wording))


def _facts(value: Value, protection: Protection) -> Sequence[Fact]:
    if value.wording is None or _is_untrue(value):
        return ()
    return protection.facts(told_by(value.wording))


def _values(document: Document) -> Iterator[Value]:
    """The figures in a document in the order of reading, those in text alternatives and summaries with them."""
    for blocks in document.parts.values():
        yield from _only_values(walk_inlines(blocks))
        for block in walk_blocks(blocks):
            if isinstance(block, Table):
                yield from _only_values(block.summary_words)
            elif isinstance(block, Figure):
                yield from _only_values(block.alt_words)
    for note in document.footnotes.values():
        yield from _only_values(walk_inlines(note.children))


def _only_values(nodes: Iterator[Inline] | Sequence[Inline]) -> Iterator[Value]:
    return (node for node in nodes if isinstance(node, Value))
