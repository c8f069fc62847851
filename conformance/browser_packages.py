"""axe-core, playwright-core and the Nu checker, pinned; `python -m conformance.browser_packages` has npm fetch them."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = HERE / "package.json"
#: Every package with its SHA-512, which npm holds what it fetches against.
LOCK = HERE / "package-lock.json"

#: Where they are kept; nothing of it is in git. Another lock is another folder.
FOLDER = HERE / ".lib" / f"web-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"

#: The Nu checker, and what it is called in package.json.
VNU = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


class PackagesError(Exception):
    """The packages are not there; its words are for people."""


def versions():
    """Name of package → the version that package.json asks for."""
    return json.loads(PACKAGES.read_text(encoding="utf-8"))["dependencies"]


def locked():
    """Folder of package → what the lock says of it."""
    return json.loads(LOCK.read_text(encoding="utf-8"))["packages"]


def fetch(folder=FOLDER, npm="npm"):
    """Have the packages in a folder: as they are if they are there, else from npm, whole or not at all.

    Raises:
        PackagesError: npm is not there, cannot reach anything, or brings something else than the lock names.
    """
    if folder.is_dir():
        return
    print("fetching axe-core, playwright-core and the Nu checker through npm (once) …", flush=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as temporary:
        beside = Path(temporary) / "web"
        beside.mkdir()
        for file in (PACKAGES, LOCK):
            shutil.copy(file, beside)
        _let_npm_install(beside, npm)
        # Another run may have been quicker: then its packages are as good as ours.
        if not folder.is_dir():
            shutil.move(beside, folder)


def _let_npm_install(folder, npm):
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    except FileNotFoundError as error:
        raise PackagesError("npm is not installed. Run:  sh .ci/system conformance") from error
    except subprocess.TimeoutExpired as error:
        raise PackagesError("npm has not fetched its packages in 10 minutes; it was ended.") from error
    if ended.returncode != 0:
        said = [line for line in (ended.stderr + ended.stdout).splitlines() if line.strip()]
        why = "\n  ".join(said[:3]) or "it says nothing"
        raise PackagesError(
            f"npm could not fetch the packages that {LOCK.name} names. It says:\n  {why}\n"
            "Give this machine a way to a registry of npm packages (a mirror goes into its .npmrc)."
        )


if __name__ == "__main__":
    try:
        fetch()
    except PackagesError as error:
        sys.exit(str(error))
