"""Which rows or columns are the sum of others: what readers find with a calculator, whether anybody says so or not."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Lines (rows or columns) up to which all pairs are tried: sums of two that stand apart.
_FEW: Final = 30


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
    for wanted in (_runs, _wholes):
        for total in range(len(lines)):
            for parts in wanted(total, len(lines), totals):
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


def adds_up(lines: Sequence[Sequence[int | None]], total: int, parts: Sequence[int]) -> bool:
    """Whether the parts add up to the total wherever all of them are numbers."""
    return not any(differences(lines, total, parts))


def differences(lines: Sequence[Sequence[int | None]], total: int, parts: Sequence[int]) -> list[int]:
    """The total less its parts, for each place where all of them are numbers."""
    found = []
    for place, whole in enumerate(lines[total]):
        numbers = [lines[part][place] for part in parts]
        known = [number for number in numbers if number is not None]
        if whole is not None and len(known) == len(numbers):
            found.append(whole - sum(known))
    return found


def _runs(total: int, size: int, _totals: set[int]) -> Iterator[tuple[int, ...]]:
    """The lines just before, from the longest run to the shortest; then those just after."""
    for first in range(total - 1):
        yield tuple(range(first, total))
    for last in range(size, total + 2, -1):
        yield tuple(range(total + 1, last))


def _wholes(total: int, size: int, totals: set[int]) -> Iterator[tuple[int, ...]]:
    """All other lines; all that are no totals themselves; all before and after that are none."""
    others = [other for other in range(size) if other != total]
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
    """Whether parts add up to a total in every place, in at least so many with people, at least two of the parts."""
    if not adds_up(lines, total, parts):
        return False
    telling = [
        place
        for place, whole in enumerate(lines[total])
        if whole and all(lines[part][place] is not None for part in parts)
    ]
    filled = [part for part in parts if any(lines[part][place] for place in telling)]
    return len(telling) >= least and len(filled) > 1
