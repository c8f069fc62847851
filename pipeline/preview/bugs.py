"""A bug of ours while a page is made: told as one, with its trace kept for whoever mends it."""

from __future__ import annotations

import os
import tempfile
import traceback

from pipeline.faults import Fault


def bug() -> Fault:
    """The exception that is being handled, as a fault U124 that names the log."""
    trace = traceback.format_exc()
    try:
        handle, name = tempfile.mkstemp(prefix="diarie-bug-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(trace)
        where = f"Please report it with the log in {name}."
    except OSError:  # no room for a log
        where = f"Please report it: {trace}"
    return Fault("U124", "This is a bug in diarie, not a fault of yours.", None, where)
