"""The audit: whether everything that is published together leaves each withheld number as uncertain as it must be.

A number is safe when there are other tables, in whole numbers, that agree with everything published and differ in it.
Such a table is a witness. Witnesses are looked for with HiGHS (`scipy.optimize.milp`) and then checked here in exact
arithmetic: a solver that errs or gives up can make the audit refuse what is safe, never pass what is not.

What must remain possible (the feasibility interval of Handbook on Statistical Disclosure Control, 4.2.2, in whole
numbers and without gaps):

- for a small number: every value from 1 to below the threshold. So nothing that is published says more about it than
  that it is small;
- for any other number that is withheld, or that stands as “..” in the source: as many values, from the smallest to the
  largest, as the threshold says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.figures.suppression.system import Fact, known_to_readers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pipeline.figures.suppression.system import System

#: Branches that HiGHS may follow for one witness: far more than tables that are read by people need.
_MOST_NODES: Final = 20_000
#: What one audit may cost, in unknowns of all problems put to HiGHS; about half a minute. No clock decides: the same
#: tables pass everywhere, or nowhere.
MOST_WORK: Final = 1_500_000


@dataclass(frozen=True, slots=True)
class Weakness:
    """A number that is not uncertain enough.

    Attributes:
        index: of the count.
        missing: values that no table with everything published has, as far as could be shown; () when only the spread
            is too small.
    """

    index: int
    missing: tuple[int, ...] = ()


class Audit:
    """Looks for witnesses against a system with some counts withheld, and remembers them."""

    def __init__(
        self,
        system: System,
        withheld: Collection[int],
        told: Sequence[Fact] = (),
        tables: Iterable[Mapping[int, int]] = (),
    ) -> None:
        """Sort what readers know from what they do not.

        Args:
            system: the counts and their facts.
            withheld: indexes of the counts that are not shown although a table or chart has a place for them.
            told: what else is published: percentages, sentences.
            tables: values that some counts may have, the others having their own, such as another audit has found;
                those that do not agree with what is published are of no use, and do no harm.
        """
        self._system = system
        self._withheld = frozenset(withheld)
        self._given = tuple(tables)
        known = known_to_readers(system, self._withheld)
        self.open = tuple(index for index in range(len(system.counts)) if index not in known)
        self._facts = _reduced((*system.facts, *told), known)
        self._parts = parts_of(self._facts)
        self._work = _Work(MOST_WORK)
        self._false = any(not known_fact.terms for known_fact in self._facts)

    def weaknesses(self) -> tuple[Weakness, ...]:
        """All numbers that are not uncertain enough, the small ones first; () when the publication is safe."""
        return tuple(self._weaknesses())

    def first_weakness(self) -> Weakness | None:
        """The first number that is not uncertain enough; None when the publication is safe."""
        return next(iter(self._weaknesses()), None)

    @property
    def gave_up(self) -> bool:
        """Whether there is so much to look at that not all of it was looked for."""
        return self._work.left < 0

    @property
    def tables(self) -> list[Mapping[int, int]]:
        """The values found so far that agree with everything published, the others having their own."""
        parts = {id(part): part for part in self._part_of.values()}
        return [found for part in parts.values() for found in part.witnesses]

    def related(self, index: int) -> frozenset[int]:
        """The counts that are not published and that facts tie to this one, itself with them."""
        part = self._part_of.get(index)
        return frozenset(part.open) if part else frozenset((index,))

    def _weaknesses(self) -> Iterable[Weakness]:
        counts = self._system.counts
        for index in sorted(self.open, key=lambda index: not counts[index].is_small):
            weakness = self._weakness(index)
            if weakness is not None:
                yield weakness

    def _weakness(self, index: int) -> Weakness | None:
        count = self._system.counts[index]
        if self._false:  # nothing agrees with what is published, and nothing can be shown
            return Weakness(index) if count.is_small or index in self._withheld else None
        part = self._part_of.get(index)
        if part is None:  # nothing published has to do with it
            return None
        if count.is_small:
            missing = tuple(value for value in range(1, count.threshold) if not part.possible(index, value))
            return Weakness(index, missing) if missing else None
        if index in self._withheld or count.value is None:
            return None if part.is_spread(index, count.threshold - 1) else Weakness(index)
        return None

    @cached_property
    def _own_values(self) -> dict[int, int]:
        counts = self._system.counts
        return {index: value for index in self.open if (value := counts[index].value) is not None}

    @cached_property
    def _part_of(self) -> dict[int, _Part]:
        counts = self._system.counts
        most = 2 * max((count.value or 0 for count in counts), default=0)
        most += 4 * max((count.threshold for count in counts), default=0)
        found: dict[int, _Part] = {}
        own = self._own_values
        for facts in self._parts:
            part = _Part(facts, most, self._work)
            part.remember({index: own[index] for index in part.open if index in own})
            inside = set(part.open)
            for table in self._given:
                if not inside.isdisjoint(table):
                    part.remember({index: table.get(index, own.get(index, -1)) for index in part.open})
            found.update(dict.fromkeys(part.open, part))
        return found


@dataclass
class _Work:
    """What an audit may still cost."""

    left: int


class _Part:
    """Counts that facts tie together, and the witnesses found for them."""

    def __init__(self, facts: Sequence[Fact], most: int, work: _Work) -> None:
        self.open = tuple(sorted({index for known in facts for index, _ in known.terms}))
        self._facts = tuple(facts)
        self._most = most
        self._work = work
        self.witnesses: list[Mapping[int, int]] = []

    def possible(self, index: int, value: int) -> bool:
        """Whether some table that agrees with everything published has this value of a count."""
        return any(values[index] == value for values in self.witnesses) or self._search(index, value, value)

    def is_spread(self, index: int, enough: int) -> bool:
        """Whether the count can have values so far apart."""
        for direction in (-1, 1):  # the largest first, then the smallest
            if self._spread(index) >= enough:
                return True
            self._search(index, 0, self._most, direction)
        return self._spread(index) >= enough

    def remember(self, values: Mapping[int, int]) -> bool:
        """Keep a table as a witness if it really agrees with everything published."""
        if len(values) < len(self.open) or any(value < 0 for value in values.values()):
            return False
        if not all(known.holds(values) for known in self._facts):
            return False
        if values not in self.witnesses:
            self.witnesses.append(values)
        return True

    def _spread(self, index: int) -> int:
        seen = [values[index] for values in self.witnesses]
        return max(seen) - min(seen) if seen else -1

    def _search(self, index: int, low: int, high: int, direction: int = 0) -> bool:
        """Look for a witness; `direction` 1 for the smallest value of the count, -1 for the largest, 0 for any."""
        self._work.left -= len(self.open)
        if self._work.left < 0:
            return False
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        here = self.open.index(index)
        smallest, largest = np.zeros(len(self.open)), np.full(len(self.open), float(self._most))
        smallest[here], largest[here] = low, high
        aim = np.zeros(len(self.open))
        aim[here] = direction
        answer = milp(
            aim,
            integrality=np.ones(len(self.open)),
            bounds=Bounds(smallest, largest),
            constraints=LinearConstraint(*self._matrix),
            options={"node_limit": _MOST_NODES},
        )
        if answer.x is None:
            return False
        values = dict(zip(self.open, (round(value) for value in answer.x), strict=True))
        return self.remember(values) and low <= values[index] <= high

    @cached_property
    def _matrix(self) -> tuple[object, object, object]:
        """Coefficients, one row a fact and one column a count, with the facts' lower and upper bounds."""
        import numpy as np
        from scipy.sparse import csc_array

        column = {index: position for position, index in enumerate(self.open)}
        low = np.full(len(self._facts), -np.inf)
        high = np.full(len(self._facts), np.inf)
        for row, known in enumerate(self._facts):
            low[row] = -np.inf if known.low is None else known.low
            high[row] = np.inf if known.high is None else known.high
        entries = [
            (float(factor), row, column[index])
            for row, known in enumerate(self._facts)
            for index, factor in known.terms
        ]
        factors, rows, columns = zip(*entries, strict=True)
        return csc_array((factors, (rows, columns)), shape=(len(low), len(self.open))), low, high


def _reduced(facts: Iterable[Fact], known: Mapping[int, int]) -> tuple[Fact, ...]:
    """The facts with what is known put in; those that are left without counts only where they are not true."""
    reduced: dict[Fact, None] = {}
    for given in facts:
        constant = sum(factor * known[index] for index, factor in given.terms if index in known)
        terms = tuple((index, factor) for index, factor in given.terms if index not in known)
        low = None if given.low is None else given.low - constant
        high = None if given.high is None else given.high - constant
        rest = Fact(terms, low, high)
        if terms or not rest.holds({}):
            reduced[rest] = None
    return tuple(reduced)


def is_too_much(system: System) -> bool:
    """Whether an audit of a publication of these counts would have to give up.

    It takes about one problem a small number, with as many unknowns as there are small numbers tied to it: tables of a
    thousand of them. Said beforehand, so that nobody waits for a refusal.
    """
    small = set(system.small)
    parts = ({index for fact in facts for index, _ in fact.terms} & small for facts in parts_of(system.facts))
    return sum(len(part) ** 2 for part in parts) > MOST_WORK


def parts_of(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts in groups that have no count in common."""
    groups: list[tuple[set[int], list[Fact]]] = []
    for known in facts:
        indexes = {index for index, _ in known.terms}
        if not indexes:
            continue
        joined = [group for group in groups if group[0] & indexes]
        rest = [group for group in groups if not group[0] & indexes]
        merged = (
            indexes.union(*(group[0] for group in joined)),
            [one for group in joined for one in group[1]] + [known],
        )
        groups = [*rest, merged]
    return [group[1] for group in groups]
