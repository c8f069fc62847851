"""veraPDF's jars, held against their SHA-256; `python -m conformance.verapdf_jars` has Maven fetch them, once."""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
PINS = HERE / "verapdf.sha256"


class JarsError(Exception):
    """The jars are not there, or are not those that are pinned; its words are for people."""


def version():
    """The version of veraPDF that pom.xml asks for."""
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    (found,) = ElementTree.parse(POM).findall("m:dependencies/m:dependency/m:version", space)
    return found.text


VERSION = version()
#: Where the jars are kept; nothing of it is in git.
FOLDER = HERE / ".lib" / f"verapdf-{VERSION}"


def pins():
    """Name of jar → SHA-256, of every jar that veraPDF runs with."""
    lines = PINS.read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def jars(folder=FOLDER):
    """The pinned jars of a folder, after a look at every byte.

    Raises:
        JarsError: one is missing, or is another than the pinned one.
    """
    for name, digest in pins().items():
        path = folder / name
        if not path.is_file():
            raise JarsError(f"veraPDF {VERSION} lacks {name} in {folder}. Run: make conformance")
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise JarsError(
                    f"{path} is not the file that {PINS.name} names. Remove the folder {folder} and run make "
                    "conformance again; if it comes back, what Maven fetches has changed."
                )
    return [folder / name for name in pins()]


def fetch(folder=FOLDER, maven="mvn"):
    """Have the jars in a folder: as they are if they are right, else from Maven, whole or not at all.

    Raises:
        JarsError: Maven is not there, cannot reach anything, or brings something else.
    """
    if folder.is_dir():
        return jars(folder)
    print(f"fetching veraPDF {VERSION} through Maven (once) …", flush=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as temporary:
        beside = Path(temporary) / "jars"
        _let_maven_copy(beside, maven)
        jars(beside)
        # Another run may have been quicker: then its jars are as good as ours.
        if not folder.is_dir():
            shutil.move(beside, folder)
    return jars(folder)


def _let_maven_copy(folder, maven):
    """Let Maven put greenfield-apps and all that it depends on into a folder."""
    command = [maven, "--batch-mode", "--quiet", "--file", POM, "process-resources"]
    try:
        ended = subprocess.run(
            [*command, f"-DoutputDirectory={folder}"], capture_output=True, text=True, timeout=900, check=False
        )
    except FileNotFoundError as error:
        raise JarsError("Maven (mvn) is not installed. Run:  sh .ci/system conformance") from error
    except subprocess.TimeoutExpired as error:
        raise JarsError(f"Maven has not fetched veraPDF {VERSION} in 15 minutes; it was ended.") from error
    if ended.returncode != 0 or not folder.is_dir():
        said = re.sub(r"\x1b\[[0-9;]*m", "", ended.stdout + ended.stderr)
        why = next((line.strip() for line in said.splitlines() if "ERROR" in line), said.strip() or "it says nothing")
        raise JarsError(
            f"Maven could not fetch veraPDF {VERSION}. It says:\n  {why}\nGive this machine a way to a Maven "
            f"repository (a mirror goes into its settings.xml), or put the jars that {PINS.name} names into {FOLDER}."
        )


if __name__ == "__main__":
    try:
        fetch()
    except JarsError as error:
        sys.exit(str(error))
