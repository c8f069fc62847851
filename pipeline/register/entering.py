"""Entering: documents of a case, and their files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.register import clock
from pipeline.register.changing import change, check_fields, replace_document
from pipeline.register.fields import FROZEN_STATES, STATES, withheld
from pipeline.register.forms import checked, composed
from pipeline.register.journal import Record, Taken
from pipeline.register.lookup import is_taken, members_of, next_document, record_keyed, record_numbered
from pipeline.register.patterns import Parts
from pipeline.register.reserving import Given, check_free
from pipeline.register.standing import check_standing, public_subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.register.journal import State, Value, Writing


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a document.

    Attributes:
        name: within the folder; with folders of its own for what a document was made from (`sources/inputs/…`).
        folder: where it lies in the project, as `outputs`; empty when it is kept elsewhere.
        format: PRONOM id, as `fmt/476` for PDF/A-2a; empty for a source whose format has none.
        size: in bytes.
        sha256: of its bytes.
        role: what it is of the document, as `archive copy`.
    """

    name: str
    folder: str
    format: str
    size: int
    sha256: str
    role: str


def enter_document(
    writing: Writing, case: str, fields: Mapping[str, Value], *, key: str | None = None, made_as: str = ""
) -> Given:
    """Enter a document in a case; a case that was only reserved opens with its first document.

    Args:
        writing: the transaction.
        case: the case's number.
        fields: of the document. Unless they say otherwise, `status` is `draft`, or `received` for what has come in;
            `direction` is `drawn-up`; `version` is 1, or follows that of the document that is replaced.
        key: entering again with it gives the same document; None for a new one each time.
        made_as: the document that diarie makes.

    Raises:
        FaultError: R105 no such case; R109 the case is void; R111 no such field; R112 a wrong value; R113 the case is
            closed, the status is none to begin with, or what it replaces cannot be replaced; R114 the key was used for
            something else; R118 a relation leads to no document; R119 what the status asks for is missing;
            R136 its withheld title would be the case's public subject.
    """
    if key is not None:
        known = record_keyed(writing.connection, key)
        if known is not None:
            if known.kind != "document" or known.case != case:
                message = f"The key “{key}” has been used for {known.state['number']} already."
                todo = "Use another key for another document."
                raise FaultError.of("R114", message, None, todo, key=key, number=known.state["number"])
            return Given(str(known.state["number"]), known, new=False)
    check_fields("document", fields)
    fields = composed(fields)
    owner = _open_case(writing, case, fields)
    serial = next_document(writing.connection, case)
    number = _document_number(writing, owner, serial)
    check_free(writing, number)
    state: State = {
        "status": "received" if fields.get("direction") == "in" else "draft",
        "direction": "in" if fields.get("status") == "received" else "drawn-up",
        "version": _version(writing, str(fields.get("replaces", ""))),
        **fields,
        "number": number,
        "case": case,
        "serial": serial,
        "made-as": made_as,
        "registered": clock.written(writing.now),
    }
    record = Record(f"document:{number}", "document", case, checked("document", state))
    check_standing(writing.connection, None, record)
    writing.append("enter", record, taken=Taken(number), key=key)
    if record.state["status"] == "adopted" and record.state.get("replaces"):
        replace_document(writing, str(record.state["replaces"]), number)
    return Given(number, record, new=True)


def attach(writing: Writing, document: str, file: FileEntry) -> Record:
    """Enter a file of a document that is not frozen yet, or has no files of its own: what came in, for example.

    Raises:
        FaultError: R105 no such document; R110 the document is adopted, and has its files; R112 a wrong value; R114
            another file of that name is there.
    """
    owner = record_numbered(writing.connection, document)
    if owner.kind != "document":
        message = f"{document} is no document: files belong to documents."
        raise FaultError.of("R105", message, None, "Name the document that the file is of.", number=document)
    assert owner.case is not None
    state: State = {
        "document": document,
        "case": owner.case,
        "name": file.name,
        "folder": file.folder,
        "format": file.format,
        "size": file.size,
        "sha256": file.sha256,
        "role": file.role,
        "registered": clock.written(writing.now),
    }
    record = Record(f"file:{document}/{file.name}", "file", owner.case, checked("file", state))
    others = [one for one in members_of(writing.connection, owner.case, "file") if one.state["document"] == document]
    for other in others:
        if other.name == record.name:
            if other.state["sha256"] == file.sha256:
                return other
            message = f"{document} has another file {file.name} already."
            raise FaultError.of("R114", message, None, "Give the file another name.", number=document, file=file.name)
    made_now = owner.state["registered"] == state["registered"]
    if owner.state["status"] == "void" or (owner.state["status"] in FROZEN_STATES and others and not made_now):
        message = f"{document} is {_swedish(owner)}: no file is added to it any more."
        todo = "Enter a new document, with replaces, rendition-of or redacted-version-of."
        raise FaultError.of("R110", message, None, todo, number=document, status=owner.state["status"])
    writing.append("attach", record)
    return record


def described_file(path: Path, root: Path, *, role: str, pronom: str = "") -> FileEntry:
    """What there is to enter of a file.

    Args:
        path: the file.
        root: the project's folder; a file outside it is entered without a folder.
        role: what it is of the document.
        pronom: its format; empty to go by its ending and, for PDF, by what it says of itself.

    Raises:
        FaultError: R112 its format is not known; I102 it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"The file {path} cannot be read: {error.strerror}."
        raise FaultError.of("I102", message, None, "Check its name and who may read it.", path=str(path)) from None
    known = pronom or format_of(path.name, data)
    if not known:
        message = f"The format of {path.name} is not known."
        raise FaultError.of("R112", message, None, "Give its PRONOM id with --pronom, as fmt/412.", file=path.name)
    full = path.resolve()
    inside = full.is_relative_to(root.resolve())
    folder = PurePosixPath(full.relative_to(root.resolve())).parent.as_posix() if inside else ""
    return FileEntry(path.name, folder, known, len(data), hashlib.sha256(data).hexdigest(), role)


#: Endings and their PRONOM ids (nationalarchives.gov.uk/PRONOM).
_FORMATS = {
    ".docx": "fmt/412",
    ".xlsx": "fmt/214",
    ".csv": "x-fmt/18",
    ".json": "fmt/817",
    ".xml": "fmt/101",
    ".txt": "x-fmt/111",
    ".md": "fmt/1149",
    ".yaml": "fmt/818",
    ".yml": "fmt/818",
    ".sqlite": "fmt/729",
    ".ods": "fmt/295",
    ".svg": "fmt/92",
    ".html": "fmt/471",
    ".css": "x-fmt/224",
    ".png": "fmt/13",
    ".zip": "x-fmt/263",
    ".tar": "x-fmt/265",
    ".eml": "fmt/278",
}
#: Part and conformance of PDF/A, as its metadata says them.
_PDF_A = {
    ("1", "A"): "fmt/95",
    ("1", "B"): "fmt/354",
    ("2", "A"): "fmt/476",
    ("2", "B"): "fmt/477",
    ("2", "U"): "fmt/478",
}
_PDF_A |= {("3", "A"): "fmt/479", ("3", "B"): "fmt/480", ("3", "U"): "fmt/481"}


def format_of(name: str, data: bytes) -> str:
    """PRONOM id of a file by its ending and, for PDF, by what it says of itself; empty when it is not known."""
    if not data.startswith(b"%PDF-"):
        return _FORMATS.get(PurePosixPath(name.lower()).suffix, "")
    part = re.search(rb"pdfaid:part(?:>|=[\"'])(\d)", data)
    level = re.search(rb"pdfaid:conformance(?:>|=[\"'])([ABU])", data)
    if part and level:
        return _PDF_A.get((part.group(1).decode(), level.group(1).decode()), "")
    version = data[5:8].decode("ascii", "replace")
    return {"1.4": "fmt/18", "1.5": "fmt/19", "1.6": "fmt/20", "1.7": "fmt/276", "2.0": "fmt/1129"}.get(version, "")


def _version(writing: Writing, replaced: str) -> str:
    if not replaced or not is_taken(writing.connection, replaced):  # check_standing tells of a relation to nowhere
        return "1"
    version = str(record_numbered(writing.connection, replaced).state.get("version", "1"))
    return str(int(version) + 1) if re.fullmatch(r"[1-9][0-9]{0,8}", version) else ""


def _open_case(writing: Writing, number: str, fields: Mapping[str, Value]) -> Record:
    case = record_numbered(writing.connection, number)
    if case.kind != "case":
        message = f"{number} is no case: documents belong to cases."
        raise FaultError.of("R105", message, None, "Name the case that the document belongs to.", number=number)
    if case.state["status"] == "reserved":
        title = str(fields.get("title", ""))
        if title and not case.state.get("subject") and "title" in withheld("document", dict(fields)):
            raise public_subject(number, "its first document")
        subject = {} if case.state.get("subject") else {"subject": title}
        return change(writing, number, {"status": "open", **subject}, why="first document")
    if case.state["status"] == "void":
        message = f"The case {number} is void (makulerat)."
        raise FaultError.of("R109", message, None, "Reserve another number.", number=number)
    if case.state["status"] == "closed":
        message = f"The case {number} is closed (avslutat)."
        raise FaultError.of("R113", message, None, "Open it again with change, status=open.", number=number)
    return case


def _document_number(writing: Writing, case: Record, serial: int) -> str:
    """The document's number, as the pattern of its case's series writes it now, or after a hyphen."""
    number = str(case.state["number"])
    series = writing.series.get(str(case.state["series"]))
    parts = series.pattern.parsed(number) if series else None
    if series is None or parts is None:  # the series has another pattern by now, or is gone from the settings
        return f"{number}-{serial}"
    written = series.pattern.written(Parts(parts.year, parts.serial, parts.classification, parts.unit, serial))
    return written if written.startswith(number) else f"{number}-{serial}"


def _swedish(record: Record) -> str:
    status = str(record.state["status"])
    return f"{status} ({STATES[record.kind][status]})"
