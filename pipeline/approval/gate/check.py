"""What a check of the gate is: a name, who looks, and a function that says what it has seen and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined
    from pipeline.faults import Fault

#: The program itself, as its distribution is called.
OWN: Final = "diarie"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ended.

    Attributes:
        what: what was looked at and how much of it, in a sentence.
        findings: what is wrong.
    """

    what: str
    findings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the gate.

    Attributes:
        name: stable, for gate.json.
        swedish: what it looks at, in Swedish.
        look: does the looking.
        tool: the program that looks.
        of_tool: says which version of it.
        adopted: whether it looks only at documents that are being adopted, and not at rehearsals.
    """

    name: str
    swedish: str
    look: Callable[[Examined], Outcome]
    tool: str = OWN
    of_tool: Callable[[], str] = lambda: version(OWN)
    adopted: bool = False
