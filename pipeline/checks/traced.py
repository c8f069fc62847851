"""How many of a document's numbers are traced: to cells, to a cited source, or to the document itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.checks.rule import Subject


@dataclass(frozen=True, slots=True)
class Traced:
    """The numbers in the prose that authors have written, by where they come from.

    Attributes:
        figures: values of the data, each with its cells.
        quoted: numbers marked as quoted from a cited source.
        counted: numbers marked as counting a list, table, figure or section of the document.
        untraced: numbers with no source; C210 names each.
        dates: dates, years and times, which are names and need no source.
        names: the other numbers that are names (laws, pages, diary numbers …), by kind.
    """

    figures: int = 0
    quoted: int = 0
    counted: int = 0
    untraced: int = 0
    dates: int = 0
    names: Mapping[str, int] = field(default_factory=dict)

    @property
    def numbers(self) -> int:
        """How many numbers need a source: all that are no names."""
        return self.figures + self.quoted + self.counted + self.untraced

    @property
    def share(self) -> float:
        """The part of them that has one, from 0 to 1; 1 where there are none. Only all of them give 1."""
        return 1.0 if not self.untraced else (self.numbers - self.untraced) / self.numbers

    def __str__(self) -> str:
        """“100 % of 93 numbers traced”; rounded down, so that 100 % means all."""
        if not self.numbers:
            return "no numbers in its prose"
        return f"{int(self.share * 100)} % of {self.numbers} number{'' if self.numbers == 1 else 's'} traced"

    def as_json(self) -> dict[str, Any]:
        """The counts, for manifests and `--format json`."""
        return {"numbers": self.numbers, **asdict(self), "names": dict(self.names)}


_DATES = frozenset({"dates", "years", "times"})


def traced_share(subject: Subject) -> Traced:
    """Count a document's numbers by where they come from."""
    origins: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for _, numbers in subject.numbers:
        for number in numbers:
            if number.origin == "named":
                names[number.kind] += 1
            else:
                origins[number.origin] += 1
    return Traced(
        figures=origins["figure"],
        quoted=origins["quoted"],
        counted=origins["counted"],
        untraced=origins["untraced"],
        dates=sum(count for kind, count in names.items() if kind in _DATES),
        names={kind: count for kind, count in sorted(names.items()) if kind not in _DATES},
    )
