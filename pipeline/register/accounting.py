"""Accounting for numbers: each one is issued, reserved or void, and none is missing between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any


def state_of_number(status: object) -> str:
    """How a record's status counts in the accounts of its number: `reserved`, `void` or `issued`."""
    return status if status in ("reserved", "void") else "issued"


@dataclass(slots=True)
class Accounts:
    """All numbers, as one goes along the events.

    Attributes:
        written: all numbers as they are written.
        twice: numbers that more than one event takes, or whose count another number has.
    """

    written: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    _serials: dict[tuple[str, str, int], dict[int, bool]] = field(default_factory=lambda: defaultdict(dict))
    _states: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, columns: Mapping[str, Any], state: Mapping[str, Any]) -> None:
        """Take note of an event: its columns, and how its record stands after it."""
        number = columns["number"]
        if number is not None:
            is_known = number in self.written
            self.written.add(number)
            if columns["series"] is not None:
                serials = self._serials[columns["series"], columns["scope"], columns["year"]]
                is_known |= columns["serial"] in serials
                serials[columns["serial"]] = bool(columns["external"])
            if is_known:
                self.twice.append(number)
        if kind in ("case", "number"):
            self._states[columns["record"]] = state_of_number(state.get("status"))

    def note(self, series: object, scope: object, year: object, serial: object) -> None:
        """Take note of a number in a row whose event is damaged: it is not missing."""
        if isinstance(series, str) and isinstance(scope, str) and isinstance(year, int) and isinstance(serial, int):
            self._serials[series, scope, year].setdefault(serial, False)

    def states(self) -> Counter[str]:
        """How many numbers are reserved, issued and void."""
        return Counter(self._states.values())

    def gaps(self) -> Iterator[tuple[str, str, int, list[range]]]:
        """Series, scope and year, and the serials below the last one given here that nobody has, as they follow.

        A damaged row may say that it has the number 10¹²: nothing here counts up to it.
        """
        for (series, scope, year), serials in sorted(self._serials.items()):
            own = [serial for serial, external in serials.items() if not external]
            last = max(own, default=0)
            if len(own) == last:
                continue
            known = sorted(serial for serial in serials if serial <= last)
            missing = [range(before + 1, after) for before, after in pairwise([0, *known]) if after - before > 1]
            if missing:
                yield series, scope, year, missing
