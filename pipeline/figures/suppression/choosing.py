"""Which numbers to withhold: the small ones, those that pytauargus adds, and more until the audit is content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.figures.suppression.argus import ArgusError, secondary
from pipeline.figures.suppression.audit import Audit, is_too_much
from pipeline.figures.suppression.problems import UnsafeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.figures.suppression.system import Fact, System


_TOO_MANY: Final = "there are too many of them to prove that none can be worked out"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is withheld.

    Attributes:
        withheld: indexes of the counts.
        tables: values that the counts may have for readers, as `Audit` found them.
    """

    withheld: frozenset[int]
    tables: Sequence[Mapping[int, int]] = ()


def choose(system: System, told: Sequence[Fact] = ()) -> Choice:
    """The counts to withhold; the same for the same system, always.

    Args:
        system: the counts and their facts.
        told: what is published beside them, and cannot be withheld.

    Raises:
        UnsafeError: it cannot be made safe, pytauargus gives no answer, or there is too much to look at.
    """
    withheld = {index for index in system.small if system.counts[index].shown}
    if not system.small and all(count.value is not None for count in system.counts):
        return Choice(frozenset())
    if is_too_much(system):
        raise UnsafeError(system.small[0], _TOO_MANY)
    if any(count.shown for count in system.counts):
        withheld |= _secondary(system, withheld)
    asked = False
    audit = Audit(system, withheld, told)
    while (weakness := audit.first_weakness()) is not None:
        if audit.gave_up:
            raise UnsafeError(weakness.index, _TOO_MANY)
        if not asked and withheld:  # now with room for the numbers that it added itself
            asked = True
            more = _secondary(system, withheld)
            if more:
                withheld |= more
                audit = Audit(system, withheld, told, audit.tables)
                continue
        candidates = _candidates(system, told, withheld, audit.related(weakness.index))
        if not candidates:
            raise UnsafeError(weakness.index)
        withheld.add(candidates[0])
        audit = Audit(system, withheld, told, audit.tables)
    return Choice(frozenset(withheld), audit.tables)


def _secondary(system: System, withheld: set[int]) -> frozenset[int]:
    try:
        return secondary(system, withheld)
    except ArgusError as error:
        if any(count.public for count in system.counts):  # there may be no answer, and the audit says why
            return frozenset()
        raise UnsafeError(min((*withheld, *system.small), default=0), str(error)) from None


def _candidates(system: System, told: Sequence[Fact], withheld: set[int], related: Iterable[int]) -> list[int]:
    """Counts that could be withheld beside these, the cheapest first: the smallest number, then the first.

    Those that a fact ties to them; where all of these are withheld already, those that are tied to these, and so on.
    """
    counts, around = system.counts, set(related)
    while True:
        tied = {
            index
            for known in (*system.facts, *told)
            if any(one in around for one, _ in known.terms)
            for index, _ in known.terms
        }
        free = [
            index
            for index in tied - withheld
            if counts[index].shown and not counts[index].public and counts[index].value is not None
        ]
        if free or tied <= around:
            return sorted(free, key=lambda index: (counts[index].value or 0, index))
        around |= tied
