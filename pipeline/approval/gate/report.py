"""What the machine gate has found, as data and as the file gate.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.faults import Fault


@dataclass(frozen=True, slots=True)
class GateCheck:
    """One check of the gate, and how it ended.

    Attributes:
        name: the check's stable name, such as `numbers-pdf`.
        swedish: what it looks at, in Swedish, for the review list and the archive.
        result: whether it found an error.
        what: what was looked at and how much of it, in a sentence.
        tool: the program that looked; `diarie` for checks of our own.
        version: of that program.
    """

    name: str
    swedish: str
    result: Literal["passed", "failed"]
    what: str
    tool: str
    version: str


@dataclass(frozen=True, slots=True)
class GateReport:
    """All checks of the gate over one document.

    Attributes:
        findings: what is wrong, by place; errors stop the adoption.
        checks: every check that was made, in the order of the list.
    """

    findings: tuple[Fault, ...]
    checks: tuple[GateCheck, ...]

    def to_bytes(self) -> bytes:
        """gate.json: the same report gives the same bytes."""
        data = {
            "checks": [
                {
                    "name": check.name,
                    "swedish": check.swedish,
                    "result": check.result,
                    "what": check.what,
                    "tool": check.tool,
                    "version": check.version,
                }
                for check in self.checks
            ],
            "findings": [fault.as_json() for fault in self.findings],
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
