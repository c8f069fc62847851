"""What runs apart, offline and under a time limit: pdfkit, and wkhtmltopdf below it. `child.py PROGRAM PAGE PDF`.

It imports nothing of the project, so that it starts in a moment.
"""

from __future__ import annotations

import os
import sys

#: No script, no file but the one that is named, nothing left out in silence: whatever cannot be loaded ends it.
OPTIONS = {
    "disable-javascript": "",
    "disable-local-file-access": "",
    "disable-plugins": "",
    "load-error-handling": "abort",
    "load-media-error-handling": "abort",
    "encoding": "UTF-8",
    "page-size": "A4",
    "margin-top": "24mm",
    "margin-bottom": "20mm",
    "margin-left": "22mm",
    "margin-right": "22mm",
}


def main(program: str, page: str, pdf: str) -> int:
    """Print a page; the exit code, and on stderr what went wrong."""
    import pdfkit  # type: ignore[import-untyped,unused-ignore] # it has no types

    folder = os.path.dirname(os.path.abspath(page))  # noqa: PTH100, PTH120 - pathlib takes longer to load than this runs
    # Without a screen, and with what it writes for itself kept in the folder that goes away.
    own = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder, "HOME": folder}
    configuration = pdfkit.configuration(wkhtmltopdf=program, environ={**os.environ, **own})
    try:
        pdfkit.from_file(page, pdf, options=OPTIONS, configuration=configuration)
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201 - heard by the process that started this one
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
