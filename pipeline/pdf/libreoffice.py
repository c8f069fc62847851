"""Word files to PDF by LibreOffice, all in one call; nothing that it says about its own success is believed."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pikepdf

from pipeline.faults import Fault, FaultError, Faults
from pipeline.pdf import process, profile, source, wordfile
from pipeline.places import Place

#: Export options: PDF/A-2, tagged, with outline; pictures as they are.
_OPTIONS: Mapping[str, int | bool] = {
    "SelectPdfVersion": 2,
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": False,
    "ExportNotes": False,
    "ExportFormFields": False,
    "UseLosslessCompression": True,
    "ReduceImageResolution": False,
}
_INSTALL = "Install it: sudo apt install --no-install-recommends libreoffice-writer-nogui"
#: What is said of a full disk, by LibreOffice and by the system.
_NO_ROOM = re.compile(r"Class:Space|No space left on device|Disk quota exceeded|disk (is )?full", re.IGNORECASE)
#: How many bytes there have to be left, beside some for each document: LibreOffice may have given back what it had.
_ROOM = 1 << 20
_AGAIN = "Run the build again; if it fails again, open the Word file in LibreOffice to see what it cannot read."


def find() -> str:
    """Path of LibreOffice: the environment's DIARIE_SOFFICE, else `soffice` or `libreoffice` on PATH.

    Raises:
        FaultError: P101 there is none.
    """
    wanted = os.environ.get("DIARIE_SOFFICE")
    for name in (wanted,) if wanted else ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    named = f"DIARIE_SOFFICE names {wanted}, which cannot be run" if wanted else "it is not on PATH"
    raise FaultError.of("P101", f"LibreOffice is missing: {named}.", None, _INSTALL)


@cache
def version(executable: str) -> str:
    """What LibreOffice calls itself, such as `LibreOffice 7.4.7.2 40(Build:2)`.

    Raises:
        FaultError: P102 it cannot be started or does not answer.
    """
    if (installed := _installed(executable)) is not None:
        return installed
    try:
        answer = subprocess.run(  # noqa: S603 - the executable is the user's own choice
            [executable, "--version"], check=False, capture_output=True, text=True, timeout=30, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_started(executable, str(error)) from None
    first = answer.stdout.strip().splitlines()
    if answer.returncode != 0 or not first:
        raise _not_started(executable, answer.stderr.strip() or f"exit code {answer.returncode}")
    return first[0]


def _installed(executable: str) -> str | None:
    """The version as the files beside the program tell it, which spares a start; None when they do not."""
    program = Path(executable).resolve().parent
    told = ""
    for name, key in (("bootstraprc", "ProductKey="), ("versionrc", "buildid=")):
        try:
            lines = (program / name).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return None
        told += " ".join(line.removeprefix(key) for line in lines if line.startswith(key)) + " "
    return told.strip() if os.access(executable, os.X_OK) else None


def convert(
    files: Mapping[str, bytes],
    *,
    timeout: float = 120,
    executable: str | None = None,
    profile_cache: Path | None = None,
    done: Callable[[str, bytes], None] | None = None,
) -> dict[str, bytes]:
    """Make a PDF of each Word file, in one call of LibreOffice.

    LibreOffice gets a folder and a profile of its own and, where the system permits it, no network. A call that
    crashes, or that leaves documents out, is tried once more for what is missing, with a new profile.

    Args:
        files: name → Word file; names are for people and in faults only.
        timeout: seconds for each call.
        executable: path of soffice; None for `find()`.
        profile_cache: folder in which a profile that has worked is kept, for quicker starts; None to keep nothing.
        done: told each name and PDF as soon as it is made, while LibreOffice goes on with the next ones; None when
            nobody wants to know. What it is told of is in the result too, unless a fault ends the call.

    Returns:
        name → PDF as LibreOffice exports it, tagged but not yet valid PDF/A-2a and PDF/UA-1.

    Raises:
        FaultError: P101 no LibreOffice; P102 it does not start; P103 time limit; P104 it crashed; P105 no PDF;
            P106 a damaged or empty PDF; P107, P108 a Word file that is refused; P109 a PDF of something else;
            P110 no room for its files.
    """
    if not files:
        return {}
    faults = Faults()
    for name, data in files.items():
        faults.extend(wordfile.check(name, data))
    faults.raise_if_errors()
    executable = executable or find()
    kept = profile.kept_copy(profile_cache, version(executable))
    watch = _Watch(files, done)
    made, outcome = _call(executable, files, timeout, kept, watch)
    missing = {name: data for name, data in files.items() if name not in made}
    if missing and outcome.code is not None:
        profile.drop(kept)
        more, outcome = _call(executable, missing, timeout, None, watch)
        made |= more
    results = {name: made[name] for name in files if name in made}
    for name in files:
        fault = _check_pdf(name, files[name], made[name]) if name in made else _no_pdf(name, outcome, timeout)
        faults.extend([fault] if fault else [])
    faults.raise_if_errors()
    for name, pdf in results.items():
        watch.tell(name, pdf)
    return results


class _Watch:
    """Tells of each PDF once, when it is complete and of the right document."""

    def __init__(self, files: Mapping[str, bytes], done: Callable[[str, bytes], None] | None) -> None:
        self._files = files
        self._done = done
        self._told: set[str] = set()

    def look(self, paths: Mapping[str, Path]) -> None:
        """Tell of the PDFs that stand before the last one: LibreOffice makes one after the other."""
        there = [name for name, path in paths.items() if path.is_file()]
        for name in there[:-1]:
            if name not in self._told:
                pdf = paths[name].read_bytes()
                if _check_pdf(name, self._files[name], pdf) is None:
                    self.tell(name, pdf)

    def tell(self, name: str, pdf: bytes) -> None:
        """Tell of a PDF that is known to be complete."""
        if self._done is not None and name not in self._told:
            self._told.add(name)
            self._done(name, pdf)


def _call(
    executable: str, files: Mapping[str, bytes], timeout: float, kept: Path | None, watch: _Watch
) -> tuple[dict[str, bytes], process.Outcome]:
    """One call; what it has made, and how it ended."""
    try:
        with tempfile.TemporaryDirectory(prefix="diarie-") as temporary:
            folder = Path(temporary)
            (folder / "in").mkdir()
            (folder / "out").mkdir()
            profile.prepare(folder / "profile", kept)
            # Plain numbers as names: a document's name may hold anything, and LibreOffice reads it as an option.
            numbers = {f"{number:04}": name for number, name in enumerate(files, 1)}
            for number, name in numbers.items():
                (folder / "in" / f"{number}.docx").write_bytes(files[name])
            paths = {name: folder / "out" / f"{number}.pdf" for number, name in numbers.items()}
            command = _command(executable, folder, numbers)
            outcome = process.run(command, folder, timeout, lambda: watch.look(paths))
            made = {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
            if outcome.code != 0 or any(
                name not in made or _check_pdf(name, files[name], made[name]) for name in files
            ):
                _check_room(folder, files, outcome)
            if outcome.code is None:
                made = {}  # the last file may be half written
            if outcome.code == 0 and len(made) == len(files):
                profile.keep(folder / "profile", kept)
            return made, outcome
    except (PermissionError, FileNotFoundError) as error:
        if error.filename == executable:
            raise _not_started(executable, error.strerror) from None
        raise _no_room(error) from None
    except OSError as error:
        raise _no_room(error) from None


def _check_room(folder: Path, files: Mapping[str, bytes], outcome: process.Outcome) -> None:
    """Find out whether a call has failed for want of room, which LibreOffice takes in many ways, crashes among them.

    Raises:
        OSError: it has.
    """
    if _NO_ROOM.search(outcome.said):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    with (folder / "room").open("wb") as room:
        room.write(bytes(_ROOM + 4 * sum(len(data) for data in files.values())))


def _command(executable: str, folder: Path, numbers: Mapping[str, str]) -> list[str]:
    kinds = {True: "boolean", False: "long"}
    options = {
        name: {"type": kinds[isinstance(value, bool)], "value": json.dumps(value)} for name, value in _OPTIONS.items()
    }
    return [
        executable,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}",
        "--outdir",
        str(folder / "out"),
        *(str(folder / "in" / f"{number}.docx") for number in numbers),
    ]


def _check_pdf(name: str, docx: bytes, pdf: bytes) -> Fault | None:
    """The fault of a PDF that is damaged, empty, or not of this Word file; None when it is right."""
    place = Place(name)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
            shown = str(opened.docinfo.get("/Title", ""))
    except pikepdf.PdfError as error:
        return Fault("P106", f"LibreOffice wrote a damaged PDF: {error}.", place, _AGAIN)
    if pages == 0:
        return Fault("P106", "LibreOffice wrote a PDF without pages.", place, _AGAIN)
    title = source.properties(docx).title
    if " ".join(shown.split()) != " ".join(title.split()):
        message = f"LibreOffice wrote the PDF of something else: its title is “{shown}”, not “{title}”."
        return Fault("P109", message, place, _AGAIN)
    return None


def _no_pdf(name: str, outcome: process.Outcome, timeout: float) -> Fault:
    said = f" It said: {outcome.said}" if outcome.said else ""
    data = {"exit_code": outcome.code, "said": outcome.said}
    if outcome.code is None:
        message = f"LibreOffice did not finish within {timeout:g} seconds and was stopped.{said}"
        return Fault(
            "P103",
            message,
            Place(name),
            "Try a longer time limit; build documents one by one to find which it is.",
            data,
        )
    if outcome.crashed:
        return Fault("P104", f"LibreOffice crashed, twice (exit code {outcome.code}).{said}", Place(name), _AGAIN, data)
    return Fault("P105", f"LibreOffice made no PDF (exit code {outcome.code}).{said}", Place(name), _AGAIN, data)


def _not_started(executable: str, why: str | None) -> FaultError:
    return FaultError.of("P102", f"LibreOffice ({executable}) cannot be started: {why}.", None, _INSTALL)


def _no_room(error: OSError) -> FaultError:
    message = f"The files for LibreOffice cannot be written: {error.strerror} ({tempfile.gettempdir()})."
    return FaultError.of("P110", message, None, "Make room on the disk, or name another folder in TMPDIR.")
