"""Accounting for numbers: each one is issued, reserved or void, and none is missing between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

#: How a record's status counts in the accounts of its number; every other one is `issued`.
_STATES = {"reserved": "reserved", "void": "void"}

#: Missing numbers that are named one by one.
_NAMED = 20


@dataclass(slots=True)
class Accounts:
    """All numbers, as one goes along the events.

    Attributes:
        written: numbers of cases and decisions as they are written.
    """

    written: set[str] = field(default_factory=set)
    _serials: dict[tuple[str, str, int], dict[int, bool]] = field(default_factory=lambda: defaultdict(dict))
    _states: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, columns: Mapping[str, Any], state: Mapping[str, Any]) -> None:
        """Take note of an event: its columns, and how its record stands after it."""
        if columns["series"] is not None:
            key = (columns["series"], columns["scope"], columns["year"])
            self._serials[key][columns["serial"]] = bool(columns["external"])
            self.written.add(columns["number"])
        if kind in ("case", "number"):
            self._states[columns["record"]] = _STATES.get(str(state.get("status")), "issued")

    def note(self, series: object, scope: object, year: object, serial: object) -> None:
        """Take note of a number in a row whose event is damaged: it is not missing."""
        if isinstance(series, str) and isinstance(scope, str) and isinstance(year, int) and isinstance(serial, int):
            self._serials[series, scope, year][serial] = False

    def states(self) -> Counter[str]:
        """How many numbers are reserved, issued and void."""
        return Counter(self._states.values())

    def gaps(self) -> Iterator[tuple[str, str, int, list[str]]]:
        """Series, scope and year, and the serials below the last one given here that nobody has."""
        for (series, scope, year), serials in sorted(self._serials.items()):
            own = [serial for serial, external in serials.items() if not external]
            last = max(own, default=0)
            if len(own) == last:
                continue
            missing = [serial for serial in range(1, last) if serial not in serials]
            if missing:
                named = [str(serial) for serial in missing[:_NAMED]]
                more = len(missing) - len(named)
                yield series, scope, year, [*named, *([f"and {more} more"] if more else [])]
