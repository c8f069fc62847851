"""Faults: what is wrong, where, and what to do about it, as data.

A fault is a stable code with its own fields, never a bare sentence. Whoever finds one collects it and goes on;
whoever cannot go on raises `FaultError` with all that were found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from heapq import nlargest
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.places import Place


class ExitCode(IntEnum):
    """What the command line answers; documented in docs/commands.md."""

    DONE = 0
    CHECKS = 1
    USAGE = 2
    INPUTS = 3
    TEMPLATE = 4
    CONVERTER = 5
    REGISTER = 6
    BUG = 70
    INTERRUPTED = 130


Level = Literal["error", "warning", "hint"]

#: All levels, the gravest first.
LEVELS: tuple[Level, ...] = ("error", "warning", "hint")

#: The letter that begins a code says whose fault it is.
FAMILIES: dict[str, ExitCode] = {
    "C": ExitCode.CHECKS,
    "U": ExitCode.USAGE,
    "I": ExitCode.INPUTS,
    "T": ExitCode.TEMPLATE,
    "P": ExitCode.CONVERTER,
    "R": ExitCode.REGISTER,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        code: stable, a family letter and three digits, such as `I104`; docs/faults.md lists them all.
        message: what is wrong, one sentence without its place.
        place: where; None when it is nowhere in particular (LibreOffice missing).
        todo: what to do about it, one sentence.
        data: the fields behind the message, for machines.
        level: errors stop a build; warnings and hints do not.
    """

    code: str
    message: str
    place: Place | None = None
    todo: str = ""
    data: dict[str, Any] = field(default_factory=dict, hash=False)
    level: Level = "error"

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of the family that the code belongs to."""
        return FAMILIES[self.code[0]]

    def as_json(self) -> dict[str, Any]:
        """The fault for `--format json`."""
        return {
            "code": self.code,
            "level": self.level,
            "message": self.message,
            "place": self.place.as_json() if self.place else None,
            "todo": self.todo,
            "data": self.data,
        }

    def sort_key(self) -> tuple[object, ...]:
        """Order of faults: by place, then by code."""
        return (*(self.place.sort_key() if self.place else ("",)), self.code, self.message)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        todo = f" {self.todo}" if self.todo else ""
        return f"{where}{self.code} {self.message}{todo}"


class FaultError(Exception):
    """Raised where work cannot go on; carries every fault found so far (at least one)."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def of(cls, code: str, message: str, place: Place | None = None, todo: str = "", **data: Any) -> FaultError:
        """An error of one fault."""
        return cls([Fault(code, message, place, todo, data)])


class Faults:
    """A growing collection of faults.

    `with faults.collecting():` adds the faults of a `FaultError` raised inside and goes on after the block.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        todo: str = "",
        *,
        level: Level = "error",
        **data: Any,
    ) -> None:
        """Note one fault and go on."""
        self._faults.append(Fault(code, message, place, todo, data, level))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note several."""
        self._faults.extend(faults)

    def collecting(self) -> _Collecting:
        """A block whose `FaultError` is noted here instead of going further."""
        return _Collecting(self)

    def raise_if_errors(self) -> None:
        """Raise `FaultError` with everything noted if any of it is an error."""
        if any(fault.level == "error" for fault in self._faults):
            raise FaultError(self)

    def __iter__(self) -> Iterator[Fault]:
        """All faults once each, sorted by place."""
        unique = {(fault.code, fault.place, fault.message): fault for fault in self._faults}
        return iter(sorted(unique.values(), key=Fault.sort_key))

    def __len__(self) -> int:
        return len(self._faults)

    def __bool__(self) -> bool:
        return bool(self._faults)


class _Collecting:
    def __init__(self, faults: Faults) -> None:
        self._into = faults

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, FaultError):
            self._into.extend(error.faults)
            return True
        return False


#: Names that are compared letter by letter; of more, those that begin and end most alike.
_COMPARED = 30


def _ends_alike(one: str, other: str) -> int:
    """How many letters two names share at their beginning and at their end."""
    begin = sum(1 for _ in takewhile(bool, map(eq, one, other)))
    return begin + sum(1 for _ in takewhile(bool, map(eq, reversed(one), reversed(other))))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """“Did you mean X?”, or the known names when nothing is near; empty when nothing is known."""
    names = sorted(set(known))
    likely = names
    if len(names) > _COMPARED:  # comparing all of them for each of many faults would take minutes
        likely = nlargest(_COMPARED, names, key=lambda other: _ends_alike(name, other))
    near = get_close_matches(name, likely, n=1, cutoff=0.6) or [
        other for other in names if other.casefold() == name.casefold()
    ]
    if near:
        return f"Did you mean “{near[0]}”?"
    if not names:
        return ""
    shown = ", ".join(f"“{other}”" for other in names[:12])
    return f"Known: {shown}{' …' if len(names) > 12 else '.'}"
