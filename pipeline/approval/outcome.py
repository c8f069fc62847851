"""What an approval is asked to do, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pipeline.approval.entering import Numbers
    from pipeline.approval.gate import GateCheck
    from pipeline.faults import Fault


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of the decision.

    Attributes:
        decision: a series, or a number; None for the series that the settings name, or the only one.
        day: when it was made; None in a rehearsal that does without it.
        by: who made it, by name and title; None in a rehearsal that does without it.
        presenter: who presented the matter (föredragande).
        participants: others who took part in the final handling.
    """

    decision: str | None
    day: date | None
    by: str | None
    presenter: str = ""
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of it.

    Attributes:
        document: the document's name.
        numbers: that it has, or would have.
        version: `1`, `2` …
        files: its files: path within its folder → SHA-256.
        checks: what the gate looked at; () where it was adopted before.
        remarks: what did not stop it.
        new: False when the same decision had adopted it before.
    """

    document: str
    numbers: Numbers
    version: str
    files: Mapping[str, str]
    checks: tuple[GateCheck, ...] = ()
    remarks: tuple[Fault, ...] = ()
    new: bool = True
