"""A bug of ours while a page is made: told as one, with its trace kept for whoever mends it."""

from __future__ import annotations

import traceback

from pipeline.bugs import how_to_report
from pipeline.faults import Fault

#: Trace → what was said of it: a bug that comes back with every save is told, and kept, once.
_TOLD: dict[str, str] = {}


def bug() -> Fault:
    """The exception that is being handled, as a fault U124 that names the log."""
    trace = traceback.format_exc()
    if trace not in _TOLD:
        _TOLD[trace] = how_to_report()
    return Fault("U124", "This is a bug in diarie, not a fault of yours.", None, _TOLD[trace])
