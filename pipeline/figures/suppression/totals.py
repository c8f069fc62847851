"""Which rows or columns are the sum of others: what readers find with a calculator, or believe when they are told."""

from __future__ import annotations

import re
from itertools import accumulate, combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

#: Lines (rows or columns) up to which all pairs are tried: sums of two that stand apart.
_FEW: Final = 30

#: First or last word of a heading that makes readers take a line for a total.
_TOTALS: Final = frozenset(("total", "totalt", "totala", "summa", "samtliga", "alla", "sammanlagt", "tillsammans"))


def sums(lines: Sequence[Sequence[int | None]]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The lines that are the sum of others in every place.

    Tried are the lines just before (any number of them), those just after, all others, all others that are no totals
    themselves, and any two where there are several places to tell chance from rule. What holds by chance does no harm:
    it makes the audit assume that readers know more than they do.

    Args:
        lines: rows or columns of equal length.

    Returns:
        Index of the total and those of its parts, each pair once.
    """
    found: dict[tuple[int, tuple[int, ...]], None] = {}
    totals: set[int] = set()
    before = _running(lines)
    for wanted in (_runs, _wholes):
        for total in range(len(lines)):
            for parts in wanted(total, before, totals):
                if _adds_up(lines, total, parts) and (total, parts) not in found:
                    found[total, parts] = None
                    totals.add(total)
                    break
    if 2 < len(lines) <= _FEW:
        for total in range(len(lines)):
            for parts in combinations([other for other in range(len(lines)) if other != total], 2):
                if (total, parts) not in found and _adds_up(lines, total, parts, least=2):
                    found[total, parts] = None
    return tuple(found)


def is_called_total(heading: str) -> bool:
    """Whether a heading says that its row or column is a total, as “Totalt”, “2024 / Summa” or “Samtliga svarande”."""
    words = re.findall(r"\w+", heading.casefold())
    return bool(words) and (words[0] in _TOTALS or words[-1] in _TOTALS)


def single_sums(
    lines: Sequence[Sequence[int | None]], called: Collection[int]
) -> tuple[tuple[int, tuple[int, ...], int], ...]:
    """Single places in which a line is the sum of others, although it is not in every place.

    A table may have an average beside its counts, or a column that adds up to nothing; its last row is the total of the
    others all the same. Tried are the first line, the last, and those that are called totals. Where a part is not
    known, readers believe the heading: the sum is taken to hold, unless the known parts are more than the total.

    Args:
        lines: rows or columns of equal length.
        called: indexes of those that are called totals.

    Returns:
        Index of the total, those of its parts, and the place.
    """
    found: dict[tuple[int, tuple[int, ...], int], None] = {}
    ends = {0, len(lines) - 1} if lines else set()
    for total in sorted(ends | set(called)):
        ways = _likely(total, len(lines), called)
        for place, whole in enumerate(lines[total]):
            parts = next((way for way in ways if whole and _makes([lines[part][place] for part in way], whole)), None)
            if parts is None and total in called:
                parts = next((way for way in ways if _may_make([lines[part][place] for part in way], whole)), None)
            if parts is not None:
                found[total, parts, place] = None
    return tuple(found)


def _makes(numbers: Sequence[int | None], whole: int) -> bool:
    return None not in numbers and sum(one for one in numbers if one is not None) == whole


def _may_make(numbers: Sequence[int | None], whole: int | None) -> bool:
    known = sum(one for one in numbers if one is not None)
    return whole is None or (None in numbers and known <= whole)


def _likely(total: int, size: int, called: Collection[int]) -> list[tuple[int, ...]]:
    """What a total may consist of: what stands before it, up to another total; what follows it; all others."""
    before = next((other + 1 for other in range(total - 1, -1, -1) if other in called), 0)
    after = next((other for other in range(total + 1, size) if other in called), size)
    others = [other for other in range(size) if other != total]
    choices = (
        range(before, total),
        range(total + 1, after),
        [other for other in others if other not in called],
        [other for other in others if other in called],
        others,
    )
    return list(dict.fromkeys(tuple(one) for one in choices if len(one) > 1))


def adds_up(lines: Sequence[Sequence[int | None]], total: int, parts: Sequence[int]) -> bool:
    """Whether the parts add up to the total wherever all of them are numbers."""
    return not any(differences(lines, total, parts))


def differences(lines: Sequence[Sequence[int | None]], total: int, parts: Sequence[int]) -> Iterator[int]:
    """The total less its parts, for each place where all of them are numbers."""
    for place, whole in enumerate(lines[total]):
        numbers = [lines[part][place] for part in parts]
        known = [number for number in numbers if number is not None]
        if whole is not None and len(known) == len(numbers):
            yield whole - sum(known)


def _running(lines: Sequence[Sequence[int | None]]) -> list[int | None]:
    """What all lines before each one come to in the first place; only Nones where it has a gap, and nothing is told."""
    numbers = [line[0] if line else None for line in lines]
    if None in numbers:
        return [None] * (len(lines) + 1)
    return [0, *accumulate(number for number in numbers if number is not None)]


def _runs(total: int, before: Sequence[int | None], _totals: set[int]) -> Iterator[tuple[int, ...]]:
    """The lines just before, from the longest run to the shortest; then those just after.

    Long tables have many, and the first place tells that most of them are no sum.
    """
    size = len(before) - 1
    runs = [(first, total) for first in range(total - 1)] + [(total + 1, last) for last in range(size, total + 2, -1)]
    whole = _between(before, total, total + 1)
    for first, last in runs:
        if whole is None or _between(before, first, last) == whole:
            yield tuple(range(first, last))


def _between(before: Sequence[int | None], first: int, last: int) -> int | None:
    low, high = before[first], before[last]
    return None if low is None or high is None else high - low


def _wholes(total: int, before: Sequence[int | None], totals: set[int]) -> Iterator[tuple[int, ...]]:
    """All other lines; all that are no totals themselves; all before and after that are none."""
    others = [other for other in range(len(before) - 1) if other != total]
    leaves = [other for other in others if other not in totals]
    tops = [other for other in others if other in totals]
    for chosen in (
        others,
        leaves,
        tops,
        [one for one in leaves if one < total],
        [one for one in leaves if one > total],
    ):
        if len(chosen) > 1:
            yield tuple(chosen)


def _adds_up(lines: Sequence[Sequence[int | None]], total: int, parts: Sequence[int], least: int = 1) -> bool:
    """Whether parts add up to a total in every place, in at least so many with people."""
    if not adds_up(lines, total, parts):
        return False
    known = [whole for place, whole in enumerate(lines[total]) if all(lines[part][place] is not None for part in parts)]
    return sum(1 for whole in known if whole) >= least
