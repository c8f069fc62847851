"""A bug of ours: its trace is kept for whoever mends it."""

from __future__ import annotations

import os
import tempfile
import traceback


def how_to_report() -> str:
    """What to do about the exception that is being handled: a sentence that names the log with its trace, or has it."""
    trace = traceback.format_exc()
    try:
        handle, name = tempfile.mkstemp(prefix="diarie-bug-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(trace)
    except OSError:  # no room for a log
        return f"Please report it: {trace}"
    return f"Please report it with the log in {name}."
