"""A real Chromium without a window, driven by conformance/browser/main.mjs: it is asked and answers, a line each."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from conformance.browser_packages import FOLDER

_MAIN = Path(__file__).parent / "browser" / "main.mjs"
#: Seconds in which the browser ends once it is told to.
_PATIENCE = 180


class Browser:
    """One browser process, for all tests; used as a context manager, it ends with the block."""

    def __init__(self):
        assert FOLDER.is_dir(), "the packages of the browser are missing; make conformance fetches them"
        chromium = os.environ.get("DIARIE_CHROMIUM") or shutil.which("chromium")
        assert chromium, "Chromium is not installed; make conformance sees to that"
        environment = {**os.environ, "DIARIE_NODE_PACKAGES": str(FOLDER), "DIARIE_CHROMIUM": chromium}
        self._process = subprocess.Popen(
            ["node", _MAIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.version = self.ask("version")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(_PATIENCE)
        self._process.stdout.close()

    def ask(self, deed, **asked):
        """What a deed of main.mjs answers."""
        self._process.stdin.write(json.dumps({"deed": deed, **asked}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the browser has ended (exit status {self._process.poll()}) when asked to {deed}"
        said = json.loads(line)
        assert "failed" not in said, said.get("failed")
        return said["answer"]

    def look(self, pages, only=None, **asked):
        """Name of page → findings and counts, of all pages (name → path), as many at once as there are cores.

        Args:
            pages: which.
            only: name of page → the checks to make; all are made of a page that is not named.
            asked: of all of them, what look.mjs takes.
        """
        only = only or {}
        given = [{"name": name, "file": str(path), "only": only.get(name), **asked} for name, path in pages.items()]
        return self.ask("look", pages=given, together=os.cpu_count() or 1)
