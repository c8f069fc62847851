"""The machine gate: what must hold of a document's final bytes before it is adopted (fastställs)."""

from pipeline.approval.gate.report import GateCheck, GateReport
from pipeline.approval.gate.run import run_gate

__all__ = ["GateCheck", "GateReport", "run_gate"]
